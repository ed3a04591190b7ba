import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ResponsesView } from '../../server/contract/answers'
import type { ScoresView } from '../../server/contract/figures'
import type { InvitationView, KeptInvitation } from '../../server/contract/invitations'
import type { ResponseView } from '../../server/contract/responses'
import type { SurveyView } from '../../server/contract/surveys'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'

type Agents = Record<
  'preview' | 'mail_or_security_identifying' | 'stealth_scanner' | 'human_inapp_must_not_be_blocked',
  { ua: string }[]
>
const listed = '../shared/bots/user-agents.json'
const agents = existsSync(listed) ? (JSON.parse(readFileSync(listed, 'utf8')) as Agents) : undefined

const inApp = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, ' +
    'like Gecko) Mobile/15E148 Instagram 312.0.0.29.119',
  'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) ' +
    'Version/4.0 Chrome/129.0.0.0 Mobile Safari/537.36 Line/14.0.0/IAB',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, ' +
    'like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'
]
/** What fetches before anybody asked for it says so, or does not. */
const prefetching: Record<string, string>[] = [
  {},
  { 'sec-purpose': 'prefetch;prerender' },
  { purpose: 'prefetch' },
  { 'x-moz': 'prefetch' },
  { 'x-purpose': 'preview' }
]
const hourMs = 3_600_000

/** Alone on two cores each takes half a minute at most; beside other tests it may take longer. */
vi.setConfig({ testTimeout: 180_000 })

