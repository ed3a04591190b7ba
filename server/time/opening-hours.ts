/** Minutes from midnight on the clocks of a zone; an end beyond 1,440 lies on the next day. */
export type Opening = readonly [from: number, until: number]

/**
 * When people work: of each day of the week, Monday first, and of holidays by their date. On a holiday only
 * its own hours count, also where those of the day before run past midnight.
 */
export type OpeningHours = {
  timeZone: string
  week: readonly (readonly Opening[])[]
  holidays: Readonly<Record<string, readonly Opening[]>>
}

/**
 * Whose hours are whose: those of a team before those of a channel, before those of the site. Without any,
 * it is always open.
 */
export type HoursOfSite = {
  site: OpeningHours | null
  channels: Readonly<Record<string, OpeningHours>>
  teams: Readonly<Record<string, OpeningHours>>
}

/** What clocks in a zone show beside UTC. */
export type Offsets = {
  /** Milliseconds, at an instant. */
  at(instant: number): number
  /** The stretches of one offset from `from` until `until`. */
  between(from: number, until: number): { from: number; until: number; offset: number }[]
}

/** How much of a span lies within opening hours. */
export type OpenTime = { within(from: number, until: number): number }

/**
 * Tells the offsets of a time zone. It runs in the thread of the columns, too, from the text of this very
 * function (see columns/thread.ts), so that nothing outside of it may be used.
 */
export function makeOffsets(timeZone: string): Offsets {
  const dayMs = 86_400_000
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const known = new Map<number, { from: number; until: number; offset: number }[]>()
  const daysAtOnce = 512

  /** “11/21/2026, GMT+05:30” → 19,800,000 ms. */
  function offsetAt(instant: number): number {
    const [, sign, hours = '0', minutes = '0', seconds = '0'] =
      /GMT(?:([+-])(\d\d):?(\d\d)?:?(\d\d)?)?$/.exec(format.format(instant)) ?? []
    return (sign === '-' ? -1 : 1) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000
  }

  /** The first whole second after `from` at which the offset is that at `until`. */
  function changeBetween(from: number, until: number, offset: number): number {
    let [before, after] = [from, until]
    while (after - before > 1_000) {
      const middle = before + Math.floor((after - before) / 2_000) * 1_000
      if (offsetAt(middle) === offset) before = middle
      else after = middle
    }
    return after
  }

  /** Clocks change once a day at most, so that one look a day finds every change. */
  function stretchesOf(part: number) {
    const there = known.get(part)
    if (there) return there
    const start = part * daysAtOnce * dayMs
    const made = [{ from: start, until: start, offset: offsetAt(start) }]
    let last = made[0] as (typeof made)[number] // it was put there above
    for (let day = 1; day <= daysAtOnce; day++) {
      const at = start + day * dayMs
      const offset = offsetAt(at)
      if (offset !== last.offset) {
        last.until = changeBetween(at - dayMs, at, last.offset)
        // At the end of a part the change belongs to the next one.
        if (last.until < start + daysAtOnce * dayMs)
          made.push((last = { from: last.until, until: at, offset }))
      } else last.until = at
    }
    last.until = start + daysAtOnce * dayMs
    known.set(part, made)
    return made
  }

  const partOf = (instant: number) => Math.floor(instant / (daysAtOnce * dayMs))

  return {
    at: (instant) => stretchesOf(partOf(instant)).find(({ until }) => instant < until)?.offset ?? 0,
    between(from, until) {
      const found: { from: number; until: number; offset: number }[] = []
      for (let part = partOf(from); part * daysAtOnce * dayMs < until; part++) {
        for (const one of stretchesOf(part)) {
          const cut = { ...one, from: Math.max(one.from, from), until: Math.min(one.until, until) }
          if (cut.from < cut.until) found.push(cut)
        }
      }
      return found
    }
  }
}

/**
 * Tells how much of a span is open, by what clocks in the zone show: an hour that they show twice counts
 * twice, and one that they skip not at all. Hours are laid out once for many days, so that a span is four
 * searches at most. It runs in the thread of the columns, too, from its text, as `makeOffsets` does.
 */
