import { pOfZ } from './interval'
import type { Group } from './sample'
import { addSamples, centreOf, sampleOf, spreadOf } from './sample'
import type { Meaning } from './tally'

/** Bands of waiting, by the seconds below which they end. Each reads as a customer would say it. */
export const waitingBands = [
  { key: '1m', below: 60 },
  { key: '5m', below: 5 * 60 },
  { key: '15m', below: 15 * 60 },
  { key: '1h', below: 60 * 60 },
  { key: '4h', below: 4 * 60 * 60 },
  { key: '1d', below: 24 * 60 * 60 },
  { key: '3d', below: 3 * 24 * 60 * 60 },
  { key: 'longer', below: Infinity }
] as const

export type WaitingBand = (typeof waitingBands)[number]['key']

/** Null for what cannot be a wait: below zero, or not a number. */
export function waitingBandOf(seconds: number): WaitingBand | null {
  if (!(seconds >= 0)) return null
  return waitingBands.find(({ below }) => seconds < below)?.key ?? 'longer'
}

export type Trend = {
  /** By how much the score moves from one band to the next, in its unit. */
  perBand: number
  p: number
}

/**
 * Whether the score moves with the bands, in the order given: the linear trend over their places, 0, 1, 2
 * …, tested as by Cochran and Armitage (for NPS and means Mantel's extension). Null where there is one band
 * only, or no difference between answers.
 */
export function trendOver(meaning: Meaning, bands: readonly Group[]): Trend | null {
  const samples = bands.map(({ parts }) => sampleOf(meaning, parts))
  const all = addSamples(samples)
  if (all.count < 2) return null
  const sumOfPlaces = samples.reduce((sum, { count }, place) => sum + count * place, 0)
  const middle = sumOfPlaces / all.count
  const centre = centreOf(all)
  let places = 0
  let together = 0
  samples.forEach((sample, place) => {
    places += sample.count * (place - middle) ** 2
    together += (place - middle) * (sample.sum - sample.count * centre)
  })
  const spread = spreadOf(all)
  if (places === 0 || spread === 0) return null
  return {
    perBand: together / places,
    p: pOfZ(together / Math.sqrt((places * spread * all.count) / (all.count - 1)))
  }
}
