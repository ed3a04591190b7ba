import type { Estimate, Interval } from './interval'
import { around, clampTo, widenTo } from './interval'
import type { Percentage } from './percentage'
import { percentageOf } from './percentage'
import type { Part } from './pool'
import { addSamples, centreOf, rangeOf, sampleOf, spreadOf, uncertaintyOf } from './sample'
import { unitOf } from './score'
import type { Meaning } from './tally'

/** Invitations that came so far. What a channel cannot tell is null, never 0. */
export type Funnel = {
  sent: number
  delivered: number | null
  opened: number | null
  started: number | null
  completed: number
}

export type ResponseRates = {
  /** completed of sent: the one that compares across channels. */
  endToEnd: Percentage
  delivered: Percentage | null
  opened: Percentage | null
  started: Percentage | null
  /** completed of delivered. */
  ofDelivered: Percentage | null
  /** completed of started. */
  completion: Percentage | null
}

/**
 * Every step of `opened` and `started` is a share of what was delivered resp. opened. Null where a step is
 * not known.
 */
export function responseRates({ sent, delivered, opened, started, completed }: Funnel): ResponseRates {
  const step = (part: number | null, count: number | null) =>
    part === null || count === null ? null : percentageOf({ part, count })
  return {
    endToEnd: percentageOf({ part: completed, count: sent }),
    delivered: step(delivered, sent),
    opened: step(opened, delivered),
    started: step(started, opened),
    ofDelivered: step(completed, delivered),
    completion: step(completed, started)
  }
}

/**
 * Between which ends the score of everybody asked must lie, whatever the silent think: all of them as
 * unhappy, or as happy, as can be. `silent` is how many were asked and did not answer. Null when nobody was
 * asked and nobody answered.
 */
export function silenceBounds(meaning: Meaning, parts: readonly Part[], silent: number): Interval | null {
  const { count, sum } = sampleOf(meaning, parts)
  const asked = count + silent
  if (asked === 0) return null
  const { lower, upper } = rangeOf(meaning)
  return { lower: (sum + silent * lower) / asked, upper: (sum + silent * upper) / asked }
}

/**
 * The score as if every channel had answered as often as any other: each weighs what was sent in it.
 * Channels without an answer cannot be weighed; `coverage` is the share of what was sent in the others.
 * Null where nothing was sent that was answered.
 */
export function sendWeighted(
  meaning: Meaning,
  channels: readonly { sent: number; parts: readonly Part[] }[]
): (Estimate & { coverage: number }) | null {
  const samples = channels.map(({ sent, parts }) => ({ sent, sample: sampleOf(meaning, parts) }))
  const answered = samples.filter(({ sent, sample }) => sent > 0 && sample.count > 0)
  const sentToAll = samples.reduce((sum, { sent }) => sum + sent, 0)
  const sent = answered.reduce((sum, row) => sum + row.sent, 0)
  if (sent === 0) return null
  const everybody = addSamples(answered.map(({ sample }) => sample))
  let value = 0
  let variance = 0
  for (const row of answered) {
    value += (row.sent / sent) * centreOf(row.sample)
    // Where a channel's few answers all agree, their spread of 0 would claim to be certain.
    const own =
      spreadOf(row.sample) / row.sample.count || uncertaintyOf(unitOf(meaning), row.sample, everybody)
    variance += (row.sent / sent) ** 2 * own
  }
  const { lower, upper } = rangeOf(meaning)
  return {
    value,
    ...widenTo(clampTo(around(value, Math.sqrt(variance)), lower, upper), value),
    coverage: sent / sentToAll
  }
}
