import type { Outcome, VendorAnswer } from './channel'
import { readJson } from './read-json'
import { laterBecauseOf, refused } from './vendor-answers'

/** What a vendor says in the JSON of its answer: the message's id where it went well, or why it did not. */
export type Said = { messageId?: string | undefined; reason?: string | undefined; optedOut?: boolean }

/** The outcome where HTTP statuses mean what they usually do: 2xx is sent, trouble passes, everything else will not get better. */
export function outcomeOf(answer: VendorAnswer, read: (json: unknown) => Said): Outcome {
  const later = laterBecauseOf(answer)
  if (later) return later
  const { messageId, reason, optedOut } = read(readJson(answer.body))
  if (answer.status !== undefined && answer.status < 300) return { state: 'sent', ...(messageId === undefined ? {} : { messageId }) }
  return { ...refused(reason ?? `${answer.status}: ${answer.body}`), ...(optedOut && { optedOut }) }
}
