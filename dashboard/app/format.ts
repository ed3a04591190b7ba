import type { Score } from '../../server/contract/figures'
import { language, written } from '../words'
import type { Period } from './period'
import { shortOf } from './rounding'

type Unit = Score['unit']

/** A count or any plain number. */
export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(language.formats, { maximumFractionDigits: digits }).format(value)
}

/** A share between 0 and 1. */
export function share(value: number): string {
  return percent(100 * value, value > 0 && value < 0.01 ? 1 : 0)
}

/**
 * A percentage: 100% and 0% only where it is exactly that, for rounding would say that somebody or nobody
 * is left.
 */
function percent(value: number, digits = 0, style: 'percent' | 'decimal' = 'percent'): string {
  const [shown, places] = shortOf(value, { from: 0, to: 100 }, digits)
  const size = style === 'percent' ? shown / 100 : shown
  return new Intl.NumberFormat(language.formats, { style, maximumFractionDigits: places }).format(size)
}

/**
 * A score as it stands alone: 82%, +33, 5.6. A mean that is not all the best or all the worst is not
 * written so where its `ends` are told.
 */
export function figure(value: number, unit: Unit, ends?: { from: number; to: number }): string {
  if (unit === 'percent') return percent(value)
  if (unit === 'points') {
    const [shown, digits] = shortOf(value, { from: -100, to: 100 }, 0)
    return withMinus(
      new Intl.NumberFormat(language.formats, {
        maximumFractionDigits: digits,
        signDisplay: 'exceptZero'
      }).format(shown)
    )
  }
  if (ends) {
    const [shown, digits] = shortOf(value, ends, 1)
    return new Intl.NumberFormat(language.formats, {
      minimumFractionDigits: 1,
      maximumFractionDigits: digits
    }).format(shown)
  }
  return new Intl.NumberFormat(language.formats, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1
  }).format(value)
}

/** The ends of an interval: 79–85%. */
export function range(lower: number, upper: number, unit: Unit): string {
  return numberLine(
    unit === 'percent'
      ? `${percent(lower, 0, 'decimal')}–${figure(upper, unit)}`
      : `${figure(lower, unit)} – ${figure(upper, unit)}`
  )
}

/**
 * Numbers grow to the right in every language, as they do along the axes of drawings: the lower end stands
 * left of the upper one.
 */
export function numberLine(text: string): string {
  return language.direction === 'rtl' ? `\u2066${text}\u2069` : text
}

/** A difference, with as many digits as it is small. */
export function difference(value: number, how: 'size' | 'signed'): string {
  const size = Math.abs(value)
  const digits =
    size >= 10
      ? { maximumFractionDigits: 0 }
      : size >= 1
        ? { maximumFractionDigits: 1 }
        : { maximumSignificantDigits: 1 }
  const signs = how === 'signed' ? { signDisplay: 'exceptZero' as const } : {}
  return withMinus(
    new Intl.NumberFormat(language.formats, { ...digits, ...signs }).format(how === 'size' ? size : value)
  )
}

/** Intl writes a hyphen, which is too short beside a plus and may end a line. */
function withMinus(text: string): string {
  return text.replace('-', '−')
}

/** A length of time, in the unit in which people would say it: 42 sec, 3.1 min, 4.2 hr, 3 days. */
export function duration(seconds: number): string {
  const { unit, length } = units.find(({ below }) => seconds < below) ?? lastUnit
  const value = seconds / length
  return written.duration(
    value < 10 && unit !== 'second' ? Math.round(value * 10) / 10 : Math.round(value),
    unit
  )
}

const lastUnit = { unit: 'day', length: 86_400 } as const
const units = [
  { unit: 'second', length: 1, below: 60 },
  { unit: 'minute', length: 60, below: 3_600 },
  { unit: 'hour', length: 3_600, below: 86_400 }
] as const

/** A day of the site, given as in 2026-11-01. */
export function day(value: string): string {
  return written.day(new Date(value))
}

export function dayOfMonth(value: string): string {
  return written.dayOfMonth(new Date(value))
}

export function month(value: string): string {
  return written.month(new Date(value))
}

export function days({ from, to }: Period): string {
  return written.days(new Date(from), new Date(to))
}

/** A day of the week, 1 for Monday. */
export function dayName(day: number): string {
  return written.dayName(new Date(Date.UTC(2024, 0, day))) // which began on a Monday
}

/** An instant, by the clocks of the site. */
export function instant(value: string, timeZone: string): string {
  return written.instant(new Date(value), timeZone)
}