onBothDatabases((fresh) => {
  let app: TestApp
  let survey: SurveyView
  let clock = 0
  beforeEach(async () => {
    clock = Date.parse('2026-11-01T09:00:00Z')
    app = await startApp(fresh, { now: () => clock })
    ;({ survey } = await givenSurvey(app))
  })
  afterEach(() => app.close())

  async function invite(more: Record<string, unknown> = {}) {
    const made = (await (
      await app.request('/api/v1/invitations', { key: testKey, body: { survey: survey.id, ...more } })
    ).json()) as InvitationView
    return { id: made.id, path: new URL(made.url).pathname }
  }
  const tap = (
    path: string,
    rating: number,
    taps: number[][],
    more: Record<string, unknown> = {},
    headers: Record<string, string> = {}
  ) => app.request(path, { body: { rating, taps, ...more }, headers })
  const submit = (path: string, fields: Record<string, string>) =>
    app.app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields)
    })
  const kept = () => app.services.database.handle.select().from(app.services.database.tables.response)
  const counted = async () =>
    ((await (await app.request(`/api/v1/scores?survey=${survey.id}`, { key: testKey })).json()) as ScoresView)
      .total.count
  const invitation = async (id: string) =>
    (await (await app.request(`/api/v1/invitations/${id}`, { key: testKey })).json()) as KeptInvitation

  it.skipIf(!agents)(
    'takes no vote and spends no link by whatever fetches it: 7,000 requests of previews, scanners and prefetchers',
    async () => {
      const links = await Promise.all(Array.from({ length: 20 }, () => invite()))
      const bots = Object.entries(agents ?? {}).flatMap(([kind, of]) =>
        kind.startsWith('human') ? [] : of.map(({ ua }) => ua)
      )
      const statuses = new Map<number, number>()
      for (const [index, ua] of bots.entries()) {
        for (const method of ['GET', 'HEAD', 'OPTIONS']) {
          for (const headers of prefetching) {
            const all = await Promise.all(
              ['', '?p=0', '?p=1', '?p=2', '?p=3', '?p=4', '?p=5', '?p=99', '?p=-1', '?p=x', '?p=4&p=5'].map(
                (prefill, place) =>
                  app.request(`${links[(index + place) % links.length]?.path}${prefill}`, {
                    method,
                    headers: { ...headers, 'user-agent': ua }
                  })
              )
            )
            for (const { status } of all) statuses.set(status, (statuses.get(status) ?? 0) + 1)
          }
        }
      }
      expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(7_000)
      expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([])
      expect(await kept()).toEqual([])
      for (const { path, id } of links) {
        expect(await invitation(id)).toMatchObject({ openedAt: null, startedAt: null, answeredAt: null })
        expect(await (await tap(path, 5, [[5, 4_000]])).json()).toEqual({ id, state: 'counted' })
      }
    }
  )

  it('holds back none of 500 people, in browsers and in messengers, who read for seconds, change their mind and comment', async () => {
    const people = [...inApp, ...(agents?.human_inapp_must_not_be_blocked.map(({ ua }) => ua) ?? [])]
    for (let person = 0; person < 500; person++) {
      const { path } = await invite({ channel: ['email', 'whatsapp', 'sms'][person % 3] })
      const headers = { 'user-agent': people[person % people.length] ?? '' }
      expect(await (await app.request(path, { headers })).text()).toContain('<form')
      const dwellMs = 2_000 + ((person * 116) % 58_000)
      clock += dwellMs
      await app.request(`${path}/opened`, { method: 'POST', headers })
      const taps = [[1 + (person % 5), dwellMs]]
      await tap(path, 1 + (person % 5), taps, {}, headers)
      if (person % 3 === 0) {
        const pauseMs = 450 + (person % 7) * 400
        clock += pauseMs
        taps.push([1 + ((person + 1) % 5), dwellMs + pauseMs])
        await tap(path, 1 + ((person + 1) % 5), taps, {}, headers)
      }
      if (person % 4 === 0) {
        clock += 9_000
        const last = taps.at(-1)?.[0] ?? 1
        await tap(path, last, [...taps, [last, dwellMs + 12_000]], { comment: 'Thanks' }, headers)
      }
    }
    const states = new Set((await kept()).map(({ state }) => state))
    expect([states, await counted()]).toEqual([new Set(['counted']), 500])
  })

  const hands: [what: string, taps: number[][], state: string, reason: string | null][] = [
    ['one point, at once', [[4, 80]], 'counted', null],
    [
      'the same point twenty times',
      Array.from({ length: 20 }, (_, index) => [4, 900 + index * 30]),
      'counted',
      null
    ],
    [
      'a second thought after half a second',
      [
        [3, 2_000],
        [4, 2_500]
      ],
      'counted',
      null
    ],
    [
      'three points in three seconds',
      [
        [2, 2_000],
        [3, 3_400],
        [4, 4_900]
      ],
      'counted',
      null
    ],
    [
      'two points faster than a hand',
      [
        [1, 400],
        [4, 520]
      ],
      'suspect',
      'many-points'
    ],
    [
      'every point, a third of a second each',
      [
        [1, 500],
        [2, 950],
        [3, 1_400],
        [5, 1_900],
        [4, 2_350]
      ],
      'suspect',
      'many-points'
    ]
  ]
  it.each(hands)('tells a hand from a program: %s', async (_, taps, state, reason) => {
    const { path } = await invite()
    await tap(path, taps.at(-1)?.[0] ?? 0, taps)
    expect(await kept()).toMatchObject([{ state, stateReason: reason }])
  })

  it('doubts what comes moments after the message that carried the link, but not what comes by a link nobody sent', async () => {
    const { invitation: table } = app.services.database.tables
    const sent = await invite()
    await app.services.database.handle.update(table).set({ state: 'sent', sentAt: clock })
    const fresh = await invite()
    clock += 2_900
    await tap(sent.path, 5, [[5, 300]])
    await tap(fresh.path, 5, [[5, 300]])
    const states = new Map((await kept()).map(({ id, state, stateReason }) => [id, [state, stateReason]]))
    expect([states.get(sent.id), states.get(fresh.id)]).toEqual([
      ['suspect', 'moments-after-sending'],
      ['counted', null]
    ])
  })

  // A program that left out when it tapped, or sent the plain form, was believed however fast it was.
  it('doubts it also where nothing is said of a hand, and no more after three seconds', async () => {
    const links = [await invite(), await invite(), await invite()] as const
    await app.services.database.handle
      .update(app.services.database.tables.invitation)
      .set({ state: 'sent', sentAt: clock })
    clock += 1_000
    await submit(links[0].path, { rating: '5', website: '' })
    await tap(links[1].path, 5, [])
    clock += 2_000
    await submit(links[2].path, { rating: '5', website: '' })
    const states = new Map((await kept()).map(({ id, state }) => [id, state]))
    expect(links.map(({ id }) => states.get(id))).toEqual(['suspect', 'suspect', 'counted'])
  })

  it('doubts whoever opens the five links of a mail one after the other, and counts the person a minute later', async () => {
    const { path, id } = await invite()
    for (const point of [1, 2, 3, 4, 5]) {
      clock += 500
      await tap(path, point, [[point, 200]])
    }
    expect(await kept()).toMatchObject([{ id, state: 'suspect', stateReason: 'many-points' }])
    expect([await counted(), (await invitation(id)).answeredAt]).toEqual([0, null])
    expect(await (await app.request(path)).text()).not.toContain('<details>')
    clock += 60_000
    expect(await (await tap(path, 2, [[2, 5_000]], { comment: 'By a person' })).json()).toEqual({
      id,
      state: 'counted'
    })
    expect(await kept()).toMatchObject([
      { rating: 2, comment: 'By a person', state: 'counted', stateReason: null, answeredAt: clock }
    ])
    expect([await counted(), (await invitation(id)).answeredAt]).toEqual([1, new Date(clock).toISOString()])
  })

  it('lets no program touch what a person said, and a person the last word however late', async () => {
    const [person, program] = [await invite(), await invite()]
    await tap(person.path, 5, [[5, 5_000]])
    await submit(program.path, { rating: '1', website: 'spam', comment: 'buy' })
    clock += 10_000
    expect(
      (
        await tap(person.path, 1, [
          [2, 100],
          [1, 150]
        ])
      ).status
    ).toBe(409)
    await submit(person.path, { rating: '1', website: 'spam' })
    clock += 48 * hourMs
    await tap(program.path, 4, [[4, 5_000]])
    expect(
      (await kept()).map(({ id, rating, state, comment }) => [id, rating, state, comment]).sort()
    ).toEqual(
      [
        [person.id, 5, 'counted', null],
        [program.id, 4, 'counted', null]
      ].sort()
    )
    expect(await counted()).toBe(2)
  })

  it('takes the answer of a page that was open for 26 hours', async () => {
    const { path, id } = await invite()
    await app.request(path)
    clock += 26 * hourMs
    expect(await (await tap(path, 3, [[3, 26 * hourMs]])).json()).toEqual({ id, state: 'counted' })
  })

  it('knows a form that a script forced through, and takes the form of whoever has no script', async () => {
    const [forced, plain] = [await invite(), await invite()]
    await submit(forced.path, { rating: '5', website: 'script' })
    await submit(plain.path, { rating: '5', website: '' })
    const states = new Map((await kept()).map(({ id, state, stateReason }) => [id, [state, stateReason]]))
    expect([states.get(forced.id), states.get(plain.id)]).toEqual([
      ['suspect', 'sent-by-script'],
      ['counted', null]
    ])
  })

  it('shows what it held back and why, and counts it when a manager says so', async () => {
    const { path, id } = await invite({ agent: 'ana' })
    await tap(path, 2, [
      [1, 100],
      [2, 150]
    ])
    const { rows } = (await (
      await app.request(`/api/v1/responses?survey=${survey.id}&state=suspect`, { key: testKey })
    ).json()) as ResponsesView
    expect(rows).toMatchObject([{ id, state: 'suspect', stateReason: 'many-points' }])
    const restored = await app.request(`/api/v1/responses/${id}?survey=${survey.id}`, {
      method: 'PATCH',
      key: testKey,
      body: { state: 'counted', reason: 'she called us' }
    })
    expect((await restored.json()) as ResponseView).toMatchObject({ state: 'counted' })
    expect(await counted()).toBe(1)
  })

  /**
   * A restored answer counted, but its invitation stayed open: the funnel missed it, and the customer was
   * reminded of what they had said.
   */
  it('takes an invitation for answered as long as its answer counts, whoever says that it does', async () => {
    const { path, id } = await invite()
    const states = async (state: string) => {
      clock += 60_000
      await app.request(`/api/v1/responses/${id}?survey=${survey.id}`, {
        method: 'PATCH',
        key: testKey,
        body: { state, reason: 'looked at' }
      })
      const { total } = (await (
        await app.request(`/api/v1/funnel?survey=${survey.id}&from=2026-11-01&to=2026-11-02`, {
          key: testKey
        })
      ).json()) as { total: { completed: number } }
      return [(await invitation(id)).answeredAt, total.completed]
    }
    await tap(path, 2, [
      [1, 100],
      [2, 150]
    ])
    const answeredAt = new Date(clock).toISOString()
    expect([
      (await invitation(id)).answeredAt,
      await states('counted'),
      await states('excluded'),
      await states('counted'),
      await states('suspect')
    ]).toEqual([null, [answeredAt, 1], [null, 0], [answeredAt, 1], [null, 0]])
  })

  it('leaves a link for several answered until the last of its answers is taken out', async () => {
    const { path, id } = await invite({ uses: 3 })
    const exclude = (answer: string) =>
      app.request(`/api/v1/responses/${answer}?survey=${survey.id}`, {
        method: 'PATCH',
        key: testKey,
        body: { state: 'excluded', reason: 'an employee' }
      })
    for (const rating of [4, 5]) await tap(path, rating, [[rating, 5_000]])
    const [one, other] = await kept()
    await exclude(one?.id ?? '')
    expect((await invitation(id)).answeredAt).not.toBeNull()
    await exclude(other?.id ?? '')
    expect((await invitation(id)).answeredAt).toBeNull()
  })
})
