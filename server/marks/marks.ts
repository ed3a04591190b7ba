import { and, asc, count, desc, eq, gte, isNotNull, lte, ne, or, sql } from 'drizzle-orm'
import type { Act } from '../access/act'
import { actorOf, recordAudit } from '../audit/log'
import { actorNames } from '../audit/trail'
import type { MarkInput, MarksView, MarkView } from '../contract/marks'
import { problem } from '../contract/problem'
import type { Scope } from '../contract/terms'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { MarkRow } from '../db/rows'
import { newId } from '../secrets/ids'
import type { OpenSurvey } from '../surveys/open-survey'
import { openSurveyOf } from '../surveys/open-survey'
import type { Period } from '../time/periods'

/** Throws `invalid` where a site has as many marks as it may have. */
export async function createMark(
  database: Database,
  { survey, site }: Pick<OpenSurvey, 'survey' | 'site'>,
  { day, name, everywhere }: MarkInput,
  { caller, now }: Act
): Promise<MarkView> {
  const { mark } = database.tables
  const row: MarkRow = {
    id: newId('mrk'),
    siteId: site.id,
    surveyId: survey.id,
    everywhere,
    day,
    name,
    setBy: actorOf(caller),
    createdAt: now
  }
  await database.atomically(function* (handle) {
    const [kept] = yield* run(handle.select({ marks: count() }).from(mark).where(eq(mark.siteId, site.id)))
    if (Number(kept?.marks ?? 0) >= limits.marksPerSite)
      throw problem(
        'invalid',
        `A site has at most ${limits.marksPerSite} marks; take out old ones first.`,
        'day'
      )
    yield* run(handle.insert(mark).values(row))
    yield* run(
      recordAudit(handle, database, {
        siteId: site.id,
        caller,
        action: 'mark-set',
        subject: row.id,
        detail: { day, name, everywhere },
        at: now
      })
    )
  })
  const [view] = await shown(database, [row])
  if (!view) throw new Error(`mark ${row.id} has no view`)
  return view
}

/**
 * Takes a mark out for whoever has the scope on its site. Throws `not-found` for marks of other tenants too,
 * so that their ids cannot be probed.
 */
export async function removeMark(
  database: Database,
  id: string,
  scope: Scope,
  { caller, now }: Act
): Promise<void> {
  const { mark } = database.tables
  const [row] = await database.handle.select().from(mark).where(eq(mark.id, id))
  if (!row) throw problem('not-found')
  await openSurveyOf(database, caller, row, scope)
  await database.atomically(function* (handle) {
    yield* run(handle.delete(mark).where(eq(mark.id, id)))
    yield* run(
      recordAudit(handle, database, {
        siteId: row.siteId,
        caller,
        action: 'mark-removed',
        subject: id,
        detail: { day: row.day, name: row.name },
        at: now
      })
    )
  })
}

/**
 * What stands on the trends of a survey from one day to another: its marks, those of its site that stand
 * everywhere, and for whoever may see plans also those that are no drafts. By day, the latest of too many.
 */
export async function listMarks(
  database: Database,
  { survey, site }: Pick<OpenSurvey, 'survey' | 'site'>,
  { from, to }: Period,
  { seesPlans }: { seesPlans: boolean }
): Promise<MarksView> {
  const { mark } = database.tables
  const isHere = or(eq(mark.surveyId, survey.id), sql`${mark.everywhere}`)
  const [marks, plans] = await Promise.all([
    database.handle
      .select()
      .from(mark)
      .where(and(eq(mark.siteId, site.id), gte(mark.day, from), lte(mark.day, to), isHere))
      .orderBy(desc(mark.day), desc(mark.id))
      .limit(limits.marks),
    seesPlans ? plansIn(database, survey.id, { from, to }) : []
  ])
  const rows = [...(await shown(database, marks)), ...plans]
  rows.sort((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? -1 : 1))
  return { rows: rows.slice(-limits.marks) }
}

async function plansIn(database: Database, surveyId: string, { from, to }: Period): Promise<MarkView[]> {
  const { plan } = database.tables
  const found = await database.handle
    .select({ id: plan.id, kind: plan.kind, name: plan.name, starts: plan.starts, ends: plan.ends })
    .from(plan)
    .where(
      and(
        eq(plan.surveyId, surveyId),
        ne(plan.state, 'draft'),
        isNotNull(plan.starts),
        lte(plan.starts, to),
        gte(sql`coalesce(${plan.ends}, ${plan.starts})`, from)
      )
    )
    .orderBy(desc(plan.starts), asc(plan.id))
    .limit(limits.marks)
  return found.flatMap(({ starts, ends, ...rest }) =>
    starts === null
      ? []
      : [{ ...rest, survey: surveyId, from: starts, to: ends ?? starts, everywhere: false, setBy: null }]
  )
}

async function shown(database: Database, rows: readonly MarkRow[]): Promise<MarkView[]> {
  const names = await actorNames(
    database,
    rows.map(({ setBy }) => setBy)
  )
  return rows.map(({ id, surveyId, day, name, everywhere, setBy }) => ({
    id,
    kind: 'mark',
    survey: surveyId,
    name,
    from: day,
    to: day,
    everywhere,
    setBy: names.get(setBy) ?? null
  }))
}
