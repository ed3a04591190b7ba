import { problem } from '../contract/problem'
import type { Grain } from '../contract/terms'
import { limits } from '../contract/terms'

/** Days of a site, both inclusive, as in 2026-11-01. */
export type Period = { from: string; to: string }

const usualDays = 28
const dayMs = 86_400_000

/**
 * What was asked for, by default the 28 days up to today. Throws `invalid` for one that ends before it
 * begins or is too long.
 */
export function periodOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  today: string
): Period {
  const last = to ?? today
  const period = { from: from ?? addDays(last, 1 - usualDays), to: last }
  if (period.from > last && !to)
    throw problem(
      'invalid',
      `“from” (${period.from}) is after today (${today}), where no answers are yet.`,
      'from'
    )
  if (period.from > last)
    throw problem('invalid', `“from” (${period.from}) is after “to” (${last}); swap them.`, 'from')
  if (lengthOf(period) > limits.periodDays)
    throw problem(
      'invalid',
      `A period may have ${limits.periodDays} days at most; ask for a shorter one.`,
      'from'
    )
  return period
}

/** The period of the same length that ends the day before. */
export function previousOf(period: Period): Period {
  return { from: addDays(period.from, -lengthOf(period)), to: addDays(period.from, -1) }
}

/** What a period is compared with: the days before it, or the same days a year before. */
export type Comparison = 'previous' | 'last-year'

/** The days that a period is compared with. */
export function comparedOf(period: Period, comparison: Comparison): Period {
  return comparison === 'previous'
    ? previousOf(period)
    : { from: aYearBefore(period.from), to: aYearBefore(period.to) }
}

/** The same. Throws `invalid` where these would be days of the period itself. */
export function otherPeriodOf(period: Period, comparison: Comparison): Period {
  const other = comparedOf(period, comparison)
  if (other.to < period.from) return other
  throw problem(
    'invalid',
    'A period of more than a year has days of its own a year before; ask for a shorter one.',
    'compare'
  )
}

/** The same day of the year before; of a leap day, the last day of that February. */
function aYearBefore(day: string): string {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0')
  return day.endsWith('-02-29') ? `${year}-02-28` : year + day.slice(4)
}

/** Whether a step of the calendar lies only partly in the period, or is not over yet. */
export function isPart(step: string, grain: Grain, { from, to }: Period, today: string): boolean {
  const last = addDays(nextStep(step, grain), -1)
  return step < from || last > to || last >= today
}

/** The first day of the day, week or month that `day` lies in. Weeks begin on Monday, as in ISO 8601. */
export function stepOf(day: string, grain: Grain): string {
  if (grain === 'day') return day
  if (grain === 'month') return `${day.slice(0, 7)}-01`
  return addDays(day, -((new Date(day).getUTCDay() + 6) % 7))
}

/**
 * Every step of the period in order. The first may begin before the period; it holds the days of the period
 * only.
 */
export function stepsOf({ from, to }: Period, grain: Grain): string[] {
  const steps: string[] = []
  for (let step = stepOf(from, grain); step <= to; step = nextStep(step, grain)) steps.push(step)
  return steps
}

export function addDays(day: string, count: number): string {
  return iso(new Date(Date.parse(day) + count * dayMs))
}

function nextStep(step: string, grain: Grain): string {
  if (grain !== 'month') return addDays(step, grain === 'day' ? 1 : 7)
  const date = new Date(step)
  date.setUTCMonth(date.getUTCMonth() + 1)
  return iso(date)
}

/** How many days it has. */
export function lengthOf({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10)
}
