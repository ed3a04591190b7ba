import type { ScoresView } from '../../../server/contract/figures'
import type { SurveyView } from '../../../server/contract/surveys'
import { labelOf } from '../../app/filters'
import { number, share } from '../../app/format'
import { Section } from '../../ui/loading'
import { language, words } from '../../words'
import { Exports } from '../exports'
import type { Column } from '../figures-table'
import { FiguresTable } from '../figures-table'
import { scoreColumn } from '../score-columns'
import type { View } from '../view'

type Row = ScoresView['rows'][number]

/**
 * How often each reason was chosen, the most frequent first. A survey may offer reasons after a low rating
 * alone, so their scores say little and stand last.
 */
export function ReasonsTable({ view, scores }: { view: View; scores: ScoresView }) {
  const texts = words.said.reasons
  const chosen = scores.rows.filter(({ key, score }) => key !== '' && score.count > 0)
  const all = chosen.reduce((sum, { score }) => sum + score.count, 0)
  const shareOf = ({ score }: Row) => score.count / all
  const rows = chosen.toSorted((a, b) => b.score.count - a.score.count)
  const columns: Column<Row>[] = [
    {
      name: words.dimensions.reason.one,
      text: ({ key, label }) => <bdi>{reasonName(view.survey, key, label)}</bdi>,
      fields: { reason: ({ key }) => key, label: ({ label }) => label }
    },
    {
      name: texts.share,
      text: (row) => (
        <span class="driver">
          <span class="driver-track" aria-hidden="true">
            <span style={{ inlineSize: `${100 * shareOf(row)}%` }} />
          </span>
          {share(shareOf(row))}
        </span>
      ),
      fields: { share: shareOf }
    },
    {
      name: words.figures.answers,
      text: ({ score }) => number(score.count),
      href: ({ key }) => view.answersHref({ reason: key }),
      means: ({ key, label, score }) => words.figures.read(reasonName(view.survey, key, label), score.count),
      fields: { answers: ({ score }) => score.count }
    },
    scoreColumn(words.figures.score)
  ]
  return (
    <Section
      title={texts.title}
      aside={<Exports name={texts.title} view={view} columns={columns} rows={rows} />}
    >
      <p class="saying">{texts.chosen(all, scores.total.count)}</p>
      <FiguresTable name={texts.title} columns={columns} rows={rows} keyOf={({ key }) => key} />
    </Section>
  )
}

/** What the survey calls a reason in the reader's language, where it has words in it. */
export function reasonName({ parts }: SurveyView, key: string, label: string): string {
  const { low = [], high = [] } = parts.reasons ?? {}
  const found = [...low, ...high].find((reason) => reason.key === key)
  return found?.label[language.tag] ?? labelOf('reason', key, label)
}
