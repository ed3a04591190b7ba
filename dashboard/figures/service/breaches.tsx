import type { BreachesView } from '../../../server/contract/figures-kpis'
import { hrefWith, navigate } from '../../app/address'
import { labelOf } from '../../app/filters'
import { duration, instant } from '../../app/format'
import { useResource } from '../../app/resource'
import { Bones, Loaded, Section } from '../../ui/loading'
import { Pages } from '../../ui/pagination'
import { words } from '../../words'
import type { Column } from '../figures-table'
import { FiguresTable } from '../figures-table'
import type { View } from '../view'

const goals = ['first-response', 'resolution'] as const
const clocks = ['open', 'whole'] as const
type Breach = BreachesView['rows'][number]

/** The conversations behind the targets that were missed, by the goal and the clock that the reader chose. */
export function Breaches({ view, hasOpeningHours }: { view: View; hasOpeningHours: boolean }) {
  const goal = goals.find((one) => one === view.query.get('goal')) ?? 'first-response'
  const clock = hasOpeningHours ? (clocks.find((one) => one === view.query.get('clock')) ?? 'open') : 'whole'
  const path = view.figurePath('kpis/breaches', { goal, clock, limit: '20' })
  const breaches = useResource<BreachesView>(path)
  const texts = words.figures.service.breaches
  const choose = (name: 'goal' | 'clock', usual: string) => {
    return ({ currentTarget: { value } }: { currentTarget: HTMLSelectElement }) =>
      navigate(hrefWith(view.query, { [name]: value === usual ? null : value }), 'replace')
  }
  return (
    <Section title={texts.title}>
      <p class="choices">
        <label class="check">
          {texts.goal}
          <select class="small-select" value={goal} onChange={choose('goal', 'first-response')}>
            {goals.map((one) => (
              <option key={one} value={one}>
                {texts.goals[one]}
              </option>
            ))}
          </select>
        </label>
        {hasOpeningHours && (
          <label class="check">
            {texts.clock}
            <select class="small-select" value={clock} onChange={choose('clock', 'open')}>
              {clocks.map((one) => (
                <option key={one} value={one}>
                  {texts.clocks[one]}
                </option>
              ))}
            </select>
          </label>
        )}
      </p>
      <Loaded of={breaches} skeleton={<Bones widths={[100, 100, 100]} class="bone row" />}>
        {(value) =>
          value.total === 0 ? (
            <p class="faint">{texts.none}</p>
          ) : (
            <>
              <p>{texts.total(value.total)}</p>
              <Pages<Breach> key={path} path={path} first={value}>
                {(rows) => (
                  <FiguresTable
                    name={texts.title}
                    columns={columnsOf(view, hasOpeningHours)}
                    rows={rows}
                    keyOf={({ id }) => id}
                  />
                )}
              </Pages>
            </>
          )
        }
      </Loaded>
    </Section>
  )
}

function columnsOf(view: View, hasOpeningHours: boolean): Column<Breach>[] {
  const texts = words.figures.service.breaches
  return [
    {
      name: texts.conversation,
      text: ({ id }) => <bdi>{id}</bdi>,
      href: ({ url }) => url ?? undefined,
      more: ({ openedAt }) => instant(openedAt, view.site.timeZone)
    },
    {
      name: words.dimensions.channel.one,
      text: ({ channel }) => labelOf('channel', channel),
      more: ({ topics }) => <bdi>{topics.map((topic) => labelOf('topic', topic)).join(', ')}</bdi>
    },
    {
      name: words.dimensions.agent.one,
      text: ({ agent }) => <bdi>{labelOf('agent', agent)}</bdi>,
      more: ({ team }) => <bdi>{team}</bdi>
    },
    { name: texts.took, text: ({ seconds }) => duration(seconds) },
    ...(hasOpeningHours
      ? [{ name: texts.open, text: ({ openSeconds }: Breach) => duration(openSeconds) }]
      : []),
    { name: texts.target, text: ({ targetSeconds }) => duration(targetSeconds) }
  ]
}
