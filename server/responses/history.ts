import { and, desc, eq, gt, inArray, lt, max, or } from 'drizzle-orm'
import { actorNames } from '../audit/trail'
import type { HistoryRow } from '../contract/answers'
import type { AuditRow } from '../contract/audit'
import type { Standing } from '../contract/terms'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { ResponseRow } from '../db/rows'

/** So many entries are kept of one answer: the first, which tells what it was, and the latest ones. */
const entriesMax = 50

/**
 * Something that happened to an answer that is kept: who did it, by what standing, and in `detail` what it
 * was before.
 */
export type Event = {
  row: ResponseRow
  action: string
  actor: string
  standing: Standing | 'reviewed'
  detail: Record<string, unknown>
}

/** Writes what happened, in the transaction in which it happens. */
export function* keepHistory(handle: Handle, database: Database, events: readonly Event[], now: number) {
  if (events.length === 0) return
  const { responseHistory: table } = database.tables
  for (const surveyId of new Set(events.map(({ row }) => row.surveyId))) {
    const own = events.filter(({ row }) => row.surveyId === surveyId)
    const ids = [...new Set(own.map(({ row }) => row.id))]
    const known = yield* run(
      handle
        .select({ id: table.responseId, last: max(table.number) })
        .from(table)
        .where(and(eq(table.surveyId, surveyId), inArray(table.responseId, ids)))
        .groupBy(table.responseId)
    )
    const last = new Map(known.map(({ id, last }) => [id, Number(last)]))
    const rows = own.map(({ row, action, actor, standing, detail }) => {
      const number = (last.get(row.id) ?? 0) + 1
      last.set(row.id, number)
      return {
        surveyId,
        responseId: row.id,
        number,
        at: now,
        action,
        actor,
        standing,
        detail: JSON.stringify(detail)
      }
    })
    yield* database.insertRows(handle, { table, rows, onConflict: '' })
    const full = [...last].filter(([, number]) => number > entriesMax)
    const isOld = full.map(([id, number]) =>
      and(eq(table.responseId, id), gt(table.number, 1), lt(table.number, number - entriesMax + 2))
    )
    if (full.length > 0)
      yield* run(handle.delete(table).where(and(eq(table.surveyId, surveyId), or(...isOld))))
  }
}

/** What happened to an answer, the latest first. */
export async function readHistory(database: Database, surveyId: string, id: string): Promise<HistoryRow[]> {
  const { responseHistory: table } = database.tables
  const rows = await database.handle
    .select()
    .from(table)
    .where(and(eq(table.surveyId, surveyId), eq(table.responseId, id)))
    .orderBy(desc(table.number))
  const names = await actorNames(
    database,
    rows.map(({ actor }) => actor)
  )
  return rows.map(({ number, at, action, actor, standing, detail }) => ({
    id: `${id}:${number}`,
    at: new Date(at).toISOString(),
    actor: { key: actor, name: names.get(actor) ?? null },
    action,
    subject: `${surveyId}/${id}`,
    standing,
    detail: JSON.parse(detail) as AuditRow['detail'] // written by keepHistory only
  }))
}
