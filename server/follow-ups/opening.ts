import { and, asc, eq, inArray, isNull, lte, ne } from 'drizzle-orm'
import type { FollowUpRule } from '../contract/follow-ups'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { FollowUpRow, ResponseRow, SiteRow, SurveyRow, TagSetRow } from '../db/rows'
import { newId } from '../secrets/ids'
import { hoursOf } from '../sites/service-settings'
import { rulesOf } from '../tags/rules'
import type { HoursOfSite } from '../time/opening-hours'
import { hoursFor } from '../time/opening-hours'
import { dueAfter } from './due'
import { noteEvent } from './events'
import type { Turns } from './owners'
import { membersOf, turnsOf } from './owners'
import type { RuleConditions } from './rules'
import { isAbout, readRules, ruleConditions } from './rules'

/** So many answers are looked at by one transaction. */
const lotSize = 200
const hourMs = 3_600_000

/** A survey with the rules that are about it, in their order. */
type Ruled = {
  survey: SurveyRow
  site: SiteRow
  hours: HoursOfSite | null
  rules: readonly { rule: FollowUpRule; conditions: RuleConditions }[]
}

/**
 * Looks at one lot of the answers that came or were changed, and opens, closes or opens again what the rules
 * say. What is due was noted in the commit of each answer and is struck off in the commit that opens, so that
 * none is lost and none is opened twice. Resolves to whether there may be more.
 */
export async function openDue(database: Database, now: number): Promise<boolean> {
  const { followUpDue } = database.tables
  // Without a transaction, because nearly always there is nothing.
  const due = await database.handle.select().from(followUpDue).orderBy(asc(followUpDue.place)).limit(lotSize)
  if (due.length === 0) return false
  const surveys = await ruledSurveys(database, [...new Set(due.map(({ surveyId }) => surveyId))])
  const places = inArray(
    followUpDue.place,
    due.map(({ place }) => place)
  )
  await database.atomically(function* (handle) {
    // Another process may have changes of the same answers, and knows whose turn it is.
    yield* database.inTurn(
      handle,
      surveys.map(({ site }) => `follow-ups of ${site.id}`)
    )
    const mine = yield* run(
      database.locked(handle.select().from(followUpDue).where(places).orderBy(asc(followUpDue.place)))
    )
    for (const ruled of surveys) {
      const ids = mine.filter(({ surveyId }) => surveyId === ruled.survey.id).map(({ id }) => id)
      if (ids.length > 0) yield* settle(handle, database, ruled, { ids: [...new Set(ids)], now })
    }
    yield* run(
      handle.delete(followUpDue).where(
        inArray(
          followUpDue.place,
          mine.map(({ place }) => place)
        )
      )
    )
  })
  return due.length === lotSize
}

/**
 * Marks what has become overdue, and shows it to whom the site named. Resolves to whether there may be more.
 */
export async function escalateOverdue(database: Database, now: number): Promise<boolean> {
  const { followUp } = database.tables
  const isOverdue = and(ne(followUp.state, 'closed'), isNull(followUp.overdueAt), lte(followUp.dueAt, now))
  const some = await database.handle
    .select({ id: followUp.id, siteId: followUp.siteId })
    .from(followUp)
    .where(isOverdue)
    .limit(lotSize)
  for (const siteId of new Set(some.map((one) => one.siteId))) {
    const { escalateTo } = await readRules(database, siteId)
    const members = await membersOf(database, database.handle, siteId)
    const escalatedTo = members.some(({ id }) => id === escalateTo) ? escalateTo : null
    const ids = some.filter((one) => one.siteId === siteId).map(({ id }) => id)
    await database.atomically(function* (handle) {
      const rows = yield* run(
        database.locked(
          handle
            .select()
            .from(followUp)
            .where(and(inArray(followUp.id, ids), isOverdue))
            .orderBy(asc(followUp.id))
        )
      )
      for (const row of rows) {
        const marked = { overdueAt: now, escalatedTo, updatedAt: Math.max(now, row.updatedAt + 1) }
        yield* run(handle.update(followUp).set(marked).where(eq(followUp.id, row.id)))
        yield* run(noteEvent(handle, database, row, { action: 'overdue', detail: { escalatedTo }, at: now }))
      }
    })
  }
  return some.length === lotSize
}

async function ruledSurveys(database: Database, ids: readonly string[]): Promise<Ruled[]> {
  const { survey, site } = database.tables
  const rows = await database.handle
    .select({ survey, site })
    .from(survey)
    .innerJoin(site, eq(site.id, survey.siteId))
    .where(and(inArray(survey.id, [...ids]), ne(survey.state, 'deleted'), isNull(site.deletedAt)))
  const ruled: Ruled[] = []
  for (const row of rows) {
    const { rules } = await readRules(database, row.site.id)
    const its: { rule: FollowUpRule; conditions: RuleConditions }[] = []
    for (const rule of rules)
      if (isAbout(rule, row.survey.id))
        its.push({ rule, conditions: await ruleConditions(database, row, rule) })
    ruled.push({ ...row, hours: hoursOf(row.site), rules: its })
  }
  return ruled
}

type Looked = { row: ResponseRow; tags: TagSetRow }

