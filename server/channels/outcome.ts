import type { Outcome, VendorAnswer } from './channel'
import { readJson } from './read-json'
import { keyRefused, keyRefusedBy, laterBecauseOf, refused } from './vendor-answers'

/** What a vendor says in the JSON of its answer: the message's id where it went well, or why it did not. */
export type Said = {
  messageId?: string | undefined
  reason?: string | undefined
  optedOut?: boolean
  keyRefused?: boolean
}

/**
 * The outcome where HTTP statuses mean what they usually do: 2xx is sent, trouble passes, a refused key is
 * its owner's, and everything else will not get better.
 */
export function outcomeOf(answer: VendorAnswer, read: (json: unknown) => Said): Outcome {
  const later = laterBecauseOf(answer)
  if (later) return later
  const { messageId, reason, optedOut, ...said } = read(readJson(answer.body))
  if (said.keyRefused) return keyRefused(reason ?? `${answer.status}: ${answer.body}`)
  const keyRefusedByStatus = optedOut ? undefined : keyRefusedBy(answer, reason)
  if (keyRefusedByStatus) return keyRefusedByStatus
  if (answer.status !== undefined && answer.status < 300)
    return { state: 'sent', ...(messageId === undefined ? {} : { messageId }) }
  return { ...refused(reason ?? `${answer.status}: ${answer.body}`), ...(optedOut && { optedOut }) }
}
