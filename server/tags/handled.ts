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

/** What is known of conversations, by the names that `nameOf` gives them. */
export type KnownHandlers = ReadonlyMap<string, Handled>

/**
 * Who handled the conversations of answers that do not say it themselves, as far as it is known. Until the
 * transaction ends nobody tells more of conversations of these sites: such an answer is found by whoever
 * tells it next.
 */
export function* holdHandlers(
  handle: Handle,
  database: Database,
  answers: readonly About[]
): Generator<PromiseLike<unknown>, KnownHandlers, unknown> {
  const { conversation } = database.tables
  const known = new Map<string, Handled>()
  const silent = answers.filter(isUntold)
  const siteIds = [...new Set(silent.map(({ siteId }) => siteId))]
  if (silent.length === 0) return known
  yield* database.inTurn(handle, siteIds.map(turnOf))
  for (const siteId of siteIds) {
    const ids = silent.flatMap((answer) => (answer.siteId === siteId ? (answer.conversation ?? []) : []))
    const rows = yield* run(
      handle
        .select({ id: conversation.id, handledBy: conversation.handledBy, bot: conversation.bot })
        .from(conversation)
        .where(
          and(
            eq(conversation.siteId, siteId),
            inArray(conversation.id, [...new Set(ids)]),
            isNotNull(conversation.handledBy)
          )
        )
    )
    for (const { id, ...handled } of rows) known.set(nameOf(siteId, id), handled)
  }
  return known
}

/** The answer with who handled its conversation, where it does not say it itself. */
export function withHandler<Answer extends About>(answer: Answer, known: KnownHandlers): Answer {
  const handled = isUntold(answer) && known.get(nameOf(answer.siteId, answer.conversation ?? ''))
  return handled ? { ...answer, tags: handledTags(answer.tags, handled) } : answer
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

/** A conversation that a page merely claims says nothing of its answer. */
function isUntold({ conversation, claimed, tags }: About): boolean {
  return !tags.handler && conversation !== null && !claimed?.split(',').includes('conversation')
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
