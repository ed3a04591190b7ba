import type { SQL } from 'drizzle-orm'
import { and, eq, inArray, isNotNull, isNull, lt, ne, notInArray, or, sql } from 'drizzle-orm'
import type { Retained } from '../contract/retention'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { emptyHistory } from '../erasure/history'
import { knownReasons, withoutWords } from '../erasure/words'

const lotSize = 500
/** A count goes no further: more is only shown as so many. */
const countMax = 1_000_000

type Site = { id: string; surveys: readonly string[]; connectors: readonly string[] }

/**
 * One kind of what is kept: which rows have some of it from before an instant, and how they are emptied, a
 * lot at a time.
 */
type Kind = {
  count(
    handle: Handle,
    database: Database,
    site: Site,
    before: number
  ): Generator<PromiseLike<unknown>, number, unknown>
  /** How many were emptied; less than a lot when there are no more. */
  empty(
    handle: Handle,
    database: Database,
    site: Site,
    { before, now }: { before: number; now: number }
  ): Generator<PromiseLike<unknown>, number, unknown>
}

/** Fields are emptied and rows stay, with rating, tags and times, so that no figure changes. */
export const kinds: Record<Retained, Kind> = {
  comments: {
    *count(handle, database, site, before) {
      return (
        (yield* counted(handle, database.tables.response, withWords(database, site, before))) +
        (yield* counted(handle, database.tables.invitation, withReply(database, site, before)))
      )
    },
    *empty(handle, database, site, { before, now }) {
      const { response } = database.tables
      const rows = yield* run(
        handle
          .select({ surveyId: response.surveyId, id: response.id, answers: response.answers })
          .from(response)
          .where(withWords(database, site, before))
          .limit(lotSize)
      )
      const reasons = yield* knownReasons(handle, database, [
        ...new Set(rows.map(({ surveyId }) => surveyId))
      ])
      for (const { surveyId, id, answers } of rows) {
        const emptied = {
          comment: null,
          answers: withoutWords(answers, reasons.get(surveyId)),
          pageUrl: null,
          erasedAt: now
        }
        yield* run(
          handle
            .update(response)
            .set(emptied)
            .where(and(eq(response.surveyId, surveyId), eq(response.id, id)))
        )
        yield* emptyHistory(handle, database, { surveyId, id })
      }
      const replied = yield* inLot(handle, database, withReply(database, site, before), {
        reply: null,
        repliedAt: null
      })
      return Math.max(rows.length, replied)
    }
  },
  links: {
    *count(handle, database, site, before) {
      return yield* counted(handle, database.tables.invitation, withLink(database, site, before))
    },
    *empty(handle, database, site, { before }) {
      const { invitation } = database.tables
      return yield* inLot(handle, database, withLink(database, site, before), {
        tokenHash: null,
        externalId: null,
        revokedAt: sql`coalesce(${invitation.revokedAt}, ${before})`
      })
    }
  },
  addresses: {
    *count(handle, database, site, before) {
      const { response, invitation } = database.tables
      return (
        (yield* counted(handle, invitation, withAddress(database, site, before))) +
        (yield* counted(handle, response, withName(database, site, before)))
      )
    },
    *empty(handle, database, site, { before }) {
      const { response } = database.tables
      const invited = yield* inLot(handle, database, withAddress(database, site, before), {
        customer: null,
        customerHash: null,
        address: null,
        addressHash: null
      })
      const rows = yield* run(
        handle
          .select({ surveyId: response.surveyId, id: response.id })
          .from(response)
          .where(withName(database, site, before))
          .limit(lotSize)
      )
      for (const { surveyId, id } of rows)
        yield* run(
          handle
            .update(response)
            .set({ customer: null, customerHash: null })
            .where(and(eq(response.surveyId, surveyId), eq(response.id, id)))
        )
      return Math.max(invited, rows.length)
    }
  },
  deliveries: {
    *count(handle, database, site, before) {
      return yield* counted(handle, database.tables.delivery, withMessage(database, site, before))
    },
    *empty(handle, database, site, { before }) {
      const { delivery, inbound } = database.tables
      const rows = yield* run(
        handle
          .select({ id: delivery.id })
          .from(delivery)
          .where(withMessage(database, site, before))
          .limit(lotSize)
      )
      const theirs = inArray(
        delivery.id,
        rows.map(({ id }) => id)
      )
      if (rows.length > 0)
        yield* run(
          handle
            .update(delivery)
            .set({ thread: '', content: null, messageId: null, answer: null, commentUntil: null })
            .where(theirs)
        )
      if (site.connectors.length > 0)
        yield* run(
          handle
            .delete(inbound)
            .where(
              and(
                inArray(inbound.connectorId, [...site.connectors]),
                isNotNull(inbound.processedAt),
                lt(inbound.receivedAt, before)
              )
            )
        )
      return rows.length
    }
  },
  conversations: {
    *count(handle, database, site, before) {
      return yield* counted(handle, database.tables.conversation, withCustomer(database, site, before))
    },
    *empty(handle, database, site, { before }) {
      const { conversation } = database.tables
      const rows = yield* run(
        handle
          .select({ id: conversation.id })
          .from(conversation)
          .where(withCustomer(database, site, before))
          .limit(lotSize)
      )
      // Its hash stays: whether one and the same came back is a figure.
      const theirs = and(
        eq(conversation.siteId, site.id),
        inArray(
          conversation.id,
          rows.map(({ id }) => id)
        )
      )
      if (rows.length > 0) yield* run(handle.update(conversation).set({ customer: null }).where(theirs))
      return rows.length
    }
  }
}

