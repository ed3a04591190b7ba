import { useEffect, useState } from 'preact/hooks'
import { csvOf } from '../csv'
import { number } from '../format'
import { words } from '../words'
import { Section } from './states'
import type { Result } from './invite-upload'

const refusedShown = 50
/** Named as in the API, for programs that read them. */
const columns = ['line', 'externalId', 'customer', 'state', 'reason', 'url']

/** What became of a list: how many by outcome and reason, the lines that were not accepted, and the links, which nobody can read later. */
export function InviteResults({ results }: { results: readonly Result[] }) {
  const texts = words.invitations.list
  const counts = new Map<string, number>()
  for (const { came } of results) {
    const name = outcomeOf(came)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const refused = results.filter(({ came }) => 'problem' in came)
  const [href, setHref] = useState<string>()
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([csvOf(columns, rowsOf(results))], { type: 'text/csv' }))
    setHref(url)
    return () => URL.revokeObjectURL(url)
  }, [results])
  return (
    <Section title={texts.doneTitle}>
      <ul class="keys" role="status">{[...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => <li key={name}><span>{name}</span><strong>{number(count)}</strong></li>)}</ul>
      {refused.length > 0 && (
        <ul class="refused-lines">
          {refused.slice(0, refusedShown).map(({ invited: { line }, came }) => <li key={line} class="refused">{'problem' in came && texts.refusedLine(line, came.problem.message)}</li>)}
        </ul>
      )}
      <p class="form-end">{href !== undefined && <a class="button main" href={href} download="invitations.csv">{texts.download}</a>}<span class="faint small">{texts.once}</span></p>
    </Section>
  )
}

function outcomeOf(came: Result['came']): string {
  const texts = words.invitations.list
  if ('problem' in came) return texts.outcomes.refused
  const { state, reason } = came.invitation
  return reason === undefined ? texts.outcomes[state] : `${texts.outcomes[state]}: ${words.reasons[reason] ?? reason}`
}

function rowsOf(results: readonly Result[]): string[][] {
  return results.map(({ invited: { line, input }, came }) => {
    const who = [String(line), input.externalId ?? '', input.customer ?? '']
    if ('problem' in came) return [...who, 'refused', came.problem.message, '']
    const { state, reason = '', url } = came.invitation
    return [...who, state, reason, state === 'created' || state === 'sent' ? url : '']
  })
}
