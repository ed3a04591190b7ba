import type { WaitingView } from '../../../server/contract/figures-more'
import { difference, duration, number } from '../../app/format'
import { Chart } from '../../ui/chart'
import { axisOf, limitsOf } from '../../ui/interval'
import { words } from '../../words'
import { isNothing, pointsText } from '../estimate'
import { Exports } from '../exports'
import type { Column } from '../figures-table'
import { AsTable } from '../figures-table'
import { scoreColumn } from '../score-columns'
import { chance } from '../topics/topic-sayings'
import type { View } from '../view'

type Band = WaitingView['bands'][number] & { name: string }

const height = 260

/** What customers say by how long they waited for the first response, and whether waiting costs anything. */
export function Waiting({ view, waiting }: { view: View; waiting: WaitingView }) {
  const texts = words.figures.service
  const known = waiting.bands.reduce((sum, { score }) => sum + score.count, 0)
  if (known === 0) return <p class="faint">{texts.noWaits}</p>
  const bands = waiting.bands.map(
    (band, index): Band => ({ ...band, name: nameOf(waiting.bands[index - 1]?.below ?? 0, band.below) })
  )
  const columns: Column<Band>[] = [
    { name: texts.wait, text: ({ name }) => name, fields: { below: ({ below }) => below } },
    scoreColumn(words.figures.score),
    {
      name: words.figures.answers,
      text: ({ score }) => number(score.count),
      fields: { answers: ({ score }) => score.count }
    }
  ]
  const bars = bands.flatMap(({ name, score }) => (score.state === 'hidden' ? [] : [{ name, score }]))
  const unit = bars[0]?.score.unit ?? 'percent'
  const axis = axisOf(
    bars.map(({ score }) => score),
    limitsOf(unit, waiting.scale)
  )
  return (
    <>
      <p class="saying">{sentenceOf(waiting, unit)}</p>
      {bars.length > 0 && (
        <Chart
          label={texts.waitingChart}
          height={height}
          version={JSON.stringify(bars)}
          load={async () => {
            const { drawBands } = await import('../bands-chart')
            return (width) => drawBands(bars, { width, height, axis, unit })
          }}
        />
      )}
      <p class="faint small">{notesOf(waiting).join(' ')}</p>
      <AsTable
        name={texts.waiting}
        columns={columns}
        rows={bands}
        keyOf={({ key }) => key}
        classOf={({ score }) => score.state}
      />
      <Exports name={texts.waiting} view={view} columns={columns} rows={bands} />
    </>
  )
}

function sentenceOf({ trend, direction }: WaitingView, unit: Band['score']['unit']): string {
  const texts = words.figures.service
  if (!trend) return texts.waitTooFew
  const isClear = trend.p <= 0.05 && !isNothing(trend.perBand, unit)
  if (!isClear) return texts.waitNotClear(`${difference(trend.perBand, 'signed')}`, chance(trend.p))
  const better = unit === 'mean' && direction === 'lower-is-better' ? trend.perBand < 0 : trend.perBand > 0
  return (better ? texts.waitGains : texts.waitCosts)(pointsText(trend.perBand, unit), chance(trend.p))
}

function notesOf({ unknown, excluded }: WaitingView): string[] {
  const texts = words.figures.service
  return [
    ...(unknown > 0 ? [texts.waitUnknown(unknown)] : []),
    ...(excluded > 0 ? [texts.waitExcluded(excluded)] : [])
  ]
}

function nameOf(from: number, below: number | null): string {
  const texts = words.figures.service
  if (below === null) return texts.longer(duration(from))
  return from === 0 ? texts.shorter(duration(below)) : texts.fromTo(duration(from), duration(below))
}