export { lotSize }

function withWords({ tables: { response } }: Database, { surveys }: Site, before: number) {
  const hasWords = or(isNotNull(response.comment), isNotNull(response.answers), isNotNull(response.pageUrl))
  return and(
    inArray(response.surveyId, [...surveys]),
    lt(response.answeredAt, before),
    isNull(response.erasedAt),
    hasWords
  )
}

function withReply({ tables: { invitation } }: Database, { surveys }: Site, before: number) {
  return and(inArray(invitation.surveyId, [...surveys]), lt(invitation.repliedAt, before))
}

function withLink({ tables: { invitation } }: Database, { surveys }: Site, before: number) {
  return and(
    inArray(invitation.surveyId, [...surveys]),
    lt(invitation.createdAt, before),
    eq(invitation.reusable, false),
    isNotNull(invitation.tokenHash)
  )
}

function withAddress({ tables: { invitation } }: Database, { surveys }: Site, before: number) {
  return and(
    inArray(invitation.surveyId, [...surveys]),
    lt(invitation.createdAt, before),
    or(isNotNull(invitation.customer), isNotNull(invitation.address))
  )
}

function withName({ tables: { response } }: Database, { surveys }: Site, before: number) {
  return and(
    inArray(response.surveyId, [...surveys]),
    lt(response.answeredAt, before),
    isNotNull(response.customer)
  )
}

function withMessage({ tables: { delivery } }: Database, { connectors }: Site, before: number) {
  const isSettled = notInArray(delivery.state, ['queued', 'sending'])
  return and(
    inArray(delivery.connectorId, [...connectors]),
    lt(delivery.createdAt, before),
    isSettled,
    ne(delivery.thread, '')
  )
}

function withCustomer({ tables: { conversation } }: Database, { id }: Site, before: number) {
  return and(eq(conversation.siteId, id), lt(conversation.beganAt, before), isNotNull(conversation.customer))
}

type Counted = Database['tables']['response' | 'invitation' | 'delivery' | 'conversation']

function* counted(
  handle: Handle,
  table: Counted,
  condition: SQL | undefined
): Generator<PromiseLike<unknown>, number, unknown> {
  const some = handle
    .select({ one: sql<number>`1`.as('one') })
    .from(table)
    .where(condition)
    .limit(countMax)
    .as('some')
  const [row] = yield* run(handle.select({ count: sql<number>`count(*)` }).from(some))
  return Number(row?.count ?? 0)
}

function* inLot(
  handle: Handle,
  { tables: { invitation } }: Database,
  condition: SQL | undefined,
  emptied: Parameters<ReturnType<Handle['update']>['set']>[0]
): Generator<PromiseLike<unknown>, number, unknown> {
  const rows = yield* run(
    handle.select({ id: invitation.id }).from(invitation).where(condition).limit(lotSize)
  )
  const theirs = inArray(
    invitation.id,
    rows.map(({ id }) => id)
  )
  if (rows.length > 0) yield* run(handle.update(invitation).set(emptied).where(theirs))
  return rows.length
}
