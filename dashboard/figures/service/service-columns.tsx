import type { Score } from '../../../server/contract/figures'
import type { Kpis, KpisView } from '../../../server/contract/figures-kpis'
import { labelOf } from '../../app/filters'
import { duration, figure, number, range } from '../../app/format'
import { words } from '../../words'
import { intervalText, scoreText } from '../estimate'
import type { Column } from '../figures-table'
import type { View } from '../view'

export type KpiRow = KpisView['rows'][number]
type Duration = Kpis['frt']
type Share = Kpis['fcr']['asked']

/**
 * What service was like, channel by channel, beside what customers said. What is not known is said to be
 * so: it is never zero.
 */
export function kpiColumns(view: View, scoreOf: (key: string) => Score | undefined): Column<KpiRow>[] {
  const texts = words.figures.service
  return [
    {
      name: words.figures.channels.channel,
      text: ({ key, label }) => (key === total ? texts.all : labelOf('channel', key, label)),
      fields: { channel: ({ key }) => key }
    },
    {
      name: texts.conversations,
      text: ({ conversations }) => number(conversations),
      fields: { conversations: ({ conversations }) => conversations }
    },
    {
      name: words.figures.score,
      text: ({ key }) => {
        const score = scoreOf(key)
        return score ? scoreText(score) : ''
      },
      more: ({ key }) => {
        const score = scoreOf(key)
        return score && intervalText(score)
      },
      href: ({ key }) =>
        (scoreOf(key)?.count ?? 0) > 0 ? view.answersHref(key === total ? {} : { channel: key }) : undefined,
      fields: { score: ({ key }) => scoreOf(key)?.value, answers: ({ key }) => scoreOf(key)?.count }
    },
    durationColumn(texts.frt, 'firstResponse', ({ frt }) => frt),
    durationColumn(texts.aht, 'handling', ({ aht }) => aht),
    durationColumn(texts.ttr, 'resolution', ({ ttr }) => ttr)
  ]
}

/**
 * Solved at the first contact as customers and agents say, and as it is seen: nobody came back about it.
 * And what was promised.
 */
export function outcomeColumns(): Column<KpiRow>[] {
  const texts = words.figures.service
  return [
    {
      name: words.figures.channels.channel,
      text: ({ key, label }) => (key === total ? texts.all : labelOf('channel', key, label)),
      fields: { channel: ({ key }) => key }
    },
    shareColumn(texts.fcrAsked, 'solvedAtFirstContactAsked', ({ fcr }) => fcr.asked),
    {
      ...shareColumn(texts.fcrSeen, 'solvedAtFirstContactSeen', ({ fcr }) => fcr.seen),
      more: ({ fcr: { seen } }) => shareMore(seen, seen.pending > 0 ? texts.pending(seen.pending) : undefined)
    },
    shareColumn(texts.slaFirst, 'firstResponseInTime', ({ sla }) => sla.firstResponse, texts.noTarget),
    shareColumn(texts.slaResolution, 'resolvedInTime', ({ sla }) => sla.resolution, texts.noTarget)
  ]
}

/** The same times, and targets met, where only time within opening hours counts. */
export function openColumns(): Column<KpiRow>[] {
  const texts = words.figures.service
  return [
    {
      name: words.figures.channels.channel,
      text: ({ key, label }) => (key === total ? texts.all : labelOf('channel', key, label)),
      fields: { channel: ({ key }) => key }
    },
    durationColumn(texts.frt, 'firstResponseOpen', ({ open }) => open.frt),
    durationColumn(texts.ttr, 'resolutionOpen', ({ open }) => open.ttr),
    shareColumn(
      texts.slaFirst,
      'firstResponseInTimeOpen',
      ({ open }) => open.sla.firstResponse,
      texts.noTarget
    ),
    shareColumn(texts.slaResolution, 'resolvedInTimeOpen', ({ open }) => open.sla.resolution, texts.noTarget)
  ]
}

/** The key of the row of all channels, which no channel has. */
export const total = '*'

export function rowsOf({ total: all, rows }: KpisView): KpiRow[] {
  return [{ ...all, key: total, label: '' }, ...rows]
}

function durationColumn(name: string, field: string, of: (row: KpiRow) => Duration): Column<KpiRow> {
  const texts = words.figures.service
  return {
    name,
    text: (row) => {
      const { median } = of(row)
      return median ? duration(median.value) : <span class="faint">{words.figures.unknown}</span>
    },
    more: (row) => {
      const { median, p90, missing, excluded } = of(row)
      return (
        <>
          {median && median.lower !== null && median.upper !== null && (
            <>
              {`${duration(median.lower)} – ${duration(median.upper)}`}
              <br />
            </>
          )}
          {p90 && texts.p90(duration(p90.value))}
          {missing > 0 && median && (
            <>
              <br />
              {texts.missing(missing)}
            </>
          )}
          {excluded > 0 && (
            <>
              <br />
              {texts.excluded(excluded)}
            </>
          )}
        </>
      )
    },
    fields: {
      [`${field}Median`]: (row) => of(row).median?.value,
      [`${field}P90`]: (row) => of(row).p90?.value,
      [`${field}Mean`]: (row) => of(row).mean,
      [`${field}Known`]: (row) => of(row).count,
      [`${field}Missing`]: (row) => of(row).missing
    }
  }
}

function shareColumn(
  name: string,
  field: string,
  of: (row: KpiRow) => Share | null,
  without = words.figures.unknown
): Column<KpiRow> {
  return {
    name,
    text: (row) => {
      const share = of(row)
      return share && share.value !== null ? (
        figure(share.value, 'percent')
      ) : (
        <span class="faint">{share ? words.figures.unknown : without}</span>
      )
    },
    more: (row) => shareMore(of(row)),
    fields: { [field]: (row) => of(row)?.value, [`${field}Of`]: (row) => of(row)?.count }
  }
}

function shareMore(share: Share | null, besides?: string) {
  if (!share || share.value === null || share.lower === null || share.upper === null) return besides
  return (
    <>
      {range(share.lower, share.upper, 'percent')}
      <br />
      {words.figures.channels.ofSent(share.part, share.count)}
      {besides && (
        <>
          <br />
          {besides}
        </>
      )}
    </>
  )
}
