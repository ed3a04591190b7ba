import type { AnswerView } from '../../server/contract/answers'
import type { SiteView } from '../../server/contract/sites'
import { hrefWith } from '../app/address'
import { duration, instant, number } from '../app/format'
import { Fact, Facts } from '../ui/facts'
import { Section } from '../ui/loading'
import { words } from '../words'
import { Claimed } from './standing'

/** The conversation that was rated: how long the customer waited, and where it can be read. */
export function AnswerConversation({ view, site, list }: { view: AnswerView; site: SiteView; list: string }) {
  const { companion, conversation, conversationUrl } = view
  const texts = words.manage.answer
  const others = hrefWith(new URLSearchParams(), { conversation, period: '12m', state: 'all' }, list)
  return (
    <Section
      title={texts.conversation}
      aside={
        <a class="quiet-link" href={others}>
          {texts.others}
        </a>
      }
    >
      <p class="conversation-name">
        <span>
          <bdi>{conversation}</bdi>
          <Claimed response={view} name="conversation" />
        </span>
        {conversationUrl !== null && (
          <a class="button small" href={conversationUrl} target="_blank" rel="noreferrer">
            {texts.openConversation}
          </a>
        )}
      </p>
      {companion === null ? (
        <p class="faint">{texts.nothingKnown}</p>
      ) : (
        <Facts>
          <Fact name={texts.opened}>
            {companion.openedAt === null ? texts.unknown : instant(companion.openedAt, site.timeZone)}
          </Fact>
          <Fact name={texts.firstResponse}>{between(companion.openedAt, companion.firstResponseAt)}</Fact>
          <Fact name={texts.resolved}>{between(companion.openedAt, companion.resolvedAt)}</Fact>
          <Fact name={texts.handle}>{known(companion.handleSeconds)}</Fact>
          {companion.holdSeconds !== null && <Fact name={texts.hold}>{known(companion.holdSeconds)}</Fact>}
          {companion.contacts !== null && <Fact name={texts.contacts}>{number(companion.contacts)}</Fact>}
          {companion.resolvedOnFirstContact !== null && (
            <Fact name={texts.firstContact}>{companion.resolvedOnFirstContact ? texts.yes : texts.no}</Fact>
          )}
        </Facts>
      )}
    </Section>
  )
}

/** A clock that went backwards tells no duration. */
function between(from: string | null, to: string | null): string {
  const seconds = from === null || to === null ? null : (Date.parse(to) - Date.parse(from)) / 1000
  return known(seconds === null || seconds < 0 ? null : seconds)
}

function known(seconds: number | null): string {
  return seconds === null ? words.manage.answer.unknown : duration(seconds)
}
