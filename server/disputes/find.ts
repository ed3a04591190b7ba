import type { SQL } from 'drizzle-orm'
import { and, count, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Access, Caller } from '../access/permissions'
import { permit } from '../access/permissions'
import { actorOf } from '../audit/log'
import { actorNames } from '../audit/trail'
import { cursorOf, placeOf } from '../contract/cursor'
import type { DisputesQuery, DisputesView, DisputeView, ToldDispute } from '../contract/disputes'
import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import type { DisputeRow, ResponseRow, SiteRow, SurveyRow, TagSetRow } from '../db/rows'
import { answerViews } from '../follow-ups/view'
import { siteById } from '../sites/sites'
import { everyOwnKey, filtersOf, ownKeys } from '../tags/filters'
import { readLabels } from '../tags/labels'
import { rulesOf } from '../tags/rules'
import { tagConditions } from '../tallies/tag-conditions'

/** What somebody wrote of a dispute; it goes with the answer. */
export type Written = { why?: string; reason?: string }

/** A site with whoever looks at its disputes; `agent` is whose answers are their own. */
type Looking = { site: SiteRow; access: Access; caller: Caller; agent: string | null }
type Found = { dispute: DisputeRow; answer: ResponseRow; tags: TagSetRow; survey: SurveyRow }

/** A dispute that the caller may see. */
export type OpenDispute = Looking & { found: Found }

/** Throws like `permit`. */
async function lookAt(database: Database, caller: Caller, siteId: string): Promise<Looking> {
  const access = await permit(database, caller, siteId, 'responses:read')
  const { member } = database.tables
  const [own] =
    caller.kind === 'person'
      ? await database.handle
          .select({ agent: member.agent })
          .from(member)
          .where(and(eq(member.siteId, siteId), eq(member.userId, caller.userId)))
      : []
  return { site: await siteById(database, siteId), access, caller, agent: own?.agent ?? null }
}

/** Throws `not-found` also for a dispute of another tenant, and for one about what the caller may not see. */
export async function openDispute(database: Database, caller: Caller, id: string): Promise<OpenDispute> {
  const { dispute } = database.tables
  const [row] = await database.handle
    .select({ siteId: dispute.siteId })
    .from(dispute)
    .where(eq(dispute.id, id))
  if (caller.kind === 'public') throw problem('sign-in-needed')
  if (!row) throw problem('not-found')
  const looking = await lookAt(database, caller, row.siteId)
  const [found] = await rowsOf(database, looking, [eq(dispute.id, id)]).limit(1)
  if (!found) throw problem('not-found')
  return { ...looking, found }
}

/** The disputes that somebody may see: agents their own, leads those about answers to their teams. */
export async function listDisputes(
  database: Database,
  caller: Caller,
  query: DisputesQuery
): Promise<DisputesView> {
  const looking = await lookAt(database, caller, query.site)
  const { dispute } = database.tables
  const after = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const named = query.agent && everyOwnKey(rulesOf(looking.site), { dimension: 'agent', keys: query.agent })
  const conditions = [
    query.survey === undefined ? undefined : eq(dispute.surveyId, query.survey),
    query.answer === undefined ? undefined : eq(dispute.responseId, query.answer),
    query.state && inArray(dispute.state, query.state),
    named && inArray(dispute.agent, named)
  ]
  const isAfter = after && sql`(${dispute.raisedAt}, ${dispute.id}) < (${after.at}, ${after.id})`
  const [rows, total] = await Promise.all([
    rowsOf(database, looking, [...conditions, isAfter])
      .orderBy(desc(dispute.raisedAt), desc(dispute.id))
      .limit(query.limit + 1),
    after ? null : countOf(database, looking, conditions)
  ])
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)?.dispute
  return {
    rows: await viewsOf(database, looking, page),
    next: last && rows.length > page.length ? cursorOf({ at: last.raisedAt, id: last.id }) : null,
    total
  }
}

export async function readDispute(database: Database, caller: Caller, id: string): Promise<DisputeView> {
  const { found, ...looking } = await openDispute(database, caller, id)
  const [view] = await viewsOf(database, looking, [found])
  if (!view) throw new Error(`dispute ${id} is not shown`)
  return view
}

/** Whether somebody may decide: an owner or manager, in person, who neither raised it nor is the agent. */
export function mayDecide({ site, access, caller, agent }: Looking, { raisedBy, agent: whose }: DisputeRow) {
  const rules = rulesOf(site)
  const isOwn = agent !== null && ownKeys(rules, { dimension: 'agent', keys: [agent, whose] }).length === 1
  return isJudge({ access, caller }) && raisedBy !== actorOf(caller) && !isOwn
}

