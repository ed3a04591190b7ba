import { and, eq, inArray } from 'drizzle-orm'
import { filledFrom } from '../attributes/declared'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { SiteRow } from '../db/rows'
import type { Event } from '../responses/history'
import { keepHistory } from '../responses/history'
import { groupOf, holdRepeats, settleRepeats } from '../responses/repeats'
import { closeInvitations } from '../responses/store'
import type { Survey } from '../surveys/view'
import { channelOf, slugOf } from '../tags/channel-names'
import { holdRules } from '../tags/rules'
import type { SentTags, TagSet } from '../tags/tag-set'
import { forgetTags, keepTags, rememberTags, sentTagsOf, tagsOf } from '../tags/tags'
import { isGarbled } from './garbled'
import type { ImportRow } from './read-row'

/** What was kept of a row before. */
export type Before = {
  comment: string | null
  customer: string | null
  conversation: string | null
  attributes: string | null
  tags: TagSet
}

/** What a row adds to what is kept under its key; `tags` are all of them, as they are afterwards. */
export type Fill = {
  key: string
  tags?: SentTags
  comment?: string
  customer?: string
  conversation?: string
  attributes?: string
}

/**
 * `mayMend`: also what is there may become something else, since it was imported a moment ago. `mayTag`: no
 * manager has set the tags right.
 */
export type May = { mayMend: boolean; mayTag: boolean }

/**
 * What a row says that is empty in what is kept of it, or was read in a wrong encoding; nothing where that
 * is all the same.
 */
export function fillOf(
  siteId: string,
  row: ImportRow,
  before: Before,
  { mayMend, mayTag }: May
): Fill | undefined {
  const fill: Fill = { key: row.key }
  const tags = mayTag ? tagsAfter(siteId, row, before.tags, mayMend) : undefined
  if (tags) fill.tags = tags
  const { comment, customer } = row
  const isNewComment = row.rating !== null && comment !== null && comment !== before.comment
  if (isNewComment && (before.comment === null || isGarbled(before.comment, comment))) fill.comment = comment
  if (customer !== null && before.customer === null) fill.customer = customer
  const conversation = row.conversation?.id ?? row.key
  if (conversation !== row.key && (before.conversation === null || before.conversation === row.key))
    fill.conversation = conversation
  const attributes = mayMend
    ? filledFrom(row.attributes, before.attributes)
    : filledFrom(before.attributes, row.attributes)
  if (attributes !== null && attributes !== before.attributes) fill.attributes = attributes
  return Object.keys(fill).length > 1 ? fill : undefined
}

function tagsAfter(
  siteId: string,
  { tags: sent }: ImportRow,
  before: TagSet,
  mayMend: boolean
): SentTags | undefined {
  const wanted = tagsOf(siteId, sent).tagSet
  const { channel, topics, agent, team, locale, handler, bot } = before
  const after: SentTags = { channel, topics, agent, team, locale, surface: 'import', handler, bot }
  let isOther = false
  for (const name of ['channel', 'agent', 'team', 'locale'] as const) {
    if (wanted[name] === '' || wanted[name] === before[name]) continue
    const slug = name === 'channel' ? channelOf : undefined
    if (before[name] !== '' && !mayMend && !isGarbled(before[name], sent[name], slug)) continue
    after[name] = sent[name]
    isOther = true
  }
  if (wanted.handler !== '' && wanted.handler !== before.handler && (mayMend || before.handler === '')) {
    after.handler = wanted.handler
    isOther = true
  }
  if (wanted.bot !== '' && wanted.bot !== before.bot && (mayMend || before.bot === '')) {
    after.bot = wanted.bot
    isOther = true
  }
  const isKnown = (topic: string) =>
    wanted.topics.includes(topic) || sent.topics.some((label) => isGarbled(topic, label, slugOf))
  const hasOthers = wanted.topics.length > 0 && wanted.topics.join() !== before.topics.join()
  if (hasOthers && (mayMend || before.topics.every(isKnown))) {
    after.topics = sent.topics
    isOther = true
  }
  return isOther ? after : undefined
}

