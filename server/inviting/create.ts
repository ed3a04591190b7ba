import { and, eq } from 'drizzle-orm'
import { nextHours, underRules } from '../asking/why-not'
import { checkedAttributes } from '../attributes/values'
import { plain, smsSize } from '../channels/sms-text'
import type { Config } from '../config'
import type { InvitationInput, MadeInvitation } from '../contract/invitations'
import { whoHandledBy } from '../contract/inviting'
import { problem } from '../contract/problem'
import type { UnsendableReason } from '../contract/unsendable'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { undone } from '../db/dry-run'
import type { DeliveryRow, InvitationRow } from '../db/rows'
import type { Vault } from '../db/vault'
import type { Carried } from '../delivery/deliveries'
import { carriers } from '../delivery/deliveries'
import { untouched } from '../invitations/invitation'
import { linkAgain } from '../invitations/link'
import type { Made } from '../invitations/made-by'
import { noteMade } from '../invitations/made-by'
import type { Job } from '../jobs/polling-job'
import { hashOf, linkToken, newId } from '../secrets/ids'
import type { Sealing } from '../secrets/sealing'
import { questionOf } from '../surveys/meaning'
import type { Published } from '../surveys/publication'
import { personKeyOf } from '../tags/names'
import { localeOf } from '../text/locale'
import { inLanguage } from '../text/wording'

const hourMs = 3_600_000

/**
 * Why nobody is asked, where whoever makes the invitations knows better than the rules. It is kept like a
 * rule's.
 */
export type Refusal =
  | { state: 'suppressed'; reason: 'rating-reopened' | 'conversation-reopened' }
  | { state: 'unsendable'; reason: UnsendableReason }
export type Inviting = { config: Config; sealing: Sealing; outbox: Job } & {
  now: number
  refusal?: Refusal
  dryRun?: boolean
  linksOnce?: boolean
  made?: Made
  known?: Set<string>
}

/**
 * Makes invitations to one survey, in one commit and in the order of `inputs`. Channel, topics, agent,
 * team, who handled it and attributes are frozen here: later reassignment changes nothing. What comes back is the only place where a
 * customer's link is shown. An input with an `externalId` that is known gives the invitation that there is;
 * with `linksOnce` that throws `link-private` for a customer's, which only a program needs that repeats
 * itself. With `dryRun` all of it is taken back in the end. `made` says who makes them, for the audit
 * trail; the ids of those that there were already are put into `known`.
 */
export async function createInvitations(
  database: Database,
  inputs: readonly InvitationInput[],
  published: Published,
  inviting: Inviting
): Promise<MadeInvitation[]> {
  const { addressed, carry } = await carriers(
    { database, ...inviting },
    published,
    inputs.map(({ delivery }) => delivery)
  )
  const asked = inputs
    .map(addressed)
    .map((input) => ({ input, row: rowOf(input, published, inviting, database.vault) }))
  const ruled = function* (handle: Handle, row: InvitationRow, input: InvitationInput) {
    const { refusal, now } = inviting
    return refusal
      ? { ...row, state: refusal.state, stateReason: refusal.reason }
      : yield* underRules(handle, database, row, { input, published, now })
  }
  const made = function* (handle: Handle) {
    const rows: InvitationRow[] = []
    const fresh: InvitationRow[] = []
    // One after the other, so that the rules see what was made before.
    for (const { input, row } of asked) {
      const known = yield* knownOf(handle, database, row)
      if (known) {
        if (inviting.linksOnce && !known.reusable) throw problem('link-private')
        rows.push(known)
        continue
      }
      const { invitation, deliveries } = reminding(input, carry(yield* ruled(handle, row, input)), published)
      const [inserted] = yield* database.insertRows(handle, {
        table: database.tables.invitation,
        rows: [invitation],
        onConflict: 'on conflict do nothing',
        returning: ['id']
      })
      if (inserted) {
        yield* database.insertRows(handle, {
          table: database.tables.delivery,
          rows: deliveries,
          onConflict: ''
        })
        fresh.push(invitation)
        rows.push(invitation)
        continue
      }
      // Somebody else made the same one in this moment.
      const theirs = (yield* knownOf(handle, database, row)) ?? invitation
      if (inviting.linksOnce && !theirs.reusable) throw problem('link-private')
      rows.push(theirs)
    }
    const freshIds = new Set(fresh.map(({ id }) => id))
    const known = rows.filter(({ id }) => !freshIds.has(id))
    for (const { id } of known) inviting.known?.add(id)
    if (inviting.made) yield* noteMade(handle, database, inviting.made, { fresh, known, now: inviting.now })
    return rows.map((row) => created(row, published, inviting))
  }
  if (inviting.dryRun) return undone(database, made)
  const views = await database.atomically(made)
  inviting.outbox.wake()
  return views
}

