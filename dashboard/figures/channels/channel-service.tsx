import type { ChannelsView } from '../../../server/contract/figures-channels'
import type { KpisView } from '../../../server/contract/figures-kpis'
import { useResource } from '../../app/resource'
import { Bones, Loaded, Section } from '../../ui/loading'
import { words } from '../../words'
import { Exports } from '../exports'
import { FiguresTable } from '../figures-table'
import { kpiColumns, rowsOf, total } from '../service/service-columns'
import type { View } from '../view'

/** What customers got by each channel beside what they said of it. */
export function ChannelService({ view, channels }: { view: View; channels: ChannelsView }) {
  const kpis = useResource<KpisView>(view.figurePath('kpis', { by: 'channel' }))
  const texts = words.figures.channels
  const columns = kpiColumns(view, (key) =>
    key === total ? channels.total : channels.rows.find((row) => row.key === key)?.score
  )
  return (
    <Section
      title={texts.service}
      aside={
        <>
          <a class="quiet-link" href={view.pageHref('service')}>
            {texts.serviceMore}
          </a>
          {kpis.at === 'ready' && (
            <Exports name={texts.service} view={view} columns={columns} rows={rowsOf(kpis.value)} />
          )}
        </>
      }
    >
      <Loaded of={kpis} skeleton={<Bones widths={Array<number>(6).fill(100)} class="bone row tall" />}>
        {(value) =>
          value.total.conversations === 0 ? (
            <p class="faint">{words.figures.service.none}</p>
          ) : (
            <FiguresTable
              name={texts.service}
              columns={columns}
              rows={rowsOf(value)}
              keyOf={({ key }) => key}
              classOf={({ key }) => (key === total ? 'whole' : '')}
            />
          )
        }
      </Loaded>
    </Section>
  )
}
