import type {
  HoursOfSite,
  hoursFor,
  makeOffsets,
  makeOpenTime,
  Offsets,
  OpenTime
} from '../time/opening-hours'
import type { Kit } from './kit'
import type { Sets } from './sets'

/** What it is made of besides: functions that need nothing from outside. */
export type BusinessParts = {
  makeOffsets: typeof makeOffsets
  makeOpenTime: typeof makeOpenTime
  hoursFor: typeof hoursFor
}

type Words = ReturnType<Kit['words']>
type OfRow = {
  size(): number
  began(row: number): number
  set(row: number): number
  /** Of a duration of some milliseconds, and the other way round; below 2 a code is no duration. */
  coded(ms: number): number
  msOf(code: number): number
  durations: readonly Words[]
}

/**
 * How much of durations that begin with their conversation lies within opening hours. It is worked out when
 * somebody asks: of conversations that are others since, and of all of them where the hours are others. It
 * runs in the thread of the columns from the text of this very function (see thread.ts), so that nothing
 * outside of it may be used.
 */
export function makeBusiness(kit: Kit, sets: Sets, of: OfRow, parts: BusinessParts) {
  const { makeOffsets, makeOpenTime, hoursFor } = parts
  /** Of more conversations than that, all are worked out again. */
  const staleMax = 100_000
  const within = of.durations.map(() => kit.words())
  let stale: Set<number> | 'all' = 'all'
  let [asked, openTimes] = ['', new Map<string, OpenTime>()]
  let zones = new Map<string, Offsets>()
  let openOf: (OpenTime | undefined)[] = []
  let groups: Int32Array | undefined

  function touch(row: number) {
    if (stale === 'all') return
    stale.add(row)
    if (stale.size > staleMax) stale = 'all'
  }

  /** The opening hours of each set of tags; where one has others now, all is worked out again. */
  function settle(hours: HoursOfSite) {
    const text = JSON.stringify(hours)
    if (text !== asked) {
      ;[asked, stale, groups, openTimes] = [text, 'all', undefined, new Map()]
      zones = new Map()
    }
    const { groupOf, keys } = sets.grouped({}, ['channel', 'team'])
    if (groupOf === groups) return
    groups = groupOf
    const ofGroup = keys.map(([channel = '', team = '']) => {
      const its = hoursFor(hours, channel, team)
      if (!its) return undefined
      const name = JSON.stringify(its)
      const zone = zones.get(its.timeZone) ?? makeOffsets(its.timeZone)
      zones.set(its.timeZone, zone)
      const open = openTimes.get(name) ?? makeOpenTime(its, zone)
      openTimes.set(name, open)
      return open
    })
    const former = openOf
    openOf = Array.from(groupOf, (group) => ofGroup[group])
    if (former.some((open, set) => open !== openOf[set])) stale = 'all'
  }

  function workOut(row: number) {
    const open = openOf[of.set(row)]
    for (const [which, duration] of of.durations.entries()) {
      const code = duration.at(row)
      const began = of.began(row)
      const is =
        code < 2 || !open || Number.isNaN(began) ? code : of.coded(open.within(began, began + of.msOf(code)))
      within[which]?.set(row, is)
    }
  }

  return {
    touch,
    /** Columns of the same durations within these hours. */
    columns(hours: HoursOfSite): readonly Words[] {
      settle(hours)
      if (stale === 'all') for (let row = 0; row < of.size(); row++) workOut(row)
      else for (const row of stale) workOut(row)
      stale = new Set()
      return within
    }
  }
}
