import { asc, sql } from 'drizzle-orm'
import type { Database } from '../db/database'
import { shownEmail } from './addresses'

/** Everybody who has an account, for whoever runs the server. */
export async function listAccounts({ tables: { authUser, member }, handle }: Database) {
  const sites = sql<number>`(select count(*) from ${member} where ${member.userId} = ${authUser.id})`
  const rows = await handle
    .select({
      id: authUser.id,
      name: authUser.name,
      email: authUser.email,
      claimedEmail: authUser.claimedEmail,
      emailVerified: authUser.emailVerified,
      twoFactor: authUser.twoFactorEnabled,
      sites
    })
    .from(authUser)
    .orderBy(asc(authUser.createdAt), asc(authUser.id))
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    address: shownEmail(row),
    isProved: row.emailVerified && row.claimedEmail === null,
    isTwoFactor: row.twoFactor === true,
    sites: Number(row.sites)
  }))
}
