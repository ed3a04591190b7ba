import { eq } from 'drizzle-orm'
import type { Database } from '../db/database'
import type { AlertRow } from '../db/rows'
import type { Sealing } from '../secrets/sealing'

/** What the token is about, so that no other sealed text opens as one. */
const about = 'alert off'

/** Where the reader of a mail switches it off without signing in; it works for as long as the alert is there. */
export function offUrlOf(sealing: Sealing, { id }: Pick<AlertRow, 'id'>, publicUrl: string): string {
  return `${publicUrl}/alerts/${sealing.seal(id, about)}/off`
}

/** The alert that a token switches off, if it is there. */
export async function alertOff(
  { handle, tables: { alert } }: Database,
  sealing: Sealing,
  token: string
): Promise<AlertRow | undefined> {
  const id = sealing.open(token, about)
  if (id === undefined) return undefined
  const [row] = await handle.select().from(alert).where(eq(alert.id, id))
  return row
}
