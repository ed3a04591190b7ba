import { useState } from 'preact/hooks'
import type { TopicsView } from '../../../server/contract/figures-topics'
import { hrefWith } from '../../app/address'
import { labelOf } from '../../app/filters'
import { difference, number, share } from '../../app/format'
import { mayManage } from '../../app/roles'
import { ChangeMark, VerdictIcon } from '../../ui/change'
import { Section } from '../../ui/loading'
import { ShowAll } from '../../ui/show-all'
import { words } from '../../words'
import { DifferencesChart } from '../differences'
import { scoreText, signedText } from '../estimate'
import { Exports } from '../exports'
import type { Column } from '../figures-table'
import { FiguresTable } from '../figures-table'
import { scoreColumn } from '../score-columns'
import type { View } from '../view'
import type { TopicRow } from './topic-sayings'
import { chance } from './topic-sayings'

const shortMax = 12
const verdicts = { low: 'worse', high: 'better', none: 'not-clear' } as const

/** Every topic against the rest, drawn and as numbers. */
export function AllTopics({ view, topics }: { view: View; topics: TopicsView }) {
  const [all, setAll] = useState(false)
  const texts = words.figures.topics
  const { rows, untagged } = topics
  const nameOf = ({ key, label }: TopicRow) => labelOf('topic', key, label)
  const columns = columnsOf(view, topics, nameOf)
  const bars = rows.slice(0, all ? rows.length : shortMax).flatMap((row) => {
    const { value, lower, upper } = row.difference
    return !isComparable(row) || value === null || lower === null || upper === null
      ? []
      : [{ label: nameOf(row), value, lower, upper, flag: row.flag }]
  })
  return (
    <Section
      title={texts.table}
      aside={
        <>
          {mayManage(view.role) && (
            <a href={`/sites/${view.site.id}/tags`} class="quiet-link">
              {texts.administer}
            </a>
          )}
          <Exports name={texts.table} view={view} columns={columns} rows={rows} />
        </>
      }
    >
      {bars.length > 0 && (
        <>
          <DifferencesChart label={texts.chart} bars={bars} />
          <p class="faint small">{texts.legend}</p>
        </>
      )}
      <FiguresTable
        name={texts.table}
        columns={columns}
        rows={all ? rows : rows.slice(0, shortMax)}
        keyOf={({ key }) => key}
        classOf={({ score }) => score.state}
      />
      <ShowAll count={rows.length} {...{ shortMax, all, setAll }} />
      <p class="note faint small">
        {texts.impactMeans}
        {untagged.count > 0 && ` ${texts.untagged(untagged.count)}`}
      </p>
    </Section>
  )
}

/** Whether a topic and the rest both have answers enough to be shown, and so has what is made of them. */
function isComparable({ score, rest }: TopicRow): boolean {
  return score.state !== 'hidden' && rest.state !== 'hidden'
}

function signedOf(row: TopicRow) {
  const { value, lower, upper } = row.difference
  return !isComparable(row) || value === null || lower === null || upper === null
    ? undefined
    : signedText({ value, lower, upper })
}

function columnsOf(
  view: View,
  { previousPeriod }: TopicsView,
  nameOf: (row: TopicRow) => string
): Column<TopicRow>[] {
  const texts = words.figures.topics
  return [
    {
      name: texts.topic,
      text: (row) => <bdi>{nameOf(row)}</bdi>,
      href: ({ key }) => hrefWith(view.query, { topic: key }),
      fields: { topic: ({ key }) => key, label: ({ label }) => label }
    },
    scoreColumn(words.figures.score),
    { name: texts.rest, text: ({ rest }) => scoreText(rest), fields: { rest: ({ rest }) => rest.value } },
    {
      name: words.figures.difference,
      text: (row) => signedOf(row)?.value ?? '',
      more: (row) => signedOf(row)?.interval ?? '',
      fields: {
        difference: (row) => row.difference.value,
        differenceLower: (row) => row.difference.lower,
        differenceUpper: (row) => row.difference.upper,
        p: ({ p }) => p,
        q: ({ q }) => q
      }
    },
    {
      name: texts.verdict,
      text: ({ flag, score, rest, answersNeeded }) => {
        const isNear = flag === 'none' && answersNeeded === undefined
        const isHidden = score.state === 'hidden' || (rest.state === 'hidden' && rest.count > 0)
        const said = isHidden
          ? words.figures.few
          : rest.count === 0
            ? texts.noRest
            : isNear
              ? texts.nearRest
              : texts.flag[flag]
        return (
          <span class={`change ${verdicts[flag]}`}>
            <VerdictIcon verdict={verdicts[flag]} />
            {said}
          </span>
        )
      },
      more: ({ answersNeeded, q, flag }) =>
        answersNeeded !== undefined
          ? texts.needed(answersNeeded)
          : flag !== 'none' && q !== null && texts.q(chance(q)),
      fields: { flag: ({ flag }) => flag, answersNeeded: ({ answersNeeded }) => answersNeeded }
    },
    {
      name: texts.impact,
      text: (row) => (isComparable(row) ? difference(row.impact, 'signed') : ''),
      fields: { impact: ({ impact }) => impact, lost: ({ lost }) => lost }
    },
    {
      name: words.figures.answers,
      text: ({ score }) => number(score.count),
      more: (row) => words.breakdown.share(share(row.share)),
      href: ({ key }) => view.answersHref({ topic: key }),
      means: (row) => words.figures.read(nameOf(row), row.score.count),
      fields: { answers: ({ score }) => score.count }
    },
    ...(previousPeriod
      ? [
          {
            name: words.figures.change,
            text: ({ score, previous, change }: TopicRow) => (
              <ChangeMark score={score} previous={previous} change={change} />
            ),
            fields: {
              previous: ({ previous }: TopicRow) => previous?.value,
              change: ({ change }: TopicRow) => change?.value
            }
          }
        ]
      : [])
  ]
}
