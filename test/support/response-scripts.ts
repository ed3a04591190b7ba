import fc from 'fast-check'
import { attributesText } from '../../server/attributes/declared'
import type { AttributeDeclared } from '../../server/contract/attributes'
import { claimedAgents, dimensions, grains, responseStates, whoHandled } from '../../server/contract/terms'
import { changeAnswer } from '../../server/responses/change'
import { storeAnswers } from '../../server/responses/store'
import { changeSite } from '../../server/sites/sites'
import { repeatRules } from '../../server/statistics/repeats'
import { openSurvey } from '../../server/surveys/open-survey'
import { isAttribute, isFacet } from '../../server/tags/filters'
import type { Sent, Shop } from './shop'
import { addVersion, answerOf, now } from './shop'

const owner = {
  kind: 'key' as const,
  id: 'key_1',
  siteId: null,
  scopes: new Set(['responses:write' as const])
}

const attributes = ['plan', 'city', 'seats', 'trial', 'since'].map((key) => `attribute.${key}` as const)

/** Keys that are already as they are kept, so that a second count needs no rules of its own; '' is none. */
const values = {
  channel: ['', 'web', 'sms', 'whatsapp'],
  topic: ['', 'a', 'b', 'ç', 'ü-1'],
  agent: ['', 'ana', 'Ben', 'Émile'],
  team: ['', 'tier-1'],
  locale: ['', 'en', 'pt-BR'],
  surface: ['widget', 'page', 'api'] as const,
  handler: ['' as const, ...whoHandled],
  bot: ['', 'Robo'],
  solved: ['', 'yes', 'no', 'not-yet'],
  reason: ['', 'slow', 'price', 'übel'],
  person: ['', '1', '4', '5', '9'],
  contact: ['', 'yes', 'no'],
  commented: ['yes', 'no'],
  'attribute.plan': ['', 'free', 'pro'],
  'attribute.city': ['', 'Lahore', 'Übel', '2026-10-01'],
  'attribute.seats': ['', '..10', '10..100', '100..'],
  'attribute.trial': ['', 'yes', 'no'],
  'attribute.since': ['', '2025-Q4', '2026-Q1', '2026']
}
/** As the shop declares its attributes in turn; values of another kind than declared count as none. */
const declared: AttributeDeclared[][] = [10, 5].map((limit, index) => [
  { key: 'plan', label: 'Plan', kind: 'list', values: ['free', 'pro'] },
  index === 0
    ? { key: 'city', label: 'City', kind: 'text' }
    : { key: 'city', label: 'Since then', kind: 'list', values: ['Lahore'] },
  { key: 'seats', label: 'Seats', kind: 'number', limits: [limit, 100] },
  { key: 'trial', label: 'On trial', kind: 'yes-no' },
  { key: 'since', label: 'Customer since', kind: 'date', bands: index === 0 ? 'quarter' : 'year' }
])
const scripted = [...dimensions, ...attributes] as const

/** What may stand in `answers` of an answer: also what is no answer to a question that figures read. */
const said = fc.record(
  {
    solved: fc.constantFrom('yes', 'no', 'not-yet', 'perhaps'),
    reason: fc.constantFrom('slow', 'price', 'übel', 'x'.repeat(61)),
    person: fc.constantFrom(1, 4, 5, 9),
    contact: fc.constantFrom(true, false, 'maybe'),
    readingSeconds: fc.constant(12)
  },
  { requiredKeys: [] }
)

/** What answers have of attributes, as it is kept; `since` and `seats` also as they were kept as text. */
const attributesSaid = fc
  .record(
    {
      plan: fc.constantFrom('free', 'pro'),
      city: fc.constantFrom('Lahore', 'Übel', '2026-10-01', 12, true),
      seats: fc.constantFrom(-3, 0, 7, 9.5, 10, 99, 100, 5000, 'many'),
      trial: fc.constantFrom(true, false, 'yes'),
      since: fc.constantFrom('2025-12-31', '2026-01-01', '2026-02-28', '2026-xx', 2026)
    },
    { requiredKeys: [] }
  )
  .map(attributesText)

