import type { Taps } from './suspicion'

/** Nobody sees a question, reads it and presses in less. */
const dwellMs = 200
/** How far the clocks of a page and of ours may be apart over the life of a page. */
const slackMs = 2_000

/**
 * Whether a hand was on the page: the last point that was pressed is the rating, and it was pressed after a
 * moment. `openMs` is for how long the page is known to be open; a press later than that is made up. One
 * answer that shows no hand is an answer all the same: only many of them are looked at (see bursts.ts).
 */
export function isTouched(taps: Taps, rating: number, openMs = Infinity): boolean {
  const last = taps.at(-1)
  return (
    last !== undefined &&
    last[0] === rating &&
    taps.every(([, after]) => after >= dwellMs && after <= openMs + slackMs)
  )
}
