import { useState } from 'preact/hooks'
import type { MatrixView } from '../../../server/contract/figures'
import type { Dimension } from '../../../server/contract/terms'
import { dimensionName, labelOf } from '../../app/filters'
import { number } from '../../app/format'
import { ChangeMark, VerdictIcon } from '../../ui/change'
import { Section } from '../../ui/loading'
import { words } from '../../words'
import { claimedText } from '../claimed-note'
import { intervalText, scoreText, signedText } from '../estimate'
import { Exports } from '../exports'
import type { View } from '../view'

type Cell = MatrixView['cells'][number]
type Verdict = 'low' | 'high' | 'none' | 'hidden'
type Props = {
  view: View
  matrix: MatrixView
  of: { rows: Dimension; columns: Dimension }
  name: string
}

const rowsShort = 16
const columnsShort = 10
const signs = { low: 'worse', high: 'better' } as const

/**
 * Two dimensions at once. The shade of a cell is what may be said of it, never its raw value; the same is
 * said by a sign.
 */
export function HeatMap({ view, matrix, of, name }: Props) {
  const [all, setAll] = useState(false)
  const texts = words.figures.map
  const rows = all ? matrix.rows : matrix.rows.slice(0, rowsShort)
  const columns = all ? matrix.columns : matrix.columns.slice(0, columnsShort)
  const cells = new Map(matrix.cells.map((cell) => [JSON.stringify([cell.row, cell.column]), cell]))
  const isShort = matrix.rows.length > rowsShort || matrix.columns.length > columnsShort
  return (
    <Section title={name} aside={<Exports name={name} view={view} columns={exported} rows={matrix.cells} />}>
      <ul class="legend" aria-label={texts.legend}>
        {(['low', 'high', 'none', 'hidden'] as const).map((verdict) => (
          <li key={verdict}>
            <span class={`swatch ${verdict}`}>
              <Sign verdict={verdict} />
            </span>
            {texts.verdicts[verdict]}
          </li>
        ))}
      </ul>
      <div class="scroll" tabIndex={0} role="group" aria-label={name}>
        <table class="heat">
          <caption class="unseen">{name}</caption>
          <thead>
            <tr>
              <th scope="col">{dimensionName(of.rows, view.site).one}</th>
              {columns.map(({ key, label }) => (
                <th key={key} scope="col">
                  <bdi>{labelOf(of.columns, key, label)}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <bdi>{labelOf(of.rows, row.key, row.label)}</bdi>
                </th>
                {columns.map((column) => {
                  const cell = cells.get(JSON.stringify([row.key, column.key]))
                  return cell ? (
                    <HeatCell
                      key={column.key}
                      cell={cell}
                      href={view.answersHref({ [of.rows]: row.key, [of.columns]: column.key })}
                    />
                  ) : (
                    <td key={column.key} class="none-given">
                      <span class="unseen">{texts.noAnswers}</span>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isShort && (
        <button type="button" class="plain" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? words.breakdown.fewer : texts.all(matrix.rows.length, matrix.columns.length)}
        </button>
      )}
      <p class="note faint small">{texts.means(texts.others[othersOf(of, matrix.against)])}</p>
    </Section>
  )
}

/** What each cell of a map is compared with. */
function othersOf({ rows, columns }: Props['of'], against: MatrixView['against']) {
  if (rows === 'agent') return columns === 'topic' ? 'colleaguesOnTopic' : 'colleaguesInChannel'
  return against === 'row' ? 'channels' : 'topics'
}

function HeatCell({
  cell: {
    score,
    claimedShare,
    flag,
    difference: { value, lower, upper },
    answersNeeded,
    previous,
    change
  },
  href
}: {
  cell: Cell
  href: string
}) {
  const texts = words.figures.map
  const verdict: Verdict = score.state === 'hidden' ? 'hidden' : flag
  const estimate =
    value !== null && lower !== null && upper !== null && verdict !== 'hidden'
      ? signedText({ value, lower, upper })
      : undefined
  const title = [
    texts.verdicts[verdict],
    estimate && texts.fromOthers(estimate.value, estimate.interval),
    answersNeeded !== undefined && words.figures.topics.needed(answersNeeded),
    claimedText(claimedShare)
  ]
  return (
    <td class={verdict} title={title.filter(Boolean).join(' · ')}>
      <a href={href}>
        <span class="heat-score">
          <Sign verdict={verdict} />
          {scoreText(score)}
        </span>
        {verdict !== 'hidden' && <span class="more">{intervalText(score)}</span>}
        <span class="more">{texts.count(number(score.count))}</span>
        {claimedShare ? <span class="more">{claimedText(claimedShare)}</span> : null}
        {previous && verdict !== 'hidden' && (
          <span class="more">
            <ChangeMark score={score} previous={previous} change={change} />
          </span>
        )}
        <span class="unseen">{texts.verdicts[verdict]}</span>
      </a>
    </td>
  )
}

function Sign({ verdict }: { verdict: Verdict }) {
  return verdict === 'low' || verdict === 'high' ? <VerdictIcon verdict={signs[verdict]} /> : null
}

const exported = [
  {
    fields: {
      row: ({ row }: Cell) => row,
      column: ({ column }: Cell) => column,
      score: ({ score }: Cell) => score.value,
      lower: ({ score }: Cell) => score.lower,
      upper: ({ score }: Cell) => score.upper,
      answers: ({ score }: Cell) => score.count,
      difference: (cell: Cell) => cell.difference.value,
      q: ({ q }: Cell) => q,
      flag: ({ flag }: Cell) => flag,
      previous: ({ previous }: Cell) => previous?.value,
      change: ({ change }: Cell) => change?.value,
      claimedShare: ({ claimedShare }: Cell) => claimedShare
    }
  }
]
