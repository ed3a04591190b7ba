import { and, eq, inArray, isNull, like, or, sql } from 'drizzle-orm'
import type { Caller } from '../access/permissions'
import { withoutFreeText } from '../attributes/declared'
import { recordAudit } from '../audit/log'
import { forgetId } from '../columns/changes'
import type { Config } from '../config'
import type { Erased } from '../contract/customers'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { SiteRow } from '../db/rows'
import { optOutsOf } from '../opt-outs/opt-outs'
import { newToken } from '../secrets/ids'
import type { Sealing } from '../secrets/sealing'
import { siteById } from '../sites/sites'
import { emptyHistory } from './history'
import type { Person, Sought } from './person'
import { channelsOf, findPerson, lotsOf } from './person'
import { knownReasons, withoutWords } from './words'

type Erasing = { database: Database; sealing: Sealing; config: Config } & { now: () => number }

type Emptying = { site: SiteRow; conversations: ReadonlyMap<string, string>; now: number }

/** A name that leads to nobody and belongs to nothing else, so that what was together stays together. */
const opaque = () => `erased:${newToken()}`

/** What erasing a customer would empty; nothing is changed. */
export async function whatErasingTakes(services: Erasing, sought: Sought): Promise<Erased> {
  const { database, sealing, config } = services
  const connectors = await channelsOf(database, sealing, sought.siteId)
  return database.atomically(function* (handle) {
    const person = yield* findPerson(handle, database, sought, { connectors, ring: config })
    return yield* countsOf(handle, database, person)
  })
}

/**
 * Empties all that a site has of one customer: words, attributes of free text, names, addresses, pages, messages and what vendors
 * said of them. Ratings, choices, tags and times stay, so that every score stays as it is. That somebody wants to
 * be asked no more stays known, by a hash alone. When it resolves, no file of an SQLite database holds what
 * was there.
 */
export async function erasePerson(services: Erasing, sought: Sought, caller: Caller): Promise<Erased> {
  const { database, sealing, config, now } = services
  const connectors = await channelsOf(database, sealing, sought.siteId)
  const site = await siteById(database, sought.siteId)
  const erased = await database.atomically(function* (handle) {
    const person = yield* findPerson(handle, database, sought, { connectors, ring: config })
    const counts = yield* countsOf(handle, database, person)
    const names = new Map(person.conversations.map((id) => [id, opaque()]))
    yield* emptyResponses(handle, database, person, {
      site,
      conversations: names,
      now: now()
    })
    yield* emptyInvitations(handle, database, person, { site, conversations: names, now: now() })
    yield* emptyConversations(handle, database, site, names)
    yield* emptyMessages(handle, database, person, now())
    const optOuts = yield* optOutsOfAll(handle, database, site, person)
    const { optOut } = database.tables
    if (optOuts.length > 0)
      yield* run(handle.update(optOut).set({ masked: '•••' }).where(inArray(optOut.id, optOuts)))
    yield* forgetInAudit(handle, database, sought.siteId, person)
    yield* run(
      recordAudit(handle, database, {
        siteId: sought.siteId,
        caller,
        action: 'customer-erased',
        subject: sought.siteId,
        detail: counts,
        at: now()
      })
    )
    return counts
  })
  await database.scrub()
  return erased
}

function* countsOf(
  handle: Handle,
  { tables: { delivery } }: Database,
  { responses, invitations, conversations }: Person
) {
  let messages = 0
  for (const some of lotsOf(invitations))
    messages += (yield* run(
      handle.select({ id: delivery.id }).from(delivery).where(inArray(delivery.invitationId, some))
    )).length
  return {
    answers: responses.length,
    invitations: invitations.length,
    conversations: conversations.length,
    messages
  }
}

