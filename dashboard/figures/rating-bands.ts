import type { SurveyView } from '../../server/contract/surveys'
import { number, numberLine } from '../app/format'

type Scale = SurveyView['scale']
export type Band = { from: number; to: number }

/** So many ratings stand side by side; of finer scales they are put together. */
const sideBySideMost = 21

/**
 * All ratings of a scale, from the lowest. Divided, because 3 * 0.1 is 0.30000000000000004 and 3 / 10 is
 * 0.3.
 */
function ratingsOn({ min, max, step = 1 }: Scale): number[] {
  const perPoint = Math.round(1 / step)
  return Array.from({ length: (max - min) * perPoint + 1 }, (_, place) => (min * perPoint + place) / perPoint)
}

/**
 * The ratings of a scale, each by itself, or of a fine one those from a point up to the next: 4 – 4.99. A
 * band ends where `stanceOf` changes, so that all of it counts alike.
 */
export function bandsOf(scale: Scale, stanceOf: (rating: number) => string = () => ''): Band[] {
  const ratings = ratingsOn(scale)
  if (ratings.length <= sideBySideMost) return ratings.map((rating) => ({ from: rating, to: rating }))
  const bands: Band[] = []
  for (const rating of ratings) {
    const last = bands.at(-1)
    if (last && !Number.isInteger(rating) && stanceOf(rating) === stanceOf(last.from)) last.to = rating
    else bands.push({ from: rating, to: rating })
  }
  return bands
}

/** A band as the address of a list of answers says it. */
export function bandQuery({ from, to }: Band): string {
  return from === to ? String(from) : `${from}..${to}`
}

export function bandName({ from, to }: Band): string {
  return from === to ? number(from, 2) : numberLine(`${number(from, 2)} – ${number(to, 2)}`)
}

/** What the address of a list of answers says, as people read it. */
export function bandNamed(query: string): string {
  const [from = 0, to = from] = query.split('..').map(Number)
  return bandName({ from, to })
}
