import type { MarkInput } from '../contract/marks'
import { dayIn } from '../time/days'
import { lateParcels } from './world'

const dayMs = 86_400_000
const lastDay = 364

/** What happened in the year that begins at `start`, as managers note it. */
export function marksOf(survey: string, start: number, timeZone: string): MarkInput[] {
  const days = Array.from({ length: lastDay + 1 }, (_, day) => dayIn(timeZone, start + day * dayMs))
  const isLate = (day: string | undefined) => lateParcels.months.some((month) => day?.slice(5, 7) === month)
  const late = days.filter((day, place) => isLate(day) && !isLate(days[place - 1]))
  return [
    ...late.map((day) => ({ survey, day, name: 'Winter parcels come late', everywhere: true })),
    { survey, day: days[lastDay - 12] ?? '', name: 'The sale began', everywhere: true }
  ]
}
