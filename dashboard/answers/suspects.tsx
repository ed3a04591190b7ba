import { useState } from 'preact/hooks'
import { ask } from '../api'
import { day as dayText } from '../format'
import { refresh, useResource } from '../resource'
import { words } from '../words'
import type { ReviewView, SuspectsView } from '../../server/contract/reviews'

type Group = SuspectsView['rows'][number]
type Which = { day: string; reason?: string; network?: string }
type Decide = (which: Which, state: 'counted' | 'excluded') => Promise<void>

/** What waits for a look, with one decision for all of a day and reason, or of one network. The last decision can be undone. */
export function Suspects({ survey }: { survey: string }) {
  const found = useResource<SuspectsView>(`/v1/suspects?survey=${survey}`)
  const [last, setLast] = useState<ReviewView | undefined>()
  const [busy, setBusy] = useState(false)
  const texts = words.manage.suspects
  const rows = found.at === 'ready' ? found.value.rows : []
  if (rows.length === 0 && !last) return null

  const during = async (work: () => Promise<ReviewView | undefined>) => {
    setBusy(true)
    try {
      setLast(await work())
      refresh()
    } finally {
      setBusy(false)
    }
  }
  const decide: Decide = (which, state) => during(() => ask<ReviewView>('/v1/reviews', { method: 'POST', body: { survey, state, why: texts.why[state], ...which } }))
  const undo = ({ id }: ReviewView) => during(async () => void (await ask(`/v1/reviews/${id}/undo?survey=${survey}`, { method: 'POST' })))

  return (
    <details class="suspects">
      <summary>{texts.title(rows.reduce((sum, { answers }) => sum + answers, 0))}</summary>
      <p class="faint">{texts.lead}</p>
      {last && (
        <p role="status">
          {texts.done(last.answers)} <button class="button small" disabled={busy} onClick={() => void undo(last)}>{texts.undo}</button>
        </p>
      )}
      <ul>
        {rows.map((group) => <Waiting key={`${group.day} ${group.reason}`} {...{ group, decide, busy }} />)}
      </ul>
    </details>
  )
}

function Waiting({ group, decide, busy }: { group: Group; decide: Decide; busy: boolean }) {
  const texts = words.manage.suspects
  const { day, reason, answers, ratings, networks, largest } = group
  const which = { day, ...(reason !== null && { reason }) }
  return (
    <li>
      <strong>{texts.line(answers, dayText(day))}</strong>
      <span>{reason === null ? '' : (texts.reasons[reason] ?? reason)}</span>
      <span class="faint">{texts.from(networks)} · {ratingsText(ratings)}</span>
      <Decision {...{ which, decide, busy }} />
      {networks > 1 && (
        <details>
          <summary>{texts.byNetwork}</summary>
          <ul>
            {largest.map((one) => (
              <li key={one.network}>
                <span><code>{one.network.slice(0, 8)}</code> {ratingsText(one.ratings)}</span>
                <Decision which={{ ...which, network: one.network }} {...{ decide, busy }} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

function Decision({ which, decide, busy }: { which: Which; decide: Decide; busy: boolean }) {
  const texts = words.manage.suspects
  return (
    <span class="suspects-decision">
      <button class="button small" disabled={busy} onClick={() => void decide(which, 'counted')}>{texts.restore}</button>
      <button class="button small" disabled={busy} onClick={() => void decide(which, 'excluded')}>{texts.leaveOut}</button>
    </span>
  )
}

function ratingsText(ratings: Group['ratings']): string {
  return ratings.map(({ rating, answers }) => words.manage.suspects.rated(rating, answers)).join(', ')
}
