import { and, eq, inArray } from 'drizzle-orm'
import type { Config } from '../config'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { deliveryViewOf } from '../delivery/deliveries'
import { optOutViewOf } from '../opt-outs/list'
import { optOutsOf } from '../opt-outs/opt-outs'
import type { Sealing } from '../secrets/sealing'
import { siteById } from '../sites/sites'
import type { Sought } from './person'
import { channelsOf, findPerson, lotsOf } from './person'

/** All that a site knows of one customer, as it is kept, for whoever asks what that is. */
export async function exportPerson(
  { database, sealing, config }: { database: Database; sealing: Sealing; config: Config },
  sought: Sought
) {
  const connectors = await channelsOf(database, sealing, sought.siteId)
  const site = await siteById(database, sought.siteId)
  const tables = database.tables
  return database.atomically(function* (handle) {
    const { names, addresses, ...person } = yield* findPerson(handle, database, sought, {
      connectors,
      ring: config
    })
    const answers: unknown[] = []
    const followUps: unknown[] = []
    for (const { surveyId, id } of person.responses) {
      const [row] = yield* run(
        handle
          .select()
          .from(tables.response)
          .where(and(eq(tables.response.surveyId, surveyId), eq(tables.response.id, id)))
      )
      if (row) answers.push(answerOf(row))
      followUps.push(...(yield* followUpsOf(handle, tables, { surveyId, id })))
    }
    const invitations: unknown[] = []
    const messages: unknown[] = []
    for (const some of lotsOf(person.invitations)) {
      const rows = yield* run(
        handle.select().from(tables.invitation).where(inArray(tables.invitation.id, some))
      )
      invitations.push(...rows.map(invitationOf))
      const sent = yield* run(
        handle.select().from(tables.delivery).where(inArray(tables.delivery.invitationId, some))
      )
      messages.push(...sent.map(deliveryViewOf))
    }
    const conversations: unknown[] = []
    for (const some of lotsOf(person.conversations)) {
      const rows = yield* run(
        handle
          .select()
          .from(tables.conversation)
          .where(and(eq(tables.conversation.siteId, sought.siteId), inArray(tables.conversation.id, some)))
      )
      conversations.push(...rows.map(conversationOf))
    }
    const optOuts = new Map<string, unknown>()
    for (const customer of names)
      for (const row of yield* optOutsOf(handle, database, site, { customer }))
        optOuts.set(row.id, optOutViewOf(row))
    for (const address of addresses)
      for (const row of yield* optOutsOf(handle, database, site, { address }))
        optOuts.set(row.id, optOutViewOf(row))
    return {
      site: { id: site.id, name: site.name },
      answers,
      followUps,
      invitations,
      messages,
      conversations,
      optOuts: [...optOuts.values()]
    }
  })
}

type Rows = Database['tables']

/** What was done to answer this customer, with what was written of it. */
function* followUpsOf(
  handle: Handle,
  { followUp, followUpEvent, secondAsk }: Rows,
  { surveyId, id }: { surveyId: string; id: string }
) {
  const rows = yield* run(
    handle
      .select()
      .from(followUp)
      .where(and(eq(followUp.surveyId, surveyId), eq(followUp.responseId, id)))
  )
  const all: unknown[] = []
  for (const { id, responseId, state, ended, nature, severity, openedAt, closedAt } of rows) {
    const events = yield* run(
      handle
        .select()
        .from(followUpEvent)
        .where(eq(followUpEvent.followUpId, id))
        .orderBy(followUpEvent.number)
    )
    const [asked] = yield* run(handle.select().from(secondAsk).where(eq(secondAsk.followUpId, id)))
    all.push({
      id,
      answer: responseId,
      ...{ state, ended, nature, severity },
      openedAt: iso(openedAt),
      closedAt: iso(closedAt),
      history: events.map(({ at, action, detail }) => ({
        at: iso(at),
        action,
        detail: JSON.parse(detail) as unknown
      })),
      secondAsk: asked
        ? {
            state: asked.state,
            askedAt: iso(asked.askedAt),
            rating: asked.rating,
            answeredAt: iso(asked.answeredAt),
            ...(JSON.parse(asked.detail) as object)
          }
        : null
    })
  }
  return all
}

/** Without what is of our own book-keeping. */
function answerOf({ answers: given, attributes: kept, ...response }: Rows['response']['$inferSelect']) {
  const {
    tagSetId: _tags,
    siteId: _site,
    secretHash: _secret,
    customerHash: _hash,
    signedAs: _signed,
    ...row
  } = response
  const { answeredAt, receivedAt, editedAt } = row
  const answers = given === null ? {} : (JSON.parse(given) as unknown)
  return {
    ...row,
    answers,
    attributes: parsed(kept),
    answeredAt: iso(answeredAt),
    receivedAt: iso(receivedAt),
    editedAt: iso(editedAt)
  }
}

function invitationOf(row: Rows['invitation']['$inferSelect']) {
  const {
    id,
    surveyId,
    externalId,
    channel,
    delivery,
    agent,
    team,
    handledBy,
    bot,
    attributes: kept,
    conversation,
    customer,
    address,
    locale,
    state,
    stateReason,
    openings,
    reply,
    createdAt,
    sentAt,
    deliveredAt,
    openedAt,
    startedAt,
    answeredAt,
    repliedAt,
    remindAt,
    revokedAt
  } = row
  const times = {
    createdAt,
    sentAt,
    deliveredAt,
    openedAt,
    startedAt,
    answeredAt,
    repliedAt,
    remindAt,
    revokedAt
  }
  const stamps = Object.fromEntries(Object.entries(times).map(([name, at]) => [name, iso(at)]))
  return {
    id,
    surveyId,
    externalId,
    channel,
    delivery,
    topics: JSON.parse(row.topics) as unknown,
    agent,
    team,
    handledBy,
    bot,
    attributes: parsed(kept),
    conversation,
    customer,
    address,
    locale,
    state,
    stateReason,
    openings,
    reply,
    ...stamps
  }
}

function conversationOf({
  siteId: _site,
  customerHash: _hash,
  beganAt,
  topics,
  attributes: kept,
  ...row
}: Rows['conversation']['$inferSelect']) {
  const { openedAt, firstResponseAt, resolvedAt, updatedAt } = row
  const times = { beganAt, openedAt, firstResponseAt, resolvedAt, updatedAt }
  const stamps = Object.fromEntries(Object.entries(times).map(([name, at]) => [name, iso(at)]))
  return {
    ...row,
    topics: topics === null ? [] : (JSON.parse(topics) as unknown),
    attributes: parsed(kept),
    ...stamps
  }
}

function parsed(kept: string | null): unknown {
  return kept === null ? {} : JSON.parse(kept)
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
