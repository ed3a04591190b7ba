import { and, desc, eq, lt, or } from 'drizzle-orm'
import type { Act, Change } from '../access/act'
import type { Caller } from '../access/permissions'
import { changesBetween, recordAudit } from '../audit/log'
import type { Place } from '../contract/cursor'
import { cursorOf, placeOf } from '../contract/cursor'
import { isMatch } from '../contract/etag'
import type { PlanInput, PlanPatch, PlansView, PlanView } from '../contract/plans'
import { problem } from '../contract/problem'
import type { Scope } from '../contract/terms'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { PlanRow } from '../db/rows'
import { newId } from '../secrets/ids'
import type { OpenSurvey } from '../surveys/open-survey'
import { openSurveyOf } from '../surveys/open-survey'
import { keyIn } from '../tags/filters'
import { readLabels } from '../tags/labels'
import type { TagRules } from '../tags/rules'
import { rulesOf } from '../tags/rules'

/** A plan as it is kept, with its lists read. */
export type Plan = Omit<PlanRow, keyof Lists> & Lists
type Lists = Pick<PlanInput, 'topics' | 'agents' | 'teams' | 'comparison' | 'sessions' | 'actions'>

/** A plan that the caller may see, and the survey that it is judged by. */
export type OpenPlan = { opened: OpenSurvey; plan: Plan }

const lists = ['topics', 'agents', 'teams', 'comparison', 'sessions', 'actions'] as const

/** Throws `invalid` for days or people that do not fit together, and `survey-unknown`. */
export async function createPlan(
  database: Database,
  { survey, site }: Pick<OpenSurvey, 'survey' | 'site'>,
  { survey: _survey, ...input }: PlanInput,
  { caller, now }: Act
): Promise<Plan> {
  const made: Plan = {
    id: newId('pln'),
    siteId: site.id,
    surveyId: survey.id,
    ...input,
    ...keysIn(rulesOf(site), input),
    createdAt: now,
    updatedAt: now
  }
  requireSense(made)
  await database.atomically(function* (handle) {
    yield* run(handle.insert(database.tables.plan).values(rowOf(made)))
    yield* run(
      recordAudit(handle, database, {
        siteId: site.id,
        caller,
        action: 'plan-created',
        subject: made.id,
        detail: { name: made.name },
        at: now
      })
    )
  })
  return made
}

/** Throws `not-found` for plans of other tenants too, so that their ids cannot be probed. */
export async function openPlan(
  database: Database,
  caller: Caller,
  id: string,
  scope: Scope
): Promise<OpenPlan> {
  const plan = await planById(database, id)
  if (!plan) throw problem('not-found')
  return { opened: await openSurveyOf(database, caller, plan, scope), plan }
}

export async function planById(
  { tables: { plan }, handle }: Database,
  id: string
): Promise<Plan | undefined> {
  const [row] = await handle.select().from(plan).where(eq(plan.id, id))
  return row && planOf(row)
}

/**
 * Changes a plan, and notes who did it and what it was before; of what is written about people, only that
 * there is more or less of it. `ifMatch` is the ETag that the caller edited.
 */
export async function changePlan(
  database: Database,
  { opened: { site }, plan: { id } }: OpenPlan,
  { caller, patch, ifMatch, now }: Change<PlanPatch>
): Promise<Plan> {
  const { plan } = database.tables
  return database.atomically(function* (handle) {
    const [row] = yield* run(database.locked(handle.select().from(plan).where(eq(plan.id, id))))
    if (!row) throw problem('not-found')
    const before = planOf(row)
    if (!isMatch(ifMatch, planEtag(before))) throw problem('changed-meanwhile')
    const sent = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
    const after: Plan = {
      ...before,
      ...sent,
      ...keysIn(rulesOf(site), patch),
      updatedAt: Math.max(now, before.updatedAt + 1)
    }
    requireSense(after)
    yield* run(handle.update(plan).set(rowOf(after)).where(eq(plan.id, id)))
    const detail = changesBetween(auditedOf(before), auditedOf(after))
    if (detail)
      yield* run(
        recordAudit(handle, database, {
          siteId: site.id,
          caller,
          action: 'plan-changed',
          subject: id,
          detail,
          at: now
        })
      )
    return after
  })
}

export async function removePlan(
  database: Database,
  { opened: { site }, plan: { id, name } }: OpenPlan,
  { caller, now }: Act
): Promise<void> {
  const { plan, planVoice } = database.tables
  await database.atomically(function* (handle) {
    yield* run(handle.delete(plan).where(eq(plan.id, id)))
    yield* run(handle.delete(planVoice).where(eq(planVoice.planId, id)))
    yield* run(
      recordAudit(handle, database, {
        siteId: site.id,
        caller,
        action: 'plan-deleted',
        subject: id,
        detail: { name },
        at: now
      })
    )
  })
}

