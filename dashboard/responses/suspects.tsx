import { useState } from 'preact/hooks'
import type { ReviewView, SuspectsView } from '../../server/contract/reviews'
import type { SiteView } from '../../server/contract/sites'
import { ask, Refusal } from '../app/api'
import { day as dayText, instant } from '../app/format'
import { refresh, useResource } from '../app/resource'
import { sentenceOf } from '../ui/loading'
import { words } from '../words'

type Group = SuspectsView['rows'][number]
type Which = { day: string; reason?: string; network?: string; rating?: number }
type Deciding = { decide(which: Which, state: 'counted' | 'excluded'): void; busy: boolean }

/**
 * What waits for a look, with one decision for all of a day and reason, or of one network or rating. The
 * last decision can be undone.
 */
export function Suspects({ survey, site, isOpen }: { survey: string; site: SiteView; isOpen: boolean }) {
  const found = useResource<SuspectsView>(`/v1/suspects?survey=${survey}`)
  const [last, setLast] = useState<ReviewView | undefined>()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState('')
  const texts = words.manage.suspects
  const rows = found.at === 'ready' ? found.value.rows : []
  if (rows.length === 0 && !last) return null

  const during = async (work: () => Promise<ReviewView | undefined>) => {
    setBusy(true)
    setRefused('')
    try {
      setLast(await work())
      refresh()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setRefused(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  const decide: Deciding['decide'] = (which, state) =>
    void during(() =>
      ask<ReviewView>('/v1/reviews', {
        method: 'POST',
        body: { survey, state, why: texts.why[state], ...which }
      })
    )
  const undo = ({ id }: ReviewView) =>
    during(async () => void (await ask(`/v1/reviews/${id}/undo?survey=${survey}`, { method: 'POST' })))

  return (
    <details class="suspects" open={isOpen}>
      <summary>
        {rows.length === 0 ? texts.none : texts.title(rows.reduce((sum, { answers }) => sum + answers, 0))}
      </summary>
      <p class="faint">{texts.lead}</p>
      {last && (
        <p role="status" class="suspects-done">
          {texts.done(last.answers)}{' '}
          <button type="button" class="button small" disabled={busy} onClick={() => void undo(last)}>
            {texts.undo}
          </button>
        </p>
      )}
      {refused && (
        <p class="refused" role="alert">
          {refused}
        </p>
      )}
      <ul>
        {rows.map((group) => (
          <Waiting key={`${group.day} ${group.reason}`} {...{ group, site, decide, busy }} />
        ))}
      </ul>
    </details>
  )
}

function Waiting({ group, site, decide, busy }: Deciding & { group: Group; site: SiteView }) {
  const texts = words.manage.suspects
  const { day, reason, answers, first, last, ratings, networks, largest } = group
  const which = { day, ...(reason !== null && { reason }) }
  const name = texts.line(answers, dayText(day))
  return (
    <li>
      <div class="suspects-what">
        <strong>{name}</strong>
        {reason !== null && <span>{texts.reasons[reason] ?? reason}</span>}
        <span class="faint small">
          {texts.between(instant(first, site.timeZone), instant(last, site.timeZone))}
        </span>
        <span class="faint small">
          {networks > 0 && `${texts.from(networks)} · `}
          {ratingsText(ratings)}
        </span>
      </div>
      <Decision {...{ which, name, decide, busy }} />
      {networks > 1 && (
        <details>
          <summary>{texts.byNetwork}</summary>
          <ul>
            {largest.map((one) => (
              <li key={one.network}>
                <span class="suspects-what">
                  <code dir="ltr">{one.network.slice(0, 8)}</code>{' '}
                  <span class="faint small">{ratingsText(one.ratings)}</span>
                </span>
                <Decision
                  which={{ ...which, network: one.network }}
                  name={one.network.slice(0, 8)}
                  {...{ decide, busy }}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
      {ratings.length > 1 && (
        <details>
          <summary>{texts.byRating}</summary>
          <ul>
            {ratings.map((one) => (
              <li key={one.rating}>
                <span class="suspects-what">{texts.rated(one.rating, one.answers)}</span>
                <Decision
                  which={{ ...which, rating: one.rating }}
                  name={texts.rated(one.rating, one.answers)}
                  {...{ decide, busy }}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

function Decision({ which, name, decide, busy }: Deciding & { which: Which; name: string }) {
  const texts = words.manage.suspects
  return (
    <span class="suspects-decision">
      <button
        type="button"
        class="button small"
        disabled={busy}
        aria-label={`${texts.restore}: ${name}`}
        onClick={() => decide(which, 'counted')}
      >
        {texts.restore}
      </button>
      <button
        type="button"
        class="button small"
        disabled={busy}
        aria-label={`${texts.leaveOut}: ${name}`}
        onClick={() => decide(which, 'excluded')}
      >
        {texts.leaveOut}
      </button>
    </span>
  )
}

function ratingsText(ratings: Group['ratings']): string {
  return ratings
    .map(({ rating, answers }) => words.manage.suspects.rated(rating, answers))
    .join(words.manage.suspects.comma)
}
