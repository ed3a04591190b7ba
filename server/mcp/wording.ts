import type { Change, Score } from '../contract/figures'
import type { Metric } from '../contract/terms'

type Unit = Score['unit']
type Interval = { lower: number | null; upper: number | null }
type Difference = Interval & { value: number | null }

const metricNames: Record<Metric, string> = { csat: 'CSAT', nps: 'NPS', ces: 'CES', thumbs: 'Thumbs' }

/** What stands over every figure: the metric, what its numbers are, and the days. */
export function headWords({
  metric,
  direction,
  scale,
  period
}: {
  metric: Metric
  direction: 'higher-is-better' | 'lower-is-better'
  scale: { min: number; max: number }
  period: { from: string; to: string }
}): string {
  const less = direction === 'lower-is-better' ? ' A lower rating is the better one.' : ''
  return `${metricNames[metric]}, ratings from ${scale.min} to ${scale.max}, ${period.from} to ${period.to}.${less}`
}

/** A score with how many answers and its 95 % interval, and whether it may be relied on. */
export function scoreWords({ value, lower, upper, count, state, unit }: Score): string {
  if (count === 0) return 'no answers'
  const answers = `${count} ${count === 1 ? 'answer' : 'answers'}`
  if (state === 'hidden') return `${answers}, too few to show a score`
  if (value === null) return `${answers}, the score is withheld because single answers could be told from it`
  const caution = state === 'early' ? ', too few answers to rely on' : ''
  return `${figureWords(value, unit)} (${intervalWords({ lower, upper }, unit)}${answers})${caution}`
}

/** How a score stands to the one of the period before, said no louder than its verdict. */
export function changeWords(change: Change | undefined, unit: Unit): string {
  if (!change) return ''
  if (change.value === null) return '; no change can be told from so few answers'
  const by = `${signed(change.value, unit)} (${intervalOf(change, unit)})`
  return change.verdict === 'not-clear'
    ? `; not clearly changed: ${by} may be chance`
    : `; clearly ${change.verdict} than in the period before: ${by}`
}

/** A difference from the rest, with the verdict in words of the caller. */
export function differenceWords(said: string, difference: Difference, unit: Unit): string {
  return difference.value === null
    ? said
    : `${said}: ${signed(difference.value, unit)} (${intervalOf(difference, unit)})`
}

/** How many more answers would tell, where that is known. */
export function moreWords(answersNeeded: number | null | undefined): string {
  return answersNeeded ? `; about ${answersNeeded} more answers would tell` : ''
}

/** A part of a count in percent, such as a rate. */
export function percentageWords({
  value,
  lower,
  upper,
  count
}: Interval & { value: number | null; count: number }): string {
  if (value === null) return 'not known'
  return `${value.toFixed(1)} % of ${count} (${intervalOf({ lower, upper }, 'percent')})`
}

/** A time in seconds, as people say it. */
export function durationWords(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`
  if (seconds < 7_200) return `${(seconds / 60).toFixed(0)} min`
  return seconds < 172_800 ? `${(seconds / 3_600).toFixed(1)} h` : `${(seconds / 86_400).toFixed(1)} days`
}

/**
 * What somebody else wrote, a name or a comment, in quotes and on one line, so that it cannot be taken for
 * a line of ours.
 */
export function quoted(written: string): string {
  return JSON.stringify(written)
}

/** The name of a row of a figure; empty stands for answers without one. */
export function nameWords({ key, label }: { key: string; label: string }): string {
  return key === '' ? 'nothing said' : quoted(label)
}

export function figureWords(value: number, unit: Unit): string {
  const digits = Math.abs(value).toFixed(unit === 'mean' ? 2 : 1)
  return `${value < 0 && Number(digits) !== 0 ? '−' : ''}${digits}${unit === 'percent' ? ' %' : ''}`
}

function signed(value: number, unit: Unit): string {
  const digits = Math.abs(value).toFixed(unit === 'mean' ? 2 : 1)
  if (Number(digits) === 0) return digits
  return `${value > 0 ? '+' : '−'}${digits}${unit === 'mean' ? '' : ' points'}`
}

function intervalWords(interval: Interval, unit: Unit): string {
  return interval.lower === null || interval.upper === null ? '' : `${intervalOf(interval, unit)}; `
}

function intervalOf({ lower, upper }: Interval, unit: Unit): string {
  if (lower === null || upper === null) return 'no interval'
  const plain = unit === 'percent' ? 'points' : unit
  return `95 % interval ${figureWords(lower, plain)} to ${figureWords(upper, plain)}`
}
