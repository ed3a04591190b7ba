import { and, desc, eq, ne } from 'drizzle-orm'
import type { Caller } from '../access/permissions'
import type { OwnPlansView, OwnPlanView } from '../contract/plan-voices'
import { problem } from '../contract/problem'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import type { PlanVoiceRow } from '../db/rows'
import type { OpenSurvey } from '../surveys/open-survey'
import { openSurveyOf } from '../surveys/open-survey'
import { keyIn, ownKeys } from '../tags/filters'
import { readLabels } from '../tags/labels'
import { rulesOf } from '../tags/rules'
import { dayIn } from '../time/days'
import { readPeople } from './people'
import type { Plan } from './plans'
import { planById, planOf } from './plans'

/** A survey as an agent of it sees it, and the names that their answers are counted by. */
type OwnSight = { opened: OpenSurvey; userId: string; keys: readonly string[] }

/** A plan that the agent who asks is in. */
export type OwnPlan = OwnSight & { plan: Plan }

/** The plans of a survey that the agent who asks is in, but for drafts. Throws where somebody is no agent. */
export async function listOwnPlans(
  database: Database,
  caller: Caller,
  opened: OpenSurvey,
  now: number
): Promise<OwnPlansView> {
  const sight = sightOf(caller, opened)
  const { plan, planVoice } = database.tables
  const rows = await database.handle
    .select()
    .from(plan)
    .where(and(eq(plan.surveyId, opened.survey.id), ne(plan.state, 'draft')))
    .orderBy(desc(plan.createdAt), desc(plan.id))
    .limit(limits.pageRows)
  const plans = rows.map(planOf)
  const peopleOf = await readPeople(database, opened, plans, { now, among: sight.keys })
  const voices = await database.handle
    .select()
    .from(planVoice)
    .where(and(eq(planVoice.surveyId, opened.survey.id), eq(planVoice.userId, sight.userId)))
  const voiceOf = new Map(voices.map((voice) => [voice.planId, voice]))
  const viewOf = await ownViewer(database, sight, now)
  return {
    rows: plans.filter((one) => peopleOf(one).size > 0).map((one) => viewOf(one, voiceOf.get(one.id)))
  }
}

/** Throws `not-found` also for a plan that the agent who asks is not in, so that nobody learns of it. */
export async function openOwnPlan(
  database: Database,
  caller: Caller,
  id: string,
  now: number
): Promise<OwnPlan> {
  const plan = await planById(database, id)
  if (!plan) throw problem('not-found')
  const sight = sightOf(caller, await openSurveyOf(database, caller, plan, 'scores:read'))
  const peopleOf = await readPeople(database, sight.opened, [plan], { now, among: sight.keys })
  if (plan.state === 'draft' || peopleOf(plan).size === 0) throw problem('not-found')
  return { ...sight, plan }
}

export async function readOwnPlan(
  database: Database,
  { plan, ...sight }: OwnPlan,
  now: number
): Promise<OwnPlanView> {
  const { planVoice } = database.tables
  const [voice] = await database.handle
    .select()
    .from(planVoice)
    .where(and(eq(planVoice.planId, plan.id), eq(planVoice.userId, sight.userId)))
  return (await ownViewer(database, sight, now))(plan, voice)
}

/** A training can be rated by whoever is in it, once a session was held or it is over. */
export function mayRate({ kind, state, sessions, ends }: Plan, today: string): boolean {
  const isHeld = sessions.some(({ day }) => day <= today)
  return kind === 'training' && (isHeld || state === 'done' || (ends !== null && ends < today))
}

function sightOf(caller: Caller, opened: OpenSurvey): OwnSight {
  const { role, only } = opened.access
  if (caller.kind !== 'person' || role !== 'agent' || !only)
    throw problem('role-missing', 'agents, in person,')
  return { opened, userId: caller.userId, keys: ownKeys(rulesOf(opened.site), only) }
}

async function ownViewer(database: Database, { opened: { site }, keys }: OwnSight, now: number) {
  const rules = rulesOf(site)
  const [topicOf, agentOf] = await Promise.all([
    readLabels(database, site.id, 'topic'),
    readLabels(database, site.id, 'agent')
  ])
  const folded = (name: string) => keyIn(rules, 'agent', name).toLowerCase()
  const names = new Set(keys.flatMap((key) => [key, agentOf(key)]).map(folded))
  const isMe = (name: string) =>
    names.has(folded(name)) || keys.includes(rules.canonical('agent', keyIn(rules, 'agent', name)))
  return (plan: Plan, voice: PlanVoiceRow | undefined): OwnPlanView => ({
    id: plan.id,
    survey: plan.surveyId,
    kind: plan.kind,
    name: plan.name,
    taught: plan.taught,
    topics: [...new Set(plan.topics.map((key) => rules.canonical('topic', key)))].map((key) => ({
      key,
      label: topicOf(key)
    })),
    coach: plan.coach,
    starts: plan.starts,
    ends: plan.ends,
    state: plan.state,
    attended: plan.sessions.filter(({ attended }) => attended.some(isMe)).map(({ day }) => day),
    acknowledgedAt: voice?.acknowledgedAt ? new Date(voice.acknowledgedAt).toISOString() : null,
    comment: voice?.comment ?? '',
    coaching: voice?.coaching ? { rating: voice.coaching, words: voice.coachingWords } : null,
    mayRate: mayRate(plan, dayIn(site.timeZone, now))
  })
}
