import type { SurveyScoresView } from '../../../server/contract/figures'
import type { MeView } from '../../../server/contract/people'
import { hrefWith } from '../../app/address'
import { number } from '../../app/format'
import type { PageProps } from '../../app/page'
import { lengthOf, periodOf, todayIn } from '../../app/period'
import { useResource } from '../../app/resource'
import { surveyPath } from '../../shell/frame'
import { Top } from '../../shell/top'
import { ChangeMark } from '../../ui/change'
import { Bones, Loaded, Section } from '../../ui/loading'
import { Title } from '../../ui/title'
import { words } from '../../words'
import { intervalText, scoreText } from '../estimate'
import { Exports } from '../exports'
import type { Column } from '../figures-table'
import { FiguresTable } from '../figures-table'
import { isLessBetter } from '../headline'
import { PeriodPicker } from '../period-picker'

type Row = SurveyScoresView['rows'][number]

/** Every survey of every site that the reader may see, and which of them needs attention. */
export function Surveys({ query }: PageProps) {
  // Each site counts days in its own zone; the reader's own say which ones are asked for.
  const today = todayIn(Intl.DateTimeFormat().resolvedOptions().timeZone)
  const period = periodOf(query, today)
  const me = useResource<MeView>('/v1/me')
  const asked = new URLSearchParams({ ...period, compare: 'previous' })
  const scores = useResource<SurveyScoresView>(`/v1/scores/surveys?${asked}`)
  const texts = words.surveys
  return (
    <>
      <Top me={me.at === 'ready' ? me.value : undefined} />
      <main id="main" tabIndex={-1}>
        <Title>{texts.title}</Title>
        <p class="lead">{texts.lead}</p>
        <div class="controls">
          <PeriodPicker query={query} today={today} />
        </div>
        <Loaded of={scores} skeleton={<Bones widths={[60, 100, 100, 100]} class="bone row tall" />}>
          {({ rows, leftOut }) =>
            rows.length === 0 ? (
              <p class="faint">{texts.none}</p>
            ) : (
              <Section
                title={texts.table(words.change.before(lengthOf(period)))}
                aside={
                  <Exports
                    name={texts.title}
                    view={{
                      ...{ survey: { name: texts.title }, period, query },
                      site: { name: words.product, attributes: [] }
                    }}
                    columns={columnsOf(query, rows)}
                    rows={rows}
                  />
                }
              >
                <FiguresTable
                  name={texts.title}
                  columns={columnsOf(query, rows)}
                  rows={rows}
                  keyOf={({ survey }) => survey.id}
                />
                {leftOut !== undefined && <p class="faint">{texts.leftOut(leftOut)}</p>}
              </Section>
            )
          }
        </Loaded>
      </main>
    </>
  )
}

function columnsOf(query: URLSearchParams, rows: readonly Row[]): Column<Row>[] {
  const texts = words.surveys
  const hasSites = new Set(rows.map(({ site }) => site.id)).size > 1
  return [
    {
      name: words.frame.survey,
      text: ({ survey }) => <bdi>{survey.name}</bdi>,
      more: ({ site }) => hasSites && <bdi>{site.name}</bdi>,
      href: ({ site, survey }) => hrefWith(query, {}, surveyPath(site.id, survey.id)),
      fields: {
        site: ({ site }) => site.name,
        survey: ({ survey }) => survey.name,
        metric: ({ metric }) => metric
      }
    },
    {
      name: words.figures.score,
      text: ({ total }) => scoreText(total),
      more: (row) => (
        <>
          {[words.builder.question.kinds[row.metric], intervalText(row.total)].filter(Boolean).join(' · ')}
          {isLessBetter(row) && ` · ${texts.lessIsBetter}`}
        </>
      ),
      fields: {
        score: ({ total }) => total.value,
        lower: ({ total }) => total.lower,
        upper: ({ total }) => total.upper
      }
    },
    {
      name: words.figures.change,
      text: ({ total, previous, change }) => <ChangeMark score={total} previous={previous} change={change} />,
      fields: {
        previous: ({ previous }) => previous?.value,
        change: ({ change }) => change?.value,
        verdict: ({ change }) => change?.verdict
      }
    },
    {
      name: words.figures.answers,
      text: ({ total }) => number(total.count),
      fields: { answers: ({ total }) => total.count }
    }
  ]
}
