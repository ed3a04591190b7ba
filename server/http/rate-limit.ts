import type { Database } from '../db/database'
import { makeLimit } from '../limits/limit'
import { networkOf } from '../limits/network'

const minuteMs = 60_000
/**
 * How many answers one network may send in a minute before the server itself is in danger. A whole office,
 * a stadium or a mobile network stays far below; votes that are too many for one network are kept and wait,
 * and are not refused: see responses/stuffing.ts.
 */
const requestsMax = 30_000
/** A customer opens and answers a link a few times; a script that holds one runs into this. */
const linkRequestsMax = 240
/** What else pages ask, which is about one customer each time. */
const questionsMax = 240
/**
 * How much of what a survey was shown one network may tell in a day: an office of hundreds, and no more of
 * a program than of that.
 */
const asksMax = 2_000
const dayMs = 86_400_000

export type PublicLimit = {
  /** Counts one answer of the public from an address; throws `too-many` when it is one too many. */
  answer(address: string): Promise<void>
  /** The same for whatever else the public may ask. */
  question(address: string): Promise<void>
  link(invitationId: string): Promise<void>
  /** Counts one thing that a page tells of a survey that it shows. */
  ask(address: string, surveyId: string): Promise<void>
}

export function makePublicLimit(database: Database, clock: () => number, most = requestsMax): PublicLimit {
  const common = { windowMs: minuteMs, clock, database }
  const answers = makeLimit({ ...common, name: 'answer', most })
  const questions = makeLimit({ ...common, name: 'question', most: Math.min(most, questionsMax) })
  const link = makeLimit({ ...common, name: 'link', most: Math.min(most, linkRequestsMax) })
  const asks = makeLimit({ ...common, name: 'ask', most: Math.min(most, questionsMax) })
  const asksOfDay = makeLimit({ ...common, name: 'asks', most: asksMax, windowMs: dayMs })
  return {
    answer: (address) => answers(networkOf(address)),
    question: (address) => questions(networkOf(address)),
    link,
    async ask(address, surveyId) {
      await asks(networkOf(address))
      await asksOfDay(`${networkOf(address)} ${surveyId}`)
    }
  }
}