export function isJudge({ access, caller }: Pick<Looking, 'access' | 'caller'>): boolean {
  return caller.kind === 'person' && (access.role === 'owner' || access.role === 'manager')
}

/** Whether somebody may take it back: whoever raised it, and the agent whom it is about. */
export function mayWithdraw({ access, caller }: Looking, { raisedBy }: DisputeRow): boolean {
  return caller.kind === 'person' && (access.role === 'agent' || raisedBy === actorOf(caller))
}

/** A dispute as whoever may read all answers of the site is told of it. */
export async function tellDispute(
  database: Database,
  site: SiteRow,
  id: string
): Promise<ToldDispute | undefined> {
  const { dispute } = database.tables
  const found = await foundBy(database, and(eq(dispute.siteId, site.id), eq(dispute.id, id))).limit(1)
  const [told] = await toldOf(database, site, found)
  return told
}

async function viewsOf(
  database: Database,
  looking: Looking,
  found: readonly Found[]
): Promise<DisputeView[]> {
  const { site, access } = looking
  const rules = rulesOf(site)
  const isSeen = ({ tags }: Found) =>
    access.only?.dimension !== 'agent' || ownKeys(rules, access.only).includes(tags.agent)
  const told = await toldOf(database, site, found)
  return found.flatMap((one, place) => {
    const view = told[place]
    if (!view) return []
    const isOpen = one.dispute.state === 'open'
    return {
      ...view,
      answer: isSeen(one) ? view.answer : null,
      mayDecide: isOpen && mayDecide(looking, one.dispute),
      mayWithdraw: isOpen && mayWithdraw(looking, one.dispute)
    }
  })
}

async function toldOf(database: Database, site: SiteRow, found: readonly Found[]): Promise<ToldDispute[]> {
  const rules = rulesOf(site)
  const [answers, labelOf, names] = await Promise.all([
    answerViews(database, site, found),
    readLabels(database, site.id, 'agent'),
    actorNames(
      database,
      found.flatMap(({ dispute: { raisedBy, decidedBy } }) => [raisedBy, decidedBy ?? []].flat())
    )
  ])
  const actor = (key: string) => ({ key, name: names.get(key) ?? null })
  return found.map((one) => {
    const { dispute, survey } = one
    const written = JSON.parse(dispute.detail) as Written // written here only, emptied by erasure
    const agent = rules.canonical('agent', dispute.agent)
    return {
      id: dispute.id,
      site: site.id,
      survey: { id: survey.id, name: survey.name },
      answer: answers(one),
      agent: { key: agent, label: labelOf(agent) },
      cause: dispute.cause,
      why: written.why ?? null,
      state: dispute.state,
      raisedBy: actor(dispute.raisedBy),
      raisedAt: new Date(dispute.raisedAt).toISOString(),
      decidedBy: dispute.decidedBy === null ? null : actor(dispute.decidedBy),
      decidedAt: dispute.decidedAt === null ? null : new Date(dispute.decidedAt).toISOString(),
      reason: written.reason ?? null
    }
  })
}

function rowsOf(database: Database, looking: Looking, more: readonly (SQL | undefined)[]) {
  return foundBy(database, conditionsFor(database, looking, more))
}

function foundBy(database: Database, condition: SQL | undefined) {
  const { dispute, response, tagSet, survey } = database.tables
  return database.handle
    .select({ dispute, answer: response, tags: tagSet, survey })
    .from(dispute)
    .innerJoin(response, and(eq(response.surveyId, dispute.surveyId), eq(response.id, dispute.responseId)))
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .innerJoin(survey, eq(survey.id, dispute.surveyId))
    .where(condition)
}

async function countOf(database: Database, looking: Looking, more: readonly (SQL | undefined)[]) {
  const { dispute, response, tagSet, survey } = database.tables
  const [counted] = await database.handle
    .select({ count: count() })
    .from(dispute)
    .innerJoin(response, and(eq(response.surveyId, dispute.surveyId), eq(response.id, dispute.responseId)))
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .innerJoin(survey, eq(survey.id, dispute.surveyId))
    .where(conditionsFor(database, looking, more))
  return Number(counted?.count ?? 0)
}

/** An agent goes on seeing a dispute whose answer was found to be somebody else's, though not the answer. */
function conditionsFor(database: Database, { site, access }: Looking, more: readonly (SQL | undefined)[]) {
  const { dispute, survey } = database.tables
  const { only } = access
  return and(
    eq(dispute.siteId, site.id),
    ne(survey.state, 'deleted'),
    ...(only?.dimension === 'agent'
      ? [inArray(dispute.agent, everyOwnKey(rulesOf(site), only))]
      : tagConditions(database, filtersOf({}, { site, access }))),
    ...more
  )
}