/** The plans of a survey, the newest first. */
export async function listPlans(
  database: Database,
  opened: OpenSurvey,
  { cursor, limit }: { cursor?: string | undefined; limit: number }
): Promise<PlansView> {
  const { plan } = database.tables
  const after = cursor === undefined ? undefined : placeOf(cursor)
  const found = await database.handle
    .select()
    .from(plan)
    .where(and(eq(plan.surveyId, opened.survey.id), after && before(plan, after)))
    .orderBy(desc(plan.createdAt), desc(plan.id))
    .limit(limit + 1)
  const rows = found.slice(0, limit).map(planOf)
  const last = rows.at(-1)
  const viewOf = await planViewer(database, opened)
  return {
    rows: rows.map(viewOf),
    next: last && found.length > limit ? cursorOf({ at: last.createdAt, id: last.id }) : null
  }
}

/** Shows plans by the names that people go by today; who was merged since is called by the other name. */
export async function planViewer(
  database: Database,
  { site }: Pick<OpenSurvey, 'site'>
): Promise<(plan: Plan) => PlanView> {
  const rules = rulesOf(site)
  const [topicOf, agentOf, teamOf] = await Promise.all([
    readLabels(database, site.id, 'topic'),
    readLabels(database, site.id, 'agent'),
    readLabels(database, site.id, 'team')
  ])
  const named = (dimension: 'topic' | 'agent' | 'team', keys: readonly string[], labelOf = agentOf) =>
    [...new Set(keys.map((key) => rules.canonical(dimension, key)))].map((key) => ({
      key,
      label: labelOf(key)
    }))
  return ({ siteId, surveyId, createdAt, updatedAt, ...plan }) => ({
    ...plan,
    site: siteId,
    survey: surveyId,
    topics: named('topic', plan.topics, topicOf),
    agents: named('agent', plan.agents),
    teams: named('team', plan.teams, teamOf),
    comparison: named('agent', plan.comparison),
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString()
  })
}

export function planEtag({ updatedAt }: Pick<Plan, 'updatedAt'>): string {
  return `"${updatedAt}"`
}

function before(plan: Database['tables']['plan'], { at, id }: Place) {
  return or(lt(plan.createdAt, at), and(eq(plan.createdAt, at), lt(plan.id, id)))
}

function rowOf(plan: Plan): PlanRow {
  const written = Object.fromEntries(lists.map((list) => [list, JSON.stringify(plan[list])]))
  return { ...plan, ...(written as Record<keyof Lists, string>) } // one text for each of the lists
}

export function planOf(row: PlanRow): Plan {
  const read = Object.fromEntries(lists.map((list) => [list, JSON.parse(row[list]) as unknown]))
  return { ...row, ...(read as Lists) } // written by rowOf only
}

/** The keys that answers are kept under, of what was sent. */
function keysIn(rules: TagRules, { topics, agents, teams, comparison }: PlanPatch): Partial<Lists> {
  const keys = (dimension: 'topic' | 'agent' | 'team', sent: readonly string[]) => [
    ...new Set(sent.map((key) => keyIn(rules, dimension, key)))
  ]
  return {
    ...(topics && { topics: keys('topic', topics) }),
    ...(agents && { agents: keys('agent', agents) }),
    ...(teams && { teams: keys('team', teams) }),
    ...(comparison && { comparison: keys('agent', comparison) })
  }
}

function requireSense({ topics, agents, teams, comparison, ...days }: Plan) {
  const { chosenFrom, chosenTo, starts, ends } = days
  const refuse = (sentence: string, field: string) => {
    throw problem('invalid', sentence, field)
  }
  if (topics.length + agents.length + teams.length === 0)
    refuse('A plan needs a topic, an agent or a team whose answers can show what it changed.', 'topics')
  const both = comparison.find((key) => agents.includes(key))
  if (both !== undefined)
    refuse(`“${both}” is trained, and so no comparison; take the name out of one of them.`, 'comparison')
  if (comparison.length > 0 && agents.length + teams.length === 0)
    refuse('A comparison group needs others who are trained; name agents or teams.', 'comparison')
  if ((chosenFrom === null) !== (chosenTo === null))
    refuse('“chosenFrom” and “chosenTo” belong together; give both or neither.', 'chosenTo')
  if (chosenFrom !== null && chosenTo !== null && chosenFrom > chosenTo)
    refuse(`“chosenFrom” (${chosenFrom}) is after “chosenTo” (${chosenTo}); swap them.`, 'chosenFrom')
  if (starts === null && ends !== null) refuse('A plan that ends needs a day on which it starts.', 'starts')
  if (starts !== null && ends !== null && starts > ends)
    refuse(`“starts” (${starts}) is after “ends” (${ends}); swap them.`, 'starts')
}

/** What the trail keeps of a plan: nothing that is written about people. */
function auditedOf({ sessions, actions, ...plan }: Plan) {
  const { id: _id, siteId: _site, surveyId: _survey, taught: _taught, notes: _notes, ...rest } = plan
  const { createdAt: _made, updatedAt: _changed, ...settings } = rest
  return { ...settings, sessions: sessions.length, actions: actions.length }
}
