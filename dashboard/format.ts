import { language } from './words'
import type { Score } from '../server/contract/figures'
import type { Period } from './period'

type Unit = Score['unit']

/** A count or any plain number. */
export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(language.formats, { maximumFractionDigits: digits }).format(value)
}

/** A share between 0 and 1. */
export function share(value: number): string {
  return new Intl.NumberFormat(language.formats, { style: 'percent', maximumFractionDigits: value > 0 && value < 0.01 ? 1 : 0 }).format(value)
}

/** A score as it stands alone: 82%, +33, 5.6. */
export function figure(value: number, unit: Unit): string {
  if (unit === 'percent') return new Intl.NumberFormat(language.formats, { style: 'percent' }).format(value / 100)
  if (unit === 'points') return withMinus(new Intl.NumberFormat(language.formats, { maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(value))
  return new Intl.NumberFormat(language.formats, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value)
}

/** The ends of an interval: 79–85%. */
export function range(lower: number, upper: number, unit: Unit): string {
  if (unit === 'percent') return `${number(lower)}–${figure(upper, unit)}`
  return `${figure(lower, unit)} – ${figure(upper, unit)}`
}

/** A difference, with as many digits as it is small. */
export function difference(value: number, how: 'size' | 'signed'): string {
  const size = Math.abs(value)
  const digits = size >= 10 ? { maximumFractionDigits: 0 } : size >= 1 ? { maximumFractionDigits: 1 } : { maximumSignificantDigits: 1 }
  const signs = how === 'signed' ? { signDisplay: 'exceptZero' as const } : {}
  return withMinus(new Intl.NumberFormat(language.formats, { ...digits, ...signs }).format(how === 'size' ? size : value))
}

/** Intl writes a hyphen, which is too short beside a plus and may end a line. */
function withMinus(text: string): string {
  return text.replace('-', '−')
}

/** A length of time, in the unit in which people would say it: 42 sec, 3.1 min, 4.2 hr, 3 days. */
export function duration(seconds: number): string {
  const { unit, length } = units.find(({ below }) => seconds < below) ?? lastUnit
  const value = seconds / length
  return new Intl.NumberFormat(language.formats, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 && unit !== 'second' ? 1 : 0 }).format(value)
}

const lastUnit = { unit: 'day', length: 86_400 } as const
const units = [
  { unit: 'second', length: 1, below: 60 },
  { unit: 'minute', length: 60, below: 3_600 },
  { unit: 'hour', length: 3_600, below: 86_400 }
] as const

/** A day of the site, given as in 2026-11-01. */
export function day(value: string): string {
  return dayFormat({ dateStyle: 'medium' }).format(new Date(value))
}

export function dayOfMonth(value: string): string {
  return dayFormat({ day: 'numeric', month: 'short' }).format(new Date(value))
}

export function month(value: string): string {
  return dayFormat({ month: 'short', year: 'numeric' }).format(new Date(value))
}

export function days({ from, to }: Period): string {
  return dayFormat({ dateStyle: 'medium' }).formatRange(new Date(from), new Date(to))
}

/** A day of the week, 1 for Monday. */
export function dayName(day: number): string {
  return dayFormat({ weekday: 'long' }).format(Date.UTC(2024, 0, day)) // which began on a Monday
}

/** An instant, by the clocks of the site. */
export function instant(value: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language.formats, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(new Date(value))
}

function dayFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language.formats, { ...options, timeZone: 'UTC' })
}
