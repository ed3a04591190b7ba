import { z } from 'zod'
import { day, limits, tag, text, timeZone } from './terms'

const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the day such as “09:00” or “17:30”')
const opening = z.strictObject({ from: clockTime, until: clockTime }).meta({
  description: 'until a time at or before “from” is until the next day: 22:00–06:00; 00:00–00:00 is all day'
})
const openings = z
  .array(opening)
  .max(limits.openingsPerDay)
  .refine((all) => !overlap(all), 'holds hours that overlap; say each time of the day once')
const week = z
  .strictObject({
    mon: openings.optional(),
    tue: openings.optional(),
    wed: openings.optional(),
    thu: openings.optional(),
    fri: openings.optional(),
    sat: openings.optional(),
    sun: openings.optional()
  })
  .meta({ description: 'a day that is left out is closed' })
const holiday = z.strictObject({
  date: day,
  name: text(limits.nameLength).trim().optional(),
  open: openings.default([]).meta({ description: 'nothing: closed all day' })
})
const schedule = z.strictObject({
  timeZone: timeZone.optional().meta({ description: 'that of the site, where it is left out' }),
  week,
  holidays: z
    .array(holiday)
    .max(limits.holidays)
    .refine((all) => new Set(all.map(({ date }) => date)).size === all.length, 'names a day twice')
    .optional()
    .meta({ description: 'those of the site, where they are left out' })
})
const schedules = z
  .record(tag, schedule)
  .refine((all) => Object.keys(all).length <= limits.schedules, `may hold ${limits.schedules} at most`)

/** Once for the site, and for what has hours of its own. */
export const openingHours = z
  .strictObject({
    site: schedule.nullable().default(null),
    channels: schedules.default({}),
    teams: schedules.default({})
  })
  .meta({
    description:
      'when people work: those of a team count before those of a channel, those before those of ' +
      'the site; where none is said, it is always open. On a holiday only its own hours count'
  })
export const openingHoursView = z.object({
  site: schedule.nullable(),
  channels: z.record(z.string(), schedule),
  teams: z.record(z.string(), schedule)
})

/** Monday first, as in ISO 8601. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies (keyof z.infer<
  typeof week
>)[]

export type Schedule = z.infer<typeof schedule>
export type OpeningHoursInput = z.infer<typeof openingHours>

/** Minutes from midnight; an end at or before its beginning lies on the next day. */
export function minutesOf({ from, until }: z.infer<typeof opening>): [from: number, until: number] {
  const minutes = (time: string) => 60 * Number(time.slice(0, 2)) + Number(time.slice(3))
  const [start, end] = [minutes(from), minutes(until)]
  return [start, end > start ? end : end + 1_440]
}

function overlap(all: readonly z.infer<typeof opening>[]): boolean {
  const inOrder = all.map(minutesOf).sort(([a], [b]) => a - b)
  return inOrder.some(([from], place) => place > 0 && from < (inOrder[place - 1]?.[1] ?? 0))
}
