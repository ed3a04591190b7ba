import { areaY, dot, line, pointerX, ruleX, tip } from '@observablehq/plot'
import type { Score } from '../../server/contract/figures'
import { figure, range } from '../app/format'
import type { Period } from '../app/period'
import { said } from '../ui/drawing'
import type { Axis } from '../ui/interval'
import { axisOf } from '../ui/interval'
import { words } from '../words'
import { drawMarks } from './marks/drawing'
import type { Marked } from './marks/placed'
import { plotOverTime } from './time-plot'

type Settings = { width: number; height: number; whole: Score; limits: Axis }
type Series = { steps: readonly Step[]; before: readonly Step[]; marked?: readonly Marked[] }

/**
 * Draws the steps that have a score, with a gap where there is none, and those of the other period behind
 * them, the first beside the first. The axis is that of whole steps: a day or two of a month would stretch
 * it with all that they might be.
 */
export function drawTrend(
  { steps, before, marked = [] }: Series,
  { width, height, whole, limits }: Settings
): Element {
  const points = steps.map(pointOf)
  const others = before.map(pointOf)
  // A band needs two neighbours; a step that stands alone shows its interval as a line.
  const isShown = (index: number) => !Number.isNaN(points[index]?.value ?? NaN)
  const alone = points.filter((_, index) => isShown(index) && !isShown(index - 1) && !isShown(index + 1))
  const axis = axisOf([whole, ...steps.flatMap(reach), ...before.flatMap(valueOf)], limits)
  const dates = steps.map(({ key }) => new Date(key))
  const places = Math.max(steps.length, before.length)
  return plotOverTime({ width, height, axis, unit: whole.unit, dates, places, centre: whole.value }, [
    areaY(points, {
      x: 'at',
      y1: 'lower',
      y2: 'upper',
      fill: 'var(--accent)',
      fillOpacity: 0.16,
      clip: true
    }),
    ruleX(alone, {
      x: 'at',
      y1: 'lower',
      y2: 'upper',
      stroke: 'var(--accent)',
      strokeOpacity: 0.3,
      strokeWidth: 6,
      clip: true
    }),
    line(others, {
      x: 'at',
      y: 'value',
      stroke: 'var(--field)',
      strokeWidth: 1.5,
      strokeDasharray: '5 3',
      className: 'trend-before'
    }),
    dot(others, {
      x: 'at',
      y: 'value',
      r: 2,
      stroke: 'var(--field)',
      fill: fillOf('var(--field)'),
      className: 'trend-steps-before'
    }),
    line(points, { x: 'at', y: 'value', stroke: 'var(--accent)', strokeWidth: 2, className: 'trend-now' }),
    dot(points, {
      x: 'at',
      y: 'value',
      r: ({ isPart }: Point) => (isPart ? 4 : 2.5),
      stroke: 'var(--accent)',
      strokeWidth: 1.5,
      fill: fillOf('var(--accent)'),
      className: 'trend-steps'
    }),
    ...drawMarks(marked, axis.to),
    tip(
      points,
      pointerX({
        x: 'at',
        y: 'value',
        title: tipOf,
        fill: 'var(--raised)',
        stroke: 'var(--rule)',
        fontSize: 13
      })
    )
  ])
}

type Point = ReturnType<typeof pointOf>

function pointOf({ label, score, isPart }: Step, at: number) {
  const shown = score && score.state !== 'hidden' ? score : undefined
  return {
    at,
    label,
    isPart,
    value: shown?.value ?? NaN,
    lower: shown?.lower ?? NaN,
    upper: shown?.upper ?? NaN,
    score
  }
}

/** What a step needs of the axis: a part of a step only the place of its score. */
function reach(step: Step): Score[] {
  return step.isPart ? valueOf(step) : step.score ? [step.score] : []
}

function valueOf({ score }: Step): Score[] {
  return score ? [{ ...score, lower: score.value, upper: score.value }] : []
}

const fillOf =
  (colour: string) =>
  ({ isPart }: Point) =>
    isPart ? 'var(--page)' : colour

function tipOf({ label, score }: Point): string {
  if (!score || score.value === null) return said(label)
  const interval =
    score.lower !== null && score.upper !== null ? ` (${range(score.lower, score.upper, score.unit)})` : ''
  return said(`${label}\n${figure(score.value, score.unit)}${interval}\n${words.answers(score.count)}`)
}

/** A day, week or month of the calendar. `days` are those of it that lie in the period. */
export type Step = { key: string; days: Period; label: string; score: Score; isPart: boolean }
