import type { SQL, SQLWrapper } from 'drizzle-orm'
import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import { connectorsOf } from '../connectors/connectors'
import type { Connector } from '../connectors/settings'
import { usable } from '../connectors/settings'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { threadsOf } from '../delivery/deliveries'
import type { Ring } from '../secrets/ring'
import type { Sealing } from '../secrets/sealing'

/** Who is looked for on a site: by the site's own name for them, or by where they are written to. */
export type Sought = { siteId: string; who: string }

/** All that a site has of one customer, by the keys of its tables. */
export type Person = {
  names: string[]
  addresses: string[]
  invitations: string[]
  responses: { surveyId: string; id: string }[]
  conversations: string[]
  /** What messages to and from them are kept under, by connector. */
  threads: { connectorId: string; thread: string }[]
}

/** More of one customer than this is no customer. */
const rowsMax = 50_000
const lotSize = 500

/** Lists too long for one statement, in lots. */
export function lotsOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / lotSize) }, (_, index) =>
    all.slice(index * lotSize, (index + 1) * lotSize)
  )
}

/** The connectors of a site that can be used, by which a customer may have been written to. */
export async function channelsOf(database: Database, sealing: Sealing, siteId: string): Promise<Connector[]> {
  return (await connectorsOf(database, siteId)).flatMap((row) => usable(row, sealing) ?? [])
}

/**
 * Finds what a site has of one customer. A name leads to the addresses of its invitations, an address to
 * the names on invitations to it; what is at one of these addresses under somebody else's name is not
 * theirs.
 */
export function* findPerson(
  handle: Handle,
  database: Database,
  { siteId, who }: Sought,
  { connectors, ring }: { connectors: readonly Connector[]; ring: Ring }
): Generator<PromiseLike<unknown>, Person, unknown> {
  const {
    tables: { invitation, response, conversation, delivery },
    vault
  } = database
  const hashesOf = (texts: readonly string[]) => texts.flatMap((text) => vault.hash(siteId, text) ?? [])
  const is = (column: SQLWrapper, texts: readonly string[]) => inArray(column, hashesOf(texts))
  const asked = (condition: SQL | undefined) =>
    run(
      handle
        .select({
          id: invitation.id,
          customer: invitation.customer,
          address: invitation.address,
          conversation: invitation.conversation
        })
        .from(invitation)
        .where(and(eq(invitation.siteId, siteId), condition))
        .limit(rowsMax)
    )
  const found = yield* asked(or(is(invitation.customerHash, [who]), is(invitation.addressHash, [who])))
  const names = distinct([who, ...found.map(({ customer }) => customer)])
  const addresses = distinct([who, ...found.map(({ address }) => address)])
  const atTheirs = and(is(invitation.addressHash, addresses), isNull(invitation.customerHash))
  const theirs = [...found, ...(yield* asked(or(is(invitation.customerHash, names), atTheirs)))]
  const invitations = distinct(theirs.map(({ id }) => id))

  const rated = (condition: SQL | undefined) =>
    run(
      handle
        .select({
          surveyId: response.surveyId,
          id: response.id,
          conversation: response.conversation,
          claimed: response.claimed
        })
        .from(response)
        .where(and(eq(response.siteId, siteId), condition))
        .limit(rowsMax)
    )
  const answers = [...(yield* rated(is(response.customerHash, names)))]
  for (const some of lotsOf(invitations))
    answers.push(...(yield* rated(inArray(response.invitationId, some))))
  const known = yield* run(
    handle
      .select({ id: conversation.id })
      .from(conversation)
      .where(and(eq(conversation.siteId, siteId), is(conversation.customerHash, names)))
      .limit(rowsMax)
  )
  // What a page merely claims leads to nobody else's answers.
  const said = answers
    .filter(({ claimed }) => !claimed?.includes('conversation'))
    .map((answer) => answer.conversation)
  const mentioned = distinct([...theirs.map((one) => one.conversation), ...said])
  const conversations = new Set(known.map(({ id }) => id))
  for (const some of lotsOf(mentioned)) {
    const others = yield* run(
      handle
        .select({ id: conversation.id, customer: conversation.customerHash })
        .from(conversation)
        .where(and(eq(conversation.siteId, siteId), inArray(conversation.id, some)))
    )
    const foreign = new Set(
      others
        .filter(({ customer }) => customer !== null && !hashesOf(names).includes(customer))
        .map(({ id }) => id)
    )
    for (const id of some) if (!foreign.has(id)) conversations.add(id)
  }
  for (const some of lotsOf([...conversations]))
    answers.push(...(yield* rated(and(inArray(response.conversation, some), isNull(response.customerHash)))))
  const responses = [
    ...new Map(answers.map(({ surveyId, id }) => [`${surveyId}/${id}`, { surveyId, id }])).values()
  ]

  const threads: Person['threads'] = []
  for (const some of lotsOf(invitations))
    threads.push(
      ...(yield* run(
        handle
          .select({ connectorId: delivery.connectorId, thread: delivery.thread })
          .from(delivery)
          .where(inArray(delivery.invitationId, some))
      ))
    )
  for (const { row, channel, settings } of connectors) {
    const senders = addresses.map((address) => channel.senderOf?.(address, settings) ?? address)
    const about = [...addresses, ...senders, ...[...conversations].map((id) => `conversation ${id}`)]
    threads.push(
      ...distinct(about.flatMap((one) => threadsOf(ring, row.id, one))).map((thread) => ({
        connectorId: row.id,
        thread
      }))
    )
  }
  return { names, addresses, invitations, responses, conversations: [...conversations], threads }
}

function distinct(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts.flatMap((text) => text || []))]
}
