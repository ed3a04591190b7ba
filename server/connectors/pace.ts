import type { ConnectorRow } from '../db/rows'
import type { AnyChannel } from './kinds.ts'

/** For a channel that says nothing of its vendor's rate, in messages a second. */
const usualPerSecond = 10
/**
 * Clocks and networks are not even: a little less than the rate keeps the vendor from counting one message
 * too many.
 */
const margin = 0.99
/** Slower than this no vendor is asked, whatever it refuses. */
const paceMin = 50
/** How much faster is tried at a time. */
const raiseBy = 1.05
const holdFirstMs = 10_000
const holdMinMs = 5_000
const holdMaxMs = 300_000
/**
 * After an answer that says when to come back the messages that would have followed were not tried, so their
 * share is not known.
 */
const cutShortFactor = 0.8
/**
 * Where the vendor took less of a faster pace than this share of the one before, its own rate has changed.
 */
const failedRaiseMin = 0.9
/** Of fewer messages than this it is not known what part the vendor takes. */
const sampleMin = 10

type Pace = Pick<ConnectorRow, 'pace' | 'paceWas' | 'paceAt' | 'paceHoldMs'>
/** What became of the messages that were sent at one pace. `cutShort`: the vendor asked for a pause. */
export type Slice = { tried: number; throttled: number; cutShort: boolean }

/** How a connector sends whose vendor has not said that it is too fast. */
export const atFullPace = { pace: null, paceWas: null, paceAt: null, paceHoldMs: null } as const

/** What a connector's owner lets it send, or what is usual for its kind; messages a second. */
export function allowedRate({ rate }: Pick<ConnectorRow, 'rate'>, channel: AnyChannel | undefined): number {
  return rate === null ? (channel?.limits.perSecond ?? usualPerSecond) : rate / 1_000
}

/** How fast a connector sends now: not faster than its vendor has shown to take; messages a second. */
export function paceOf(row: Pick<ConnectorRow, 'rate' | 'pace'>, channel: AnyChannel | undefined): number {
  const rate = allowedRate(row, channel) * margin
  return row.pace === null ? rate : Math.min(row.pace / 1_000, rate)
}

/**
 * The pace from `now` on, where it is time to try a faster one. Each time that goes well the next comes
 * sooner, so that a vendor that was in trouble for a moment is soon back at its rate.
 */
export function raised(
  row: Pace & Pick<ConnectorRow, 'rate'>,
  channel: AnyChannel | undefined,
  now: number
): Pace | undefined {
  const { pace, paceAt } = row
  const holdMs = row.paceHoldMs ?? holdFirstMs
  if (pace === null || Math.abs(now - (paceAt ?? 0)) < holdMs) return undefined
  const faster = Math.ceil(pace * raiseBy)
  const before = { paceWas: pace, paceAt: now }
  if (faster >= allowedRate(row, channel) * margin * 1_000)
    return { pace: null, ...before, paceHoldMs: holdMs }
  return { pace: faster, ...before, paceHoldMs: Math.max(holdMs / 2, holdMinMs) }
}

/**
 * The pace after messages that were sent at `perSecond`, some of which came too fast: what the vendor took of
 * them, where one counts as half, because it may as well have been an accident. A faster pace that fails
 * gives way to the one before it, and is tried again later each time: a vendor whose rate is lower than ours
 * refuses a few messages an hour.
 */
export function slowed(
  row: Pace,
  perSecond: number,
  { tried, throttled, cutShort }: Slice,
  now: number
): Pace {
  const { pace, paceWas } = row
  const refused = Math.max(throttled - 0.5, 0) / Math.max(tried, sampleMin)
  const taken = Math.max(Math.floor(perSecond * 1_000 * (1 - refused) * margin), paceMin)
  if (paceWas !== null && (pace ?? Infinity) > paceWas && taken > paceWas * failedRaiseMin) {
    const paceHoldMs = Math.min(Math.max(row.paceHoldMs ?? 0, holdMinMs) * 4, holdMaxMs)
    return { pace: paceWas, paceWas: pace, paceAt: now, paceHoldMs }
  }
  const cut = Math.max(Math.floor(perSecond * 1_000 * cutShortFactor), paceMin)
  return {
    pace: cutShort ? Math.min(taken, cut) : taken,
    paceWas: pace,
    paceAt: now,
    paceHoldMs: holdFirstMs
  }
}
