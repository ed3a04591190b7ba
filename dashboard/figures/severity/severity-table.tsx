import { useState } from 'preact/hooks'
import type { SeverityView } from '../../../server/contract/figures-severity'
import { difference, number, range, share } from '../../app/format'
import { mayManage } from '../../app/roles'
import { Section } from '../../ui/loading'
import { ShowAll } from '../../ui/show-all'
import { words } from '../../words'
import { signedText } from '../estimate'
import { Exports } from '../exports'
import type { Column } from '../figures-table'
import { FiguresTable } from '../figures-table'
import type { View } from '../view'
import type { Problem } from './problem'
import { problemName } from './problem'

type Percentage = Problem['low']

const shortMax = 12

/** Every topic and reason, that which costs the most satisfied customers first. */
export function Problems({ view, severity }: { view: View; severity: SeverityView }) {
  const [all, setAll] = useState(false)
  const texts = words.severity
  const { rows, leftOut = 0 } = severity
  const places = new Map(rows.map((row, index) => [row, index + 1]))
  const columns = columnsOf(view, severity, (row) => places.get(row) ?? 0)
  return (
    <Section
      title={texts.table}
      aside={<Exports name={texts.table} view={view} columns={columns} rows={rows} />}
    >
      <FiguresTable
        name={texts.table}
        columns={columns}
        rows={all ? rows : rows.slice(0, shortMax)}
        keyOf={({ nature, key }) => `${nature} ${key}`}
        classOf={({ score }) => score.state}
      />
      <ShowAll count={rows.length} {...{ shortMax, all, setAll }} />
      <p class="note faint small">
        {texts.means}
        {leftOut > 0 && ` ${texts.leftOut(leftOut)}`}
      </p>
    </Section>
  )
}

function columnsOf(
  view: View,
  { total: { unit } }: SeverityView,
  placeOf: (row: Problem) => number
): Column<Problem>[] {
  const texts = words.severity
  const nameOf = (row: Problem) => problemName(view.survey, row)
  return [
    {
      name: texts.problem,
      text: (row) => (
        <>
          {number(placeOf(row))}. <bdi>{nameOf(row)}</bdi>
        </>
      ),
      more: (row) => (
        <>
          {words.dimensions[row.nature].one}
          {mayManage(view.role) && row.nature === 'topic' && (
            <>
              {' · '}
              <a
                href={view.pageHref('plans/new', { topic: row.key, ...view.period })}
                aria-label={words.plans.makeFor(nameOf(row))}
              >
                {words.plans.make}
              </a>
            </>
          )}
        </>
      ),
      fields: { nature: ({ nature }) => nature, key: ({ key }) => key, label: ({ label }) => label }
    },
    {
      name: texts.lost[unit],
      text: ({ lost }) => (lost ? difference(lost.value, 'signed') : words.figures.few),
      more: ({ lost }) =>
        lost && lost.lower !== null && lost.upper !== null
          ? signedText({ value: lost.value, lower: lost.lower, upper: lost.upper }).interval
          : undefined,
      fields: {
        lost: ({ lost }) => lost?.value,
        lostLower: ({ lost }) => lost?.lower,
        lostUpper: ({ lost }) => lost?.upper
      }
    },
    {
      name: texts.often,
      text: ({ score }) => number(score.count),
      more: (row) => words.breakdown.share(percent(row.share)),
      href: (row) => view.answersHref({ [row.nature]: row.key }),
      means: (row) => words.figures.read(nameOf(row), row.score.count),
      fields: { share: (row) => row.share.value, answers: ({ score }) => score.count }
    },
    shareColumn(texts.bad, 'unsatisfied', ({ low, score }) => (score.state === 'hidden' ? null : low)),
    shareColumn(texts.unsolved, 'unsolved', ({ unsolved }) => unsolved),
    shareColumn(texts.cameBack, 'cameBack', ({ cameBack }) => cameBack),
    {
      name: texts.contactable,
      text: ({ contactable }) => (contactable ? number(contactable.part) : '–'),
      href: ({ nature, key, contactable }) =>
        contactable && contactable.part > 0 ? view.answersHref({ [nature]: key, contact: 'yes' }) : undefined,
      means: (row) => texts.contactableOf(nameOf(row), row.contactable?.part ?? 0),
      fields: { contactable: ({ contactable }) => contactable?.part }
    },
    {
      name: texts.since,
      text: ({ trend, before }) => (before ? texts.trends[trend] : texts.noBefore),
      more: ({ before, trend }) => before && trend !== 'new' && texts.was(percent(before)),
      fields: {
        trend: ({ trend }) => trend,
        shareBefore: ({ before }) => before?.value,
        q: ({ q }) => q
      }
    }
  ]
}

/** A share with its interval; a dash where nothing is known of it, since that is no nought. */
function shareColumn(name: string, field: string, of: (row: Problem) => Percentage | null): Column<Problem> {
  return {
    name,
    text: (row) => percent(of(row)),
    more(row) {
      const { lower, upper } = of(row) ?? {}
      return lower != null && upper != null ? range(lower, upper, 'percent') : undefined
    },
    fields: {
      [field]: (row) => of(row)?.value,
      [`${field}Lower`]: (row) => of(row)?.lower,
      [`${field}Upper`]: (row) => of(row)?.upper
    }
  }
}

function percent(of: Percentage | null): string {
  return of?.value == null ? '–' : share(of.value / 100)
}
