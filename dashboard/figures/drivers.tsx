import type { DriversView } from '../../server/contract/figures-more'
import { figure, number, share } from '../app/format'
import { useResource } from '../app/resource'
import { Pending, Section } from '../ui/loading'
import { words } from '../words'
import { Exports } from './exports'
import type { Column } from './figures-table'
import { FiguresTable } from './figures-table'
import { chance } from './topics/topic-sayings'
import type { View } from './view'

type Driver = NonNullable<DriversView['drivers']>['rows'][number]

/**
 * Which of the further questions that are rated move the rating of the whole. Nothing where none is asked.
 */
export function Drivers({ view }: { view: View }) {
  const found = useResource<DriversView>(view.figurePath('drivers'))
  if (found.at === 'loading') return <Pending>{null}</Pending>
  if (found.at === 'failed' || !found.value.drivers) return null
  const { count, explained, p, rows } = found.value.drivers
  const texts = words.figures.drivers
  const columns: Column<Driver>[] = [
    {
      name: texts.question,
      text: ({ key }) => <bdi>{words.manage.answer.given[key] ?? key}</bdi>,
      fields: { question: ({ key }) => key }
    },
    {
      name: texts.share,
      text: (driver) => (
        <span class="driver">
          <span class="driver-track" aria-hidden="true">
            <span style={{ inlineSize: `${100 * driver.share}%` }} />
          </span>
          {share(driver.share)}
        </span>
      ),
      fields: { share: (driver) => driver.share, correlation: ({ correlation }) => correlation }
    },
    {
      name: texts.mean,
      text: ({ mean, most }) =>
        most === null ? figure(mean, 'mean') : texts.of(figure(mean, 'mean'), number(most)),
      fields: { mean: ({ mean }) => mean, most: ({ most }) => most }
    }
  ]
  return (
    <Section
      title={texts.title}
      aside={<Exports name={texts.title} view={view} columns={columns} rows={rows} />}
    >
      <p class="saying">
        {p > 0.05
          ? texts.notClear(number(count), chance(p))
          : texts.explained(share(explained), number(count))}
      </p>
      <FiguresTable name={texts.title} columns={columns} rows={rows} keyOf={({ key }) => key} />
      <p class="note faint small">{texts.means}</p>
    </Section>
  )
}
