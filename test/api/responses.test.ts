import { createHmac, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ScoresView } from '../../server/contract/figures'
import type { ResponseView } from '../../server/contract/responses'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromPage, fromProgram, givenSurvey, shop } from '../support/given'

const hourMs = 3_600_000

onBothDatabases((fresh) => {
  let app: TestApp
  let survey: SurveyView
  let site: SiteView
  let clock = Date.parse('2026-11-01T20:30:00Z')
  beforeEach(async () => {
    clock = Date.parse('2026-11-01T20:30:00Z')
    app = await startApp(fresh, { now: () => clock })
    ;({ survey, site } = await givenSurvey(app))
  })
  afterEach(() => app.close())

  const answer = (more: Record<string, unknown> = {}) => ({
    id: randomUUID(),
    secret: randomUUID(),
    survey: survey.id,
    rating: 4,
    ...more
  })

  it('keeps an answer of a page with what it meant, the day in the site’s time zone and tags as slugs', async () => {
    const sent = answer({
      topics: ['Billing Question', 'بلنگ سوال', 'billing question'],
      agent: 'Ana K.',
      locale: 'pt_BR',
      pageUrl: 'https://shop.example/a'
    })
    const response = await fromPage(app, sent)
    expect(response.status).toBe(201)
    expect(response.headers.get('access-control-allow-origin')).toBe(shop)
    expect(await response.json()).toMatchObject({
      id: sent.id,
      survey: survey.id,
      rating: 4,
      metric: 'csat',
      scale: { min: 1, max: 5 },
      satisfiedFrom: 4,
      direction: 'higher-is-better',
      version: 1,
      channel: 'web',
      topics: ['billing-question', 'بلنگ-سوال'],
      agent: 'Ana K.',
      team: null,
      locale: 'pt-BR',
      surface: 'widget',
      state: 'counted',
      answeredAt: '2026-11-01T20:30:00.000Z',
      answeredOn: '2026-11-02'
    })
  })

  it('answers the same body again with the same answer, and adds the comment to it later', async () => {
    const sent = answer()
    const first = (await (await fromPage(app, sent)).json()) as ResponseView
    const again = await fromPage(app, sent)
    expect([again.status, await again.json()]).toEqual([200, first])
    const commented = await fromPage(app, { ...sent, comment: 'quick and kind' })
    expect([commented.status, await commented.json()]).toEqual([
      200,
      { ...first, comment: 'quick and kind', editedAt: first.receivedAt }
    ])
  })

  it('takes edits until the edit window closes, then only repeats', async () => {
    const sent = answer()
    await fromPage(app, sent)
    clock += 23 * hourMs
    expect((await fromPage(app, { ...sent, rating: 2 })).status).toBe(200)
    clock += 2 * hourMs
    expect((await fromPage(app, { ...sent, rating: 2 })).status).toBe(200)
    const late = await fromPage(app, { ...sent, rating: 5 })
    expect([late.status, await late.json()]).toEqual([
      409,
      { code: 'response-locked', message: 'This answer can no longer be changed; its edit window is over.' }
    ])
  })

  it('makes one answer of twenty that come at once under one id', async () => {
    const sent = answer()
    const statuses = (await Promise.all(Array.from({ length: 20 }, () => fromPage(app, sent)))).map(
      (response) => response.status
    )
    expect(statuses.sort()).toEqual([...Array<number>(19).fill(200), 201])
  })

  it('keeps what an answer meant when the survey changes afterwards', async () => {
    const sent = answer()
    await fromPage(app, sent)
    const patched = await app.request(`/api/v1/surveys/${survey.id}`, {
      method: 'PATCH',
      key: testKey,
      body: { scale: { min: 0, max: 10 }, satisfiedFrom: 9 }
    })
    expect([patched.status, ((await patched.json()) as SurveyView).version]).toEqual([200, 2])
    expect(await (await fromPage(app, sent)).json()).toMatchObject({
      version: 1,
      scale: { min: 1, max: 5 },
      satisfiedFrom: 4
    })
    expect(await (await fromPage(app, answer({ rating: 9 }))).json()).toMatchObject({
      version: 2,
      scale: { min: 0, max: 10 },
      satisfiedFrom: 9
    })
  })

  it('reads a rating that is changed after the scale has changed on the new scale', async () => {
    const sent = answer({ topics: ['billing'] })
    await fromProgram(app, sent)
    await app.request(`/api/v1/surveys/${survey.id}`, {
      method: 'PATCH',
      key: testKey,
      body: { scale: { min: 0, max: 10 } }
    })
    expect(await (await fromProgram(app, { ...sent, rating: 9 })).json()).toMatchObject({
      rating: 9,
      version: 2,
      scale: { min: 0, max: 10 }
    })
    const scores = (await (
      await app.request(`/api/v1/scores?survey=${survey.id}&by=topic&from=2026-11-01&to=2026-11-03`, {
        key: testKey
      })
    ).json()) as ScoresView
    expect(scores).toMatchObject({ scale: { min: 0, max: 10 }, total: { count: 1, tally: { 9: 1 } } })
    expect(scores.total.otherScales).toBeUndefined()
  })

  it('shows a page nothing of what a program sent, and lets it change nothing of it', async () => {
    const sent = { id: 'ticket-4711', survey: survey.id, rating: 2, comment: 'for us only', customer: 'jane' }
    await fromProgram(app, sent)
    for (const rating of [2, 5]) {
      const response = await fromPage(app, { id: sent.id, survey: survey.id, rating })
      expect([response.status, await response.text()]).toEqual([
        409,
        expect.not.stringContaining('for us only')
      ])
    }
    expect(await (await fromProgram(app, sent)).json()).toMatchObject({ rating: 2, comment: 'for us only' })
  })

  it('counts an answer to the wording that was shown, also when the survey has changed meanwhile', async () => {
    await app.request(`/api/v1/surveys/${survey.id}`, {
      method: 'PATCH',
      key: testKey,
      body: { scale: { min: 0, max: 10 } }
    })
    expect(await (await fromPage(app, answer({ rating: 5, version: 1 }))).json()).toMatchObject({
      version: 1,
      scale: { min: 1, max: 5 },
      satisfiedFrom: 4
    })
    expect((await fromPage(app, answer({ rating: 9, version: 1 }))).status).toBe(422)
    // A page has the version that it was given, maybe by a process that published it a moment ago; a program
    // makes it up.
    expect(await (await fromPage(app, answer({ rating: 9, version: 3 }))).json()).toMatchObject({
      version: 2,
      scale: { min: 0, max: 10 }
    })
    expect((await fromProgram(app, answer({ rating: 9, version: 3 }))).status).toBe(422)
  })

  it.each([
    ['an origin that is not listed', { origin: 'https://evil.example' }, 'origin-not-allowed'],
    ['a listed origin as a prefix', { origin: 'https://shop.example.evil.com' }, 'origin-not-allowed'],
    ['another port', { origin: 'https://shop.example:444' }, 'origin-not-allowed'],
    ['another scheme', { origin: 'http://shop.example' }, 'origin-not-allowed'],
    ['no origin', { origin: '' }, 'origin-not-allowed'],
    ['the origin “null”', { origin: 'null' }, 'origin-not-allowed']
  ])('refuses a page of %s', async (_name, headers, code) => {
    const response = await fromPage(app, answer(), headers)
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, code])
  })

  it.each([
    ['a time', { answeredAt: '2026-01-01T00:00:00Z' }],
    ['a channel that a page cannot vouch for', { channel: 'whatsapp' }],
    ['another surface', { surface: 'chat_button' }],
    ['a delivery', { delivery: 'smtp' }]
  ])('lets only a key set %s', async (_name, more) => {
    expect((await fromPage(app, answer(more))).status).toBe(403)
    expect((await fromProgram(app, answer(more))).status).toBe(201)
  })

  it('believes a customer’s signature only when it is right', async () => {
    const secret = await app.services.database.handle.select().from(app.services.database.tables.site)
    const signature = createHmac('sha256', secret[0]?.secret ?? '')
      .update('c-1')
      .digest('hex')
    expect((await fromPage(app, answer({ customer: 'c-1', signature }))).status).toBe(201)
    expect((await fromPage(app, answer({ customer: 'c-2', signature }))).status).toBe(403)
  })

  it('takes channels by any of their names', async () => {
    const channels = [
      'phone',
      'Facebook',
      'In App',
      'E-Mail',
      'Twitter',
      'Call-Center',
      'live chat',
      'constructor'
    ].map((channel) => fromProgram(app, { survey: survey.id, rating: 3, channel }))
    const kept = await Promise.all(
      (await Promise.all(channels)).map(async (response) => ((await response.json()) as ResponseView).channel)
    )
    expect(kept).toEqual(['voice', 'messenger', 'in_app', 'email', 'x', 'call-center', 'web', 'constructor'])
  })

  it('answers each item of a batch by itself, in order', async () => {
    const good = answer({ channel: 'phone' })
    const response = await app.request('/api/v1/responses/batch', {
      key: testKey,
      body: { responses: [good, answer({ rating: 9 }), 'nonsense', good, answer({ survey: 'svy_none' })] }
    })
    const { results } = (await response.json()) as {
      results: { status: number; response?: ResponseView; problem?: { code: string; field?: string } }[]
    }
    expect(results.map(({ status, problem }) => [status, problem?.code ?? null])).toEqual([
      [201, null],
      [422, 'invalid'],
      [422, 'invalid'],
      [200, null],
      [404, 'survey-unknown']
    ])
    expect(results[1]?.problem?.field).toBe('rating')
  })

  it('refuses answers to a survey that is not live', async () => {
    await app.request(`/api/v1/surveys/${survey.id}`, {
      method: 'PATCH',
      key: testKey,
      body: { state: 'closed' }
    })
    expect((await fromPage(app, answer())).status).toBe(409)
  })

  it('refuses none of the people who answer from one address', async () => {
    const statuses = new Set<number>()
    for (let sent = 0; sent < 300; sent++) statuses.add((await fromPage(app, answer())).status)
    expect([...statuses]).toEqual([201])
  })

  describe('given nonsense', () => {
    const raw = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
      app.app.request('/api/v1/responses', {
        method: 'POST',
        body,
        headers: { 'content-type': type, origin: shop }
      })
    it.each([
      ['no JSON', '{"id":', 'application/json', 400],
      ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00]), 'application/json', 400],
      ['another type', 'rating=4', 'application/x-www-form-urlencoded', 415],
      ['a list', '[]', 'text/plain', 422],
      ['a number', '5', 'text/plain', 422],
      ['nothing', '', 'text/plain', 400],
      ['a deep nest', '['.repeat(20_000) + ']'.repeat(20_000), 'text/plain', 400],
      ['too much', JSON.stringify({ comment: 'x'.repeat(70_000) }), 'text/plain', 413]
    ])('says what is wrong with %s', async (_name, body, type, status) => {
      const response = await raw(body, type)
      expect([response.status, Object.keys((await response.json()) as object).slice(0, 2)]).toEqual([
        status,
        ['code', 'message']
      ])
    })

    it.each([
      ['a rating as text', { rating: '4' }, 'rating'],
      ['a rating of 1e400', { rating: Infinity }, 'rating'],
      ['a rating between two points', { rating: 4.5 }, 'rating'],
      ['a rating off the scale', { rating: 6 }, 'rating'],
      ['an id too short', { id: 'x' }, 'id'],
      ['an id that is no text', { id: { toString: 1 } }, 'id'],
      ['NUL in a comment', { comment: 'a\0b' }, 'comment'],
      ['half a letter', { comment: 'a\ud800' }, 'comment'],
      ['a comment without end', { comment: 'x'.repeat(5_001) }, 'comment'],
      ['a field of ours', { state: 'counted', siteId: 'x' }, 'state'],
      ['a prototype', { constructor: { prototype: 1 } }, 'constructor'],
      ['topics as an object', { topics: { 0: 'a' } }, 'topics'],
      ['an address that runs', { pageUrl: 'javascript:alert(1)' }, 'pageUrl'],
      ['a day that is none', { answeredAt: '2026-02-30T00:00:00Z' }, 'answeredAt']
    ])('points at %s', async (_name, more, field) => {
      const response = await fromPage(app, answer(more))
      expect([response.status, ((await response.json()) as { field?: string }).field]).toEqual([422, field])
    })
  })

  // A page's template writes what it has. Each of these once cost the customer's answer, and told them that
  // the survey had ended.
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['an empty channel', { channel: '' }, { channel: 'web' }],
    ['a channel that only a key may vouch for', { channel: 'phone' }, { channel: 'web' }],
    ['a number for a conversation', { conversation: 4711 }, { conversation: '4711' }],
    ['no agent at all', { agent: null }, { agent: null }],
    ['an object for an agent', { agent: { id: 1 } }, { agent: null }],
    ['a topic that is a number', { topics: [12] }, { topics: ['12'] }],
    ['one topic that is no list', { topics: 'billing' }, { topics: ['billing'] }],
    ['a whole address for a topic', { topics: ['x'.repeat(300)] }, { topics: ['x'.repeat(200)] }],
    [
      'more topics than are kept',
      { topics: Array.from({ length: 30 }, (_, index) => `t${index}`) },
      { topics: Array.from({ length: 20 }, (_, index) => `t${index}`) }
    ],
    ['a team with a NUL in it', { team: 'tier\0-1' }, { team: 'tier-1' }],
    ['a page without an address of its own', { pageUrl: 'nullsrcdoc' }, { pageUrl: null }],
    ['a page that is no web page', { pageUrl: 'about:srcdoc' }, { pageUrl: null }],
    ['a page of an app', { pageUrl: 'capacitor://localhost/orders' }, { pageUrl: null }],
    ['an address that is no text', { pageUrl: { href: 'https://shop.example/' } }, { pageUrl: null }],
    [
      'a path of 4,000 characters',
      { pageUrl: `https://shop.example/${'a'.repeat(4_000)}` },
      { pageUrl: `https://shop.example/${'a'.repeat(1_979)}` }
    ],
    [
      'a path that would be cut within a character',
      { pageUrl: `https://shop.example/${'a'.repeat(1_977)}سبز` },
      { pageUrl: `https://shop.example/${'a'.repeat(1_977)}` }
    ],
    [
      'a NUL in its address',
      { pageUrl: 'https://shop.example/a\0b' },
      { pageUrl: 'https://shop.example/a%00b' }
    ],
    ['half a character in a comment', { comment: 'slow \ud83d' }, { comment: 'slow \ufffd' }],
    ['a NUL in a comment', { comment: 'a\0b' }, { comment: 'ab' }],
    ['a comment that is no text', { comment: 5 }, { comment: null }],
    ['a comment that is longer than any', { comment: 'x'.repeat(6_000) }, { comment: 'x'.repeat(5_000) }],
    [
      'half a character in an answer',
      { answers: { reason: 'a\ud800', person: 4 } },
      { answers: { reason: 'a\ufffd', person: 4 } }
    ],
    [
      'answers of shapes that nobody asks for',
      { answers: { solved: ['yes'], ['x'.repeat(61)]: 1, person: null, readingSeconds: 3 } },
      { answers: { readingSeconds: 3 } }
    ],
    ['answers that are none', { answers: 'yes' }, { answers: {} }],
    ['a language in capitals', { locale: 'EN-us' }, { locale: 'en-US' }],
    ['the language of a system', { locale: 'pt_BR.UTF-8@latin' }, { locale: 'pt-BR' }],
    ['a language without end', { locale: `en-${'x'.repeat(40)}` }, { locale: 'en' }],
    ['a language that there cannot be', { locale: 'C' }, { locale: null }],
    ['a press before the question, by a clock that was set back', { taps: [[4, -3_600_000]] }, { rating: 4 }],
    ['presses without end', { taps: Array.from({ length: 90 }, () => [4, 900]) }, { rating: 4 }],
    ['presses that are none', { taps: [[4], 'x', [4, null]] }, { rating: 4 }],
    ['a version that never was', { version: 99 }, { version: 1 }],
    ['a version that is none', { version: 'latest' }, { version: 1 }],
    ['a field that only a newer widget knows', { mood: { x: 1 } }, { rating: 4 }],
    ['a proof that is too long', { proof: 'x'.repeat(400) }, { rating: 4 }]
  ])('keeps an answer of the widget that brings %s', async (_, tags, kept) => {
    const response = await app.request('/api/v1/responses', {
      body: answer({ surface: 'widget', ...tags }),
      headers: { origin: 'https://shop.example' }
    })
    expect(response.status).toBe(201)
    const shown = (await response.json()) as Record<string, unknown>
    expect({ ...shown, topics: [...(shown['topics'] as string[])].sort() }).toMatchObject({
      ...kept,
      ...(kept['topics'] ? { topics: [...(kept['topics'] as string[])].sort() } : {})
    })
  })

  it('names the site in its script tag', () => {
    expect(site.scriptTag).toBe(`<script async src="https://surveys.example.com/w/${site.key}.js"></script>`)
  })
})