function* emptyResponses(
  handle: Handle,
  database: Database,
  { responses, names, addresses }: Person,
  { site, conversations, now }: Emptying
) {
  const { response, audit } = database.tables
  const known = yield* knownReasons(handle, database, [...new Set(responses.map(({ surveyId }) => surveyId))])
  const said = [...names, ...addresses].map((one) => one.toLowerCase())
  const signatures = new Map<string, string>()
  for (const { surveyId, id } of responses) {
    const isIt = and(eq(response.surveyId, surveyId), eq(response.id, id))
    const [row] = yield* run(database.locked(handle.select().from(response).where(isIt)))
    if (!row) continue
    const { conversation, signedAs } = row
    if (signedAs !== null && !signatures.has(signedAs)) signatures.set(signedAs, opaque())
    // An id that the site's own programs made may be the customer's name.
    const isNamed = said.some((one) => one.length > 2 && id.toLowerCase().includes(one))
    const newId = isNamed ? opaque() : id
    const emptied = {
      id: newId,
      comment: null,
      answers: withoutWords(row.answers, known.get(surveyId)),
      attributes: withoutFreeText(row.attributes, site),
      customer: null,
      customerHash: null,
      erasedAt: now,
      conversation: conversation === null ? null : (conversations.get(conversation) ?? conversation),
      pageUrl: null,
      secretHash: null,
      network: null,
      signedAs: signedAs === null ? null : (signatures.get(signedAs) ?? null)
    }
    yield* run(handle.update(response).set(emptied).where(isIt))
    yield* emptyHistory(handle, database, { surveyId, id, newId })
    yield* emptyTold(handle, database, { surveyId, id, newId })
    if (isNamed) yield* forgetId(handle, database, surveyId, id)
    if (isNamed)
      yield* run(
        handle
          .update(audit)
          .set({ subject: `${surveyId}/${newId}` })
          .where(and(eq(audit.siteId, site.id), eq(audit.subject, `${surveyId}/${id}`)))
      )
  }
}

/**
 * What endpoints were told of it, or are to be, is read from the record when it is sent; what they answered may
 * repeat it, and an id may be the customer's name.
 */
function* emptyTold(
  handle: Handle,
  { tables: { endpointDelivery, endpointEvent } }: Database,
  { surveyId, id, newId }: { surveyId: string; id: string; newId: string }
) {
  const isOf = (table: typeof endpointDelivery | typeof endpointEvent) =>
    and(eq(table.surveyId, surveyId), eq(table.about, id))
  const ids = (table: typeof endpointDelivery | typeof endpointEvent) => ({
    about: newId,
    subject: sql`case when ${table.subject} = ${id} then ${newId} else ${table.subject} end`
  })
  yield* run(
    handle
      .update(endpointDelivery)
      .set({ ...ids(endpointDelivery), answer: null })
      .where(isOf(endpointDelivery))
  )
  if (newId !== id)
    yield* run(handle.update(endpointEvent).set(ids(endpointEvent)).where(isOf(endpointEvent)))
}

function* emptyInvitations(
  handle: Handle,
  database: Database,
  { invitations }: Person,
  { site, conversations, now }: Emptying
) {
  const { invitation } = database.tables
  for (const some of lotsOf(invitations)) {
    const rows = yield* run(
      database.locked(
        handle
          .select({
            id: invitation.id,
            surveyId: invitation.surveyId,
            conversation: invitation.conversation,
            attributes: invitation.attributes,
            revokedAt: invitation.revokedAt
          })
          .from(invitation)
          .where(inArray(invitation.id, some))
      )
    )
    for (const { id, surveyId, conversation, attributes, revokedAt } of rows) {
      const emptied = {
        customer: null,
        customerHash: null,
        address: null,
        addressHash: null,
        reply: null,
        repliedAt: null,
        externalId: null,
        attributes: withoutFreeText(attributes, site),
        // The id of a helpdesk's conversation may say whose it was.
        conversation: conversation === null ? null : (conversations.get(conversation) ?? conversation),
        // Nobody is to answer for a customer who is gone.
        revokedAt: revokedAt ?? now
      }
      yield* run(handle.update(invitation).set(emptied).where(eq(invitation.id, id)))
      yield* emptyTold(handle, database, { surveyId, id, newId: id })
    }
  }
}

