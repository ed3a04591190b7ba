import type { ResponseView } from '../../server/contract/responses'
import type { Signable } from '../../server/contract/terms'
import { words } from '../words'

/** Whether somebody vouches for an answer, in a word; what that means is told by `StandingFact`. */
export function StandingBadge({ response: { standing } }: { response: ResponseView }) {
  return standing === 'unverified' ? (
    <span class="badge" title={words.standing.means[standing]}>
      {words.standing.short[standing]}
    </span>
  ) : null
}

/** The same in a sentence. */
export function StandingWords({ response: { standing } }: { response: ResponseView }) {
  return (
    <>
      <strong>{words.standing.short[standing]}.</strong> {words.standing.means[standing]}
    </>
  )
}

/** Stands beside what a page says of people without a signature. */
export function Claimed({ response: { claimed }, name }: { response: ResponseView; name: Signable }) {
  return claimed.includes(name) ? (
    <span class="claimed faint" title={words.standing.claimedMeans}>
      {' '}
      ({words.standing.claimed})
    </span>
  ) : null
}

/**
 * Why an answer is not counted: for what Hearback decides the reader's own words, for what people wrote
 * theirs.
 */
export function reasonText(reason: string | null): string {
  return reason === null
    ? ''
    : (words.standing.reasons[reason] ?? words.manage.suspects.reasons[reason] ?? reason)
}
