import { createHash } from 'node:crypto'
import { lte, sql } from 'drizzle-orm'
import type { Database } from '../db/database'

/**
 * Takes up to `wanted` of what all processes together may let through in this window, in one statement.
 * Gives how many it got.
 */
export async function takeShare(
  { tables: { limitShare }, handle }: Database,
  name: string,
  { begins, ends }: { begins: number; ends: number },
  { wanted, most }: { wanted: number; most: number }
): Promise<number> {
  const key = createHash('sha256').update(name).digest('base64url')
  const isOver = sql`${limitShare.span} <> ${ends}`
  const [row] = await handle
    .insert(limitShare)
    .values({ key, span: ends, taken: wanted })
    .onConflictDoUpdate({
      target: limitShare.key,
      set: {
        taken: sql`case when ${isOver} then ${wanted} else ${limitShare.taken} + ${wanted} end`,
        span: ends
      }
    })
    .returning()
  const taken = row?.taken ?? 0
  if (taken === wanted) await handle.delete(limitShare).where(lte(limitShare.span, begins))
  return Math.max(0, Math.min(wanted, most - (taken - wanted)))
}
