import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Caller } from './people/access'
import { isTrusted } from './people/access'
import { channelOf } from './channel-names'
import type { ResponseInput } from './contract/responses'
import { signable } from './contract/terms'
import { dayIn } from './days'
import { problem } from './problem'
import type { Published } from './publication'
import type { Answer } from './responses'
import type { SiteRow } from './sites'
import type { VersionRow } from './surveys'

const hourMs = 3_600_000
/** What a page may say about itself; every other channel is vouched for by a key. */
export const publicChannels: ReadonlySet<string> = new Set(['web', 'in_app'])
/** Names of answers by a link, and of ratings that a helpdesk took: a page that sends one would take the place of the customer. */
const ourIds = /^(inv_|rated:)/

/**
 * Checks what was sent against the survey it answers and who sent it, and makes of it the answer to keep. Throws the
 * problem to tell the client. `origin` is what the browser said; programs with a key need none.
 */
export function acceptAnswer(input: ResponseInput, published: Published, caller: Caller, origin: string | undefined, now: number): Answer {
  const { row: survey, meaning, site, origins } = published
  const trusted = isTrusted(caller, site.id)
  if (!trusted) {
    if (caller.kind === 'key') throw problem('scope-missing', 'responses:write')
    if (origin === undefined || !origins.includes(origin)) throw problem('origin-not-allowed', origin ?? 'an unknown origin')
    refuseUnvouched(input)
  }
  if (survey.state !== 'live') throw problem('survey-not-live', survey.id)
  checkRating(input.rating, meaning)
  checkSignature(input, site)
  const isSigned = input.signature !== undefined && Boolean(input.customer)
  const answeredAt = input.answeredAt === undefined ? now : Date.parse(input.answeredAt)
  return {
    surveyId: survey.id,
    siteId: site.id,
    version: meaning.version,
    id: input.id,
    rating: input.rating,
    comment: input.comment ?? null,
    answers: input.answers ?? {},
    tags: {
      channel: input.channel ?? (trusted ? 'api' : 'web'),
      topics: input.topics ?? [],
      agent: input.agent ?? '',
      team: input.team ?? '',
      locale: localeOf(input.locale ?? ''),
      surface: input.surface ?? (trusted ? 'api' : 'widget')
    },
    customer: input.customer ?? null,
    conversation: input.conversation ?? null,
    delivery: input.delivery ?? null,
    pageUrl: input.pageUrl ?? null,
    invitationId: null,
    state: 'counted',
    stateReason: null,
    answeredAt,
    answeredOn: dayIn(site.timeZone, answeredAt),
    editWindowMs: survey.editWindowHours * hourMs,
    vouched: trusted,
    standing: trusted || isSigned ? 'vouched' : 'unverified',
    claimed: trusted ? null : claimedIn(input, isSigned),
    secretHash: null,
    signedAs: null
  }
}

/** Throws `invalid` for a rating that is no point of the scale. */
export function checkRating(rating: number, { scaleMin, scaleMax }: VersionRow) {
  if (rating < scaleMin || rating > scaleMax) {
    throw problem('invalid', `“rating” is ${rating}; this survey's scale runs from ${scaleMin} to ${scaleMax}.`, 'rating')
  }
}

/** What a page says of people without anybody's word for it: a signature is one for the customer. */
function claimedIn(input: ResponseInput, isSigned: boolean): string | null {
  return signable.filter((name) => input[name] && !(isSigned && name === 'customer')).join(',') || null
}

/** `pt_br` and `pt-BR` are one language to us. */
export function localeOf(sent: string) {
  return sent.replaceAll('_', '-')
}

function refuseUnvouched(input: ResponseInput) {
  if (ourIds.test(input.id)) throw problem('invalid', '“id” begins like one of ours; a UUID is best.', 'id')
  if (input.answeredAt !== undefined) throw problem('key-needed', 'answeredAt', 'answeredAt')
  if (input.delivery !== undefined) throw problem('key-needed', 'delivery', 'delivery')
  if (input.channel !== undefined && !publicChannels.has(channelOf(input.channel))) throw problem('key-needed', 'channel', 'channel')
  if (input.surface !== undefined && input.surface !== 'widget') throw problem('key-needed', 'surface', 'surface')
}

/** A signature, where one is sent, must be hex HMAC-SHA256(site secret, customer). Throws `signature-wrong`. */
export function checkSignature({ customer, signature }: { customer?: string | undefined; signature?: string | undefined }, site: SiteRow) {
  if (signature === undefined) return
  const expected = createHmac('sha256', site.secret).update(customer ?? '').digest()
  const given = Buffer.from(signature, 'hex')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw problem('signature-wrong', '', 'signature')
}
