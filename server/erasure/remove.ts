import type { SQL } from 'drizzle-orm'
import { and, eq, getTableColumns, inArray, isNotNull, like, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from '../db/database'
import { run } from '../db/database'

const lotSize = 1_000

export async function isAnythingDeleted({ tables: { survey, site }, handle }: Database): Promise<boolean> {
  const [deletedSurvey] = await handle
    .select({ id: survey.id })
    .from(survey)
    .where(sql`state = 'deleted'`)
    .limit(1)
  const [deletedSite] = await handle
    .select({ id: site.id })
    .from(site)
    .where(isNotNull(site.deletedAt))
    .limit(1)
  return deletedSurvey !== undefined || deletedSite !== undefined
}

/**
 * Removes the rows of what was deleted, in lots between which others come in; a process that was killed
 * goes on at the next start. Throws once `stopped` is.
 */
export async function removeDeleted(database: Database, stopped?: AbortSignal): Promise<void> {
  const { survey, site } = database.tables
  const surveys = await database.handle
    .select({ id: survey.id, siteId: survey.siteId })
    .from(survey)
    .where(eq(survey.state, 'deleted'))
  const sites = await database.handle.select({ id: site.id }).from(site).where(isNotNull(site.deletedAt))
  if (surveys.length + sites.length === 0) return
  for (const { id, siteId } of surveys) await removeSurvey(database, id, siteId, stopped)
  for (const { id } of sites) await removeSite(database, id, stopped)
  await database.scrub()
}

async function removeSurvey(
  database: Database,
  id: string,
  siteId: string,
  stopped: AbortSignal | undefined
) {
  const { survey, invitation, delivery, audit, change } = database.tables
  const theirs = database.handle
    .select({ id: invitation.id })
    .from(invitation)
    .where(eq(invitation.surveyId, id))
  await removeAll(database, delivery, inArray(delivery.invitationId, theirs), stopped)
  // What was done to its answers and invitations; that it was there and who deleted it stays known.
  await removeAll(database, audit, and(eq(audit.siteId, siteId), like(audit.subject, `${id}/%`)), stopped)
  for (const table of tablesWith(database, 'surveyId'))
    if (table !== survey) await removeAll(database, table, sql`survey_id = ${id}`, stopped)
  await removeAll(database, change, eq(change.scope, id), stopped)
  await database.handle.delete(survey).where(eq(survey.id, id))
}

async function removeSite(database: Database, id: string, stopped: AbortSignal | undefined) {
  const { site, tagSet, tagSetTopic, change } = database.tables
  const sets = database.handle.select({ id: tagSet.id }).from(tagSet).where(eq(tagSet.siteId, id))
  await removeAll(database, tagSetTopic, inArray(tagSetTopic.tagSetId, sets), stopped)
  for (const table of tablesWith(database, 'siteId'))
    await removeAll(database, table, sql`site_id = ${id}`, stopped)
  await removeAll(database, change, eq(change.scope, id), stopped)
  await database.handle.delete(site).where(eq(site.id, id))
}

/** What is referred to goes last. */
const lastly = ['surveyVersion', 'tagSet', 'survey']

/** Every table that has such a column, also those that nobody thought of here. */
function tablesWith({ tables }: Database, column: 'surveyId' | 'siteId'): SQLiteTable[] {
  const all = Object.entries(tables as Record<string, SQLiteTable>).filter(
    ([, table]) => column in getTableColumns(table)
  )
  return all.sort(([a], [b]) => lastly.indexOf(a) - lastly.indexOf(b)).map(([, table]) => table)
}

async function removeAll(
  database: Database,
  table: SQLiteTable,
  condition: SQL | undefined,
  stopped: AbortSignal | undefined
) {
  const keys = keysOf(database, table)
  for (;;) {
    stopped?.throwIfAborted()
    const removed = await database.atomically(function* (handle) {
      const some =
        keys &&
        sql`(${sql.join(
          keys.map((key) => sql.identifier(key.name)),
          sql`, `
        )}) in (${handle
          .select(Object.fromEntries(keys.map((key) => [key.name, key])))
          .from(table)
          .where(condition)
          .limit(lotSize)})`
      return (yield* run(
        handle
          .delete(table)
          .where(some ?? condition)
          .returning({ one: sql<number>`1` })
      )).length
    })
    if (removed < lotSize) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** What names a row of the tables that grow; whatever else there is has few, and goes at once. */
function keysOf({ tables }: Database, table: SQLiteTable): SQLiteColumn[] | undefined {
  const { response, responseHistory, commentIndex, commentDue } = tables
  const { invitation, conversation, delivery, change, tagSet, audit } = tables
  const { endpointEvent, endpointDelivery } = tables
  const keys: [SQLiteTable, SQLiteColumn[]][] = [
    [response, [response.surveyId, response.id]],
    [responseHistory, [responseHistory.surveyId, responseHistory.responseId, responseHistory.number]],
    [invitation, [invitation.id]],
    [conversation, [conversation.siteId, conversation.id]],
    [delivery, [delivery.id]],
    [endpointEvent, [endpointEvent.place]],
    [endpointDelivery, [endpointDelivery.id]],
    [change, [change.place]],
    [commentIndex, [commentIndex.number]],
    [commentDue, [commentDue.place]],
    [tagSet, [tagSet.id]],
    [audit, [audit.id]]
  ]
  return keys.find(([one]) => one === table)?.[1]
}
