import { areaY, dot, line, pointerX, ruleX, tip } from '@observablehq/plot'
import { figure, range } from '../format'
import { words } from '../words'
import { said } from './drawing'
import { axisOf } from './interval'
import { plotOverTime } from './time-plot'
import type { Score } from '../../server/contract/figures'
import type { Axis } from './interval'
import type { Step } from './trend'

/** Draws the steps that have a score, with a gap where there is none. */
export function drawTrend(steps: readonly Step[], { width, height, whole, limits }: { width: number; height: number; whole: Score; limits: Axis }): Element {
  const points = steps.map(({ days, label, score }) => {
    const shown = score && score.state !== 'hidden' ? score : undefined
    return { date: new Date(days.from), label, value: shown?.value ?? NaN, lower: shown?.lower ?? NaN, upper: shown?.upper ?? NaN, score }
  })
  // A band needs two neighbours; a step that stands alone shows its interval as a line.
  const isShown = (index: number) => !Number.isNaN(points[index]?.value ?? NaN)
  const alone = points.filter((_, index) => isShown(index) && !isShown(index - 1) && !isShown(index + 1))
  const axis = axisOf([whole, ...steps.flatMap(({ score }) => score ?? [])], limits)
  return plotOverTime({ width, height, axis, unit: whole.unit, dates: points.map(({ date }) => date), centre: whole.value }, [
    areaY(points, { x: 'date', y1: 'lower', y2: 'upper', fill: 'var(--accent)', fillOpacity: 0.16 }),
    ruleX(alone, { x: 'date', y1: 'lower', y2: 'upper', stroke: 'var(--accent)', strokeOpacity: 0.3, strokeWidth: 6 }),
    line(points, { x: 'date', y: 'value', stroke: 'var(--accent)', strokeWidth: 2 }),
    dot(points, { x: 'date', y: 'value', r: 2.5, fill: 'var(--accent)' }),
    tip(points, pointerX({ x: 'date', y: 'value', title: tipOf, fill: 'var(--raised)', stroke: 'var(--rule)', fontSize: 13 }))
  ])
}

function tipOf({ label, score }: { label: string; score: Score | undefined }): string {
  if (!score || score.value === null) return said(label)
  const interval = score.lower !== null && score.upper !== null ? ` (${range(score.lower, score.upper, score.unit)})` : ''
  return said(`${label}\n${figure(score.value, score.unit)}${interval}\n${words.answers(score.count)}`)
}
