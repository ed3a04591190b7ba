import { areaY, axisX, axisY, dot, gridY, line, plot, pointerX, ruleX, ruleY, tip } from '@observablehq/plot'
import { dayOfMonth, figure, month, range } from '../format'
import { words } from '../words'
import { said, withoutStyle } from './drawing'
import { axisOf } from './interval'
import type { Score } from '../../server/contract/figures'
import type { Axis } from './interval'
import type { Step } from './trend'

const yearMs = 365 * 86_400_000

/** Draws the steps that have a score, with a gap where there is none. */
export function drawTrend(steps: readonly Step[], { width, height, whole, limits }: { width: number; height: number; whole: Score; limits: Axis }): Element {
  const points = steps.map(({ days, label, score }) => {
    const shown = score && score.state !== 'hidden' ? score : undefined
    return { date: new Date(days.from), label, value: shown?.value ?? NaN, lower: shown?.lower ?? NaN, upper: shown?.upper ?? NaN, score }
  })
  // A band needs two neighbours; a step that stands alone shows its interval as a line.
  const isShown = (index: number) => !Number.isNaN(points[index]?.value ?? NaN)
  const alone = points.filter((_, index) => isShown(index) && !isShown(index - 1) && !isShown(index + 1))
  const { unit } = whole
  const axis = axisOf([whole, ...steps.flatMap(({ score }) => score ?? [])], limits)
  const first = points[0]?.date
  const last = points.at(-1)?.date
  const long = first && last && last.valueOf() - first.valueOf() > yearMs / 2
  const every = Math.ceil(points.length / Math.max(2, Math.floor(width / 100)))
  const ticks = points.filter((_, index) => (points.length - 1 - index) % every === 0).map(({ date }) => date)
  const tickFormat = (date: Date) => said((long ? month : dayOfMonth)(date.toISOString().slice(0, 10)))
  return withoutStyle(plot({
    className: 'trend',
    width,
    height,
    marginLeft: 48,
    marginRight: 44,
    marginBottom: 28,
    marginTop: 12,
    x: { type: 'utc', ...(first && last && { domain: [first, last] }) },
    y: { domain: [axis.from, axis.to] },
    marks: [
      gridY({ ticks: 4, stroke: 'var(--rule)', strokeOpacity: 1 }),
      axisY({ ticks: 4, tickSize: 0, fontSize: 12, tickFormat: (value: number) => figure(value, unit) }),
      axisX(ticks, { tickSize: 0, fontSize: 12, tickFormat }),
      ...(whole.value === null ? [] : [ruleY([whole.value], { stroke: 'var(--faint)', strokeDasharray: '2 4' })]),
      areaY(points, { x: 'date', y1: 'lower', y2: 'upper', fill: 'var(--accent)', fillOpacity: 0.16 }),
      ruleX(alone, { x: 'date', y1: 'lower', y2: 'upper', stroke: 'var(--accent)', strokeOpacity: 0.3, strokeWidth: 6 }),
      line(points, { x: 'date', y: 'value', stroke: 'var(--accent)', strokeWidth: 2 }),
      dot(points, { x: 'date', y: 'value', r: 2.5, fill: 'var(--accent)' }),
      tip(points, pointerX({ x: 'date', y: 'value', title: tipOf, fill: 'var(--raised)', stroke: 'var(--rule)', fontSize: 13 }))
    ]
  }))
}

function tipOf({ label, score }: { label: string; score: Score | undefined }): string {
  if (!score || score.value === null) return said(label)
  const interval = score.lower !== null && score.upper !== null ? ` (${range(score.lower, score.upper, score.unit)})` : ''
  return said(`${label}\n${figure(score.value, score.unit)}${interval}\n${words.answers(score.count)}`)
}
