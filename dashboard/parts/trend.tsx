import { dayOfMonth, day, figure, month, number, range } from '../format'
import { daysOfStep, stepsOf } from '../period'
import { words } from '../words'
import { Chart } from './chart'
import { Exports } from './exports'
import { limitsOf } from './interval'
import type { Score, ScoresView } from '../../server/contract/figures'
import type { Grain } from '../../server/contract/terms'
import type { Period } from '../period'
import type { View } from './figures-page'

const height = 240

export type Step = { days: Period; label: string; score: Score | undefined }

type Props = { view: View; scores: ScoresView; grain: Grain }

/** The score over time with its band, and the same numbers as a table. */
export function Trend({ view, scores, grain }: Props) {
  const { period } = view
  const byKey = new Map(scores.rows.map(({ key, score }) => [key, score]))
  const steps: Step[] = stepsOf(period, grain).map((step) => ({ days: daysOfStep(step, grain, period), label: nameOf(step, grain), score: byKey.get(step) }))
  return (
    <>
      <Chart
        label={words.trend.chart(steps[0]?.label ?? '', steps.at(-1)?.label ?? '')}
        height={height}
        version={steps.map(({ days, score }) => `${days.from} ${score?.count} ${score?.value}`).join()}
        load={async () => {
          const { drawTrend } = await import('./trend-chart')
          return (width) => drawTrend(steps, { width, height, whole: scores.total, limits: limitsOf(scores.total.unit, scores.scale) })
        }}
      />
      <p class="faint small">{words.trend.band}</p>
      <details class="as-table">
        <summary>{words.trend.table}</summary>
        <div class="scroll" tabIndex={0} role="region" aria-label={words.trend.asTable}>
          <table class="plain-table">
            <caption class="unseen">{words.trend.asTable}</caption>
            <thead><tr>{[words.trend.step[grain], words.breakdown.score, words.trend.interval, words.breakdown.count].map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
            <tbody>{steps.map((step) => <TrendRow key={step.days.from} step={step} href={view.answersHref({ period: null, ...step.days })} />)}</tbody>
          </table>
        </div>
      </details>
      <Exports name={words.trend.title} view={view} columns={exported} rows={steps} />
    </>
  )
}

function TrendRow({ step: { label, score }, href }: { step: Step; href: string }) {
  const shown = score && score.state !== 'hidden' && score.value !== null ? score : undefined
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{shown && shown.value !== null ? figure(shown.value, shown.unit) : score && score.count > 0 ? words.breakdown.hidden : ''}</td>
      <td>{shown && shown.lower !== null && shown.upper !== null ? range(shown.lower, shown.upper, shown.unit) : ''}</td>
      <td>{score && score.count > 0 ? <a href={href}>{number(score.count)}</a> : number(0)}</td>
    </tr>
  )
}

const exported = [{
  fields: {
    from: ({ days }: Step) => days.from,
    to: ({ days }: Step) => days.to,
    score: ({ score }: Step) => score?.value,
    lower: ({ score }: Step) => score?.lower,
    upper: ({ score }: Step) => score?.upper,
    answers: ({ score }: Step) => score?.count ?? 0
  }
}]

function nameOf(step: string, grain: Grain): string {
  return grain === 'month' ? month(step) : grain === 'week' ? day(step) : dayOfMonth(step)
}