/** Adds to answers what later files say of them, in one commit. */
export async function fillAnswers(
  database: Database,
  { row: survey, site }: Place,
  fills: readonly Fill[],
  now: number
) {
  const wanted = new Map(fills.map((fill) => [fill.key, fill]))
  const tagsFor = new Map(
    fills.flatMap(({ key, tags }) => (tags ? [[key, tagsOf(site.id, tags)] as const] : []))
  )
  try {
    await database.atomically(function* (handle) {
      const { response, tagSet } = database.tables
      const rules = yield* holdRules(handle, database, [site.id])
      yield* holdRepeats(handle, database, [survey.id])
      yield* keepTags(handle, database, [...tagsFor.values()], { rules, now })
      const isWanted = and(eq(response.surveyId, survey.id), inArray(response.id, [...wanted.keys()]))
      const rows = yield* run(database.locked(handle.select().from(response).where(isWanted)))
      const ids = [
        ...new Set([
          ...rows.map((row) => row.tagSetId),
          ...[...tagsFor.values()].map(({ tagSet: { id } }) => id)
        ])
      ]
      const sets = new Map(
        (yield* run(handle.select().from(tagSet).where(inArray(tagSet.id, ids)))).map((set) => [set.id, set])
      )
      const events: Event[] = []
      const groups = []
      for (const row of rows) {
        const { tags: _tags, key: _key, ...said } = wanted.get(row.id) ?? { key: row.id }
        const before = sets.get(row.tagSetId)
        const tags = sets.get(tagsFor.get(row.id)?.tagSet.id ?? row.tagSetId)
        if (!before || !tags || row.erasedAt !== null) continue
        const hash =
          said.customer === undefined ? {} : { customerHash: database.vault.hash(site.id, said.customer) }
        const after = {
          ...row,
          ...said,
          ...hash,
          tagSetId: tags.id,
          editedAt: said.comment === undefined ? row.editedAt : now
        }
        yield* run(
          handle
            .update(response)
            .set(after)
            .where(and(eq(response.surveyId, survey.id), eq(response.id, row.id)))
        )
        const detail = differing({ row, tags: sentTagsOf(before) }, { row: after, tags: sentTagsOf(tags) })
        events.push({ row, action: 'response-edited', actor: 'import', standing: row.standing, detail })
        if (said.conversation !== undefined)
          groups.push(...[groupOf(row), groupOf(after)].filter((group) => group !== undefined))
      }
      yield* keepHistory(handle, database, events, now)
      const { moved } = yield* settleRepeats(handle, database, {
        surveyId: survey.id,
        siteId: site.id,
        groups,
        now
      })
      yield* closeInvitations(handle, database, moved, { now })
    })
    rememberTags(database, [...tagsFor.values()])
  } catch (error) {
    forgetTags(database)
    throw error
  }
}

/** The same for the invitations of rows: the funnel counts by their tags. */
export function* fillInvitations(
  handle: Handle,
  database: Database,
  { row: survey, site }: Place,
  fills: readonly Fill[]
) {
  const { invitation } = database.tables
  for (const { key, tags, customer, conversation, attributes } of fills) {
    const told = tags && {
      channel: tags.channel,
      topics: JSON.stringify(tags.topics),
      agent: tags.agent,
      team: tags.team,
      locale: tags.locale,
      handledBy: tags.handler ?? '',
      bot: tags.bot ?? ''
    }
    const who =
      customer === undefined ? {} : { customer, customerHash: database.vault.hash(site.id, customer) }
    const set = {
      ...told,
      ...who,
      ...(conversation !== undefined && { conversation }),
      ...(attributes !== undefined && { attributes })
    }
    if (Object.keys(set).length === 0) continue
    const isIt = and(eq(invitation.surveyId, survey.id), eq(invitation.externalId, key))
    yield* run(handle.update(invitation).set(set).where(isIt))
  }
}

type Tagged = { row: Pick<Before, 'comment' | 'conversation'>; tags: TagSet }

function differing(before: Tagged, after: Tagged): Record<string, unknown> {
  const whole = ({
    row: { comment, conversation },
    tags: { channel, topics, agent, team, handler, bot }
  }: Tagged) => ({
    comment,
    conversation,
    channel,
    topics,
    agent,
    team,
    handler,
    bot
  })
  const [from, to] = [whole(before), whole(after)]
  const names = (Object.keys(to) as (keyof typeof to)[]).filter(
    (name) => String(from[name]) !== String(to[name])
  ) // of the object above
  const pick = (all: typeof to) => Object.fromEntries(names.map((name) => [name, all[name] ?? null]))
  return { from: pick(from), to: pick(to) }
}

/** Where rows go. `invites`: the file also lists people who did not answer, so it says who was asked. */
export type Place = Survey & { site: SiteRow; invites: boolean; dryRun: boolean }
