import { and, eq, inArray, isNotNull, isNull, not, or, sql } from 'drizzle-orm'
import { filledFrom } from '../attributes/declared'
import type { WhoHandled } from '../contract/terms'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { holdRules } from './rules'
import type { SentTags } from './tag-set'
import { keepTags, sentTagsOf, tagsOf } from './tags'

/** Who handled a conversation, and which bot had a part in it. */
export type Handled = { handledBy: WhoHandled | null; bot: string | null }

/**
 * What is asked of an answer to know whether its conversation tells who handled it, or what its customer's plan
 * is. `attributes`: as they are kept; undefined where its site declares none.
 */
type About = {
  siteId: string
  conversation: string | null
  claimed: string | null
  tags: SentTags
  attributes?: string | null
}
type Learned = Handled & { attributes: string | null }

/** What is known of conversations, by the names that `nameOf` gives them. */
export type KnownConversations = ReadonlyMap<string, Learned>

/**
 * Who handled the conversations of answers that do not say it themselves, and the attributes of them, as far as it is known. Until the
 * transaction ends nobody tells more of conversations of these sites: such an answer is found by whoever
 * tells it next.
 */
export function* holdConversations(
  handle: Handle,
  database: Database,
  answers: readonly About[]
): Generator<PromiseLike<unknown>, KnownConversations, unknown> {
  const { conversation } = database.tables
  const known = new Map<string, Learned>()
  const silent = answers.filter((answer) => isUntold(answer) || mayHaveMore(answer))
  const siteIds = [...new Set(silent.map(({ siteId }) => siteId))]
  if (silent.length === 0) return known
  yield* database.inTurn(handle, siteIds.map(turnOf))
  for (const siteId of siteIds) {
    const ids = silent.flatMap((answer) => (answer.siteId === siteId ? (answer.conversation ?? []) : []))
    const rows = yield* run(
      handle
        .select({
          id: conversation.id,
          handledBy: conversation.handledBy,
          bot: conversation.bot,
          attributes: conversation.attributes
        })
        .from(conversation)
        .where(
          and(
            eq(conversation.siteId, siteId),
            inArray(conversation.id, [...new Set(ids)]),
            or(isNotNull(conversation.handledBy), isNotNull(conversation.attributes))
          )
        )
    )
    for (const { id, ...handled } of rows) known.set(nameOf(siteId, id), handled)
  }
  return known
}

/** The answer with what its conversation tells and it does not say itself. */
export function withConversation<Answer extends About>(answer: Answer, known: KnownConversations): Answer {
  const told = known.get(nameOf(answer.siteId, answer.conversation ?? ''))
  if (!told) return answer
  const isHandled = isUntold(answer) && told.handledBy !== null
  return {
    ...answer,
    ...(isHandled && { tags: handledTags(answer.tags, told) }),
    ...(mayHaveMore(answer) && { attributes: filledFrom(answer.attributes ?? null, told.attributes) })
  }
}

/**
 * The same for answers that came before their conversations told: `told` are conversations of a site by
 * their ids.
 */
export function* tellEarlierAnswers(
  handle: Handle,
  database: Database,
  { siteId, told, now }: { siteId: string; told: ReadonlyMap<string, Handled>; now: number }
) {
  const { response, tagSet } = database.tables
  if (told.size === 0) return
  yield* database.inTurn(handle, [turnOf(siteId)])
  const isClaimed = sql`(',' || ${response.claimed} || ',') like '%,conversation,%'`
  const rows = yield* run(
    handle
      .select({ surveyId: response.surveyId, id: response.id, conversation: response.conversation, tagSet })
      .from(response)
      .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
      .where(
        and(
          eq(response.siteId, siteId),
          inArray(response.conversation, [...told.keys()].sort()),
          eq(tagSet.sentHandler, ''),
          or(isNull(response.claimed), not(isClaimed))
        )
      )
  )
  const moves = rows.flatMap(({ tagSet: row, conversation, ...answer }) => {
    const handled = told.get(conversation ?? '')
    const sent = sentTagsOf(row)
    return handled ? [{ answer, tags: tagsOf(siteId, handledTags(sent, handled), sent.claimed) }] : []
  })
  if (moves.length === 0) return
  const rules = yield* holdRules(handle, database, [siteId])
  const all = moves.map(({ tags }) => tags)
  yield* keepTags(handle, database, all, { rules, now })
  for (const { answer, tags } of moves)
    yield* run(
      handle
        .update(response)
        .set({ tagSetId: tags.tagSet.id })
        .where(and(eq(response.surveyId, answer.surveyId), eq(response.id, answer.id)))
    )
}

/** The same of their attributes: what an answer has itself stays. `told`: as they are kept. */
export function* tellAttributes(
  handle: Handle,
  database: Database,
  { siteId, told }: { siteId: string; told: ReadonlyMap<string, string> }
) {
  const { response } = database.tables
  if (told.size === 0) return
  yield* database.inTurn(handle, [turnOf(siteId)])
  const { surveyId, id, conversation, claimed, attributes } = response
  const rows = yield* run(
    handle
      .select({ surveyId, id, conversation, claimed, attributes })
      .from(response)
      .where(and(eq(response.siteId, siteId), inArray(conversation, [...told.keys()].sort())))
  )
  for (const row of rows) {
    const filled = filledFrom(row.attributes, told.get(row.conversation ?? '') ?? null)
    if (isClaimedOf(row) || filled === row.attributes) continue
    yield* run(
      handle
        .update(response)
        .set({ attributes: filled })
        .where(and(eq(surveyId, row.surveyId), eq(id, row.id)))
    )
  }
}

/** A conversation that a page merely claims says nothing of its answer. */
function isUntold(answer: About): boolean {
  return !answer.tags.handler && answer.conversation !== null && !isClaimedOf(answer)
}

/** Whether its conversation may tell attributes of it. */
function mayHaveMore(answer: About): boolean {
  return answer.attributes !== undefined && answer.conversation !== null && !isClaimedOf(answer)
}

function isClaimedOf({ claimed }: Pick<About, 'claimed'>): boolean {
  return claimed?.split(',').includes('conversation') ?? false
}

/** Answers of a site and what is told of its conversations are kept one after the other. */
function turnOf(siteId: string): string {
  return `handlers of ${siteId}`
}

function handledTags(tags: SentTags, { handledBy, bot }: Handled): SentTags {
  return { ...tags, handler: handledBy ?? '', bot: tags.bot || (bot ?? '') }
}

function nameOf(siteId: string, conversation: string): string {
  return `${siteId}\n${conversation}`
}
