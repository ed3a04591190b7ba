import type { OpeningHoursInput, Schedule } from '../contract/opening-hours'
import type { Targets, TargetsBy } from '../contract/sites'

/** What the shop promises its customers. */
export const shopTargets: Targets = {
  voice: { firstResponseSeconds: 90 },
  web: { firstResponseSeconds: 120 },
  whatsapp: { firstResponseSeconds: 300, resolutionSeconds: 3_600 },
  email: { firstResponseSeconds: 6 * 3_600, resolutionSeconds: 86_400 }
}
/** A refund is checked by hand, and takes longer whatever it comes by. */
export const targetsBy: TargetsBy = { team: {}, topic: { refund: { resolutionSeconds: 2 * 86_400 } } }

const allDay = [{ from: '09:00', until: '18:00' }]
const late = [{ from: '08:00', until: '22:00' }]
const split = [
  { from: '09:00', until: '13:00' },
  { from: '14:00', until: '18:00' }
]
const feasts = [
  ['03-23', 'Pakistan Day'],
  ['08-14', 'Independence Day'],
  ['12-25', 'Quaid-e-Azam Day']
] as const

/** When the shop works, in the years from one to another. */
export function shopHours(from: number, until: number): OpeningHoursInput {
  const years = Array.from({ length: until - from + 1 }, (_, index) => from + index)
  const site: Schedule = {
    week: { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: split, sat: allDay },
    holidays: years.flatMap((year) =>
      feasts.map(([day, name]) => ({ date: `${year}-${day}`, name, open: [] }))
    )
  }
  const always: Schedule = {
    week: { mon: late, tue: late, wed: late, thu: late, fri: late, sat: late, sun: allDay }
  }
  return { site, channels: { voice: always }, teams: { Messages: always } }
}
