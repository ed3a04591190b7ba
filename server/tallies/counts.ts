import { columnsOf } from '../columns/columns'
import { dayNumber, dayOf } from '../columns/reading/answers'
import type { ColumnDimension, Keys, OfAnswers, Question, Tagged, Told } from '../columns/wire'
import { placeNumbers } from '../columns/wire'
import type { Grain, RatingOf } from '../contract/terms'
import type { Database } from '../db/database'
import type { Repeats } from '../statistics/repeats'
import type { Filters } from '../tags/filters'
import type { Period } from '../time/periods'
import { stepOf } from '../time/periods'

/**
 * What is counted: the answers to a survey that fit the filters, side by side by some dimensions or by
 * time. Of several answers to one conversation the latest one counts, unless `repeats` says otherwise.
 * Where `ratings` are not asked for, those of the counts mean nothing, though their versions do, but by
 * day.
 */
export type Breakdown = {
  surveyId: string
  siteId: string
  filters: Filters
  by: readonly ColumnDimension[]
  grain?: Grain | undefined
  repeats?: Repeats | undefined
  ratings?: boolean
  /** Which of their ratings; that of the outcome where it is left out. */
  of?: RatingOf | undefined
}

/**
 * How many answers to one version gave one rating. `keys` are the values of `by` in its order, or the first
 * day of the step.
 */
export type Count = { keys: string[]; version: number; rating: number; count: number }

const { alone, latest, first, between } = placeNumbers
const bits = (...places: number[]) => places.reduce((sum, place) => sum | (1 << place), 0)
const counting: Record<Repeats, number> = {
  latest: bits(alone, latest),
  first: bits(alone, first),
  all: bits(alone, latest, first, between)
}
const always: Period = { from: '0000-01-01', to: '9999-12-31' }
const topicSeparator = '\u001e'

/**
 * Counts from the columns, which know every answer that was acknowledged before. An answer with several
 * topics counts once in a breakdown without topics, and once for each of its topics in a breakdown by
 * topic.
 */
export async function readCounts(database: Database, breakdown: Breakdown, period: Period): Promise<Count[]> {
  const { grain } = breakdown
  if (grain) return inSteps(await countDays(database, { ...breakdown, by: [] }, period), grain)
  return countsOf(await columnsOf(database).ask('count', questionOf(breakdown, period)))
}

/** The same for each day, by default of all time; the first key is the day. */
export async function countDays(
  database: Database,
  breakdown: Breakdown,
  period: Period = always
): Promise<Count[]> {
  const question = { ...questionOf(breakdown, period), byDay: true }
  const counts = countsOf(await columnsOf(database).ask('count', question))
  return counts.map(({ keys: [day = '', ...keys], ...count }) => ({
    ...count,
    keys: [dayOf(Number(day)), ...keys]
  }))
}

/** How many answers came with each value of a dimension in all time, and the last day on which one did. */
export async function countEver(
  database: Database,
  surveyId: string,
  dimension: ColumnDimension
): Promise<{ key: string; count: number; lastOn: string }[]> {
  const asked = { surveyId, siteId: '', filters: {}, by: [dimension], ratings: false }
  const question = { ...questionOf(asked, always), latest: true }
  const { keys, cells, latest: days } = await columnsOf(database).ask('count', question)
  const all = decoded(keys)
  const sums = new Map<number, number>()
  for (let at = 0; at < cells.length; at += 3)
    sums.set(cells[at] ?? 0, (sums.get(cells[at] ?? 0) ?? 0) + (cells[at + 2] ?? 0))
  return [...sums].map(([group, count]) => ({
    key: all[group]?.[0] ?? '',
    count,
    lastOn: dayOf(days?.[group] ?? 0)
  }))
}

/** A set of topics as it is named in a breakdown by whole sets, taken apart. */
export function topicsIn(name: string): string[] {
  return name === '' ? [] : name.split(topicSeparator)
}

export function topicsName(topics: readonly string[]): string {
  return topics.join(topicSeparator)
}

export function countSum(counts: readonly Count[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0)
}

function countsOf({ keys, meanings, cells }: Told): Count[] {
  const counts: Count[] = []
  const all = decoded(keys)
  for (let at = 0; at < cells.length; at += 3) {
    const { version, rating } = meanings[cells[at + 1] ?? 0] ?? { version: 0, rating: 0 }
    counts.push({ keys: all[cells[at] ?? 0] ?? [], version, rating, count: cells[at + 2] ?? 0 })
  }
  return counts
}

function decoded({ values, codes }: Keys): string[][] {
  const width = values.length
  if (width === 0) return [[]]
  const keyAt = (start: number) => values.map((its, place) => its[codes[start + place] ?? 0] ?? '')
  return Array.from({ length: codes.length / width }, (_, key) => keyAt(key * width))
}

/** Days as the steps that they lie in. */
function inSteps(counts: readonly Count[], grain: Grain): Count[] {
  const steps = new Map<string, Count>()
  for (const {
    keys: [day = ''],
    version,
    rating,
    count
  } of counts) {
    const step = stepOf(day, grain)
    const name = `${step} ${version} ${rating}`
    const known = steps.get(name)
    if (known) known.count += count
    else steps.set(name, { keys: [step], version, rating, count })
  }
  return [...steps.values()]
}

function questionOf(breakdown: Breakdown, period: Period): Question {
  const { by, ratings = true } = breakdown
  return { ...answersOf(breakdown, period), by, byDay: false, ratings, latest: false }
}

/** Which answers a breakdown is about, as the columns are asked for them. */
export function answersOf(
  { surveyId, filters, repeats = 'latest', of = 'outcome' }: Breakdown,
  { from, to }: Period
): OfAnswers {
  return {
    survey: surveyId,
    from: dayNumber(from),
    to: dayNumber(to),
    places: counting[repeats],
    filters: givenIn(filters),
    of
  }
}

/** The dimensions that are filtered. */
export function givenIn(filters: Filters): Tagged {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([name, values]) => (values ? [[name, values]] : []))
  )
}
