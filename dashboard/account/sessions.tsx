import type { SessionView } from '../../server/contract/accounts'
import { ask } from '../app/api'
import { instant } from '../app/format'
import { refresh } from '../app/resource'
import { Section } from '../ui/loading'
import { words } from '../words'
import { browserOf, hereZone } from './here'

export function Sessions({ sessions }: { sessions: readonly SessionView[] }) {
  const texts = words.profile
  const end = async (id: string) => {
    // one that is gone is what was wanted
    await ask(`/v1/me/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' }).catch(() => undefined)
    refresh()
  }
  return (
    <Section title={texts.sessionsTitle}>
      <ul class="keys">
        {sessions.map(({ id, isCurrent, network, browser, createdAt }) => {
          const name = nameOf(browser)
          return (
            <li key={id}>
              <span>
                <strong>
                  <bdi>{name}</bdi>
                </strong>
                {isCurrent && (
                  <>
                    {' '}
                    <span class="badge">{texts.here}</span>
                  </>
                )}{' '}
                <span class="faint">
                  {texts.since(instant(createdAt, hereZone))}
                  {network !== null && (
                    <>
                      {' '}
                      · <bdi>{texts.from(network)}</bdi>
                    </>
                  )}
                </span>
              </span>
              {!isCurrent && (
                <button type="button" class="plain" aria-label={texts.endOf(name)} onClick={() => end(id)}>
                  {texts.end}
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function nameOf(userAgent: string | null): string {
  const named = browserOf(userAgent ?? '')
  if (!named) return words.profile.unknownBrowser
  return named.system === undefined ? named.browser : words.profile.browserOn(named.browser, named.system)
}
