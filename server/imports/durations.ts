import { numberIn } from './rating'

export type Unit = 'seconds' | 'minutes' | 'hours' | 'days'

const secondsOf: Readonly<Record<Unit, number>> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 }
/** The largest number of seconds that both databases keep in an integer column. */
const secondsMax = 2 ** 31 - 1
/** In this order: days, hours, minutes and seconds, each of which may be missing. */
const spelled =
  /^(?:(\d+(?:[.,]\d+)?)\s*(?:d|days?|tage?|jours?|días?|dias?)\.?[\s,]*)?(?:(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?|std|stunden?|heures?|horas?)\.?[\s,]*)?(?:(\d+(?:[.,]\d+)?)\s*(?:m|mins?|minutes?|minuten|minutos?)\.?[\s,]*)?(?:(\d+(?:[.,]\d+)?)\s*(?:s|secs?|seconds?|sek|sekunden|secondes?|segundos?)\.?[\s,]*)?$/i
const spelledSeconds = [86_400, 3_600, 60, 1]

/**
 * Seconds that a cell stands for: a number of `unit`, “0:02:23”, the same as a spreadsheet shows it (“12:02:23 AM”), “2h 5m”, “PT5M”. Two
 * parts, as “5:30”, begin with the unit: minutes, or hours. Nothing for what cannot be read or is negative.
 */
export function secondsIn(cell: string, unit: Unit | undefined): number | undefined {
  const text = cell.trim().replace(/^P(?:T|(?=\d))/i, '').replace(/T(?=\d)/i, ' ')
  const seconds = clockOf(text, unit) ?? spelledOf(text) ?? plainOf(text, unit ?? 'seconds')
  return seconds !== undefined && seconds >= 0 && seconds <= secondsMax ? Math.round(seconds) : undefined
}

/** The unit that the name of a column says: “call duration in minutes”, “handle_time_sec”, “TTR (h)”. */
export function unitOf(column: string): Unit | undefined {
  const words = column.toLowerCase().split(/[^\p{L}]+/u)
  const has = (...names: string[]) => names.some((name) => words.includes(name))
  if (has('seconds', 'second', 'secs', 'sec', 's', 'sekunden', 'secondes', 'segundos')) return 'seconds'
  if (has('minutes', 'minute', 'mins', 'min', 'minuten', 'minutos')) return 'minutes'
  if (has('hours', 'hour', 'hrs', 'h', 'stunden', 'heures', 'horas')) return 'hours'
  return has('days', 'day', 'tage', 'jours') ? 'days' : undefined
}

function clockOf(text: string, unit: Unit | undefined): number | undefined {
  const [, days = '0', first, second, third, half] = /^(?:(\d{1,4})[.\s]+)?(\d{1,4}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?$/i.exec(text) ?? []
  if (first === undefined || Number(second) > 59 || Number(third ?? 0) > 59) return undefined
  if (third === undefined && half === undefined) {
    if (unit !== 'minutes' && unit !== 'hours') return undefined
    return Number(first) * secondsOf[unit] + (Number(second) * secondsOf[unit]) / 60
  }
  const hours = half === undefined ? Number(first) : (Number(first) % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0)
  return Number(days) * 86_400 + hours * 3_600 + Number(second) * 60 + Number(third ?? 0)
}

function spelledOf(text: string): number | undefined {
  const found = spelled.exec(text)
  if (!found || text === '') return undefined
  return spelledSeconds.reduce((sum, seconds, index) => sum + Number((found[index + 1] ?? '0').replace(',', '.')) * seconds, 0)
}

function plainOf(text: string, unit: Unit): number | undefined {
  const number = numberIn(text)
  return number && number.outOf === undefined ? number.value * secondsOf[unit] : undefined
}
