import { getTableColumns, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'

/**
 * Empties what is told of an answer elsewhere, such as what it said before it was changed: every table that
 * names answers and has a detail.
 */
export function* emptyHistory(
  handle: Handle,
  { tables }: Database,
  { surveyId, id, newId = id }: { surveyId: string; id: string; newId?: string }
) {
  for (const table of Object.values(tables as Record<string, SQLiteTable>)) {
    const columns = getTableColumns(table)
    if (!columns.surveyId || !columns.responseId || !columns.detail) continue
    const emptied: Record<string, string> = { detail: '{}', responseId: newId }
    yield* run(handle.update(table).set(emptied).where(sql`survey_id = ${surveyId} and response_id = ${id}`))
  }
}