/** The invitation that has the same id of the maker's already. */
function* knownOf(
  handle: Handle,
  { tables: { invitation } }: Database,
  { surveyId, externalId }: InvitationRow
) {
  if (externalId === null) return undefined
  const [known] = yield* run(
    handle
      .select()
      .from(invitation)
      .where(and(eq(invitation.surveyId, surveyId), eq(invitation.externalId, externalId)))
  )
  return known
}

/** A reminder waits in the outbox from the beginning, and is called off there if somebody answers first. */
function reminding(
  { remindAfterHours }: InvitationInput,
  { invitation, delivery }: Carried,
  published: Published
): { invitation: InvitationRow; deliveries: DeliveryRow[] } {
  if (remindAfterHours === undefined || invitation.state !== 'created')
    return { invitation, deliveries: delivery ? [delivery] : [] }
  if (!delivery)
    throw problem(
      'invalid',
      '“remindAfterHours” needs a “delivery” that names a connector, which would send the reminder.',
      'remindAfterHours'
    )
  const remindAt = nextHours(invitation, published, delivery.dueAt + remindAfterHours * hourMs)
  return {
    invitation: { ...invitation, remindAt },
    deliveries: [delivery, { ...delivery, id: newId('dlv'), purpose: 'reminder', dueAt: remindAt }]
  }
}

function rowOf(
  input: InvitationInput,
  { row: survey, site }: Published,
  { config, now }: Inviting,
  vault: Vault
): InvitationRow {
  const id = newId('inv')
  return {
    ...untouched,
    id,
    siteId: site.id,
    surveyId: survey.id,
    tokenHash: hashOf(linkToken(config, id)),
    channel: input.channel ?? 'other',
    delivery: input.delivery ?? null,
    topics: JSON.stringify(input.topics ?? []),
    agent: personKeyOf(input.agent ?? ''),
    team: personKeyOf(input.team ?? ''),
    handledBy: handledIn(input),
    bot: personKeyOf(input.bot ?? ''),
    attributes: checkedAttributes(site, input.attributes),
    conversation: input.conversation ?? null,
    customer: input.customer || null,
    customerHash: vault.hash(site.id, input.customer),
    address: input.address || null,
    addressHash: vault.hash(site.id, input.address),
    locale: localeOf(input.locale ?? site.locale),
    timeZone: input.timeZone ?? null,
    state: 'created',
    reusable: input.reusable,
    uses: input.uses ?? null,
    name: input.name ?? null,
    place: input.place ?? null,
    externalId: input.externalId ?? null,
    test: input.test,
    createdAt: now,
    expiresAt: input.expiresAt === undefined ? null : Date.parse(input.expiresAt)
  }
}

/** What the facts for the rules of the survey say of it, which have words of their own, is enough. */
function handledIn({ handledBy, conversationFacts }: InvitationInput): InvitationRow['handledBy'] {
  const told = conversationFacts?.handledBy
  return handledBy ?? (told ? whoHandledBy[told] : '')
}

function created(row: InvitationRow, { meaning }: Published, { config }: Inviting): MadeInvitation {
  const url = linkAgain(row, config)
  const text = `${inLanguage(questionOf(meaning), row.locale)} ${url}`
  return {
    id: row.id,
    state: row.state,
    ...(row.stateReason === null ? {} : { reason: row.stateReason }),
    ...(row.suppressedUntil === null ? {} : { until: new Date(row.suppressedUntil).toISOString() }),
    ...(row.dueAt === null ? {} : { dueAt: new Date(row.dueAt).toISOString() }),
    url,
    smsSize: smsSize(plain(text)),
    texts: { ...Object.fromEntries(textChannels.map((channel) => [channel, text])), sms: plain(text) }
  }
}

const textChannels = [
  'sms',
  'whatsapp',
  'messenger',
  'instagram',
  'telegram',
  'line',
  'wechat',
  'viber',
  'x',
  'email'
] as const
