import type { Caller } from '../access/permissions'
import { isTrusted } from '../access/permissions'
import { attributesIn, attributesText, declaredOf } from '../attributes/declared'
import { checkedAttributes, fittingAttributes } from '../attributes/values'
import { problem } from '../contract/problem'
import { checkedSteps } from '../contract/rating-steps'
import type { ResponseInput } from '../contract/responses'
import type { Signable } from '../contract/terms'
import { signable } from '../contract/terms'
import type { SiteRow } from '../db/rows'
import { hashOf } from '../secrets/ids'
import { allowsOrigin } from '../sites/origins'
import type { Published } from '../surveys/publication'
import { channelOf } from '../tags/channel-names'
import { localeOf } from '../text/locale'
import { dayIn } from '../time/days'
import type { Answer } from './answer'
import type { Claims } from './claims'
import { coveredBy, nameOfClaims, pick } from './claims'
import { noSecret } from './edit'

const hourMs = 3_600_000
/** What a page may say about itself; every other channel is vouched for by a key. */
export const publicChannels: ReadonlySet<string> = new Set(['web', 'in_app'])
/**
 * Names of answers by a link, of ratings that a helpdesk took and of imported rows: a page that sends one
 * would take the place of the customer.
 */
export const ourIds = /^(inv_|imp_|rated:)/

/** What is known of a response beside its input: see acceptAnswer. */
export type Sent = { origin?: string | undefined; sent?: Claims | undefined; now: number }

/**
 * Checks what was sent against the survey it answers and who sent it, and makes of it the answer to keep.
 * Throws the problem to tell the client. `origin` is what the browser said; programs with a key need none.
 * `sent` is what was claimed, as it came over the wire: a signature speaks of that.
 */
export function acceptAnswer(
  input: ResponseInput,
  published: Published,
  caller: Caller,
  { origin, sent = input, now }: Sent
): Answer {
  const { row: survey, meaning, site, origins } = published
  const trusted = isTrusted(caller, site.id)
  if (!trusted) {
    if (caller.kind === 'key') throw problem('scope-missing', 'responses:write')
    if (!allowsOrigin(origins, origin)) throw problem('origin-not-allowed', origin ?? 'an unknown origin')
    refuseUnvouched(input)
  }
  if (survey.state !== 'live') throw problem('survey-not-live', survey.id)
  const rating = checkedSteps(input.rating, meaning)
  const attributes = trusted
    ? checkedAttributes(site, input.attributes)
    : attributesText(fittingAttributes(site, input.attributes))
  const { covered, kept } = claimsOf(
    { ...input, attributes: attributes === null ? undefined : attributesIn(attributes) },
    sent,
    site
  )
  const answeredAt = input.answeredAt === undefined ? now : Date.parse(input.answeredAt)
  return {
    surveyId: survey.id,
    siteId: site.id,
    version: meaning.version,
    id: input.id,
    rating,
    comment: input.comment ?? null,
    answers: input.answers ?? {},
    tags: {
      channel: input.channel ?? (trusted ? 'api' : 'web'),
      topics: input.topics ?? [],
      agent: input.agent ?? '',
      team: input.team ?? '',
      locale: localeOf(input.locale ?? ''),
      surface: input.surface ?? (trusted ? 'api' : 'widget'),
      handler: input.handledBy ?? '',
      bot: input.bot ?? ''
    },
    ...(declaredOf(site).length > 0 && { attributes }),
    customer: input.customer || null,
    conversation: input.conversation || null,
    delivery: input.delivery ?? null,
    pageUrl: input.pageUrl ?? null,
    invitationId: null,
    state: 'counted',
    stateReason: null,
    answeredAt,
    answeredOn: dayIn(site.timeZone, answeredAt),
    editWindowMs: survey.editWindowHours * hourMs,
    ...(trusted
      ? { ...ofProgram, actor: caller.kind === 'key' ? `key:${caller.id}` : 'key' }
      : ofPage(input, site, kept, covered))
  }
}

/** What a key, an import or a helpdesk sends: all of it is vouched for. */
export const ofProgram = {
  sender: 'program',
  standing: 'vouched',
  claimed: null,
  secretHash: null,
  signedAs: null
} as const

/**
 * What a page sends: a signature vouches for it where it covers whose answer it is, or to which
 * conversation.
 */
function ofPage({ id, secret }: ResponseInput, site: SiteRow, kept: Claims, covered: readonly Signable[]) {
  const isVouched = covered.includes('customer') || covered.includes('conversation')
  const claimed = signable.filter((name) => kept[name] !== undefined && !covered.includes(name))
  return {
    sender: 'page',
    actor: 'page',
    standing: isVouched ? 'vouched' : 'unverified',
    claimed: claimed.join(',') || null,
    secretHash: secretHashOf(id, secret),
    signedAs: isVouched && !covered.includes('conversation') ? nameOfClaims(site.secret, kept, covered) : null
  } as const
}

/** The hash of what a page needs to change the answer with this id later. */
export function secretHashOf(id: string, secret: string | undefined): string {
  return secret === undefined ? noSecret : hashOf(`${id} ${secret}`)
}

function refuseUnvouched(input: ResponseInput) {
  if (ourIds.test(input.id)) throw problem('invalid', '“id” begins like one of ours; a UUID is best.', 'id')
  if (input.answeredAt !== undefined) throw problem('key-needed', 'answeredAt', 'answeredAt')
  if (input.delivery !== undefined) throw problem('key-needed', 'delivery', 'delivery')
  if (input.channel !== undefined && !publicChannels.has(channelOf(input.channel)))
    throw problem('key-needed', 'channel', 'channel')
  // Which bots there are only a key says, so that pages bring no names.
  if (input.bot !== undefined) throw problem('key-needed', 'bot', 'bot')
  if (input.surface !== undefined && input.surface !== 'widget')
    throw problem('key-needed', 'surface', 'surface')
}

/**
 * What is claimed, as it is kept, and what of it a signature covers. Throws `signature-wrong` for one that
 * covers nothing that was sent.
 */
export function claimsOf(
  input: Claims & { signature?: string | undefined },
  sent: Claims,
  site: SiteRow
): { kept: Claims; covered: readonly Signable[] } {
  const kept = pick((name) => input[name] || undefined)
  const covered = input.signature === undefined ? [] : coveredBy(input.signature, site.secret, sent, kept)
  if (!covered) throw problem('signature-wrong', '', 'signature')
  return { kept, covered }
}
