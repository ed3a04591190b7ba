import type { ChannelsView } from '../../../server/contract/figures-channels'
import type { PageProps } from '../../app/page'
import { useResource } from '../../app/resource'
import { Bones, Loaded } from '../../ui/loading'
import { words } from '../../words'
import { ClaimedNote } from '../claimed-note'
import { FiguresPage } from '../figures-page'
import { NoAnswers } from '../no-answers'
import type { View } from '../view'
import { ChannelPair } from './channel-pair'
import { ChannelPairs } from './channel-pairs'
import { ChannelService } from './channel-service'
import { AllChannels } from './channels-table'

/**
 * Whether customers are happier by message or by phone, and how much of that is the channel rather than
 * what it is asked about.
 */
export function Channels({ params, query }: PageProps) {
  const { title, lead } = words.figures.channels
  return (
    <FiguresPage params={params} query={query} tab="channels" title={title} lead={lead} compares>
      {(view) => <Figures view={view} />}
    </FiguresPage>
  )
}

function Figures({ view }: { view: View }) {
  const channels = useResource<ChannelsView>(view.figurePath('channels', view.compared))
  return (
    <Loaded of={channels} skeleton={<Bones widths={[60, 100, 100, 100, 100, 100]} class="bone row tall" />}>
      {(value) =>
        value.rows.some(({ key }) => key !== '') ? (
          <>
            <ChannelPair view={view} channels={value} />
            <AllChannels view={view} channels={value} />
            <ClaimedNote site={view.site} role={view.role} part={value.claimedShare} />
            <ChannelService view={view} channels={value} />
            {value.pairs.length > 1 && <ChannelPairs view={view} channels={value} />}
          </>
        ) : (
          <NoAnswers
            siteId={view.site.id}
            role={view.role}
            query={view.query}
            untold={{ count: value.total.count, text: words.figures.channels.none }}
          />
        )
      }
    </Loaded>
  )
}
