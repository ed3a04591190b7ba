import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EligibilityView } from '../../server/contract/eligibility'
import type { InvitationView } from '../../server/contract/invitations'
import type { SurveyView } from '../../server/contract/surveys'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromProgram, givenSurvey } from '../support/given'

/** A Sunday, 14:00 in Karachi. */
const start = Date.parse('2026-11-01T09:00:00Z')
const dayMs = 86_400_000
const suppressed = (reason: string, until?: number | string) => ({
  state: 'suppressed',
  reason,
  ...(until === undefined ? {} : { until: new Date(until).toISOString() })
})
const whole = { state: 'created' }

onBothDatabases((fresh) => {
  let app: TestApp
  let survey: SurveyView
  let clock: number
  beforeEach(async () => {
    clock = start
    app = await startApp(fresh, { now: () => clock })
    ;({ survey } = await givenSurvey(app, { question: { en: 'How did we do?', ur: 'ہم نے کیسا کام کیا؟' } }))
  })
  afterEach(() => app.close())

  const patch = (body: Record<string, unknown>, headers: Record<string, string> = {}) =>
    app.request(`/api/v1/surveys/${survey.id}`, { method: 'PATCH', key: testKey, body, headers })
  const rule = (inviting: Record<string, unknown>) => patch({ inviting })
  const bodyOf = (more: Record<string, unknown>) => ({
    survey: survey.id,
    channel: 'whatsapp',
    customer: 'k-1',
    ...more
  })
  /** What came of an invitation, which must be what eligibility said just before. */
  async function invite(more: Record<string, unknown> = {}) {
    const said = (await (
      await app.request('/api/v1/eligibility', { key: testKey, body: bodyOf(more) })
    ).json()) as EligibilityView
    const response = await app.request('/api/v1/invitations', { key: testKey, body: bodyOf(more) })
    expect(response.status).toBe(201)
    const { state, reason, until, dueAt } = (await response.json()) as InvitationView
    expect(said).toEqual(
      state === 'suppressed'
        ? { eligible: false, rule: reason, ...(until ? { until } : {}) }
        : { eligible: true }
    )
    return { state, ...(reason ? { reason } : {}), ...(until ? { until } : {}), ...(dueAt ? { dueAt } : {}) }
  }
  const rows = () => app.services.database.handle.select().from(app.services.database.tables.invitation)

  it('invites everybody, at once and however often, until somebody sets a rule', async () => {
    expect([
      await invite(),
      await invite(),
      await invite({
        conversationFacts: { resolved: false, private: false, replyLength: 0, handledBy: 'bot' }
      })
    ]).toEqual([whole, whole, whole])
  })

  it.each([
    [
      'resolved conversations',
      { onlyResolved: true },
      { resolved: false },
      { resolved: true },
      'not-resolved'
    ],
    ['private conversations', { onlyPrivate: true }, { private: false }, { private: true }, 'not-private'],
    [
      'customers who wrote something',
      { replyLengthMin: 10 },
      { replyLength: 9 },
      { replyLength: 10 },
      'reply-too-short'
    ],
    [
      'conversations with a human',
      { handledBy: ['human', 'human-and-bot'] },
      { handledBy: 'bot' },
      { handledBy: 'human-and-bot' },
      'other-handler'
    ]
  ])('asks about %s only, and when nobody says', async (_, inviting, refused, accepted, reason) => {
    await rule(inviting)
    expect([
      await invite({ conversationFacts: refused }),
      await invite({ conversationFacts: accepted }),
      await invite()
    ]).toEqual([suppressed(reason), whole, whole])
  })

  it('asks only in languages that the survey has', async () => {
    await rule({ languagesOnly: true })
    expect([
      await invite({ locale: 'fr' }),
      await invite({ locale: 'ur-PK' }),
      await invite({ locale: 'en_GB' }),
      await invite()
    ]).toEqual([suppressed('no-language'), whole, whole, whole])
  })

  it('asks the same share of customers every time, and all of them again when the share grows', async () => {
    const invitedAt = async (share: number) => {
      await rule({ share })
      const customers = Array.from({ length: 100 }, (_, index) => `k-${index}`)
      const states = await Promise.all(
        customers.map(
          async (customer) =>
            (
              (await (
                await app.request('/api/v1/eligibility', { key: testKey, body: bodyOf({ customer }) })
              ).json()) as EligibilityView
            ).eligible
        )
      )
      return new Set(customers.filter((_, index) => states[index]))
    }
    const [few, again, many, none, all] = [
      await invitedAt(30),
      await invitedAt(30),
      await invitedAt(60),
      await invitedAt(0),
      await invitedAt(100)
    ]
    expect(again).toEqual(few)
    expect([...few].every((customer) => many.has(customer))).toBe(true)
    expect([few.size > 7 && few.size < 53, many.size > 35 && many.size < 85, none.size, all.size]).toEqual([
      true,
      true,
      0,
      100
    ])
  })

  it('asks a customer so often in so many days at most, over all channels and surveys, to the millisecond', async () => {
    await rule({ frequency: { asks: 2, days: 7 } })
    const other = (await (
      await app.request('/api/v1/surveys', {
        key: testKey,
        body: { site: survey.site, name: 'Other', metric: 'nps' }
      })
    ).json()) as SurveyView
    await fromProgram(app, { survey: other.id, rating: 9, channel: 'web', customer: 'k-1' })
    clock = start + dayMs
    expect(await invite()).toEqual(whole)
    expect(await invite()).toEqual(suppressed('frequency', start + 7 * dayMs))
    expect(await invite({ customer: 'k-2' })).toEqual(whole)
    clock = start + 7 * dayMs - 1
    expect(await invite()).toEqual(suppressed('frequency', start + 7 * dayMs))
    clock = start + 7 * dayMs
    expect(await invite()).toEqual(whole)
  })

  it('knows a customer without a name by the address', async () => {
    await rule({ frequency: { asks: 1, days: 7 } })
    const nameless = { customer: undefined, address: '+923001234567' }
    expect([
      await invite(nameless),
      await invite(nameless),
      await invite({ ...nameless, address: '+923007654321' })
    ]).toEqual([whole, suppressed('frequency', start + 7 * dayMs), whole])
  })

  it('lets one of many at once through', async () => {
    await rule({ frequency: { asks: 1, days: 7 } })
    const made = await Promise.all(
      Array.from({ length: 20 }, () => app.request('/api/v1/invitations', { key: testKey, body: bodyOf({}) }))
    )
    const states = await Promise.all(
      made.map(async (response) => ((await response.json()) as InvitationView).state)
    )
    expect(states.filter((state) => state === 'created')).toHaveLength(1)
  })

  it('invites about an agent and a team so often a day at most, by the clock of the site', async () => {
    await rule({ perAgentADay: 2, perTeamADay: 3 })
    // Midnight in Karachi is 19:00 UTC.
    const tomorrow = '2026-11-01T19:00:00Z'
    const about = (agent: string, customer: string) => invite({ agent, team: 'tier-1', customer })
    expect([await about('ana', 'k-1'), await about('ana', 'k-2'), await about('ana', 'k-3')]).toEqual([
      whole,
      whole,
      suppressed('agent-cap', tomorrow)
    ])
    expect([
      await about('ben', 'k-4'),
      await about('ben', 'k-5'),
      await invite({ agent: 'cy', team: 'tier-2' })
    ]).toEqual([whole, suppressed('team-cap', tomorrow), whole])
    clock = Date.parse(tomorrow)
    expect(await about('ana', 'k-6')).toEqual(whole)
  })

  it.each([
    ['waits so long after the conversation', { delayMinutes: 30 }, {}, '2026-11-01T09:30:00Z'],
    [
      'counts from when the conversation ended',
      { delayMinutes: 30 },
      { conversationFacts: { endedAt: '2026-11-01T08:45:00Z' } },
      '2026-11-01T09:15:00Z'
    ],
    [
      'goes at once where that is over',
      { delayMinutes: 30 },
      { conversationFacts: { endedAt: '2026-11-01T08:00:00Z' } },
      undefined
    ],
    ['goes at once within the hours', { hours: { days: [7], from: '09:00', to: '17:00' } }, {}, undefined],
    [
      'waits for the morning of the next working day',
      { hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' } },
      {},
      '2026-11-02T04:00:00Z'
    ],
    [
      'waits for the hours where the customer is',
      { hours: { days: [7], from: '09:00', to: '17:00' } },
      { timeZone: 'America/New_York' },
      '2026-11-01T14:00:00Z'
    ],
    [
      'waits a week when the hours are just over',
      { hours: { days: [7], from: '09:00', to: '14:00' } },
      {},
      '2026-11-08T04:00:00Z'
    ],
    [
      'looks at the hours when the delay is over',
      { delayMinutes: 200, hours: { days: [1, 7], from: '09:00', to: '17:00' } },
      {},
      '2026-11-02T04:00:00Z'
    ]
  ])('%s', async (_, inviting, more, dueAt) => {
    await rule(inviting)
    expect(await invite(more)).toEqual({
      ...whole,
      ...(dueAt ? { dueAt: new Date(dueAt).toISOString() } : {})
    })
    expect((await rows())[0]?.dueAt).toBe(dueAt ? Date.parse(dueAt) : null)
  })

  it('does not make what would leave only when it has expired', async () => {
    await rule({ delayMinutes: 60 })
    expect(await invite({ expiresAt: '2026-11-01T10:00:00Z' })).toEqual(suppressed('too-late'))
  })

  it('keeps what was skipped with its rule and its end, and never counts it as an ask', async () => {
    await rule({ onlyResolved: true, frequency: { asks: 1, days: 1 } })
    await invite({ conversationFacts: { resolved: false } })
    expect(await invite()).toEqual(whole)
    await invite()
    expect(
      (await rows())
        .map(({ state, stateReason, suppressedUntil }) => [state, stateReason, suppressedUntil])
        .sort()
    ).toEqual([
      ['created', null, null],
      ['suppressed', 'frequency', start + dayMs],
      ['suppressed', 'not-resolved', null]
    ])
  })

  it('lets a test and a link for many through, whatever the rules say', async () => {
    await rule({ share: 0, frequency: { asks: 1, days: 30 }, delayMinutes: 60 })
    expect([await invite({ test: true }), await invite({ reusable: true }), await invite()]).toEqual([
      whole,
      whole,
      suppressed('not-in-share')
    ])
  })

  it('keeps of the rules what is left out of a change, and refuses a change of what somebody else changed', async () => {
    await rule({ share: 20, frequency: { asks: 1, days: 30 } })
    const changed = await patch({ inviting: { frequency: null } })
    const etag = changed.headers.get('etag') ?? ''
    expect(((await changed.json()) as SurveyView).inviting).toEqual({
      share: 20,
      delayMinutes: 0,
      hours: null,
      frequency: null,
      onlyResolved: false,
      onlyPrivate: false,
      replyLengthMin: 0,
      handledBy: ['human', 'bot', 'human-and-bot'],
      languagesOnly: false,
      perAgentADay: null,
      perTeamADay: null
    })
    expect((await patch({ inviting: { share: 30 } }, { 'if-match': etag })).status).toBe(200)
    expect((await patch({ inviting: { share: 40 } }, { 'if-match': etag })).status).toBe(412)
  })

  it.each([
    [
      'hours that end before they begin',
      { hours: { days: [1], from: '17:00', to: '09:00' } },
      'inviting.hours.to'
    ],
    ['hours on no day', { hours: { days: [], from: '09:00', to: '17:00' } }, 'inviting.hours.days'],
    ['a time that no clock shows', { hours: { days: [1], from: '9', to: '25:00' } }, 'inviting.hours.from'],
    ['more than everybody', { share: 101 }, 'inviting.share'],
    ['a cap of nobody', { perAgentADay: 0 }, 'inviting.perAgentADay'],
    ['a rule that there is not', { moon: 'full' }, 'inviting.moon']
  ])('refuses %s', async (_, inviting, field) => {
    const refused = await rule(inviting)
    expect([refused.status, await refused.json()]).toEqual([422, expect.objectContaining({ field })])
  })
})