export function makeOpenTime({ week, holidays }: OpeningHours, offsets: Offsets): OpenTime {
  const dayMs = 86_400_000
  const minuteMs = 60_000
  const dayMinutes = 1_440
  const daysAtOnce = 512
  const partMs = daysAtOnce * dayMs
  type Laid = { starts: Float64Array; ends: Float64Array; before: Float64Array; all: number }
  const laid = new Map<number, Laid>()
  const ofHolidays = new Map(
    Object.entries(holidays).map(([date, openings]) => [Date.parse(date) / dayMs, openings])
  )
  let [lastPart, last] = [NaN, undefined as Laid | undefined]

  /** The first of January 1970 was a Thursday. */
  const usual = (day: number) => week[(((day + 3) % 7) + 7) % 7] ?? []

  /** Where a day is open, in order and apart from each other. */
  function openOn(day: number): [number, number][] {
    const own = ofHolidays.get(day)
    const late = own ? [] : (ofHolidays.get(day - 1) ?? usual(day - 1))
    const all = [
      ...late.map(([from, until]) => [Math.max(0, from - dayMinutes), until - dayMinutes] as const),
      ...(own ?? usual(day)).map(([from, until]) => [from, Math.min(until, dayMinutes)] as const)
    ]
    const apart: [number, number][] = []
    for (const [from, until] of all.filter(([from, until]) => from < until).sort(([a], [b]) => a - b)) {
      const before = apart.at(-1)
      if (before && from <= before[1]) before[1] = Math.max(before[1], until)
      else apart.push([from, until])
    }
    return apart
  }

  function lay(part: number): Laid {
    const [starts, ends, before]: [number[], number[], number[]] = [[], [], []]
    let all = 0
    for (const { from, until, offset } of offsets.between(part * partMs, (part + 1) * partMs)) {
      for (let day = Math.floor((from + offset) / dayMs); day * dayMs < until + offset; day++) {
        for (const [opens, closes] of openOn(day)) {
          const start = Math.max(from, day * dayMs + opens * minuteMs - offset)
          const end = Math.min(until, day * dayMs + closes * minuteMs - offset)
          if (start >= end) continue
          starts.push(start)
          ends.push(end)
          before.push(all)
          all += end - start
        }
      }
    }
    return {
      starts: Float64Array.from(starts),
      ends: Float64Array.from(ends),
      before: Float64Array.from(before),
      all
    }
  }

  function partAt(part: number): Laid {
    if (part === lastPart && last) return last
    const found = laid.get(part) ?? lay(part)
    laid.set(part, found)
    ;[lastPart, last] = [part, found]
    return found
  }

  /** How much of a part is open before an instant in it. */
  function openBefore({ starts, ends, before }: Laid, instant: number): number {
    let [low, high] = [0, starts.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((starts[middle] as number) <= instant)
        low = middle + 1 // within the array, here and below
      else high = middle
    }
    if (low === 0) return 0
    const at = low - 1
    return (before[at] as number) + Math.min(instant, ends[at] as number) - (starts[at] as number)
  }

  return {
    within(from, until) {
      if (!(until > from)) return 0
      const [first, final] = [Math.floor(from / partMs), Math.floor(until / partMs)]
      let sum = -openBefore(partAt(first), from)
      for (let part = first; part < final; part++) sum += partAt(part).all
      return sum + openBefore(partAt(final), until)
    }
  }
}

/** The hours by which a conversation is judged. */
export function hoursFor({ site, channels, teams }: HoursOfSite, channel: string, team: string) {
  const own = <Value>(of: Readonly<Record<string, Value>>, key: string) =>
    Object.hasOwn(of, key) ? of[key] : undefined
  return own(teams, team) ?? own(channels, channel) ?? site
}

const laidOut = new WeakMap<OpeningHours, OpenTime>()
const zones = new Map<string, Offsets>()

/** How many milliseconds of a span lie within opening hours; all of it where nobody says any. */
export function businessMilliseconds(hours: OpeningHours | null, from: number, until: number): number {
  if (!hours) return Math.max(0, until - from)
  let openTime = laidOut.get(hours)
  if (!openTime) {
    const offsets = zones.get(hours.timeZone) ?? makeOffsets(hours.timeZone)
    zones.set(hours.timeZone, offsets)
    laidOut.set(hours, (openTime = makeOpenTime(hours, offsets)))
  }
  return openTime.within(from, until)
}
