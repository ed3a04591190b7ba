import type { ScoresView } from '../../server/contract/figures'
import type { Grain } from '../../server/contract/terms'
import { hrefWith } from '../app/address'
import { day, dayOfMonth, figure, month, number, range } from '../app/format'
import type { Comparison, Period } from '../app/period'
import { comparisonOf, daysOfStep, hasLastYear, lengthOf } from '../app/period'
import { Chart } from '../ui/chart'
import { limitsOf } from '../ui/interval'
import { Pending } from '../ui/loading'
import { words } from '../words'
import { Exports } from './exports'
import { Marks, numbered, useMarks } from './marks/marks'
import { placedMarks } from './marks/placed'
import type { Step } from './trend-chart'
import type { View } from './view'

const height = 240

type Row = { step: Step | undefined; before: Step | undefined }

type Props = { view: View; scores: ScoresView; grain: Grain }

/** The score over time with its band, beside that of another period, and the same numbers as a table. */
export function Trend({ view, scores, grain }: Props) {
  const { period } = view
  const { previousPeriod, previousRows = [] } = scores
  const steps = scores.rows.map((row) => stepOf(row, grain, period))
  const before = previousPeriod ? previousRows.map((row) => stepOf(row, grain, previousPeriod)) : []
  const name = comparedName(comparisonOf(view.query, period), previousPeriod ?? period)
  const rows = Array.from(
    { length: Math.max(steps.length, before.length) },
    (_, index): Row => ({ step: steps[index], before: before[index] })
  )
  const read = useMarks(view)
  const marks = numbered(read)
  const marked = placedMarks(marks, steps, number)
  const compares = before.some(({ score }) => score.count > 0)
  const columns = [
    words.trend.step[grain],
    words.breakdown.score,
    words.trend.interval,
    words.breakdown.count,
    ...(compares ? [words.trend.beside(name)] : [])
  ]
  if (read.at === 'loading')
    return (
      <Pending>
        <span class="bone chart" />
      </Pending>
    )
  return (
    <>
      {previousPeriod && <CompareChoice view={view} />}
      <Chart
        label={words.trend.chart(steps[0]?.label ?? '', steps.at(-1)?.label ?? '')}
        height={height}
        version={[
          ...[...steps, ...before].map(({ days, score }) => `${days.from} ${score.count} ${score.value}`),
          JSON.stringify(marked)
        ].join()}
        load={async () => {
          const { drawTrend } = await import('./trend-chart')
          return (width) =>
            drawTrend(
              { steps, before, marked },
              { width, height, whole: scores.total, limits: limitsOf(scores.total.unit, scores.scale) }
            )
        }}
      />
      <Legend
        isPart={[...steps, ...before].some(isDrawnPart)}
        name={before.some(isDrawn) ? name : undefined}
      />
      <Marks view={view} marks={marks} />
      <p class="faint small">{words.trend.band}</p>
      <details class="as-table">
        <summary>{words.trend.table}</summary>
        <div class="scroll" tabIndex={0} role="region" aria-label={words.trend.asTable}>
          <table class="plain-table">
            <caption class="unseen">{words.trend.asTable}</caption>
            <thead>
              <tr>
                {columns.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <TrendRow key={index} row={row} compares={compares} view={view} />
              ))}
            </tbody>
          </table>
        </div>
      </details>
      <Exports name={words.trend.title} view={view} columns={exported} rows={steps} />
    </>
  )
}

/** What stands beside the period, as a part of a sentence. */
export function comparedName(comparison: Comparison, period: Period): string {
  return comparison === 'last-year' ? words.change.lastYear : words.change.before(lengthOf(period))
}

function CompareChoice({ view: { query, period } }: { view: View }) {
  if (!hasLastYear(period)) return null
  const chosen = comparisonOf(query, period)
  return (
    <nav class="segments beside" aria-label={words.trend.compare}>
      {(['previous', 'last-year'] as const).map((name) => (
        <a
          key={name}
          class="segment"
          href={hrefWith(query, { compare: name === 'previous' ? null : name })}
          {...(name === chosen ? { 'aria-current': 'true' as const } : {})}
        >
          {words.trend.choices[name]}
        </a>
      ))}
    </nav>
  )
}

/** What the lines and circles mean, each with a piece of the drawing. */
function Legend({ isPart, name }: { isPart: boolean; name: string | undefined }) {
  const texts = words.trend
  return (
    <ul class="legend trend-legend">
      <li>
        <Sample class="now" />
        {texts.now}
      </li>
      {name !== undefined && (
        <li>
          <Sample class="before" />
          {texts.before(name)}
        </li>
      )}
      <li>
        <Sample class="whole" />
        {texts.whole}
      </li>
      {isPart && (
        <li>
          <svg class="sample" viewBox="0 0 24 12" aria-hidden="true">
            <circle class="part" cx="12" cy="6" r="4" />
          </svg>
          {texts.part}
        </li>
      )}
    </ul>
  )
}

function Sample({ class: name }: { class: 'now' | 'before' | 'whole' }) {
  return (
    <svg class="sample" viewBox="0 0 24 12" aria-hidden="true">
      <path class={name} d="M0 6h24" />
    </svg>
  )
}

function isDrawn({ score }: Step): boolean {
  return score.state !== 'hidden' && score.value !== null
}

function isDrawnPart(step: Step): boolean {
  return step.isPart && isDrawn(step)
}

function TrendRow({ row: { step, before }, compares, view }: { row: Row; compares: boolean; view: View }) {
  const score = step && isDrawn(step) ? step.score : undefined
  const count = step?.score.count ?? 0
  return (
    <tr>
      <th scope="row">{step && (step.isPart ? words.trend.partOf(step.label) : step.label)}</th>
      <td>{step && textOf(step)}</td>
      <td>
        {score && score.lower !== null && score.upper !== null
          ? range(score.lower, score.upper, score.unit)
          : ''}
      </td>
      <td>
        {step && count > 0 ? (
          <a href={view.answersHref({ period: null, ...step.days })}>{number(count)}</a>
        ) : (
          step && number(0)
        )}
      </td>
      {compares && (
        <td>
          {before && (
            <>
              <span class="faint">{before.isPart ? words.trend.partOf(before.label) : before.label}</span>{' '}
              {textOf(before)}
            </>
          )}
        </td>
      )}
    </tr>
  )
}

function textOf({ score }: Step): string {
  if (score.state !== 'hidden' && score.value !== null) return figure(score.value, score.unit)
  return score.count > 0 ? words.breakdown.hidden : ''
}

const exported = [
  {
    fields: {
      from: ({ days }: Step) => days.from,
      to: ({ days }: Step) => days.to,
      score: ({ score }: Step) => score.value,
      lower: ({ score }: Step) => score.lower,
      upper: ({ score }: Step) => score.upper,
      answers: ({ score }: Step) => score.count
    }
  }
]

type Told = Pick<ScoresView['rows'][number], 'key' | 'score' | 'part'>

function stepOf({ key, score, part }: Told, grain: Grain, period: Period): Step {
  return {
    key,
    days: daysOfStep(key, grain, period),
    label: nameOf(key, grain),
    score,
    isPart: part === true
  }
}

function nameOf(step: string, grain: Grain): string {
  return grain === 'month' ? month(step) : grain === 'week' ? day(step) : dayOfMonth(step)
}
