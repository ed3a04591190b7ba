import { areaY, axisX, axisY, dot, gridY, line, plot, ruleY } from '@observablehq/plot'
import { figure } from '../format'
import { said, withoutStyle } from './drawing'
import type { Unit } from './estimate'
import type { Axis } from './interval'
import type { ControlPoint } from './control'

type Settings = { width: number; height: number; axis: Axis; centre: number; unit: Unit }

/** Steps around their common centre, and the limits that chance alone keeps them within. What lies outside has a shape of its own. */
export function drawControl(points: readonly ControlPoint[], { width, height, axis, centre, unit }: Settings): Element {
  const steps = points.map(({ key, name, score, limits, signal }) => ({
    date: new Date(key), name, signal,
    value: score.state === 'hidden' || score.value === null ? NaN : score.value,
    lower: score.state === 'hidden' || !limits ? NaN : Math.max(axis.from, limits.lower),
    upper: score.state === 'hidden' || !limits ? NaN : Math.min(axis.to, limits.upper)
  }))
  const every = Math.ceil(steps.length / Math.max(2, Math.floor(width / 110)))
  const names = new Map(steps.map(({ date, name }) => [date.valueOf(), name]))
  const ticks = steps.filter((_, index) => (steps.length - 1 - index) % every === 0).map(({ date }) => date)
  return withoutStyle(plot({
    className: 'trend',
    width,
    height,
    marginLeft: 48,
    marginRight: 44,
    marginTop: 12,
    marginBottom: 28,
    x: { type: 'utc' },
    y: { domain: [axis.from, axis.to] },
    marks: [
      gridY({ ticks: 4, stroke: 'var(--rule)', strokeOpacity: 1 }),
      axisY({ ticks: 4, tickSize: 0, fontSize: 12, label: null, tickFormat: (value: number) => figure(value, unit) }),
      axisX(ticks, { tickSize: 0, fontSize: 12, label: null, tickFormat: (date: Date) => said(names.get(date.valueOf()) ?? '') }),
      areaY(steps, { x: 'date', y1: 'lower', y2: 'upper', fill: 'var(--field)', fillOpacity: 0.16 }),
      ruleY([centre], { stroke: 'var(--faint)', strokeDasharray: '2 4' }),
      line(steps, { x: 'date', y: 'value', stroke: 'var(--field)', strokeWidth: 1.5 }),
      dot(steps.filter(({ signal }) => signal === 'none'), { x: 'date', y: 'value', r: 3, fill: 'var(--field)' }),
      dot(steps.filter(({ signal }) => signal === 'worse'), { x: 'date', y: 'value', r: 6, symbol: 'triangle', rotate: 180, fill: 'var(--worse)' }),
      dot(steps.filter(({ signal }) => signal === 'better'), { x: 'date', y: 'value', r: 6, symbol: 'triangle', fill: 'var(--accent)' })
    ]
  }))
}
