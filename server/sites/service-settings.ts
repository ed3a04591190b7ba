import type { OpeningHoursInput, Schedule } from '../contract/opening-hours'
import { minutesOf, weekdays } from '../contract/opening-hours'
import type { Targets, TargetsBy } from '../contract/sites'
import type { SiteRow } from '../db/rows'
import { channelOf } from '../tags/channel-names'
import { keyIn } from '../tags/filters'
import { personKeyOf, slugOf } from '../tags/names'
import { rulesOf } from '../tags/rules'
import type { HoursOfSite, OpeningHours } from '../time/opening-hours'

/** How soon each channel should reply and resolve, by the canonical id of the channel. */
export function targetsOf(site: SiteRow): Targets {
  return JSON.parse(site.targets) as Targets // written by targetsText only
}

/** How soon what is no channel should. */
export function targetsByOf(site: SiteRow): TargetsBy {
  const kept = JSON.parse(site.targetsBy) as Partial<TargetsBy> // written by targetsByText only
  return { team: {}, topic: {}, ...kept }
}

/** When people work, as it was said. */
export function openingHoursOf(site: SiteRow): OpeningHoursInput {
  const kept = JSON.parse(site.openingHours) as Partial<OpeningHoursInput> // written by openingHoursText only
  return { site: null, channels: {}, teams: {}, ...kept }
}

export function targetsText(targets: Targets): string {
  return JSON.stringify(renamed(targets, channelOf))
}

export function targetsByText({ team, topic }: TargetsBy): string {
  return JSON.stringify({ team: renamed(team, personKeyOf), topic: renamed(topic, slugOf) })
}

export function openingHoursText({ site, channels, teams }: OpeningHoursInput): string {
  return JSON.stringify({
    site,
    channels: renamed(channels, channelOf),
    teams: renamed(teams, personKeyOf)
  })
}

/** When people work, with what is left out; nothing where it is always open. */
export function hoursOf(row: SiteRow): HoursOfSite | null {
  const { site, channels, teams } = openingHoursOf(row)
  const laidOut = (schedule: Schedule): OpeningHours => ({
    timeZone: schedule.timeZone ?? site?.timeZone ?? row.timeZone,
    week: weekdays.map((day) => (schedule.week[day] ?? []).map(minutesOf)),
    holidays: Object.fromEntries(
      (schedule.holidays ?? site?.holidays ?? []).map(({ date, open }) => [date, open.map(minutesOf)])
    )
  })
  const all = (dimension: 'channel' | 'team', of: Readonly<Record<string, Schedule>>) =>
    Object.fromEntries(
      Object.entries(asCounted(row, dimension, of)).map(([key, schedule]) => [key, laidOut(schedule)])
    )
  if (!site && Object.keys(channels).length + Object.keys(teams).length === 0) return null
  return { site: site && laidOut(site), channels: all('channel', channels), teams: all('team', teams) }
}

/**
 * What was said of names, by the names that conversations are counted under: one that was merged into another
 * speaks for that one, unless that one has something of its own.
 */
export function asCounted<Value>(
  site: SiteRow,
  dimension: 'channel' | 'team' | 'topic',
  all: Readonly<Record<string, Value>>
): Record<string, Value> {
  const rules = rulesOf(site)
  const keyed = Object.entries(all).map(([key, value]) => {
    const own = keyIn(rules, dimension, key)
    return { own, key: rules.canonical(dimension, own), value }
  })
  const merged = keyed.filter(({ own, key }) => own !== key)
  const kept = keyed.filter(({ own, key }) => own === key)
  return Object.fromEntries([...merged, ...kept].map(({ key, value }) => [key, value]))
}

function renamed<Value>(all: Readonly<Record<string, Value>>, rename: (key: string) => string) {
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [rename(key), value]))
}
