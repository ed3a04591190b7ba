import { and, asc, eq, getTableColumns, inArray } from 'drizzle-orm'
import type { DeclaringSite } from '../attributes/declared'
import { filledFrom } from '../attributes/declared'
import { checkedAttributes } from '../attributes/values'
import type { AnswerView } from '../contract/answers'
import type { ConversationInput } from '../contract/conversations'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { SiteRow } from '../db/rows'
import { tableNames } from '../db/tables'
import { channelOf, slugOf } from '../tags/channel-names'
import type { Handled } from '../tags/handled'
import { tellAttributes, tellEarlierAnswers } from '../tags/handled'
import { personKeyOf } from '../tags/names'

type ConversationRow = Database['tables']['conversation']['$inferSelect']

/** What somebody says of a conversation, in the words of the table. What is not there stays as it was. */
export type Companion = Partial<
  Omit<ConversationRow, 'siteId' | 'id' | 'customerHash' | 'beganAt' | 'updatedAt'>
>

/**
 * Adds what is known of a conversation to what was known before. A figure that was not sent stays unknown,
 * never zero.
 */
export async function keepConversation(
  database: Database,
  { siteId, id }: { siteId: string; id: string },
  input: ConversationInput,
  now: number
) {
  await keepConversationInputs(database, siteId, [{ ...input, id }], now)
}

/** The same for many of them, all or nothing. */
export async function keepConversationInputs(
  database: Database,
  siteId: string,
  inputs: readonly (ConversationInput & { id: string })[],
  now: number
) {
  const { site } = database.tables
  const [declaring] = inputs.some(({ attributes }) => attributes)
    ? await database.handle.select({ attributes: site.attributes }).from(site).where(eq(site.id, siteId))
    : []
  const all = new Map<string, Companion>()
  for (const { id, ...input } of inputs) {
    const before = all.get(id)
    const said = companionOf(input, declaring)
    const attributes = filledFrom(said.attributes ?? null, before?.attributes ?? null)
    all.set(id, { ...before, ...said, ...(attributes !== null && { attributes }) })
  }
  await database.atomically((handle) => keepConversations(handle, database, all, { siteId, now }))
}

/** Throws `invalid` for attributes that do not fit. */
function companionOf(
  {
    site: _site,
    topics,
    channel,
    openedAt,
    firstResponseAt,
    resolvedAt,
    attributes,
    ...rest
  }: ConversationInput,
  declaring: DeclaringSite | undefined
): Companion {
  const said = {
    ...rest,
    attributes: (declaring && checkedAttributes(declaring, attributes)) ?? undefined,
    ...(channel === undefined ? {} : { channel: channelOf(channel) }),
    ...(topics === undefined ? {} : { topics: JSON.stringify(topics.map(slugOf)) }),
    ...(openedAt === undefined ? {} : { openedAt: Date.parse(openedAt) }),
    ...(firstResponseAt === undefined ? {} : { firstResponseAt: Date.parse(firstResponseAt) }),
    ...(resolvedAt === undefined ? {} : { resolvedAt: Date.parse(resolvedAt) })
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}

/**
 * Adds what is known of conversations, by their ids, to what was known before. Answers that do not say who
 * handled it, or lack attributes, are told.
 */
export function* keepConversations(
  handle: Handle,
  database: Database,
  all: ReadonlyMap<string, Companion>,
  { siteId, now }: { siteId: string; now: number }
) {
  const { conversation } = database.tables
  const row = (before: ConversationRow): ConversationRow => {
    const said = withKeys(all.get(before.id))
    const attributes = filledFrom(said?.attributes ?? null, before.attributes)
    const after = { ...before, ...said, attributes, updatedAt: now }
    const customerHash =
      said?.customer === undefined ? before.customerHash : database.vault.hash(siteId, said.customer)
    // It began when it was opened, or else at the first moment that is known, or when it was first heard of.
    const beganAt = after.openedAt ?? after.firstResponseAt ?? after.resolvedAt ?? (before.beganAt || now)
    return { ...after, beganAt, customerHash }
  }
  // In one order, so that two writers cannot wait for each other.
  const rows = [...all.keys()].sort().map((id) => row({ ...unknown, siteId, id }))
  const inserted = yield* database.insertRows(handle, {
    table: conversation,
    rows,
    onConflict: 'on conflict do nothing',
    returning: ['id']
  })
  const fresh = new Set(inserted.map(({ id }) => id))
  const others = rows.flatMap(({ id }) => (fresh.has(id) ? [] : [id]))
  const isOther = and(eq(conversation.siteId, siteId), inArray(conversation.id, others))
  const before =
    others.length === 0
      ? []
      : yield* run(
          database.locked(handle.select().from(conversation).where(isOther).orderBy(asc(conversation.id)))
        )
  const after = before.map(row)
  yield* database.insertRows(handle, { table: conversation, rows: after, onConflict: replaceConversation })
  const told = [...rows.filter(({ id }) => fresh.has(id)), ...after].flatMap(
    ({ id, handledBy, bot }): [string, Handled][] =>
      handledBy !== null && all.get(id)?.handledBy ? [[id, { handledBy, bot }]] : []
  )
  yield* tellEarlierAnswers(handle, database, { siteId, told: new Map(told), now })
  const more = [...all].flatMap(([id, { attributes }]): [string, string][] =>
    attributes ? [[id, attributes]] : []
  )
  yield* tellAttributes(handle, database, { siteId, told: new Map(more) })
}

/** What names people, as their keys: everybody who says something of conversations says it here. */
function withKeys(said: Companion | undefined): Companion | undefined {
  if (!said) return undefined
  const people = {
    ...(said.agent && { agent: personKeyOf(said.agent) }),
    ...(said.team && { team: personKeyOf(said.team) }),
    ...(said.bot && { bot: personKeyOf(said.bot) })
  }
  return { ...said, ...people }
}

const unknown = {
  channel: null,
  agent: null,
  team: null,
  topics: null,
  customer: null,
  customerHash: null,
  openedAt: null,
  firstResponseAt: null,
  resolvedAt: null,
  handleSeconds: null,
  holdSeconds: null,
  contacts: null,
  resolvedOnFirstContact: null,
  beganAt: 0,
  updatedAt: 0,
  handledBy: null,
  bot: null,
  attributes: null
}

const replaceConversation = `on conflict (site_id, id) do update set ${Object.values(
  getTableColumns(tableNames.conversation)
)
  .flatMap(({ name }) => (name === 'site_id' || name === 'id' ? [] : [`${name} = excluded.${name}`]))
  .join(', ')}`

/** What is known of a conversation, for whoever reads an answer about it. */
export async function readCompanion(
  { tables: { conversation }, handle }: Database,
  siteId: string,
  id: string
): Promise<AnswerView['companion']> {
  const [row] = await handle
    .select()
    .from(conversation)
    .where(and(eq(conversation.siteId, siteId), eq(conversation.id, id)))
  if (!row) return null
  const {
    openedAt,
    firstResponseAt,
    resolvedAt,
    handleSeconds,
    holdSeconds,
    contacts,
    resolvedOnFirstContact
  } = row
  const time = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())
  return {
    openedAt: time(openedAt),
    firstResponseAt: time(firstResponseAt),
    resolvedAt: time(resolvedAt),
    handleSeconds,
    holdSeconds,
    contacts,
    resolvedOnFirstContact
  }
}

/** Where a conversation can be read, if the site says where such things are. */
export function conversationUrlOf({ conversationUrl }: SiteRow, id: string): string | null {
  return conversationUrl === null
    ? null
    : conversationUrl.replaceAll('{conversation}', () => encodeURIComponent(id))
}
