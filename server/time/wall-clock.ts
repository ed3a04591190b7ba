/** A time as a clock on a wall shows it: months and days count from 1. */
export type WallTime = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millisecond: number
}

const dayMs = 24 * 60 * 60 * 1000
/** Zones change their offset at quarters of an hour only, so that one look-up serves a whole quarter. */
const quarterMs = 15 * 60 * 1000

/**
 * The instant (epoch ms) at which a wall clock in `timeZone` shows `wall`, or `undefined` for a time that
 * no calendar has. A time that the clocks show twice is the first of the two; one that they skip is as much
 * later as they skip (what RFC 5545 and Temporal's “compatible” do).
 */
export function createClock(timeZone: string): (wall: WallTime) => number | undefined {
  const offsets = new Map<number, number>()
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const offsetAt = (instant: number) => {
    const quarter = Math.floor(instant / quarterMs)
    let offset = offsets.get(quarter)
    if (offset === undefined) offsets.set(quarter, (offset = offsetIn(format.format(quarter * quarterMs))))
    return offset
  }
  return (wall) => {
    const asUtc = utcOf(wall)
    if (asUtc === undefined) return undefined
    const before = asUtc - offsetAt(asUtc - dayMs)
    const after = asUtc - offsetAt(asUtc + dayMs)
    const shows = (instant: number) => instant + offsetAt(instant) === asUtc
    return before === after || shows(before) || !shows(after) ? before : after
  }
}

/**
 * The instant at which a clock in UTC shows `wall`, or `undefined` for a day or an hour that does not
 * exist.
 */
export function utcOf({ year, month, day, hour, minute, second, millisecond }: WallTime): number | undefined {
  if (year < 1900 || year > 2200 || hour > 23 || minute > 59 || second > 59) return undefined
  const instant = Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
  const date = new Date(instant)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? instant : undefined
}

/** “11/21/2026, GMT+05:30” → 19,800,000 ms. */
function offsetIn(formatted: string): number {
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /GMT(?:([+-])(\d\d):?(\d\d)?:?(\d\d)?)?$/.exec(formatted) ?? []
  return (sign === '-' ? -1 : 1) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}
