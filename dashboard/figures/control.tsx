import type { ControlView } from '../../server/contract/figures-more'
import type { Grain } from '../../server/contract/terms'
import { day, dayOfMonth, figure, month, number, range } from '../app/format'
import { daysOfStep } from '../app/period'
import { VerdictIcon } from '../ui/change'
import { Chart } from '../ui/chart'
import { axisOf, limitsOf } from '../ui/interval'
import { Pending } from '../ui/loading'
import { words } from '../words'
import type { ControlPoint } from './control-chart'
import { scoreText } from './estimate'
import { Exports } from './exports'
import type { Column } from './figures-table'
import { AsTable } from './figures-table'
import { Marks, numbered, useMarks } from './marks/marks'
import { placedMarks } from './marks/placed'
import type { View } from './view'

const height = 260
const names = { day: dayOfMonth, week: day, month }

/** Which steps are news, and which lie where chance alone puts them. */
export function ControlChart({ view, control, grain }: { view: View; control: ControlView; grain: Grain }) {
  const texts = words.figures.service
  const points = control.points.map((point): ControlPoint => ({ ...point, name: names[grain](point.key) }))
  const read = useMarks(view)
  const marks = numbered(read)
  const marked = placedMarks(
    marks,
    points.map(({ key }) => ({ days: daysOfStep(key, grain, view.period) })),
    number
  )
  const shown = points.filter(({ score }) => score.state !== 'hidden')
  const unit = points[0]?.score.unit
  if (shown.length < 2 || unit === undefined || control.centre === null)
    return <p class="faint">{texts.controlTooFew}</p>
  if (read.at === 'loading')
    return (
      <Pending>
        <span class="bone chart" />
      </Pending>
    )
  const signals = shown.filter(({ signal }) => signal !== 'none')
  const { centre } = control
  const columns: Column<ControlPoint>[] = [
    { name: words.trend.step[grain], text: ({ name }) => name, fields: { from: ({ key }) => key } },
    {
      name: words.figures.score,
      text: ({ score }) => scoreText(score),
      fields: { score: ({ score }) => score.value }
    },
    {
      name: texts.limits,
      text: ({ limits, score }) =>
        limits && score.state !== 'hidden' ? range(limits.lower, limits.upper, unit) : '',
      fields: { lowerLimit: ({ limits }) => limits?.lower, upperLimit: ({ limits }) => limits?.upper }
    },
    {
      name: texts.signal,
      text: ({ signal }) =>
        signal === 'none' ? (
          ''
        ) : (
          <span class={`change ${signal}`}>
            <VerdictIcon verdict={signal} />
            {texts.signals[signal]}
          </span>
        ),
      fields: { signal: ({ signal }) => signal }
    },
    {
      name: words.figures.answers,
      text: ({ score }) => number(score.count),
      href: ({ key, score }) =>
        score.count > 0
          ? view.answersHref({ period: null, ...daysOfStep(key, grain, view.period) })
          : undefined,
      means: ({ name, score }) => words.figures.read(name, score.count),
      fields: { answers: ({ score }) => score.count }
    }
  ]
  const ends = shown.map(({ score, limits }) => ({
    ...score,
    lower: Math.min(score.value ?? 0, limits?.lower ?? score.value ?? 0),
    upper: Math.max(score.value ?? 0, limits?.upper ?? score.value ?? 0)
  }))
  const axis = axisOf(ends, limitsOf(unit, control.scale))
  return (
    <>
      <p class="saying">
        {signals.length === 0 ? texts.nothingNews(shown.length) : texts.news(signals.length, shown.length)}
        {signals
          .slice(0, 3)
          .map(
            ({ name, score, signal }) =>
              signal !== 'none' &&
              score.value !== null &&
              ` ${texts.newsOf[signal](name, figure(score.value, unit))}`
          )}
      </p>
      <Chart
        label={texts.controlChart}
        height={height}
        version={JSON.stringify([points, marked])}
        load={async () => {
          const { drawControl } = await import('./control-chart')
          return (width) => drawControl({ points, marked }, { width, height, axis, centre, unit })
        }}
      />
      <Marks view={view} marks={marks} />
      <p class="faint small">{texts.controlMeans}</p>
      <AsTable
        name={texts.control}
        columns={columns}
        rows={points}
        keyOf={({ key }) => key}
        classOf={({ score }) => score.state}
      />
      <Exports name={texts.control} view={view} columns={columns} rows={points} />
    </>
  )
}
