import { createHash } from 'node:crypto'
import { lt, sql } from 'drizzle-orm'
import type { Database } from '../db/database'

/** Takes up to `wanted` of what all processes together may let through in this window, in one statement. Gives how many it got. */
export async function takeShare({ tables: { limitShare }, handle }: Database, name: string, window: number, wanted: number, most: number): Promise<number> {
  const key = createHash('sha256').update(name).digest('base64url')
  const isOver = sql`${limitShare.span} <> ${window}`
  const [row] = await handle
    .insert(limitShare)
    .values({ key, span: window, taken: wanted })
    .onConflictDoUpdate({
      target: limitShare.key,
      set: { taken: sql`case when ${isOver} then ${wanted} else ${limitShare.taken} + ${wanted} end`, span: window }
    })
    .returning()
  const taken = row?.taken ?? 0
  if (taken === wanted) await handle.delete(limitShare).where(lt(limitShare.span, window))
  return Math.max(0, Math.min(wanted, most - (taken - wanted)))
}
