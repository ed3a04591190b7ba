import type { SQL } from 'drizzle-orm'
import { and, asc, count, desc, eq, inArray, lte, ne, or, sql } from 'drizzle-orm'
import type { Access, Caller } from '../access/permissions'
import { permit } from '../access/permissions'
import type { Place } from '../contract/cursor'
import { cursorOf, placeOf } from '../contract/cursor'
import type { FollowUpsQuery, FollowUpsView, FollowUpView } from '../contract/follow-ups'
import { followUpStates } from '../contract/follow-ups'
import { problem } from '../contract/problem'
import { conversationUrlOf } from '../conversations/conversations'
import type { Database } from '../db/database'
import type { SiteRow } from '../db/rows'
import { siteById } from '../sites/sites'
import { filtersOf } from '../tags/filters'
import { rulesOf } from '../tags/rules'
import { tagConditions } from '../tallies/tag-conditions'
import { maySee, membersOf } from './owners'
import { viewSecondAsk } from './second-ask'
import type { Found } from './view'
import { answerViews, followUpHistory, followUpViewer, historyNames } from './view'

const othersMax = 20
const waiting = followUpStates.filter((state) => state !== 'closed')

/** A site with as much of its answers as a caller may see. */
export type OpenSite = { site: SiteRow; access: Access; caller: Caller }

/** A follow-up that the caller may see. */
export type OpenFollowUp = OpenSite & { found: Found }

/** Throws like `permit`. */
export async function openSite(database: Database, caller: Caller, siteId: string): Promise<OpenSite> {
  const access = await permit(database, caller, siteId, 'responses:read')
  return { site: await siteById(database, siteId), access, caller }
}

/** Throws `not-found` also for follow-ups of answers that the caller may not see. */
export async function openFollowUp(
  database: Database,
  caller: Caller,
  { site, id }: { site: string; id: string }
): Promise<OpenFollowUp> {
  const opened = await openSite(database, caller, site)
  const { followUp } = database.tables
  const [found] = await rowsOf(database, opened, {}, [eq(followUp.id, id)]).limit(1)
  if (!found) throw problem('not-found')
  return { ...opened, found }
}

/**
 * Whether somebody who sees a follow-up may work on it: agents see those of their answers, and work on what
 * they own.
 */
function mayWork({ caller, access, found: { followUp } }: OpenFollowUp): boolean {
  if (caller.kind === 'key') return caller.scopes.has('responses:write')
  return access.role !== 'agent' || (caller.kind === 'person' && followUp.owner === caller.userId)
}

/** Throws where somebody sees a follow-up and may not work on it. */
export function requireWork(opened: OpenFollowUp) {
  if (mayWork(opened)) return
  throw opened.caller.kind === 'key'
    ? problem('scope-missing', 'responses:write')
    : problem('role-missing', 'its owner, leads and managers')
}

/** The follow-ups of a site: what is due first comes first, and of the closed ones the latest. */
export async function listFollowUps(
  database: Database,
  opened: OpenSite,
  query: FollowUpsQuery,
  now: number
): Promise<FollowUpsView> {
  const { followUp, authUser } = database.tables
  const states = query.state ?? waiting
  const isClosed = states.every((state) => state === 'closed')
  const after = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const conditions = [
    inArray(followUp.state, states),
    query.survey === undefined ? undefined : eq(followUp.surveyId, query.survey),
    query.overdue && and(ne(followUp.state, 'closed'), lte(followUp.dueAt, now)),
    ownedBy(database, opened.caller, query.owner)
  ]
  const order = isClosed ? desc : asc
  const isAfter = after && beyond(database, after, isClosed)
  const people = database.handle
    .selectDistinct({ id: authUser.id, name: authUser.name })
    .from(followUp)
    .innerJoin(authUser, eq(authUser.id, followUp.owner))
    .where(eq(followUp.siteId, opened.site.id))
    .orderBy(asc(authUser.name), asc(authUser.id))
  const [rows, total, owners] = await Promise.all([
    rowsOf(database, opened, query, [...conditions, isAfter])
      .orderBy(order(followUp.dueAt), order(followUp.id))
      .limit(query.limit + 1),
    after ? null : countOf(database, opened, query, conditions),
    opened.access.only ? [] : people
  ])
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)?.followUp
  const view = await followUpViewer(database, opened.site, page, now)
  return {
    rows: page.map(view),
    next: last && rows.length > page.length ? cursorOf({ at: last.dueAt, id: last.id }) : null,
    total,
    people: owners
  }
}

