import { again, frequency, notAfterDismissal, optedOut, quietPeriod } from './asking-rules/customer'
import type { CustomerFacts } from './asking-rules/customer'
import { firstRefusal } from './asking-rules/rule'
import type { Refused } from './asking-rules/rule'
import { checkSignature, publicChannels } from './answering'
import { channelOf } from './channel-names'
import type { EligibilityInput, EligibilityView } from './contract/eligibility'
import type { InvitationInput } from './contract/invitations'
import type { Database, Handle } from './db/database'
import { reading } from './db/database'
import { optOutsOf } from './opt-outs'
import { problem } from './problem'
import type { Published } from './publication'
import { askingOf, invitingOf } from './surveys'
import { touchesOf } from './touches'
import type { Customer } from './touches'

/** With these a page could look up somebody else than the customer it signs for. */
const forKeys = ['address', 'delivery'] as const

const pageRules = [optedOut, again, notAfterDismissal, quietPeriod]
const invitationRules = [optedOut, quietPeriod, frequency]

/** Throws where a page is none of the site's, or nobody vouches for the customer that it asks about. */
export function admitPage(input: EligibilityInput, { site, origins }: Published, origin: string | undefined) {
  if (origin === undefined || !origins.includes(origin)) throw problem('origin-not-allowed', origin ?? 'an unknown origin')
  const foreign = forKeys.find((field) => input[field] !== undefined)
  if (foreign) throw problem('key-needed', foreign, foreign)
  if (!publicChannels.has(channelOf(input.channel ?? 'web'))) throw problem('key-needed', 'channel', 'channel')
  if (!input.customer) throw problem('invalid', '“customer” is missing; say who is to be asked.', 'customer')
  checkSignature({ customer: input.customer, signature: input.signature ?? '' }, site)
}

/** Why a page is not to ask this customer, if so: what it cannot know itself, because it happened on another device or channel. */
export async function whyNotOnPage(database: Database, { customer }: EligibilityInput, published: Published, now: number): Promise<Refused | undefined> {
  const facts = await reading(database, (handle) => customerFacts(handle, database, published, { customer }, now))
  return firstRefusal(pageRules, facts, askingOf(published.row))
}

/** Why an invitation is not to be sent, if so. Yields what it reads, so that it sees what was written before it in the same transaction. */
export function* whyNot(handle: Handle, database: Database, input: InvitationInput, published: Published, now: number) {
  const facts = yield* customerFacts(handle, database, published, input, now)
  return firstRefusal(invitationRules, facts, { ...askingOf(published.row), ...invitingOf(published.row) })
}

export function eligibilityView(refused: Refused | undefined): EligibilityView {
  if (!refused) return { eligible: true }
  const { rule, until } = refused
  return { eligible: false, rule, ...(until === undefined ? {} : { until: new Date(until).toISOString() }) }
}

function* customerFacts(handle: Handle, database: Database, { row, site }: Published, somebody: Customer, now: number) {
  const optOuts = yield* optOutsOf(handle, database, site, somebody)
  const touches = yield* touchesOf(handle, database, site.id, somebody)
  const facts: CustomerFacts = { now, surveyId: row.id, touches, optedOut: optOuts.length > 0 }
  return facts
}
