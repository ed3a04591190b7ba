import type { ScoresView } from '../../../server/contract/figures'
import type { Facet } from '../../../server/contract/terms'
import type { PageProps } from '../../app/page'
import { comparisonOf } from '../../app/period'
import { useResource } from '../../app/resource'
import { mayManage } from '../../app/roles'
import { Bones, Loaded, Section } from '../../ui/loading'
import { words } from '../../words'
import { Breakdown } from '../breakdown'
import { FiguresPage } from '../figures-page'
import { NoAnswers } from '../no-answers'
import type { View } from '../view'
import { ReasonsTable } from './reasons-table'

/** What a survey may ask beside its rating, in the order in which a manager asks. */
const asked = ['reason', 'solved', 'person', 'contact'] as const satisfies readonly Facet[]
type Asked = (typeof asked)[number]

/** What customers said beside their rating, each with the score of those who said so. */
export function Reasons({ params, query }: PageProps) {
  return (
    <FiguresPage
      params={params}
      query={query}
      tab="reasons"
      title={words.frame.reasons}
      lead={words.said.lead}
    >
      {(view) => <Figures view={view} />}
    </FiguresPage>
  )
}

function Figures({ view }: { view: View }) {
  const whole = useResource<ScoresView>(pathOf(view, 'commented'))
  return (
    <Loaded of={whole} skeleton={<Bones widths={Array<number>(8).fill(100)} class="bone row tall" />}>
      {(scores) =>
        scores.total.count === 0 ? (
          <NoAnswers siteId={view.site.id} role={view.role} query={view.query} />
        ) : (
          <>
            <NothingAsked view={view} />
            {asked.map((facet) => (
              <By key={facet} facet={facet} view={view} />
            ))}
            <Section title={words.dimensions.commented.many}>
              <Breakdown dimension="commented" scores={scores} view={view} />
            </Section>
          </>
        )
      }
    </Loaded>
  )
}

function pathOf(view: View, by: Facet): string {
  return view.figurePath('scores', { by, compare: comparisonOf(view.query, view.period) })
}

function NothingAsked({ view }: { view: View }) {
  const { reasons, solved, person, contact } = view.survey.parts
  if (reasons || solved || person || contact) return null
  return (
    <p class="note">
      {words.said.nothingAsked}{' '}
      {mayManage(view.role) && <a href={view.pageHref('edit')}>{words.said.edit}</a>}
    </p>
  )
}

function By({ facet, view }: { facet: Asked; view: View }) {
  const scores = useResource<ScoresView>(pathOf(view, facet))
  const isSaid =
    scores.at === 'ready' && scores.value.rows.some(({ key, score }) => key !== '' && score.count > 0)
  if (!isAskedIn(view, facet) && !isSaid) return null
  if (facet === 'reason' && isSaid) return <ReasonsTable view={view} scores={scores.value} />
  return (
    <Section title={words.dimensions[facet].many}>
      <Loaded of={scores} skeleton={<Bones widths={Array<number>(4).fill(100)} class="bone row tall" />}>
        {(value) =>
          isSaid ? (
            <Breakdown dimension={facet} scores={value} view={view} />
          ) : (
            <p class="faint">{words.said.nothing}</p>
          )
        }
      </Loaded>
    </Section>
  )
}

function isAskedIn({ survey: { parts } }: View, facet: Asked): boolean {
  return Boolean(facet === 'reason' ? parts.reasons : parts[facet])
}
