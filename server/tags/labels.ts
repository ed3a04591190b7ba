import { and, eq } from 'drizzle-orm'
import type { Dimension } from '../contract/terms'
import type { Database } from '../db/database'
import { restKey } from './keys'

/**
 * Finds what people call a key: the name that a manager gave it, else the one that was first sent for it,
 * or the key itself. Bots are called what agents of their name are.
 */
export async function readLabels(
  { tables: { label }, handle }: Database,
  siteId: string,
  dimension: Dimension
): Promise<(key: string) => string> {
  const rows = await handle
    .select({ key: label.key, label: label.label, given: label.given })
    .from(label)
    .where(and(eq(label.siteId, siteId), eq(label.dimension, dimension === 'bot' ? 'agent' : dimension)))
  const labels = new Map(rows.map((row) => [row.key, row.given ?? row.label]))
  return (key) => labels.get(key) ?? plainLabel(key)
}

/** What a key is called that has no name. */
export function plainLabel(key: string): string {
  return key === restKey ? 'All others' : key
}
