import { randomUUID } from 'node:crypto'
import type { SQL } from 'drizzle-orm'
import { and, count, eq, isNull, ne } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Act } from '../access/act'
import { recordAudit } from '../audit/log'
import type { DeletionView } from '../contract/deletions'
import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { SiteRow, SurveyRow } from '../db/rows'

/** What deleting a survey takes along. */
export async function whatSurveyTakes(database: Database, { id, name }: SurveyRow): Promise<DeletionView> {
  const { response, invitation } = database.tables
  const answers = await counted(database, response, eq(response.surveyId, id))
  const invitations = await counted(database, invitation, eq(invitation.surveyId, id))
  return {
    name,
    takes: { surveys: 1, answers, invitations, conversations: 0, connectors: 0, members: 0, keys: 0 }
  }
}

/** What deleting a site takes along: all that there is of it. */
export async function whatSiteTakes(database: Database, { id, name }: SiteRow): Promise<DeletionView> {
  const { survey, response, invitation, conversation, connector, member, apiKey } = database.tables
  const takes = {
    surveys: await counted(database, survey, and(eq(survey.siteId, id), ne(survey.state, 'deleted'))),
    answers: await counted(database, response, eq(response.siteId, id)),
    invitations: await counted(database, invitation, eq(invitation.siteId, id)),
    conversations: await counted(database, conversation, eq(conversation.siteId, id)),
    connectors: await counted(database, connector, eq(connector.siteId, id)),
    members: await counted(database, member, eq(member.siteId, id)),
    keys: await counted(database, apiKey, and(eq(apiKey.siteId, id), isNull(apiKey.revokedAt)))
  }
  return { name, takes }
}

/**
 * From now on the survey is not there; its rows are removed by and by. Throws `name-wrong` where another
 * name was given.
 */
export async function deleteSurvey(
  database: Database,
  { id, siteId, name }: SurveyRow,
  given: string,
  { caller, now }: Act
): Promise<void> {
  if (given.trim() !== name.trim()) throw problem('name-wrong', name, 'name')
  const { survey } = database.tables
  const { takes } = await whatSurveyTakes(database, { id, name } as SurveyRow) // no more of it is looked at
  await database.atomically(function* (handle) {
    yield* run(handle.update(survey).set({ state: 'deleted', updatedAt: now }).where(eq(survey.id, id)))
    yield* run(
      recordAudit(handle, database, {
        siteId,
        caller,
        action: 'survey-deleted',
        subject: id,
        detail: { name, answers: takes.answers, invitations: takes.invitations },
        at: now
      })
    )
  })
}

/**
 * From now on the site is not there: nobody is a member, no key works, its tag asks nobody. Its rows, the
 * audit trail among them, are removed by and by. Throws `name-wrong` where another name was given.
 */
export async function deleteSite(
  database: Database,
  { id, name }: SiteRow,
  given: string,
  now: number
): Promise<void> {
  if (given.trim() !== name.trim()) throw problem('name-wrong', name, 'name')
  const { site, survey, member, refusedOrigin, apiKey, joinLink, connector } = database.tables
  await database.atomically(function* (handle) {
    yield* run(
      handle
        .update(site)
        .set({ deletedAt: now, key: `deleted-${randomUUID()}`, origins: '[]' })
        .where(and(eq(site.id, id), isNull(site.deletedAt)))
    )
    yield* run(handle.update(survey).set({ state: 'deleted', updatedAt: now }).where(eq(survey.siteId, id)))
    yield* run(handle.delete(member).where(eq(member.siteId, id)))
    yield* run(handle.delete(refusedOrigin).where(eq(refusedOrigin.siteId, id)))
    yield* run(handle.delete(apiKey).where(eq(apiKey.siteId, id)))
    yield* run(handle.delete(joinLink).where(eq(joinLink.siteId, id)))
    yield* run(handle.delete(connector).where(eq(connector.siteId, id)))
  })
}

async function counted(
  { handle }: Database,
  table: SQLiteTable,
  condition: SQL | undefined
): Promise<number> {
  const [row] = await handle.select({ count: count() }).from(table).where(condition)
  return Number(row?.count ?? 0)
}