function* emptyConversations(
  handle: Handle,
  database: Database,
  site: SiteRow,
  conversations: ReadonlyMap<string, string>
) {
  const siteId = site.id
  const { conversation, conversationSeen, response, invitation } = database.tables
  // Whether one and the same came back is a figure, too: all of theirs have one name, which leads to nobody.
  const nobody = opaque()
  for (const [id, name] of conversations) {
    const isIt = and(eq(conversation.siteId, siteId), eq(conversation.id, id))
    const [row] = yield* run(
      database.locked(handle.select({ attributes: conversation.attributes }).from(conversation).where(isIt))
    )
    const attributes = withoutFreeText(row?.attributes ?? null, site)
    yield* run(
      handle
        .update(conversation)
        .set({ id: name, customer: null, customerHash: nobody, attributes })
        .where(isIt)
    )
    yield* forgetId(handle, database, siteId, id)
    yield* run(
      handle
        .delete(conversationSeen)
        .where(and(eq(conversationSeen.siteId, siteId), eq(conversationSeen.id, id)))
    )
    yield* run(
      handle
        .update(response)
        .set({ conversation: name })
        .where(and(eq(response.siteId, siteId), eq(response.conversation, id)))
    )
    yield* run(
      handle
        .update(invitation)
        .set({ conversation: name })
        .where(and(eq(invitation.siteId, siteId), eq(invitation.conversation, id)))
    )
  }
}

/**
 * What was sent, waits to be sent, was told by vendors or waits to be dealt with. Vendors' names for
 * messages may hold a number.
 */
function* emptyMessages(
  handle: Handle,
  { tables: { delivery, inbound } }: Database,
  { invitations, threads }: Person,
  now: number
) {
  const nothing = { thread: '', content: null, messageId: null, answer: null, commentUntil: null }
  const isWaiting = inArray(delivery.state, ['queued', 'sending'])
  const empty = function* (isTheirs: ReturnType<typeof and>) {
    yield* run(
      handle.update(delivery).set({ state: 'cancelled', reason: 'erased' }).where(and(isTheirs, isWaiting))
    )
    // What a vendor said in its own words; ours are codes, which the funnel groups by.
    yield* run(
      handle
        .update(delivery)
        .set({ reason: null })
        .where(and(isTheirs, like(delivery.reason, '% %')))
    )
    yield* run(handle.update(delivery).set(nothing).where(isTheirs))
  }
  for (const some of lotsOf(threads)) {
    const isTheirs = (table: typeof delivery | typeof inbound) =>
      or(
        ...some.map(({ connectorId, thread }) =>
          and(eq(table.connectorId, connectorId), eq(table.thread, thread))
        )
      )
    yield* run(
      handle
        .update(inbound)
        .set({ processedAt: now })
        .where(and(isTheirs(inbound), isNull(inbound.processedAt)))
    )
    yield* run(handle.update(inbound).set({ thread: '', event: '', error: null }).where(isTheirs(inbound)))
    yield* empty(isTheirs(delivery))
  }
  for (const some of lotsOf(invitations)) yield* empty(inArray(delivery.invitationId, some))
}

function* optOutsOfAll(
  handle: Handle,
  database: Database,
  site: Awaited<ReturnType<typeof siteById>>,
  { names, addresses }: Person
) {
  const ids: string[] = []
  for (const customer of names)
    ids.push(...(yield* optOutsOf(handle, database, site, { customer })).map(({ id }) => id))
  for (const address of addresses)
    ids.push(...(yield* optOutsOf(handle, database, site, { address })).map(({ id }) => id))
  return [...new Set(ids)]
}

/**
 * Where an entry of the audit trail names the customer, as what somebody has looked for, it does so no
 * more.
 */
function* forgetInAudit(
  handle: Handle,
  { tables: { audit } }: Database,
  siteId: string,
  { names, addresses }: Person
) {
  for (const one of new Set([...names, ...addresses])) {
    const text = JSON.stringify(one)
    const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
    const rows = yield* run(
      handle
        .select({ id: audit.id, detail: audit.detail })
        .from(audit)
        .where(and(eq(audit.siteId, siteId), sql`${audit.detail} like ${pattern} escape '\\'`))
    )
    for (const { id, detail } of rows)
      yield* run(
        handle
          .update(audit)
          .set({ detail: detail.replaceAll(text, '"•••"') })
          .where(eq(audit.id, id))
      )
  }
}
