import { useEffect, useState } from 'preact/hooks'
import type { UploadedLine, UploadReport } from '../../server/contract/invitation-upload'
import { csvOf } from '../app/csv'
import { number } from '../app/format'
import { Section } from '../ui/loading'
import { words } from '../words/setting-up'

const refusedShown = 50
/** Named as in the API, for programs that read them. */
const columns = ['line', 'customer', 'state', 'reason', 'url']

/**
 * What became of a list: how many by outcome and reason, the lines that were not accepted, and the links,
 * which nobody can read later.
 */
export function InviteResults({ report: { results } }: { report: UploadReport }) {
  const texts = words.invitations.list
  const counts = new Map<string, number>()
  for (const line of results) {
    const name = line.state === 'rejected' ? texts.outcomes.rejected : outcomeOf(line)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const refused = results.filter(({ state }) => state === 'rejected')
  const [href, setHref] = useState<string>()
  useEffect(() => {
    const rows = results.map(({ line, customer, state, reason, url }) => [
      line,
      customer,
      state,
      reason,
      state === 'created' || state === 'sent' ? url : ''
    ])
    const url = URL.createObjectURL(new Blob([csvOf(columns, rows)], { type: 'text/csv' }))
    setHref(url)
    return () => URL.revokeObjectURL(url)
  }, [results])
  return (
    <Section title={texts.doneTitle}>
      <ul class="keys" role="status">
        {[...counts]
          .sort(([, a], [, b]) => b - a)
          .map(([name, count]) => (
            <li key={name}>
              <span>{name}</span>
              <strong>{number(count)}</strong>
            </li>
          ))}
      </ul>
      {refused.length > 0 && (
        <ul class="refused-lines">
          {refused.slice(0, refusedShown).map(({ line, reason = '' }) => (
            <li key={line} class="refused">
              {texts.refusedLine(line, reason)}
            </li>
          ))}
        </ul>
      )}
      <p class="form-end">
        {href !== undefined && (
          <a class="button main" href={href} download="invitations.csv">
            {texts.download}
          </a>
        )}
        <span class="faint small">{texts.once}</span>
      </p>
    </Section>
  )
}

/** What became, or would become, of one line, with the reason. */
export function outcomeOf({ state, reason }: Pick<UploadedLine, 'state' | 'reason'>): string {
  const outcome = words.invitations.list.outcomes[state]
  return reason === undefined ? outcome : `${outcome}: ${words.reasons[reason] ?? reason}`
}
