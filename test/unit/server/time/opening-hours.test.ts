import { expect, it } from 'vitest'
import type { Opening, OpeningHours } from '../../../../server/time/opening-hours'
import { businessMilliseconds, makeOffsets } from '../../../../server/time/opening-hours'
import { seeded } from '../statistics/answers'

const minuteMs = 60_000
const dayMs = 86_400_000

/** Zones whose clocks change, or never do, and a day near which they did something. */
const zones: [zone: string, days: string[]][] = [
  ['Europe/Berlin', ['2026-03-29', '2026-10-25']],
  ['Europe/London', ['2026-03-29', '2026-10-25']],
  ['America/New_York', ['2026-03-08', '2026-11-01']],
  ['America/Los_Angeles', ['2025-03-09', '2025-11-02']],
  ['America/St_Johns', ['2010-03-14', '2010-11-07']],
  ['America/Sao_Paulo', ['2018-02-18', '2018-11-04']],
  ['America/Santiago', ['2026-04-05', '2026-09-06']],
  ['America/Havana', ['2026-03-08', '2026-11-01']],
  ['Australia/Lord_Howe', ['2026-04-05', '2026-10-04']],
  ['Australia/Sydney', ['2026-04-05', '2026-10-04']],
  ['Pacific/Apia', ['2011-12-30', '2012-04-01']],
  ['Pacific/Chatham', ['2026-04-05', '2026-09-27']],
  ['Asia/Karachi', ['2009-04-15', '2009-11-01']],
  ['Asia/Ulaanbaatar', ['2017-03-25', '2017-09-30']],
  ['Asia/Pyongyang', ['2015-08-15', '2018-05-05']],
  ['Asia/Kathmandu', ['2026-01-01', '2026-06-30']],
  ['Asia/Tehran', ['2022-03-22', '2022-09-22']],
  ['Africa/Casablanca', ['2026-02-15', '2026-03-22']],
  ['Africa/Cairo', ['2014-05-16', '2014-06-27']],
  ['Antarctica/Troll', ['2026-03-29', '2026-10-25']]
]

const whole: Opening = [0, 1_440]
/** A usual week; split shifts; nights, of which one meets the next morning; all day and night; seldom. */
const weeks: OpeningHours['week'][] = [
  [...Array.from({ length: 5 }, (): Opening[] => [[9 * 60, 17 * 60]]), [], []],
  Array.from({ length: 7 }, (): Opening[] => [
    [8 * 60 + 30, 12 * 60],
    [13 * 60 + 15, 18 * 60 + 45]
  ]),
  Array.from({ length: 7 }, (_, day): Opening[] =>
    day === 3
      ? [[60, 150]]
      : [
          [0, 90],
          [22 * 60, 26 * 60 + day]
        ]
  ),
  Array.from({ length: 7 }, () => [whole]),
  [[], [[100, 200]], [], [], [[1_439, 1_440]], [[1_380, 2_820]], []]
]

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

/** Whether a wall shows a time within the hours: of what was typed, without any arithmetic of instants. */
function isOpen({ week, holidays }: OpeningHours, day: string, minute: number): boolean {
  const usual = (of: string) => week[(new Date(of).getUTCDay() + 6) % 7] ?? []
  const before = dayAfter(day, -1)
  const own = holidays[day] ?? usual(day)
  const late = holidays[day] ? [] : (holidays[before] ?? usual(before))
  return (
    own.some(([from, until]) => minute >= from && minute < until) ||
    late.some(([from, until]) => minute + 1_440 >= from && minute + 1_440 < until)
  )
}

/** What clocks in a zone show at each minute of some days, as Intl writes it. */
function wallsIn(timeZone: string, from: number, until: number): { day: string; minute: number }[] {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit'
  })
  const walls: { day: string; minute: number }[] = []
  for (let at = from; at < until; at += minuteMs) {
    const shown = format.format(at)
    walls.push({
      day: shown.slice(0, 10),
      minute: 60 * Number(shown.slice(11, 13)) + Number(shown.slice(14, 16))
    })
  }
  return walls
}

