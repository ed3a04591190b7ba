import { columnsOf } from '../columns/columns'
import type { DurationTold, ServiceFigures } from '../columns/wire'
import type { Kpis, KpisQuery, KpisView } from '../contract/figures-kpis'
import type { Database } from '../db/database'
import { hoursOf } from '../sites/service-settings'
import { percentageOf } from '../statistics/percentage'
import type { OpenSurvey } from '../surveys/open-survey'
import type { Filters } from '../tags/filters'
import { restKey } from '../tags/keys'
import { readLabels } from '../tags/labels'
import { inOrder } from '../tallies/groups'
import { askedOf } from '../tallies/question'
import { foldedAmong } from '../tallies/rest'
import type { Period } from '../time/periods'
import { conversationsOf, targetsAsked } from './service-question'

const dayMs = 86_400_000

/** Figures as of the minute are the same for all who look at them within it. */
const minuteMs = 60_000

/**
 * What service was like: companion figures of the conversations that were opened in the period, beside what
 * customers say.
 */
export async function readKpis(
  database: Database,
  opened: OpenSurvey,
  query: KpisQuery,
  now: number
): Promise<KpisView> {
  const { site } = opened
  const { period, previousPeriod, filters } = askedOf(opened, query, now)
  const { by, window: windowDays } = query
  const columns = columnsOf(database)
  const hours = hoursOf(site)
  const [labelOf, keys] = await Promise.all([
    by ? readLabels(database, site.id, by) : (key: string) => key,
    by
      ? keysOf(
          by,
          filters,
          await columns.ask('conversations', { ...conversationsOf(opened, filters, period), by }, site)
        )
      : []
  ])
  const asked = {
    by,
    rows: keys.map(({ its }) => [...its]),
    windowMs: windowDays * dayMs,
    targets: targetsAsked(site),
    hours,
    now: now - (now % minuteMs)
  }
  const read = async (of: Period) => {
    const told = await columns.ask('service', { ...conversationsOf(opened, filters, of), ...asked }, site)
    return told.map((figures) => kpisOf(figures, windowDays))
  }
  const [after, before] = await Promise.all([read(period), previousPeriod && read(previousPeriod)])
  const [total = kpisOf(nothing, windowDays), ...rows] = after
  return {
    period,
    ...(previousPeriod && { previousPeriod }),
    hasOpeningHours: hours !== null,
    total,
    ...(before?.[0] && { previous: before[0] }),
    rows: keys.flatMap(({ key }, index) => {
      const [is, was] = [rows[index], before?.[index + 1]]
      return is ? [{ key, label: labelOf(key), ...is, ...(was && { previous: was }) }] : []
    })
  }
}

/**
 * The values that rows are made of, those with the most conversations first, and at the end those that
 * count as the rest.
 */
function keysOf(
  by: NonNullable<KpisQuery['by']>,
  filters: Filters,
  { keys, counts }: { keys: string[]; counts: number[] }
) {
  const found = keys.map((key, index): [string, number] => [key, counts[index] ?? 0])
  const isWanted = (key: string) => filters[by]?.includes(key) ?? true
  const wanted = new Map(
    found.filter(([key]) => isWanted(key)).sort(([a, less], [b, more]) => more - less || inOrder(a, b))
  )
  const folded = foldedAmong(wanted)
  const rows = [...wanted.keys()]
    .filter((key) => !folded.has(key))
    .map((key) => ({ key, its: new Set([key]) }))
  return folded.size === 0
    ? rows
    : [...rows.filter(({ key }) => key !== restKey), { key: restKey, its: folded.add(restKey) }]
}

const unknown: DurationTold = { count: 0, excluded: 0, mean: null, median: null, p90: null }
const nothing: ServiceFigures = {
  conversations: 0,
  durations: [],
  asked: { part: 0, count: 0 },
  seen: { part: 0, count: 0, pending: 0 },
  met: []
}

function kpisOf(
  { conversations, durations, asked, seen: { pending, ...seen }, met }: ServiceFigures,
  windowDays: number
): Kpis {
  const [frt, ttr, frtOpen, ttrOpen, aht, hold] = durations
  const durationOf = (figures = unknown) => ({
    ...figures,
    missing: conversations - figures.count - figures.excluded
  })
  const [firstResponse, resolution, firstResponseOpen, resolutionOpen] = met
  const share = (of: ServiceFigures['met'][number] | undefined) => (of ? percentageOf(of) : null)
  return {
    conversations,
    frt: durationOf(frt),
    aht: durationOf(aht),
    hold: durationOf(hold),
    ttr: durationOf(ttr),
    fcr: { asked: percentageOf(asked), seen: { ...percentageOf(seen), windowDays, pending } },
    sla: { firstResponse: share(firstResponse), resolution: share(resolution) },
    open: {
      frt: durationOf(frtOpen),
      ttr: durationOf(ttrOpen),
      sla: { firstResponse: share(firstResponseOpen), resolution: share(resolutionOpen) }
    }
  }
}
