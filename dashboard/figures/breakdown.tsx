import { useState } from 'preact/hooks'
import type { Score, ScoresView } from '../../server/contract/figures'
import { hrefWith } from '../app/address'
import type { FilterDimension } from '../app/filters'
import { dimensionName, labelOf } from '../app/filters'
import { difference, figure, number, range, share } from '../app/format'
import type { Column, Row } from '../app/order'
import { columnsOfPeople, orderBy, orderOf } from '../app/order'
import { ChangeMark } from '../ui/change'
import type { Axis } from '../ui/interval'
import { axisOf, IntervalBar, limitsOf } from '../ui/interval'
import { ShowAll } from '../ui/show-all'
import { words } from '../words'
import { claimedText } from './claimed-note'
import { Exports } from './exports'
import type { View } from './view'

const shortMax = 8

type Props = { dimension: FilterDimension; scores: ScoresView; view: View }

/**
 * Scores side by side by one dimension, on one axis, worst first unless asked otherwise; teams are never
 * put in that order.
 */
export function Breakdown({ dimension, scores, view }: Props) {
  const { query } = view
  const [all, setAll] = useState(false)
  const ofPeople = dimension === 'agent' || dimension === 'team'
  const order = orderOf(query, ofPeople)
  const rows = orderBy(scores.rows, order, scores.direction)
  const axis = axisOf(
    rows.map(({ score }) => score),
    limitsOf(scores.total.unit, scores.scale)
  )
  const shown = all ? rows : rows.slice(0, shortMax)
  const { one, many } = dimensionName(dimension, view.site)
  const columns: readonly { column: Column; name: string }[] = [
    { column: 'label', name: one },
    { column: 'score', name: words.breakdown.score },
    { column: 'count', name: words.breakdown.count },
    { column: 'change', name: words.breakdown.change }
  ]
  return (
    <>
      <table class="breakdown" role="table">
        <caption class="unseen">{words.breakdown.caption(many)}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ column, name }) => {
              const sorted = order.column === column
              const descending = sorted ? order.descending : undefined
              return (
                <th
                  key={column}
                  scope="col"
                  role="columnheader"
                  class={`column-${column}`}
                  aria-sort={descending === undefined ? 'none' : descending ? 'descending' : 'ascending'}
                >
                  {ofPeople && !columnsOfPeople.includes(column) ? (
                    name
                  ) : (
                    <a
                      class="sort"
                      href={hrefWith(query, { sort: sorted && !order.descending ? `-${column}` : column })}
                      aria-label={words.breakdown.sortBy(name)}
                    >
                      {name}
                      <span aria-hidden="true">
                        {descending === undefined ? '' : descending ? ' ↓' : ' ↑'}
                      </span>
                    </a>
                  )}
                  {column === 'score' && <Ends axis={axis} unit={scores.total.unit} />}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {shown.map((row) => (
            <BreakdownRow
              key={row.key}
              dimension={dimension}
              row={row}
              axis={axis}
              whole={scores.total}
              query={query}
              href={view.answersHref({ [dimension]: row.key })}
            />
          ))}
        </tbody>
      </table>
      <div class="table-end">
        <ShowAll count={rows.length} {...{ shortMax, all, setAll }} />
        <Exports name={many} view={view} columns={ofPeople ? exportedOfPeople : exported} rows={rows} />
      </div>
    </>
  )
}

const exported = [
  {
    fields: {
      key: ({ key }: Row) => key,
      label: ({ label }: Row) => label,
      score: ({ score }: Row) => score.value,
      lower: ({ score }: Row) => score.lower,
      upper: ({ score }: Row) => score.upper,
      answers: ({ score }: Row) => score.count,
      previous: ({ previous }: Row) => previous?.value,
      change: ({ change }: Row) => change?.value
    }
  }
]

/** Only people are claimed by pages. */
const exportedOfPeople = [...exported, { fields: { claimedShare: ({ claimedShare }: Row) => claimedShare } }]

function BreakdownRow({
  dimension,
  row,
  axis,
  whole,
  query,
  href
}: {
  dimension: FilterDimension
  row: Row
  axis: Axis
  whole: Score
  query: URLSearchParams
  href: string
}) {
  const { key, score } = row
  const label = labelOf(dimension, key, row.label)
  const narrowed = query.getAll(dimension).includes(key)
  return (
    <tr role="row" class={score.state}>
      <th scope="row" role="rowheader" class="column-label">
        {narrowed ? (
          <bdi class="faint">{label}</bdi>
        ) : (
          <a
            href={hrefWith(query, { [dimension]: [...query.getAll(dimension), key] })}
            title={words.breakdown.narrow(label)}
          >
            <bdi>{label}</bdi>
          </a>
        )}
        {row.claimedShare ? <span class="claimed faint small">{claimedText(row.claimedShare)}</span> : null}
      </th>
      <td role="cell" class="column-score">
        <div class="score-cell">
          <ScoreWords score={score} />
          <IntervalBar score={score} axis={axis} whole={whole.state === 'hidden' ? null : whole.value} />
        </div>
      </td>
      <td role="cell" class="column-count">
        {score.count === 0 ? (
          <span>{number(0)}</span>
        ) : (
          <a href={href} aria-label={words.breakdown.open(label, score.count)}>
            {number(score.count)}
          </a>
        )}
        <span class="faint">{words.breakdown.share(share(row.share))}</span>
      </td>
      <td role="cell" class="column-change">
        <ChangeMark score={score} previous={row.previous} change={row.change} />
      </td>
    </tr>
  )
}

function ScoreWords({ score: { value, lower, upper, unit, state } }: { score: Score }) {
  if (state === 'hidden' || value === null)
    return <span class="score-words faint">{words.breakdown.hidden}</span>
  const known = lower !== null && upper !== null && lower < upper
  return (
    <span class="score-words">
      <strong>{figure(value, unit)}</strong>
      {known && (
        <span class="faint">
          {state === 'early'
            ? words.breakdown.early(difference((upper - lower) / 2, 'size'))
            : range(lower, upper, unit)}
        </span>
      )}
    </span>
  )
}

function Ends({ axis, unit }: { axis: Axis; unit: Score['unit'] }) {
  return (
    <span class="ends" aria-hidden="true">
      <span>{figure(axis.from, unit)}</span>
      <span>{figure(axis.to, unit)}</span>
    </span>
  )
}
