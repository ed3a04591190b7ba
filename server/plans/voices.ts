import { and, eq } from 'drizzle-orm'
import type { Act } from '../access/act'
import { recordAudit } from '../audit/log'
import type { PlanVoiceInput, PlanVoicesView } from '../contract/plan-voices'
import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { PlanVoiceRow } from '../db/rows'
import type { OpenSurvey } from '../surveys/open-survey'
import { readLabels } from '../tags/labels'
import { rulesOf } from '../tags/rules'
import { dayIn } from '../time/days'
import type { OwnPlan } from './own'
import { mayRate } from './own'
import { readPeople } from './people'
import type { Plan } from './plans'
import { planOf } from './plans'

/** From fewer ratings that of one agent could be told. */
const ratingsAtLeast = 3

/**
 * Keeps what an agent says to a plan that they are in. The trail says that it was said, and nothing of what.
 * Throws `invalid` for a rating of a coaching that was not held yet.
 */
export async function speakToPlan(
  database: Database,
  { opened: { survey, site }, userId, keys: [agent = ''], plan: { id } }: OwnPlan,
  { acknowledged, comment, coaching }: PlanVoiceInput,
  { caller, now }: Act
): Promise<void> {
  const { plan, planVoice } = database.tables
  await database.atomically(function* (handle) {
    const [row] = yield* run(database.locked(handle.select().from(plan).where(eq(plan.id, id))))
    if (!row) throw problem('not-found')
    if (coaching && !mayRate(planOf(row), dayIn(site.timeZone, now)))
      throw problem('invalid', 'A coaching can be rated once a session of a training was held.', 'coaching')
    const isOwn = and(eq(planVoice.planId, id), eq(planVoice.userId, userId))
    const [kept] = yield* run(handle.select().from(planVoice).where(isOwn))
    const before: PlanVoiceRow = kept ?? {
      ...{ planId: id, userId, siteId: site.id, surveyId: survey.id, agent },
      ...{ acknowledgedAt: null, comment: '', commentedAt: null },
      ...{ coaching: null, coachingWords: '', coachingAt: null }
    }
    const isNew = acknowledged === true && before.acknowledgedAt === null
    const after: PlanVoiceRow = {
      ...before,
      agent,
      ...(isNew && { acknowledgedAt: now }),
      ...(comment !== undefined && { comment, commentedAt: now }),
      ...(coaching && { coaching: coaching.rating, coachingWords: coaching.words, coachingAt: now })
    }
    const actions = [
      isNew ? ['plan-acknowledged'] : [],
      comment === undefined || comment === before.comment ? [] : ['plan-commented'],
      coaching ? ['plan-coaching-rated'] : []
    ].flat()
    if (kept) yield* run(handle.update(planVoice).set(after).where(isOwn))
    else yield* run(handle.insert(planVoice).values(after))
    for (const action of actions)
      yield* run(recordAudit(handle, database, { siteId: site.id, caller, action, subject: id, at: now }))
  })
}

/** What those who are in a plan said to it, as managers read it. */
export async function readVoices(
  database: Database,
  { opened, plan }: { opened: Pick<OpenSurvey, 'survey' | 'site'>; plan: Plan },
  now: number
): Promise<PlanVoicesView> {
  const { planVoice } = database.tables
  const rules = rulesOf(opened.site)
  const [voices, labelOf, peopleOf] = await Promise.all([
    database.handle.select().from(planVoice).where(eq(planVoice.planId, plan.id)),
    readLabels(database, opened.site.id, 'agent'),
    readPeople(database, opened, [plan], { now })
  ])
  const people = peopleOf(plan)
  const heard = voices.map((voice) => ({ ...voice, agent: rules.canonical('agent', voice.agent) }))
  const read = heard.flatMap(({ agent, acknowledgedAt }) =>
    acknowledgedAt !== null && people.has(agent) ? [agent] : []
  )
  const comments = heard.flatMap(({ agent, comment, commentedAt }) =>
    comment === '' || commentedAt === null ? [] : [{ agent, comment, at: commentedAt }]
  )
  return {
    agents: people.size,
    acknowledged: new Set(read).size,
    coaching: coachingOf(heard),
    comments: comments
      .toSorted((a, b) => a.at - b.at)
      .map(({ agent, comment, at }) => ({
        agent: { key: agent, label: labelOf(agent) },
        comment,
        at: new Date(at).toISOString()
      }))
  }
}

/** Of each agent the latest rating. The words stand in an order that says nothing of who wrote which. */
function coachingOf(voices: readonly PlanVoiceRow[]): PlanVoicesView['coaching'] {
  const latest = new Map<string, { rating: number; words: string }>()
  for (const { agent, coaching, coachingWords } of voices.toSorted(
    (a, b) => (a.coachingAt ?? 0) - (b.coachingAt ?? 0)
  ))
    if (coaching !== null) latest.set(agent, { rating: coaching, words: coachingWords })
  const ratings = [...latest.values()]
  if (ratings.length < ratingsAtLeast) return null
  return {
    ratings: ratings.length,
    mean: ratings.reduce((sum, { rating }) => sum + rating, 0) / ratings.length,
    words: ratings.flatMap(({ words }) => (words === '' ? [] : [words])).sort()
  }
}
