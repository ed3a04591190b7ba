import type { ResponseRow } from '../db/rows'
import { hashOf } from '../secrets/ids'

/**
 * What the outbox keeps of an answer that is written back, sealed. `facts` tell what was written of it last,
 * `wasLow` that the customer was not satisfied then.
 */
export type WriteBackContent = { survey: string; response: string; facts?: string; wasLow?: true }

/** The same for as long as there is nothing else to write of an answer. */
export function factsOf({ version, rating, comment, answers }: ResponseRow): string {
  return hashOf(JSON.stringify([version, rating, comment, answers])).slice(0, 22)
}
