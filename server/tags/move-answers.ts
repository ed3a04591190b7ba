import type { SQL } from 'drizzle-orm'
import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { RuledDimension, TagRules } from './rules'
import type { TagSet } from './tag-set'
import { sentTagsOf } from './tags'

export type Move = { was: TagSet; is: TagSet }

const batchSize = 500

/** A site and the rules by which its answers count, until now and from now on. */
type NewRules = { siteId: string; before: TagRules; after: TagRules }

/**
 * Counts the answers of a site by other rules, in the transaction that changes them: `key` is the one tag
 * whose rule is another one. Only tag sets that have to do with it are touched, and what was sent stays as
 * it is. The site must be locked, so that nobody counts by the old rules meanwhile.
 */
export function* moveTags(
  handle: Handle,
  database: Database,
  rules: NewRules,
  { dimension, key }: { dimension: RuledDimension; key: string }
) {
  const { tagSet, tagSetTopic } = database.tables
  // All that are touched count as `counted` before, whichever name was sent.
  const counted = rules.before.canonical(dimension, key)
  const having = handle
    .select({ id: tagSetTopic.tagSetId })
    .from(tagSetTopic)
    .where(eq(tagSetTopic.topic, counted))
  yield* move(
    handle,
    database,
    rules,
    dimension === 'topic' ? inArray(tagSet.id, having) : eq(tagSet[dimension], counted)
  )
}

/** The same where agents and teams that are merely claimed begin to count, or count no more. */
export function* moveClaimed(handle: Handle, database: Database, rules: NewRules) {
  yield* move(handle, database, rules, ne(database.tables.tagSet.claimed, ''))
}

/** The same where other agents of a site are bots: `agents` are those that were and are none, or the reverse. */
export function* moveBots(handle: Handle, database: Database, rules: NewRules, agents: readonly string[]) {
  const sent = rules.after.withOtherNames('agent', agents)
  yield* move(handle, database, rules, inArray(database.tables.tagSet.sentAgent, sent))
}

function* move(handle: Handle, database: Database, rules: NewRules, isTouched: SQL) {
  yield* moveSets(handle, database, yield* movesOf(handle, database, rules, isTouched))
}

/** The tag sets that count as something else. */
function* movesOf(
  handle: Handle,
  { tables: { tagSet } }: Database,
  { siteId, before, after }: NewRules,
  isTouched: SQL
) {
  const rows = yield* run(
    handle
      .select()
      .from(tagSet)
      .where(and(eq(tagSet.siteId, siteId), isTouched))
  )
  return rows.map(sentTagsOf).flatMap((sent): Move[] => {
    const [was, is] = [before.counted(sent), after.counted(sent)]
    const isSame = (['channel', 'agent', 'team', 'handler', 'bot', 'topics'] as const).every(
      (name) => String(was[name]) === String(is[name])
    )
    return isSame ? [] : [{ was, is }]
  })
}

/** Counts sets of tags as something else: `was` and `is` are what each of them counts as before and after. */
export function* moveSets(handle: Handle, database: Database, moves: readonly Move[]) {
  for (let start = 0; start < moves.length; start += batchSize)
    yield* keepMoves(handle, database, moves.slice(start, start + batchSize))
}

function* keepMoves(handle: Handle, database: Database, moves: readonly Move[]) {
  const { tagSet, tagSetTopic } = database.tables
  const ids = moves.map(({ is }) => is.id)
  for (const name of ['channel', 'agent', 'team', 'handler', 'bot'] as const) {
    const moved = moves.filter(({ was, is }) => was[name] !== is[name]).map(({ is }) => is)
    for (const value of new Set(moved.map((tags) => tags[name]))) {
      yield* run(
        handle
          .update(tagSet)
          .set({ [name]: value })
          .where(
            inArray(
              tagSet.id,
              moved.flatMap((tags) => (tags[name] === value ? [tags.id] : []))
            )
          )
      )
    }
  }
  yield* run(handle.delete(tagSetTopic).where(inArray(tagSetTopic.tagSetId, ids)))
  const members = moves.flatMap(({ is }) => is.topics.map((topic) => ({ tagSetId: is.id, topic })))
  yield* database.insertRows(handle, {
    table: tagSetTopic,
    rows: members,
    onConflict: 'on conflict do nothing'
  })
}
