import { and, eq, gte, inArray, isNull, like, lt, or, sql } from 'drizzle-orm'
import type { Database } from '../db/database'
import { channelOf } from '../tags/channel-names'
import type { Place } from './fill'
import type { Meaning } from './identity'

/** What was imported before, by its name. */
export type There = Meaning & { name: string; isErased: boolean }
/** Stretches of time, each without its end. */
type Spans = readonly (readonly [from: number, to: number])[]

const idsMax = 5_000

export async function answersIn(database: Database, place: Place, spans: Spans): Promise<There[]> {
  const { response } = database.tables
  // In the words of the index response_imported, in each part: otherwise all answers of these times would be
  // read.
  const isImported = sql`${response.id} >= 'imp' and ${response.id} < 'imq'`
  const isOfSurvey = eq(response.surveyId, place.row.id)
  const within = spans.map(([from, to]) =>
    and(isOfSurvey, gte(response.answeredAt, from), lt(response.answeredAt, to), isImported)
  )
  return answersWhere(database, place, and(or(...within), like(response.id, 'imp%')))
}

export async function answersNamed(
  database: Database,
  place: Place,
  names: readonly string[]
): Promise<There[]> {
  const { response } = database.tables
  const all: There[] = []
  for (const part of inParts(names, idsMax)) {
    const isNamed = and(eq(response.surveyId, place.row.id), inArray(response.id, [...part]))
    all.push(...(await answersWhere(database, place, isNamed)))
  }
  return all
}

type Where = ReturnType<typeof and>

async function answersWhere(
  { tables: { response, tagSet }, handle, vault }: Database,
  { site }: Place,
  where: Where
): Promise<There[]> {
  const { id, rating, comment, answeredAt, customer, customerHash, conversation, erasedAt } = response
  const rows = await handle
    .select({
      id,
      rating,
      comment,
      answeredAt,
      customer,
      customerHash,
      conversation,
      erasedAt,
      channel: tagSet.sentChannel,
      agent: tagSet.sentAgent
    })
    .from(response)
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .where(where)
  return rows.map((row) => ({
    name: row.id,
    rating: row.rating,
    at: row.answeredAt,
    isTimed: false,
    comment: row.comment ?? '',
    channel: row.channel,
    agent: row.agent,
    customer: row.customerHash ?? vault.hash(site.id, row.customer) ?? '',
    conversation: ownName(row.conversation),
    isErased: row.erasedAt !== null
  }))
}

export async function askedIn(database: Database, place: Place, spans: Spans): Promise<There[]> {
  const { invitation } = database.tables
  const within = spans.map(([from, to]) =>
    and(eq(invitation.surveyId, place.row.id), gte(invitation.createdAt, from), lt(invitation.createdAt, to))
  )
  return askedWhere(
    database,
    place,
    and(or(...within), isNull(invitation.answeredAt), like(invitation.externalId, 'imp%'))
  )
}

export async function askedNamed(
  database: Database,
  place: Place,
  names: readonly string[]
): Promise<There[]> {
  const { invitation } = database.tables
  const all: There[] = []
  for (const part of inParts(names, idsMax)) {
    const isNamed = and(
      eq(invitation.surveyId, place.row.id),
      isNull(invitation.answeredAt),
      inArray(invitation.externalId, [...part])
    )
    all.push(...(await askedWhere(database, place, isNamed)))
  }
  return all
}

async function askedWhere(
  { tables: { invitation }, handle, vault }: Database,
  { site }: Place,
  where: Where
): Promise<There[]> {
  const { externalId, createdAt, channel, agent, customer, customerHash, conversation } = invitation
  const rows = await handle
    .select({ externalId, createdAt, channel, agent, customer, customerHash, conversation })
    .from(invitation)
    .where(where)
  return rows.map((row) => ({
    name: row.externalId ?? '',
    rating: null,
    at: row.createdAt,
    isTimed: false,
    comment: '',
    channel: channelOf(row.channel),
    agent: row.agent,
    customer: row.customerHash ?? vault.hash(site.id, row.customer) ?? '',
    conversation: ownName(row.conversation),
    isErased: false
  }))
}

/** The ratings of those names that are there; null where somebody was asked and has not answered. */
export async function storedRatings(
  { tables: { response, invitation }, handle }: Database,
  { row: survey }: Place,
  names: readonly string[]
): Promise<Map<string, number | null>> {
  const found = new Map<string, number | null>()
  for (const part of inParts(names, idsMax)) {
    const asked = await handle
      .select({ key: invitation.externalId })
      .from(invitation)
      .where(and(eq(invitation.surveyId, survey.id), inArray(invitation.externalId, [...part])))
    const answers = await handle
      .select({ id: response.id, rating: response.rating })
      .from(response)
      .where(and(eq(response.surveyId, survey.id), inArray(response.id, [...part])))
    for (const { key } of asked) if (key !== null) found.set(key, null)
    for (const { id, rating } of answers) found.set(id, rating)
  }
  return found
}

/** A conversation that has its answer's name stands for none. */
function ownName(conversation: string | null): string {
  return conversation === null || conversation.startsWith('imp_') ? '' : conversation
}

export function* inParts<One>(all: readonly One[], most: number): Generator<readonly One[]> {
  for (let from = 0; from < all.length; from += most) yield all.slice(from, from + most)
}
