import { numberIn } from './rating'

export type Unit = 'seconds' | 'minutes' | 'hours' | 'days'

const secondsOf: Readonly<Record<Unit, number>> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 }
/** The largest number of seconds that both databases keep in an integer column. */
const secondsMax = 2 ** 31 - 1
/** How people write each unit, the longest first. */
const spellings: readonly (readonly [seconds: number, words: ReadonlySet<string>])[] = [
  [86_400, wordsIn('d day days tag tage jour jours día días dia dias')],
  [3_600, wordsIn('h hr hrs hour hours std stunde stunden heure heures hora horas')],
  [60, wordsIn('m min mins minute minutes minuten minuto minutos')],
  [1, wordsIn('s sec secs second seconds sek sekunden seconde secondes segundo segundos')]
]
const spelledPart = /(\d+(?:[.,]\d+)?)\s*([a-zí]+)\.?[\s,]*/iy

/**
 * Seconds that a cell stands for: a number of `unit`, “0:02:23”, the same as a spreadsheet shows it
 * (“12:02:23 AM”), “2h 5m”, “PT5M”. Two parts, as “5:30”, begin with the unit: minutes, or hours. Nothing
 * for what cannot be read or is negative.
 */
export function secondsIn(cell: string, unit: Unit | undefined): number | undefined {
  const text = cell
    .trim()
    .replace(/^P(?:T|(?=\d))/i, '')
    .replace(/T(?=\d)/i, ' ')
  const seconds = clockOf(text, unit) ?? spelledOf(text) ?? plainOf(text, unit ?? 'seconds')
  return seconds !== undefined && seconds >= 0 && seconds <= secondsMax ? Math.round(seconds) : undefined
}

/** The unit that the name of a column says: “call duration in minutes”, “handle_time_sec”, “TTR (h)”. */
export function durationUnit(column: string): Unit | undefined {
  const words = column.toLowerCase().split(/[^\p{L}]+/u)
  const has = (...names: string[]) => names.some((name) => words.includes(name))
  if (has('seconds', 'second', 'secs', 'sec', 's', 'sekunden', 'secondes', 'segundos')) return 'seconds'
  if (has('minutes', 'minute', 'mins', 'min', 'minuten', 'minutos')) return 'minutes'
  if (has('hours', 'hour', 'hrs', 'h', 'stunden', 'heures', 'horas')) return 'hours'
  return has('days', 'day', 'tage', 'jours') ? 'days' : undefined
}

function clockOf(text: string, unit: Unit | undefined): number | undefined {
  const [, days = '0', first, second, third, half] =
    /^(?:(\d{1,4})[.\s]+)?(\d{1,4}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?$/i.exec(text) ?? []
  if (first === undefined || Number(second) > 59 || Number(third ?? 0) > 59) return undefined
  if (third === undefined && half === undefined) {
    if (unit !== 'minutes' && unit !== 'hours') return undefined
    return Number(first) * secondsOf[unit] + (Number(second) * secondsOf[unit]) / 60
  }
  const hours =
    half === undefined ? Number(first) : (Number(first) % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0)
  return Number(days) * 86_400 + hours * 3_600 + Number(second) * 60 + Number(third ?? 0)
}

/** Days, hours, minutes and seconds in this order, each of which may be missing. */
function spelledOf(text: string): number | undefined {
  let [sum, next] = [0, 0]
  for (let at = 0; at < text.length; at = spelledPart.lastIndex) {
    spelledPart.lastIndex = at
    const [, number = '', word = ''] = spelledPart.exec(text) ?? []
    const unit = spellings.findIndex(([, words], index) => index >= next && words.has(word.toLowerCase()))
    if (unit < 0) return undefined
    sum += Number(number.replace(',', '.')) * (spellings[unit]?.[0] ?? 0)
    next = unit + 1
  }
  return text === '' ? undefined : sum
}

function wordsIn(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

function plainOf(text: string, unit: Unit): number | undefined {
  const number = numberIn(text)
  return number && number.outOf === undefined ? number.value * secondsOf[unit] : undefined
}
