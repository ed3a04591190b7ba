import type { AccountEventView } from '../../server/contract/accounts'
import { instant } from '../app/format'
import { Section } from '../ui/loading'
import { words } from '../words'
import { hereZone } from './here'

export function Happened({ events }: { events: readonly AccountEventView[] }) {
  const texts = words.profile
  return (
    <Section title={texts.eventsTitle}>
      {events.length === 0 ? (
        <p class="faint">{texts.noEvents}</p>
      ) : (
        <ul class="keys">
          {events.map(({ id, kind, detail: { by }, at }) => (
            <li key={id}>
              <span>
                <strong>{texts.events[kind]}</strong>
                {by !== undefined && (
                  <>
                    {' '}
                    <span class="faint">{texts.ways[by] ?? by}</span>
                  </>
                )}
              </span>
              <time class="faint" dateTime={at}>
                {instant(at, hereZone)}
              </time>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