const rating = fc.integer({ min: 1, max: 5 })
const first = Date.parse('2026-08-20T00:00:00Z')
const last = Date.parse('2026-11-19T23:00:00Z')
const sent = fc.record({
  rating,
  version: fc.constantFrom(1, 1, 1, 2),
  at: fc.integer({ min: first, max: last }).map((instant) => new Date(instant).toISOString()),
  channel: fc.constantFrom(...values.channel),
  topics: fc.subarray(values.topic.filter(Boolean)),
  agent: fc.constantFrom(...values.agent),
  team: fc.constantFrom(...values.team),
  locale: fc.constantFrom(...values.locale),
  surface: fc.constantFrom(...values.surface),
  handler: fc.constantFrom(...values.handler),
  bot: fc.constantFrom(...values.bot),
  claimed: fc.constantFrom(null, null, 'agent', 'agent,team', 'conversation,team'),
  conversation: fc.constantFrom(null, null, null, 'c-1', 'c-2', 'c-3', 'c-4'),
  answers: said,
  attributes: attributesSaid,
  comment: fc.constantFrom(null, 'good', ''),
  state: fc.constantFrom('counted', 'counted', 'counted', 'suspect', 'test')
})
/** `again` and `of` choose one of the answers that were sent before. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      send: fc.array(fc.record({ answer: sent, again: fc.option(fc.nat()) }), { minLength: 1, maxLength: 6 })
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      edit: fc.nat(),
      rating,
      comment: fc.option(fc.constantFrom('ok', 'hm'), { nil: undefined })
    })
  },
  { weight: 2, arbitrary: fc.record({ state: fc.constantFrom(...responseStates), of: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ claimedAgents: fc.constantFrom(...claimedAgents) }) },
  { weight: 1, arbitrary: fc.record({ bots: fc.subarray(values.agent.filter(Boolean)) }) },
  { weight: 1, arbitrary: fc.record({ declared: fc.constantFrom(...declared) }) }
)

/**
 * What happens to a survey: answers are sent in batches, some again, some edited, some taken out and back
 * in, claimed agents too, agents are bots and none, and attributes are put together otherwise.
 */
export const script = fc.array(step, { minLength: 60, maxLength: 120 })

const valuesOf = (dimension: (typeof scripted)[number]): readonly string[] =>
  new Map<string, readonly string[]>(Object.entries(values)).get(dimension) ?? []
const someOf = (keys: readonly string[]) => fc.subarray([...keys], { minLength: 1 })

/** The query of a figure: any breakdown with any filters. */
export const question = fc
  .record({
    by: fc.option(fc.constantFrom(...scripted, ...grains)),
    from: fc.integer({ min: -100, max: -1 }),
    days: fc.integer({ min: 1, max: 90 }),
    repeats: fc.option(fc.constantFrom(...repeatRules)),
    compare: fc.option(fc.constantFrom('previous', 'last-year')),
    of: fc.constantFrom('outcome', 'outcome', 'outcome', 'person'),
    filters: fc.record(
      Object.fromEntries(
        scripted.map((dimension) => [
          dimension,
          // Filtered by nearly all of them, no answer would be left.
          isFacet(dimension) || isAttribute(dimension)
            ? fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, someOf(valuesOf(dimension)))
            : fc.option(someOf(valuesOf(dimension)), { freq: 2 })
        ])
      )
    )
  })
  .map(({ by, from, days, repeats, compare, of, filters }) => {
    const day = (offset: number) =>
      new Date(Date.parse('2026-11-20') + offset * 86_400_000).toISOString().slice(0, 10)
    const query = new URLSearchParams({
      survey: 'svy_shop',
      from: day(from),
      to: day(from + days - 1),
      ...(by && { by }),
      ...(repeats && { repeats }),
      ...(of === 'person' && { of })
    })
    // Rows that are compared one by one are tried elsewhere, with what is said of a change.
    if (compare && grains.some((grain) => grain === by)) query.set('compare', compare)
    for (const [dimension, keys] of Object.entries(filters))
      for (const key of keys ?? []) query.append(dimension, key)
    return query
  })

type Script = typeof script extends fc.Arbitrary<infer Steps> ? Steps : never

export async function doAll({ database }: Shop, steps: Script) {
  const offered = ['slow', 'price'].map((key) => ({ key, label: { en: key } }))
  const parts = JSON.stringify({ reasons: { low: offered } })
  await addVersion(database, 2, { satisfiedFrom: 3, parts })
  await changeSite(database, 'sit_shop', { caller: owner, patch: { attributes: declared[0] }, now })
  const opened = await openSurvey(database, owner, 'svy_shop', 'responses:write')
  const kept: Partial<Sent>[] = []
  const chosen = (which: number) => kept[which % kept.length]
  for (const step of steps) {
    if ('send' in step) {
      const batch = step.send.map(({ answer, again }) => {
        const earlier = again === null ? undefined : chosen(again)
        if (earlier) return earlier
        const fresh: Partial<Sent> = {
          ...answer,
          state: answer.state as Sent['state'],
          id: `answer-${kept.length}`
        } // one of the four
        kept.push(fresh)
        return fresh
      })
      await storeAnswers(database, batch.map(answerOf), now)
    } else if ('edit' in step) {
      const answer = chosen(step.edit)
      if (answer)
        await storeAnswers(
          database,
          [answerOf({ ...answer, rating: step.rating, comment: step.comment ?? null })],
          now
        )
    } else if ('bots' in step) {
      await changeSite(database, 'sit_shop', { caller: owner, patch: { bots: step.bots }, now })
    } else if ('declared' in step) {
      await changeSite(database, 'sit_shop', { caller: owner, patch: { attributes: step.declared }, now })
    } else if ('claimedAgents' in step) {
      await changeSite(database, 'sit_shop', {
        caller: owner,
        patch: { claimedAgents: step.claimedAgents },
        now
      })
    } else {
      const answer = chosen(step.of)
      if (answer?.id)
        await changeAnswer(database, opened, answer.id, {
          patch: { state: step.state, reason: 'tried' },
          caller: owner,
          now
        })
    }
  }
}
