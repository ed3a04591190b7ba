import { and, eq, inArray, isNotNull, isNull, not, or, sql } from 'drizzle-orm'
import type { WhoHandled } from '../contract/terms'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { holdRules } from './rules'
import type { SentTags } from './tag-set'
import { keepTags, sentTagsOf, tagsOf } from './tags'

/** Who handled a conversation, and which bot had a part in it. */
export type Handled = { handledBy: WhoHandled | null; bot: string | null }

/** What is asked of an answer to know whether its conversation tells who handled it. */
type About = { siteId: string; conversation: string | null; claimed: string | null; tags: SentTags }

/** Answers with what is known of their conversations, where they do not say themselves who handled it. */
export async function withHandlers<Answer extends About>(
  { tables: { conversation }, handle }: Database,
  answers: readonly Answer[]
): Promise<readonly Answer[]> {
  const silent = answers.filter((answer) => !answer.tags.handler && isOfConversation(answer))
  const known = new Map<string, Handled>()
  for (const siteId of new Set(silent.map((answer) => answer.siteId))) {
    const ids = silent.flatMap((answer) => (answer.siteId === siteId ? (answer.conversation ?? []) : []))
    const rows = await handle
      .select({ id: conversation.id, handledBy: conversation.handledBy, bot: conversation.bot })
      .from(conversation)
      .where(
        and(
          eq(conversation.siteId, siteId),
          inArray(conversation.id, [...new Set(ids)]),
          isNotNull(conversation.handledBy)
        )
      )
    for (const { id, ...handled } of rows) known.set(nameOf(siteId, id), handled)
  }
  if (known.size === 0) return answers
  return answers.map((answer) => {
    const handled = known.get(nameOf(answer.siteId, answer.conversation ?? ''))
    if (!handled || answer.tags.handler || !isOfConversation(answer)) return answer
    return { ...answer, tags: handledTags(answer.tags, handled) }
  })
}

/**
 * The same for answers that came before their conversations told: `told` are conversations of a site by
 * their ids.
 */
export function* tellAnswers(
  handle: Handle,
  database: Database,
  { siteId, told, now }: { siteId: string; told: ReadonlyMap<string, Handled>; now: number }
) {
  const { response, tagSet } = database.tables
  if (told.size === 0) return
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

/** A conversation that a page merely claims says nothing of its answer. */
function isOfConversation({ conversation, claimed }: About): boolean {
  return conversation !== null && !claimed?.split(',').includes('conversation')
}

function handledTags(tags: SentTags, { handledBy, bot }: Handled): SentTags {
  return { ...tags, handler: handledBy ?? '', bot: tags.bot || (bot ?? '') }
}

function nameOf(siteId: string, conversation: string): string {
  return `${siteId}\n${conversation}`
}