it('counts 10,000 spans in 20 zones, over holidays and changes of the clocks, as walls show them minute by minute', () => {
  const even = seeded(89)
  const [daysAround, spansEach] = [7, 50]
  const differing: unknown[] = []
  let spans = 0
  for (const [timeZone, days] of zones) {
    for (const day of days) {
      const [from, until] = [Date.parse(day) - daysAround * dayMs, Date.parse(day) + daysAround * dayMs]
      const walls = wallsIn(timeZone, from, until)
      for (const week of weeks) {
        const holidays = {
          [dayAfter(day, -1)]: even() < 0.5 ? [] : [[10 * 60, 14 * 60] as const],
          ...(even() < 0.5 && { [day]: [[20 * 60, 30 * 60] as const] }),
          [dayAfter(day, 4)]: []
        }
        const hours = { timeZone, week, holidays }
        const openBefore = [0]
        for (const { day, minute } of walls)
          openBefore.push((openBefore.at(-1) ?? 0) + (isOpen(hours, day, minute) ? minuteMs : 0))
        /** The open part of what is before an instant: whole minutes, and the rest of the last one. */
        const counted = (at: number) => {
          const minute = Math.floor((at - from) / minuteMs)
          const [before = 0, after = before] = [openBefore[minute], openBefore[minute + 1]]
          return before + Math.min(after - before, (at - from) % minuteMs)
        }
        for (let span = 0; span < spansEach; span++, spans++) {
          const start = from + 1_000 * Math.floor((even() * (until - from)) / 1_000)
          const longest = Math.min(until - start, even() < 0.5 ? dayMs : until - from)
          const end = start + 1_000 * Math.floor((even() * longest) / 1_000)
          const [told, wanted] = [businessMilliseconds(hours, start, end), counted(end) - counted(start)]
          if (told !== wanted) differing.push({ timeZone, hours, start, end, told, wanted })
        }
      }
    }
  }
  expect(differing.slice(0, 3)).toEqual([])
  expect(spans).toBe(10_000)
})

it('counts an hour that clocks show twice twice, and one that they skip not at all', () => {
  const night: OpeningHours = {
    timeZone: 'Europe/Berlin',
    week: Array.from({ length: 7 }, () => [[0, 360] as const]),
    holidays: {}
  }
  const open = (day: string) =>
    businessMilliseconds(night, Date.parse(`${day}T18:00:00Z`) - dayMs, Date.parse(`${day}T18:00:00Z`)) /
    3_600_000
  expect([open('2026-03-28'), open('2026-03-29'), open('2026-10-25')]).toEqual([6, 5, 7])
})

it('adds the parts of a span up to the whole, over decades', () => {
  const even = seeded(7)
  const hours: OpeningHours = { timeZone: 'America/New_York', week: weeks[1] ?? [], holidays: {} }
  const [from, until] = [Date.parse('1990-01-01'), Date.parse('2080-01-01')]
  for (let span = 0; span < 50; span++) {
    const cuts = Array.from({ length: 3 }, () => from + Math.floor(even() * (until - from))).sort(
      (a, b) => a - b
    )
    const [start = 0, middle = 0, end = 0] = cuts
    expect(businessMilliseconds(hours, start, end)).toBe(
      businessMilliseconds(hours, start, middle) + businessMilliseconds(hours, middle, end)
    )
  }
})

it('takes all of a span where nobody says any hours, and nothing of one that ends before it begins', () => {
  expect(businessMilliseconds(null, 1_000, 61_500)).toBe(60_500)
  expect(businessMilliseconds(null, 61_500, 1_000)).toBe(0)
  const always: OpeningHours = { timeZone: 'UTC', week: weeks[3] ?? [], holidays: {} }
  expect(businessMilliseconds(always, 1_000, 61_500)).toBe(60_500)
  expect(businessMilliseconds(always, 61_500, 1_000)).toBe(0)
})

it('knows what clocks show beside UTC at every hour of a century', () => {
  for (const [timeZone] of zones) {
    const offsets = makeOffsets(timeZone)
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    const even = seeded(timeZone.length)
    for (let look = 0; look < 500; look++) {
      const at = 1_000 * Math.floor((Date.parse('1972-01-01') + even() * 100 * 365 * dayMs) / 1_000)
      expect(new Date(at + offsets.at(at)).toISOString().slice(0, 19)).toBe(
        format.format(at).replace(' ', 'T')
      )
    }
  }
})
