import type { Grain } from '../../server/contract/terms'

/** Days of the site, as in 2026-11-01, both inclusive. */
export type Period = { from: string; to: string }

export const presets = ['7d', '28d', '90d', '12m'] as const
export type Preset = (typeof presets)[number]
const usual: Preset = '28d'

const days: Record<Preset, number | 'year'> = { '7d': 7, '28d': 28, '90d': 90, '12m': 'year' }

/** Which preset the address names; nothing for dates of the reader's own. */
export function presetOf(query: URLSearchParams): Preset | undefined {
  if (isDay(query.get('from')) && isDay(query.get('to'))) return undefined
  return presets.find((preset) => preset === query.get('period')) ?? usual
}

export function periodOf(query: URLSearchParams, today: string): Period {
  const preset = presetOf(query)
  if (preset) return periodOfPreset(preset, today)
  const [from = today, to = today] = [query.get('from') ?? today, query.get('to') ?? today].sort()
  return { from, to }
}

function periodOfPreset(preset: Preset, today: string): Period {
  const length = days[preset]
  return length === 'year' ? { from: addDays(aYearBefore(today), 1), to: today } : lastDays(length, today)
}

/** So many days up to today. */
export function lastDays(count: number, today: string): Period {
  return { from: addDays(today, 1 - count), to: today }
}

/** What the figures of a period stand beside: the days before it, or the same days a year before. */
export type Comparison = 'previous' | 'last-year'

/**
 * What the address says. A period of more than a year has days of its own a year before, so that only the
 * days before are left.
 */
export function comparisonOf(query: URLSearchParams, period: Period): Comparison {
  return query.get('compare') === 'last-year' && hasLastYear(period) ? 'last-year' : 'previous'
}

export function hasLastYear({ from, to }: Period): boolean {
  return aYearBefore(to) < from
}

export function lengthOf({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1
}

/** Steps that give a trend between a week and two years some ten to fifty points. */
export function grainOf(period: Period): Grain {
  const length = lengthOf(period)
  return length <= 31 ? 'day' : length <= 200 ? 'week' : 'month'
}

/** The first day of each step of the period, in order, those without answers too. */
export function stepsOf({ from, to }: Period, grain: Grain): string[] {
  const steps: string[] = []
  for (let step = startOf(from, grain); step <= to; step = nextStep(step, grain)) steps.push(step)
  return steps
}

/** The days of one step that lie within the period. */
export function daysOfStep(step: string, grain: Grain, { from, to }: Period): Period {
  const last = addDays(nextStep(step, grain), -1)
  return { from: step < from ? from : step, to: last > to ? to : last }
}

export function todayIn(timeZone: string, now = new Date()): string {
  return new Intl.DateTimeFormat('sv', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit'
  }).format(now)
}

/** Weeks begin on Monday, as in ISO 8601. */
function startOf(day: string, grain: Grain): string {
  if (grain === 'day') return day
  if (grain === 'month') return `${day.slice(0, 7)}-01`
  return addDays(day, -((new Date(day).getUTCDay() + 6) % 7))
}

function nextStep(step: string, grain: Grain): string {
  if (grain !== 'month') return addDays(step, grain === 'day' ? 1 : 7)
  const date = new Date(step)
  date.setUTCMonth(date.getUTCMonth() + 1)
  return iso(date)
}

const dayMs = 86_400_000

function addDays(day: string, count: number): string {
  return iso(new Date(Date.parse(day) + count * dayMs))
}

function aYearBefore(day: string): string {
  const date = new Date(day)
  date.setUTCFullYear(date.getUTCFullYear() - 1)
  return iso(date)
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function isDay(value: string | null): boolean {
  return value !== null && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
}