/** What becomes of these answers to one survey. */
function* settle(
  handle: Handle,
  database: Database,
  ruled: Ruled,
  { ids, now }: { ids: readonly string[]; now: number }
) {
  const { response, tagSet, followUp } = database.tables
  const isTheirs = and(eq(response.surveyId, ruled.survey.id), inArray(response.id, [...ids]))
  // Nobody may erase or take out what is being looked at.
  const rows = yield* run(
    database.held(handle.select().from(response).where(isTheirs).orderBy(asc(response.id)))
  )
  const sets = yield* run(
    handle
      .select()
      .from(tagSet)
      .where(
        inArray(
          tagSet.id,
          rows.map(({ tagSetId }) => tagSetId)
        )
      )
  )
  const setOf = new Map(sets.map((set) => [set.id, set]))
  const existing = yield* run(
    database.locked(
      handle
        .select()
        .from(followUp)
        .where(and(eq(followUp.surveyId, ruled.survey.id), inArray(followUp.responseId, [...ids])))
        .orderBy(asc(followUp.id))
    )
  )
  const there = new Map(existing.map((one) => [one.responseId, one]))
  const said = new Map<string, Set<string>>()
  const fit = new Map<string, FollowUpRule>()
  for (const { rule, conditions } of ruled.rules) {
    const fitting = (...all: Parameters<typeof and>) =>
      handle
        .select({ id: response.id })
        .from(response)
        .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
        .where(and(isTheirs, ...all))
    const saying = yield* run(fitting(conditions.says))
    said.set(rule.id, new Set(saying.map(({ id }) => id)))
    for (const { id } of yield* run(fitting(conditions.says, conditions.about)))
      if (!fit.has(id)) fit.set(id, rule)
  }
  const turns = yield* turnsOf(handle, database, { siteId: ruled.site.id, rules: rulesOf(ruled.site) })
  for (const row of rows) {
    const tags = setOf.get(row.tagSetId)
    if (!tags) continue
    const rule = fit.get(row.id)
    const known = there.get(row.id)
    const looked = { row, tags }
    const counts = row.state === 'counted' && row.erasedAt === null
    const isFresh = rule !== undefined && counts && row.answeredAt >= Date.parse(rule.since)
    if (!known) {
      if (isFresh) yield* open(handle, database, ruled, { looked, rule, turns, now })
    } else if (known.state !== 'closed') {
      const ended = !counts
        ? row.erasedAt === null
          ? 'excluded'
          : 'erased'
        : known.state === 'open' && said.get(known.ruleId)?.has(row.id) === false
          ? 'corrected'
          : undefined
      if (ended) yield* close(handle, database, known, { ended, now })
    } else if (counts && rule && (known.ended === 'excluded' || known.ended === 'corrected'))
      yield* reopen(handle, database, known, { dueAt: dueAtOf(ruled, looked, rule, now), now })
  }
}

function dueAtOf({ hours }: Ruled, { tags }: Looked, { dueHours }: FollowUpRule, now: number): number {
  return dueAfter((hours && hoursFor(hours, tags.channel, tags.team)) ?? null, now, dueHours * hourMs)
}

type Opening = { looked: Looked; rule: FollowUpRule; turns: Turns; now: number }

function* open(handle: Handle, database: Database, ruled: Ruled, { looked, rule, turns, now }: Opening) {
  const { followUp } = database.tables
  const made: FollowUpRow = {
    id: newId('fol'),
    siteId: ruled.site.id,
    surveyId: ruled.survey.id,
    responseId: looked.row.id,
    ruleId: rule.id,
    state: 'open',
    owner: turns.next(rule.owner, looked.tags),
    nature: null,
    severity: null,
    ended: null,
    openedAt: now,
    dueAt: dueAtOf(ruled, looked, rule, now),
    overdueAt: null,
    escalatedTo: null,
    closedAt: null,
    updatedAt: now,
    detail: '{}'
  }
  yield* run(handle.insert(followUp).values(made))
  yield* run(
    noteEvent(handle, database, made, {
      action: 'opened',
      detail: { rule: rule.name, owner: made.owner },
      at: now
    })
  )
}

function* close(
  handle: Handle,
  database: Database,
  known: FollowUpRow,
  { ended, now }: { ended: 'corrected' | 'excluded' | 'erased'; now: number }
) {
  const { followUp } = database.tables
  const closed = {
    state: 'closed' as const,
    ended,
    closedAt: now,
    updatedAt: Math.max(now, known.updatedAt + 1)
  }
  yield* run(handle.update(followUp).set(closed).where(eq(followUp.id, known.id)))
  yield* run(noteEvent(handle, database, known, { action: 'closed', detail: { ended }, at: now }))
}

function* reopen(
  handle: Handle,
  database: Database,
  known: FollowUpRow,
  { dueAt, now }: { dueAt: number; now: number }
) {
  const { followUp } = database.tables
  const again = {
    state: 'open' as const,
    ended: null,
    closedAt: null,
    overdueAt: null,
    escalatedTo: null,
    dueAt,
    updatedAt: Math.max(now, known.updatedAt + 1)
  }
  yield* run(handle.update(followUp).set(again).where(eq(followUp.id, known.id)))
  yield* run(noteEvent(handle, database, known, { action: 'reopened', at: now }))
}
