import { and, count, eq } from 'drizzle-orm'
import { columnsOf } from '../columns/columns'
import type { ReadConversation } from '../columns/reading/conversations'
import { everyConversation, theseConversations } from '../columns/reading/conversations'
import type { ReadInvitation } from '../columns/reading/invitations'
import { everyInvitation, theseInvitations } from '../columns/reading/invitations'
import type { Database } from '../db/database'
import type { SiteRow } from '../db/rows'

/** Rows come in meanwhile: only what differs so often does. */
const attempts = 4

/** What the columns know as something else than it is: ids, and how many more they have than there are. */
export type Differing = { ids: string[]; surplus: number }

/** Compares every conversation of a site with what the columns hold of it. */
export async function verifyConversations(database: Database, site: SiteRow): Promise<Differing> {
  const {
    tables: { conversation },
    handle
  } = database
  const columns = columnsOf(database)
  const ids: string[] = []
  for await (const rows of everyConversation(database, site.id)) {
    const differing = (some: readonly ReadConversation[]) => columns.differing(site, some)
    ids.push(...(await settled(rows, differing, (some) => theseConversations(database, site.id, some))))
  }
  const always = { site: site.id, from: -Infinity, until: Infinity, filters: {}, answered: {}, by: 'channel' }
  const surplus = await surplusOf(
    async () => (await columns.ask('conversations', always, site)).counts.reduce((sum, one) => sum + one, 0),
    () => handle.select({ count: count() }).from(conversation).where(eq(conversation.siteId, site.id))
  )
  return { ids, surplus }
}

/** The same of the invitations to a survey. */
export async function verifyInvitations(
  database: Database,
  site: SiteRow,
  survey: string
): Promise<Differing> {
  const {
    tables: { invitation },
    handle
  } = database
  const columns = columnsOf(database)
  const ids: string[] = []
  for await (const rows of everyInvitation(database, survey)) {
    const differing = (some: readonly ReadInvitation[]) => columns.differingInvitations(site, survey, some)
    ids.push(...(await settled(rows, differing, (some) => theseInvitations(database, some))))
  }
  const always = { survey, from: -Infinity, until: Infinity, filters: {}, by: undefined }
  const isCounted = and(
    eq(invitation.surveyId, survey),
    eq(invitation.test, false),
    eq(invitation.reusable, false)
  )
  // Of each cell the last of three numbers is how many there are.
  const known = async () =>
    (await columns.ask('funnel', always, site)).cells.filter((_, place) => place % 3 === 2)
  const surplus = await surplusOf(
    async () => (await known()).reduce((sum, one) => sum + one, 0),
    () => handle.select({ count: count() }).from(invitation).where(isCounted)
  )
  return { ids, surplus }
}

/** Which rows go on differing, though they are read again. */
async function settled<Row extends { id: string }>(
  rows: readonly Row[],
  differing: (rows: readonly Row[]) => Promise<string[]>,
  again: (ids: string[]) => Promise<Row[]>
): Promise<string[]> {
  let ids = await differing(rows)
  for (let attempt = 1; attempt < attempts && ids.length > 0; attempt++)
    ids = await differing(await again(ids))
  return ids
}

async function surplusOf(
  known: () => Promise<number>,
  counted: () => PromiseLike<{ count: number }[]>
): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const surplus = (await known()) - Number((await counted())[0]?.count ?? 0)
    if (surplus === 0 || attempt === attempts) return surplus
  }
}
