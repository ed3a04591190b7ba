import type { MappingInput, Question } from '../contract/imports'
import { problem } from '../contract/problem'
import { steps } from '../contract/terms'
import { stepsPerPointOf } from '../statistics/steps'
import type { Get } from './columns'
import type { Mapping } from './mapping'
import type { RatingCell, Scale, Target } from './rating'
import { isBlank, isRatingOn, numberIn, ratingInCell } from './rating'
import type { Source } from './sources/source'

/**
 * What a rating of a file becomes. `skipped`: its row stays out, as the mapping says, or since nobody has
 * said yet what it means.
 */
export type Point = RatingCell | { is: 'skipped'; offScale: boolean }

/** Of so few numbers nothing can be told from all of them lying in the lower half of a scale. */
const halfScaleRowsMin = 5
/**
 * Decimals that are slips of a few stay out with their reason; where there are more, somebody must say what
 * they are.
 */
const decimalsMin = 3
const decimalsShareMin = 0.02

/**
 * Makes the function that reads the ratings of one file by its mapping. Throws `invalid` for a point off
 * the scale.
 */
export function pointReader(
  mapping: Mapping,
  source: Source | undefined,
  target: Target
): (sent: string, get: Get) => Point {
  const points = pointsOf(mapping, target)
  const { decimals, offScale } = mapping
  const perPoint = stepsPerPointOf(target)
  return (sent, get) => {
    const told = points.get(sent.trim())
    if (told) return told
    const read = source ? source.rating(sent, target, get) : ratingInCell(sent, target)
    if (!source && read.is === 'unanswered' && read.offScale)
      return offScale === 'no-answer' ? read : { is: 'skipped', offScale: true }
    if (
      read.is !== 'unreadable' ||
      read.code !== 'between-points' ||
      decimals === undefined ||
      decimals === 'keep'
    )
      return read
    if (decimals === 'skip') return { is: 'skipped', offScale: false }
    // In steps, less what is left of 4.35 * 100.
    const steps = Number(((numberIn(sent)?.value ?? NaN) * perPoint).toFixed(9))
    // 4.5 is 5, as people round.
    return { is: 'rating', rating: Math.floor(decimals === 'round' ? steps + 0.5 : steps) / perPoint }
  }
}

/** What the mapping itself says that ratings are called. */
function pointsOf({ ratings = {} }: Mapping, target: Target): Map<string, Point> {
  const { min, max, step = 1 } = target
  return new Map(
    Object.entries(ratings).map(([sent, rating]): [string, Point] => {
      if (rating === 'skip') return [sent.trim(), { is: 'skipped', offScale: false }]
      if (rating === null) return [sent.trim(), { is: 'unanswered', offScale: false }]
      if (rating < min || rating > max)
        throw problem(
          'invalid',
          `The mapping takes “${sent}” for ${rating}, which is off the scale ${min} to ${max}.`,
          'mapping.ratings'
        )
      if (!isRatingOn(rating, target)) {
        const scale = `the scale ${min} to ${max} goes in steps of ${step}`
        throw problem(
          'invalid',
          `The mapping takes “${sent}” for ${rating}, and ${scale}.`,
          'mapping.ratings'
        )
      }
      return [sent.trim(), { is: 'rating', rating }]
    })
  )
}

/** The scale on which the numbers of the file are: that of the survey, unless somebody said otherwise. */
export function fileTarget(target: Target, { scale }: MappingInput): Target {
  // A scale without a step is one of whole points, whatever the survey has.
  return scale ? { ...target, step: undefined, ...scale } : target
}

/** Looks at all numbers of a file, and says what of them only a person can tell. */
export function lookAtNumbers(mapping: MappingInput, source: Source | undefined, target: Target) {
  const scale = fileTarget(target, mapping)
  const named = new Set(Object.keys(mapping.ratings ?? {}).map((sent) => sent.trim()))
  let [rows, off, between] = [0, 0, 0]
  let [lowest, highest] = [Infinity, -Infinity]
  /** Steps on which all numbers so far lie, the coarsest first. */
  let fitting = steps.filter((step) => step < (scale.step ?? 1))
  const silent = { empty: 0, noAnswer: 0, offScale: 0 }

  /** Of the layout of a known tool, which says itself what is off its scale. */
  function noteRead(sent: string, point: Point) {
    const isBetween = point.is === 'unreadable' && point.code === 'between-points'
    if (!isBetween && point.is !== 'rating') return
    rows++
    if (!isBetween) return
    between++
    fitting = fitting.filter((step) => isRatingOn(numberIn(sent)?.value ?? NaN, { ...scale, step }))
  }

  return {
    note(sent: string, point: Point) {
      if (point.is === 'unanswered' && !point.offScale) silent[sent.trim() === '' ? 'empty' : 'noAnswer']++
      if (source) return noteRead(sent, point)
      const number = named.has(sent.trim()) || isBlank(sent) ? undefined : numberIn(sent)
      if (number === undefined || number.outOf !== undefined) return
      rows++
      lowest = Math.min(lowest, number.value)
      highest = Math.max(highest, number.value)
      if (number.value < scale.min || number.value > scale.max) {
        off++
        silent.offScale++
      } else {
        if (!isRatingOn(number.value, scale)) between++
        fitting = fitting.filter((step) => isRatingOn(number.value, { ...scale, step }))
      }
    },
    silent,
    questions(): Question[] {
      const questions: Question[] = []
      const isHalf =
        !source && scale.max - scale.min >= 4 && rows >= halfScaleRowsMin && highest <= scale.max / 2
      const seen = { lowest, highest, of: rows, scale: scaleLike(lowest, highest, scale) }
      if (off > 0 && mapping.offScale === undefined) questions.push({ code: 'off-scale', ...seen, rows: off })
      else if (isHalf && mapping.scale === undefined) questions.push({ code: 'half-scale', ...seen, rows })
      if (
        between >= decimalsMin &&
        between >= decimalsShareMin * rows &&
        (mapping.decimals === undefined || mapping.decimals === 'keep')
      ) {
        questions.push({
          code: 'decimals',
          rows: between,
          of: rows,
          ...(fitting[0] !== undefined && { step: fitting[0] })
        })
      }
      return questions
    }
  }
}

/**
 * The usual scale that numbers from `lowest` to `highest` look like, rather another one than that of the
 * survey.
 */
function scaleLike(lowest: number, highest: number, { min, max }: Scale): Scale {
  const usual: readonly Scale[] = [
    { min: 0, max: 1 },
    { min: 1, max: 2 },
    { min: 1, max: 3 },
    { min: 1, max: 5 },
    { min: 0, max: 5 },
    { min: 1, max: 7 },
    { min: 1, max: 10 },
    { min: 0, max: 10 }
  ]
  const fitting = usual.filter(
    (scale) => lowest >= scale.min && highest <= scale.max && (scale.min !== min || scale.max !== max)
  )
  return fitting[0] ?? { min, max }
}
