import type { EligibilityInput, EligibilityView } from '../contract/eligibility'
import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import { reading } from '../db/database'
import { optOutsOf } from '../opt-outs/opt-outs'
import { claimsOf, publicChannels } from '../responses/accept'
import type { Claims } from '../responses/claims'
import { allowsOrigin } from '../sites/origins'
import type { Published } from '../surveys/publication'
import { askingOf } from '../surveys/view'
import { channelOf } from '../tags/channel-names'
import { touchesOf } from './contacts'
import { again, notAfterDismissal, notOptedOut, quietPeriod } from './rules/customer'
import type { Refused } from './rules/rule'
import { firstRefusal } from './rules/rule'

/** With these a page could look up somebody else than the customer it signs for. */
const forKeys = ['address', 'delivery'] as const

const rules = [notOptedOut, again, notAfterDismissal, quietPeriod]

/** Throws where a page is none of the site's, or nobody vouches for the customer that it asks about. */
export function admitPage(
  input: EligibilityInput,
  { site, origins }: Published,
  origin: string | undefined,
  sent: Claims = input
) {
  if (!allowsOrigin(origins, origin)) throw problem('origin-not-allowed', origin ?? 'an unknown origin')
  const foreign = forKeys.find((field) => input[field] !== undefined)
  if (foreign) throw problem('key-needed', foreign, foreign)
  if (!publicChannels.has(channelOf(input.channel ?? 'web')))
    throw problem('key-needed', 'channel', 'channel')
  if (!input.customer) throw problem('invalid', '“customer” is missing; say who is to be asked.', 'customer')
  const { covered } = claimsOf({ ...input, signature: input.signature ?? '' }, sent, site)
  if (!covered.includes('customer')) throw problem('signature-wrong', '', 'signature')
}

/**
 * Why a page is not to ask this customer, if so: what it cannot know itself, because it happened on another
 * device or channel.
 */
export async function whyNotOnPage(
  database: Database,
  { customer }: EligibilityInput,
  published: Published,
  now: number
): Promise<Refused | undefined> {
  const { row, site } = published
  const facts = await reading(database, function* (handle) {
    const optOuts = yield* optOutsOf(handle, database, site, { customer })
    const touches = yield* touchesOf(handle, database, site.id, { customer })
    return { now, surveyId: row.id, touches, optedOut: optOuts.length > 0 }
  })
  return firstRefusal(rules, facts, askingOf(row))
}

export function eligibilityViewOf(refused: Refused | undefined): EligibilityView {
  if (!refused) return { eligible: true }
  const { rule, until } = refused
  return { eligible: false, rule, ...(until === undefined ? {} : { until: new Date(until).toISOString() }) }
}
