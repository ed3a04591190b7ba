import { axisX, axisY, dot, gridY, plot, ruleX, text } from '@observablehq/plot'
import type { Score } from '../../server/contract/figures'
import { figure, number } from '../app/format'
import { axisSide, marginsFor, said, withoutStyle } from '../ui/drawing'
import type { Axis } from '../ui/interval'

type Bar = { name: string; score: Score }

/** The score of each band with its interval, and how many answers it is from. */
export function drawBands(
  bars: readonly Bar[],
  { width, height, axis, unit }: { width: number; height: number; axis: Axis; unit: Score['unit'] }
): Element {
  const points = bars.map(({ name, score: { value, lower, upper, count } }) => ({
    name,
    value,
    lower,
    upper,
    count
  }))
  const narrow = width < 90 * bars.length
  return withoutStyle(
    plot({
      className: 'trend',
      width,
      height,
      ...marginsFor(48, 8),
      marginTop: 20,
      marginBottom: narrow ? 84 : 32,
      x: { type: 'band', domain: bars.map(({ name }) => name) },
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
        axisX({
          tickSize: 0,
          fontSize: 12,
          label: null,
          tickFormat: said,
          ...(narrow && { tickRotate: -50 })
        }),
        ruleX(points, {
          x: 'name',
          y1: 'lower',
          y2: 'upper',
          stroke: 'var(--accent)',
          strokeOpacity: 0.35,
          strokeWidth: 8
        }),
        dot(points, { x: 'name', y: 'value', r: 5, fill: 'var(--accent)' }),
        text(points, {
          x: 'name',
          y: 'upper',
          text: ({ count }: { count: number }) => number(count),
          dy: -10,
          fontSize: 12,
          fill: 'var(--faint)'
        })
      ]
    })
  )
}
