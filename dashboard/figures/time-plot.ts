import type { Markish } from '@observablehq/plot'
import { axisX, axisY, gridY, plot, ruleY } from '@observablehq/plot'
import { dayOfMonth, figure, month } from '../app/format'
import { axisSide, said, withoutStyle } from '../ui/drawing'
import type { Axis } from '../ui/interval'
import type { Unit } from './estimate'

/**
 * `dates` are those of the steps, which stand side by side at equal distances: marks are placed by the
 * number of their step, from 0.
 */
type Settings = {
  width: number
  height: number
  axis: Axis
  unit: Unit
  dates: readonly Date[]
  places?: number
  centre: number | null
}

const halfYearMs = 182 * 86_400_000
const tickWidth = 100

/** What is drawn over time: the scale of a score, the days below, and a dotted line at the centre. */
export function plotOverTime(
  { width, height, axis, unit, dates, places = dates.length, centre }: Settings,
  marks: Markish[]
): Element {
  const first = dates[0]
  const last = dates.at(-1)
  const isLong = first && last && last.valueOf() - first.valueOf() > halfYearMs
  const every = Math.ceil(dates.length / Math.max(2, Math.floor(width / tickWidth)))
  const ticks = dates.flatMap((_, index) => ((dates.length - 1 - index) % every === 0 ? [index] : []))
  const nameAt = (index: number) =>
    said((isLong ? month : dayOfMonth)(dates[index]?.toISOString().slice(0, 10) ?? ''))
  return withoutStyle(
    plot({
      className: 'trend',
      width,
      height,
      marginLeft: 48,
      marginRight: 48,
      marginTop: 12,
      marginBottom: 28,
      x: { type: 'point', domain: Array.from({ length: places }, (_, index) => index), padding: 0 },
      y: { domain: [axis.from, axis.to] },
      marks: [
        gridY({ ticks: 4, stroke: 'var(--rule)', strokeOpacity: 1 }),
        axisY({
          anchor: axisSide,
          ticks: 4,
          tickSize: 0,
          fontSize: 12,
          label: null,
          tickFormat: (value: number) => figure(value, unit)
        }),
        axisX(ticks, { tickSize: 0, fontSize: 12, label: null, tickFormat: nameAt }),
        ...(centre === null ? [] : [ruleY([centre], { stroke: 'var(--faint)', strokeDasharray: '2 4' })]),
        ...marks
      ]
    })
  )
}