/** One follow-up with all that helps to answer the customer. */
export async function readFollowUp(
  database: Database,
  opened: OpenFollowUp,
  now: number
): Promise<Omit<FollowUpView, 'reply'>> {
  const { found, site, access } = opened
  const { followUpEvent } = database.tables
  const { conversation } = found.answer
  const [view, others, events, members] = await Promise.all([
    followUpViewer(database, site, [found], now),
    othersOf(database, opened),
    database.handle
      .select()
      .from(followUpEvent)
      .where(eq(followUpEvent.followUpId, found.followUp.id))
      .orderBy(desc(followUpEvent.number)),
    membersOf(database, database.handle, site.id)
  ])
  const works = mayWork(opened)
  const names = await historyNames(database, events)
  const views = await answerViews(database, site, others)
  return {
    ...view(found),
    conversationUrl: conversation === null ? null : conversationUrlOf(site, conversation),
    others: others.map((one) => ({
      survey: { id: one.survey.id, name: one.survey.name },
      answer: views(one)
    })),
    // What is written about an agent is for those who work on it.
    history: works || access.role !== 'agent' ? followUpHistory(events, names) : [],
    secondAsk: await viewSecondAsk(database, found.followUp.id),
    mayChange: works,
    people:
      works && access.role !== 'agent'
        ? members
            .filter((one) => maySee(rulesOf(site), one, found.tags))
            .map(({ id, name }) => ({ id, name }))
        : []
  }
}

/** What finds the follow-ups of whose answers the caller may see, with the filters of a query. */
export function conditionsFor(
  database: Database,
  opened: OpenSite,
  query: Parameters<typeof filtersOf>[0],
  more: readonly (SQL | undefined)[]
): SQL | undefined {
  const { followUp, survey } = database.tables
  return and(
    eq(followUp.siteId, opened.site.id),
    ne(survey.state, 'deleted'),
    ...tagConditions(database, filtersOf(query, opened)),
    ...more
  )
}

function rowsOf(
  database: Database,
  opened: OpenSite,
  query: Parameters<typeof filtersOf>[0],
  more: readonly (SQL | undefined)[]
) {
  const { followUp, response, tagSet, survey } = database.tables
  return database.handle
    .select({ followUp, answer: response, tags: tagSet, survey })
    .from(followUp)
    .innerJoin(response, and(eq(response.surveyId, followUp.surveyId), eq(response.id, followUp.responseId)))
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .innerJoin(survey, eq(survey.id, followUp.surveyId))
    .where(conditionsFor(database, opened, query, more))
}

async function countOf(
  database: Database,
  opened: OpenSite,
  query: FollowUpsQuery,
  more: readonly (SQL | undefined)[]
): Promise<number> {
  const { followUp, response, tagSet, survey } = database.tables
  const [counted] = await database.handle
    .select({ count: count() })
    .from(followUp)
    .innerJoin(response, and(eq(response.surveyId, followUp.surveyId), eq(response.id, followUp.responseId)))
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .innerJoin(survey, eq(survey.id, followUp.surveyId))
    .where(conditionsFor(database, opened, query, more))
  return Number(counted?.count ?? 0)
}

/** Whose a follow-up is to be: with `me`, also what is escalated to whoever asks. */
export function ownedBy({ tables: { followUp } }: Database, caller: Caller, owner: string | undefined) {
  if (owner === undefined) return undefined
  if (owner === 'none') return sql`${followUp.owner} is null`
  if (owner !== 'me') return eq(followUp.owner, owner)
  const me = caller.kind === 'person' ? caller.userId : ''
  return or(eq(followUp.owner, me), eq(followUp.escalatedTo, me))
}

function beyond({ tables: { followUp } }: Database, { at, id }: Place, isClosed: boolean): SQL {
  return isClosed
    ? sql`(${followUp.dueAt}, ${followUp.id}) < (${at}, ${id})`
    : sql`(${followUp.dueAt}, ${followUp.id}) > (${at}, ${id})`
}

/** What else the same customer answered, as far as the caller may see it. */
async function othersOf(database: Database, opened: OpenFollowUp) {
  const { response, tagSet, survey } = database.tables
  const { answer, followUp } = opened.found
  if (answer.customerHash === null) return []
  return database.handle
    .select({ answer: response, tags: tagSet, survey })
    .from(response)
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .innerJoin(survey, eq(survey.id, response.surveyId))
    .where(
      and(
        eq(response.siteId, opened.site.id),
        eq(response.customerHash, answer.customerHash),
        eq(response.state, 'counted'),
        or(ne(response.surveyId, followUp.surveyId), ne(response.id, followUp.responseId)),
        ne(survey.state, 'deleted'),
        ...tagConditions(database, filtersOf({}, opened))
      )
    )
    .orderBy(desc(response.answeredAt), desc(response.id))
    .limit(othersMax)
}
