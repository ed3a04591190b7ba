import { and, eq, getTableColumns, inArray, ne, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Act } from '../access/act'
import type { Caller } from '../access/permissions'
import { operatorName } from '../access/permissions'
import { shownEmail } from '../accounts/addresses'
import { disown } from '../accounts/members'
import { recordAudit } from '../audit/log'
import type { AccountDeletionView } from '../contract/deletions'
import { problem } from '../contract/problem'
import type { Database, Handle } from '../db/database'
import { reading, run } from '../db/database'

/** Whose account it is about: one's own as `me`, anybody's for the operator. Anybody else's is not there. */
export async function accountNamed(
  database: Database,
  caller: Caller,
  id: string
): Promise<{ id: string; email: string }> {
  const own = caller.kind === 'person' ? caller.userId : undefined
  const wanted = id === 'me' ? own : id
  const { authUser } = database.tables
  const isAllowed =
    wanted !== undefined && (wanted === own || (await operatorName(database, caller)) !== undefined)
  const [found] = isAllowed
    ? await database.handle
        .select({ id: authUser.id, email: authUser.email, claimedEmail: authUser.claimedEmail })
        .from(authUser)
        .where(eq(authUser.id, wanted))
    : []
  if (!found) throw problem('not-found')
  return { id: found.id, email: shownEmail(found) }
}

/** The sites that an account leaves, and those that would have no owner then. */
export async function whatAccountTakes(
  database: Database,
  account: { id: string; email: string }
): Promise<AccountDeletionView> {
  return reading(database, (handle) => leaving(handle, database, account))
}

/**
 * Deletes an account with its sessions and memberships. Throws `name-wrong`, and `last-owner` where a site
 * would have none.
 */
export async function deleteAccount(
  database: Database,
  account: { id: string; email: string },
  given: string,
  { caller, now }: Act
): Promise<void> {
  if (given.trim().toLowerCase() !== account.email.toLowerCase())
    throw problem('name-wrong', account.email, 'name')
  const { authUser, member, joinLink } = database.tables
  await database.atomically(function* (handle) {
    if ((yield* leaving(handle, database, account)).lastOwnerOf.length > 0) throw problem('last-owner')
    const sites = yield* run(
      handle.select({ id: member.siteId }).from(member).where(eq(member.userId, account.id))
    )
    for (const { id } of sites)
      yield* run(
        recordAudit(handle, database, {
          siteId: id,
          caller,
          action: 'account-deleted',
          subject: account.id,
          at: now
        })
      )
    for (const table of Object.values(database.tables as Record<string, SQLiteTable>)) {
      if ('userId' in getTableColumns(table))
        yield* run(handle.delete(table).where(sql`user_id = ${account.id}`))
    }
    yield* disown(handle, database, account.id)
    yield* run(handle.delete(joinLink).where(eq(joinLink.email, account.email)))
    yield* run(handle.delete(authUser).where(eq(authUser.id, account.id)))
  })
  await database.scrub()
}

function* leaving(
  handle: Handle,
  { tables: { member, site } }: Database,
  { id, email }: { id: string; email: string }
): Generator<PromiseLike<unknown>, AccountDeletionView, unknown> {
  const theirs = yield* run(
    handle
      .select({ id: site.id, name: site.name, role: member.role })
      .from(member)
      .innerJoin(site, eq(site.id, member.siteId))
      .where(eq(member.userId, id))
  )
  const owned = theirs.filter(({ role }) => role === 'owner').map((one) => one.id)
  const others =
    owned.length === 0
      ? []
      : yield* run(
          handle
            .select({ siteId: member.siteId })
            .from(member)
            .where(and(inArray(member.siteId, owned), eq(member.role, 'owner'), ne(member.userId, id)))
        )
  const shared = new Set(others.map(({ siteId }) => siteId))
  return {
    name: email,
    leaves: theirs.map(({ name }) => name),
    lastOwnerOf: theirs.filter((one) => one.role === 'owner' && !shared.has(one.id)).map(({ name }) => name)
  }
}
