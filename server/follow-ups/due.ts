import type { OpeningHours } from '../time/opening-hours'
import { businessMilliseconds } from '../time/opening-hours'

const dayMs = 86_400_000
/** Where nobody works for so long, the clock alone counts. */
const lookedAheadMs = 400 * dayMs
const precisionMs = 1_000

/** The instant by which so many milliseconds of opening hours have passed. */
export function dueAfter(hours: OpeningHours | null, from: number, milliseconds: number): number {
  if (!hours) return from + milliseconds
  let span = milliseconds
  while (businessMilliseconds(hours, from, from + span) < milliseconds) {
    if (span > lookedAheadMs) return from + milliseconds
    span *= 2
  }
  let [before, after] = [0, span]
  while (after - before > precisionMs) {
    const middle = Math.floor((before + after) / 2)
    if (businessMilliseconds(hours, from, from + middle) < milliseconds) before = middle
    else after = middle
  }
  // Opening hours begin and end with a minute, and nobody promises a part of a second.
  return Math.ceil((from + after) / precisionMs) * precisionMs
}
