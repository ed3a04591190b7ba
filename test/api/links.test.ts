import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ScoresView } from '../../server/contract/figures'
import type { InvitationView } from '../../server/contract/invitations'
import type { ResponseView } from '../../server/contract/responses'
import type { SurveyView } from '../../server/contract/surveys'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromPage, fromProgram, givenSurvey } from '../support/given'

const dayMs = 86_400_000
const frozen = {
  channel: 'whatsapp',
  topics: ['Billing', 'refund'],
  agent: 'ana',
  team: 'tier-1',
  conversation: 'c-4711',
  customer: 'k-1',
  locale: 'ur'
}

onBothDatabases((fresh) => {
  let app: TestApp
  let survey: SurveyView
  let clock = Date.parse('2026-11-01T09:00:00Z')
  beforeEach(async () => {
    clock = Date.parse('2026-11-01T09:00:00Z')
    app = await startApp(fresh, { now: () => clock })
    ;({ survey } = await givenSurvey(app, { question: { en: 'How did we do?', ur: 'ہماری خدمت کیسی رہی؟' } }))
  })
  afterEach(() => app.close())

  async function invite(more: Record<string, unknown> = {}) {
    const response = await app.request('/api/v1/invitations', {
      key: testKey,
      body: { survey: survey.id, ...frozen, ...more }
    })
    const invitation = (await response.json()) as InvitationView
    return { ...invitation, path: new URL(invitation.url).pathname }
  }
  const submit = (path: string, fields: Record<string, string>) =>
    app.app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields)
    })
  const tap = (path: string, body: Record<string, unknown>) => app.request(path, { body })
  const kept = () => app.services.database.handle.select().from(app.services.database.tables.response)
  const counted = async () =>
    ((await (await app.request(`/api/v1/scores?survey=${survey.id}`, { key: testKey })).json()) as ScoresView)
      .total
  const field = (html: string, name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

  // “s” or “q” was read as anything that begins with an s, so that a page of the dashboard loaded anew told
  // of a survey that is not open.
  it.each(['/settings/mail', '/sites/sit_1', '/faq/prices', '/s1/x', '/sites/sit_1/opened'])(
    'takes no other address for a link: %s',
    async (path) => {
      for (const method of ['GET', 'POST']) {
        const answer = await app.request(path, { method })
        expect([method, answer.status, answer.headers.get('content-type')]).toEqual([
          method,
          404,
          'application/json'
        ])
      }
      expect((await app.request('/s/nobody_has_this_token_0')).headers.get('content-type')).toContain(
        'text/html'
      )
    }
  )

  it('makes a link that carries nothing personal, with a QR code and a text for each channel', async () => {
    const invitation = await invite()
    expect(invitation).toMatchObject({
      state: 'created',
      url: expect.stringMatching(/^https:\/\/surveys\.example\.com\/s\/[A-Za-z0-9_-]{22}$/),
      qrSvg: expect.stringContaining('<svg')
    })
    expect(invitation.texts.whatsapp).toBe(`ہماری خدمت کیسی رہی؟ ${invitation.url}`)
    const stored = await app.services.database.handle.select().from(app.services.database.tables.invitation)
    expect(JSON.stringify(stored)).not.toContain(invitation.path.slice(3))
  })

  it('asks in the customer’s language without a script and keeps the form’s answer with the frozen tags', async () => {
    const { path, id } = await invite()
    const html = await (await app.request(path)).text()
    expect(html).toContain('<html lang="ur" dir="rtl">')
    expect(html).toContain('ہماری خدمت کیسی رہی؟')
    const thanks = await submit(path, { id: field(html, 'id'), rating: '4', comment: ' شکریہ ', website: '' })
    expect([thanks.status, thanks.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await kept()).toMatchObject([
      {
        id,
        rating: 4,
        comment: 'شکریہ',
        state: 'counted',
        conversation: 'c-4711',
        customer: 'k-1',
        invitationId: id,
        answeredOn: '2026-11-01'
      }
    ])
    const [tags] = await app.services.database.handle.select().from(app.services.database.tables.tagSet)
    expect(tags).toMatchObject({
      channel: 'whatsapp',
      topics: '["billing","refund"]',
      agent: 'ana',
      team: 'tier-1',
      locale: 'ur',
      surface: 'page'
    })
  })

  it('keeps what the form says beside the rating, shows it again, and lets a consent be taken back', async () => {
    const parts = {
      solved: true,
      reasons: { low: [{ key: 'price', label: { en: 'Price' } }] },
      person: true,
      contact: true
    }
    await app.request(`/api/v1/surveys/${survey.id}`, { method: 'PATCH', key: testKey, body: { parts } })
    const { path, id } = await invite({ locale: 'en' })
    const thanks = await (
      await submit(path, {
        id,
        rating: '2',
        solved: 'no',
        reason: 'price',
        person: '5',
        contact: 'on',
        website: ''
      })
    ).text()
    expect(thanks).toMatch(/value="no" checked/)
    expect(thanks).toMatch(/name="contact" checked/)
    expect(JSON.parse((await kept())[0]?.answers ?? '')).toEqual({
      solved: 'no',
      reason: 'price',
      person: 5,
      contact: true
    })
    await submit(path, { id, rating: '2', solved: 'yes', website: '' })
    expect(JSON.parse((await kept())[0]?.answers ?? '')).toEqual({
      solved: 'yes',
      reason: 'price',
      person: 5,
      contact: false
    })
  })

  // Half an emoji at the end of a comment cost the answer, and its customer read that the survey had ended.
  it('keeps an answer whatever of its page cannot be kept', async () => {
    const odd = {
      comment: 'slow \ud83d\0',
      answers: { reason: 'a\ud800', solved: null },
      taps: [[2, -5], ['x']],
      seen: 'x'.repeat(99),
      proof: 'x'.repeat(400)
    }
    const [{ path, id }, poster] = [await invite(), await invite({ reusable: true })]
    expect((await tap(path, { rating: 2, ...odd })).status).toBe(201)
    expect((await tap(poster.path, { id: 'a-page-of-many', rating: 3, ...odd })).status).toBe(201)
    const answers = (await kept()).sort((a, b) => a.rating - b.rating)
    expect(answers).toMatchObject([
      { id, comment: 'slow \ufffd', answers: '{"reason":"a\ufffd"}' },
      { rating: 3, comment: 'slow \ufffd' }
    ])
    const form = await submit((await invite()).path, { rating: '5', comment: 'a\0b', website: '' })
    expect([form.status, (await kept()).map(({ comment }) => comment)]).toEqual([
      200,
      expect.arrayContaining(['ab'])
    ])
  })

  // An agent, who sees the ids of invitations, sent five stars under one from any page; the customer's own
  // answer was refused as taken.
  it('takes no answer from a page under the name of an invitation or of a helpdesk’s rating', async () => {
    const { path, id } = await invite()
    for (const taken of [id, 'rated:0123456789']) {
      const refused = await fromPage(app, { id: taken, survey: survey.id, rating: 5 })
      expect([refused.status, await refused.json()]).toEqual([422, expect.objectContaining({ field: 'id' })])
    }
    expect((await tap(path, { rating: 1 })).status).toBe(201)
    expect((await fromProgram(app, { id: 'rated:0123456789', survey: survey.id, rating: 5 })).status).toBe(
      201
    )
  })

  it('lets the customer’s answer take the place of one that a page had sent under its name, with all that was counted of it', async () => {
    const { path, id } = await invite({ agent: 'ana', conversation: 'c-1' })
    const other = await invite({ agent: 'ben', conversation: 'c-2' })
    await tap(other.path, { rating: 4 })
    clock += 3_600_000
    await fromProgram(app, {
      id,
      survey: survey.id,
      rating: 5,
      surface: 'widget',
      channel: 'web',
      agent: 'ben',
      conversation: 'c-2'
    })
    expect((await tap(path, { rating: 1 })).status).toBe(200)
    const scores = async (repeats: string) =>
      (
        (await (
          await app.request(
            `/api/v1/scores?survey=${survey.id}&by=agent&from=2026-11-01&to=2026-11-02&repeats=${repeats}`,
            { key: testKey }
          )
        ).json()) as ScoresView
      ).rows
        .map(({ key, score: { count, value } }) => [key, count, value])
        .sort()
    const counted = [
      ['ana', 1, 0],
      ['ben', 1, 100]
    ]
    expect([await scores('latest'), await scores('all')]).toEqual([counted, counted])
    expect(
      (await kept())
        .map(({ rating, invitationId, conversation, repeated }) => [
          rating,
          invitationId,
          conversation,
          repeated
        ])
        .sort()
    ).toEqual([
      [1, id, 'c-1', null],
      [4, other.id, 'c-2', null]
    ])
  })

  it('takes the first tap at once, the comment later, and shows both to whoever opens the link again', async () => {
    const { path, id } = await invite()
    expect([
      (await tap(path, { id, rating: 2 })).status,
      await (await tap(path, { id, rating: 2, comment: 'slow' })).json()
    ]).toEqual([201, { id, state: 'counted' }])
    expect(await kept()).toMatchObject([{ rating: 2, comment: 'slow' }])
    const html = await (await app.request(path)).text()
    expect(html).toMatch(/value="2" checked/)
    expect(html).toContain('slow')
  })

  it('stores nothing and spends nothing when a link is only opened, whoever opens it and however', async () => {
    const { path, id } = await invite()
    const agents = [
      'Mozilla/5.0 (iPhone)',
      'WhatsApp/2.21.12.21 A',
      'TelegramBot (like TwitterBot)',
      'facebookexternalhit/1.1'
    ]
    for (const agent of agents) {
      for (const method of ['GET', 'HEAD']) {
        for (const address of [path, `${path}?p=5`, `${path}?p=99`, `${path}?p=x`])
          expect((await app.request(address, { method, headers: { 'user-agent': agent } })).status).toBe(200)
      }
    }
    expect(await kept()).toEqual([])
    expect((await tap(path, { id, rating: 5 })).status).toBe(201)
  })

  it('preselects a point of the link, but only one of the scale', async () => {
    const { path } = await invite()
    expect(await (await app.request(`${path}?p=3`)).text()).toMatch(/value="3" checked/)
    expect(await (await app.request(`${path}?p=6`)).text()).not.toContain(' checked')
  })

  it('lets whoever presses another point of the same mail change the answer at once', async () => {
    const { path } = await invite({ locale: 'en' })
    await tap(path, { rating: 2, comment: 'slow' })
    const [same, other] = await Promise.all(
      [2, 5].map(async (point) => (await app.request(`${path}?p=${point}`)).text())
    )
    expect(same).toContain('Change your answer')
    expect(other).not.toContain('Change your answer')
    expect(other).toMatch(/value="5" checked/)
    expect(other).toContain('slow')
    clock += 2 * dayMs
    expect(await (await app.request(`${path}?p=5`)).text()).not.toContain('<form')
  })

  it('gives preview bots a title and nothing to answer, and people in the browsers of messengers the survey', async () => {
    const { path } = await invite()
    const preview = await (
      await app.request(path, { headers: { 'user-agent': 'WhatsApp/2.21.12.21 A' } })
    ).text()
    expect(preview).toContain('<meta property="og:title"')
    expect(preview).not.toContain('<form')
    const inApp =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, ' +
      'like Gecko) Mobile/15E148 Instagram 312.0.0.29.119'
    expect(await (await app.request(path, { headers: { 'user-agent': inApp } })).text()).toContain('<form')
  })

  it('says next to the points that none was chosen, and keeps the comment that was written', async () => {
    const { path } = await invite({ locale: 'en' })
    const response = await submit(path, { id: 'whatever1', comment: 'only words' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('only words')
    expect(await kept()).toEqual([])
  })

  it('makes exactly one answer of a hundred that come at once through one link', async () => {
    const { path, id } = await invite()
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => tap(path, { id: randomUUID(), rating: 1 + (index % 5) }))
    )
    expect((await kept()).map((row) => row.id)).toEqual([id])
  })

  it('keeps each person’s answer to a link for many, and lets each change only their own', async () => {
    const { path } = await invite({ reusable: true, customer: undefined, conversation: undefined })
    expect(path).toMatch(/^\/q\//)
    const pages = await Promise.all([1, 2].map(async () => (await app.request(path)).text()))
    const [one, two] = pages.map((html) => ({ id: field(html, 'id'), secret: field(html, 'secret') }))
    await tap(path, { ...one, rating: 1 })
    await tap(path, { ...two, rating: 2 })
    await tap(path, { ...one, rating: 5 })
    expect((await tap(path, { ...two, secret: one?.secret, rating: 5 })).status).toBe(409)
    expect((await kept()).map(({ id, rating }) => [id, rating]).sort()).toEqual(
      [
        [one?.id, 5],
        [two?.id, 2]
      ].sort()
    )
  })

  it('needs no id where a link has one answer', async () => {
    const [byForm, byTap] = [await invite(), await invite()]
    expect((await submit(byForm.path, { rating: '4' })).status).toBe(200)
    expect((await tap(byTap.path, { rating: 5 })).status).toBe(201)
    expect((await kept()).map(({ id, rating }) => [id, rating]).sort()).toEqual(
      [
        [byForm.id, 4],
        [byTap.id, 5]
      ].sort()
    )
  })

  it('lets a person’s answer take the place of a program’s', async () => {
    const { path, id } = await invite()
    await submit(path, { rating: '1', website: 'https://spam.example' })
    expect(await kept()).toMatchObject([{ id, rating: 1, state: 'suspect' }])
    await submit(path, { rating: '1' })
    expect(await kept()).toMatchObject([{ id, rating: 1, state: 'counted', stateReason: null }])
    expect(await counted()).toMatchObject({ count: 1, tally: { 1: 1 } })
  })

  it('makes no link that nobody could answer', async () => {
    const late = await app.request('/api/v1/invitations', {
      key: testKey,
      body: { survey: survey.id, expiresAt: '2026-10-31T09:00:00Z' }
    })
    expect([late.status, await late.json()]).toMatchObject([422, { field: 'expiresAt' }])
    await app.request(`/api/v1/surveys/${survey.id}`, {
      method: 'PATCH',
      key: testKey,
      body: { state: 'draft' }
    })
    expect(
      (await app.request('/api/v1/invitations', { key: testKey, body: { survey: survey.id } })).status
    ).toBe(409)
  })

  it('marks answers to a test link, and those of programs, so that they never count', async () => {
    const test = await invite({ test: true })
    await tap(test.path, { id: test.id, rating: 1 })
    const trap = await invite()
    await submit(trap.path, { id: trap.id, rating: '1', website: 'https://spam.example' })
    expect((await kept()).map(({ state, stateReason }) => [state, stateReason]).sort()).toEqual([
      ['suspect', 'honeypot'],
      ['test', null]
    ])
    expect(await counted()).toMatchObject({ count: 0 })
  })

  it('reads the same for a link that expired, one that never was, and one whose survey is closed', async () => {
    const expiring = await invite({ expiresAt: new Date(clock + dayMs).toISOString() })
    const open = await invite()
    expect((await app.request(expiring.path)).status).toBe(200)
    clock += 2 * dayMs
    await app.request(`/api/v1/surveys/${survey.id}`, {
      method: 'PATCH',
      key: testKey,
      body: { state: 'closed' }
    })
    const unknown = '/s/AAAAAAAAAAAAAAAAAAAAAA'
    const pages = await Promise.all(
      [expiring.path, open.path, unknown, '/s/short', open.path.replace('/s/', '/q/')].map(async (path) => {
        const response = await app.request(path)
        return [response.status, (await response.text()).replaceAll(/nonce="[^"]*"/g, '')] as const
      })
    )
    expect(new Set(pages.map(([status]) => status))).toEqual(new Set([404]))
    expect(new Set(pages.map(([, html]) => html)).size).toBe(1)
    expect((await tap(expiring.path, { id: expiring.id, rating: 5 })).status).toBe(404)
    expect(await kept()).toEqual([])
  })

  it('lets nobody change an answer that came by a link except through that link', async () => {
    const { path, id } = await invite()
    await tap(path, { id, rating: 2 })
    const response = await app.request('/api/v1/responses', {
      body: { id, survey: survey.id, rating: 5 },
      headers: { origin: 'https://shop.example' }
    })
    expect(response.status).toBe(422)
    expect((await fromProgram(app, { id, survey: survey.id, rating: 5 })).status).toBe(409)
    expect(await kept()).toMatchObject([{ rating: 2 }])
  })

  it('lets the link’s own page run and nothing else', async () => {
    const { path } = await invite()
    const policy = (await app.request(path)).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
  })

  it('shows the answers of a link with its tags to the site’s programs', async () => {
    const { path, id } = await invite()
    await tap(path, { id, rating: 3 })
    const listed = (await (
      await app.request(`/api/v1/responses?survey=${survey.id}&from=2026-11-01&to=2026-11-01`, {
        key: testKey
      })
    ).json()) as { rows: ResponseView[] }
    expect(listed.rows).toMatchObject([
      {
        id,
        channel: 'whatsapp',
        topics: ['billing', 'refund'],
        agent: 'ana',
        team: 'tier-1',
        conversation: 'c-4711',
        surface: 'page',
        invitation: id
      }
    ])
  })
})
