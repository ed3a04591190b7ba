import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/database'

export type Owner = { name: string; email: string }

/** Whether somebody has proved an address to be theirs; the others end so: see accounts/addresses.ts. */
export function isProved(email: string): boolean {
  return !email.endsWith('@unproved.invalid')
}

/** The owners of a site who can be mailed to. */
export async function ownersOf(
  { handle, tables: { member, authUser } }: Database,
  siteId: string
): Promise<Owner[]> {
  const owners = await handle
    .select({ name: authUser.name, email: authUser.email })
    .from(member)
    .innerJoin(authUser, eq(authUser.id, member.userId))
    .where(and(eq(member.siteId, siteId), eq(member.role, 'owner')))
  return owners.filter(({ email }) => isProved(email))
}
