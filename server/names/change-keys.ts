import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Act } from '../access/act'
import type { Caller } from '../access/permissions'
import { permit } from '../access/permissions'
import { recordAudit } from '../audit/log'
import { problem } from '../contract/problem'
import type { KeysChanged, KeysInput } from '../contract/tags'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { KeyedDimension } from '../tags/keys'
import { keyName } from '../tags/keys'
import { moveSets } from '../tags/move-answers'
import { keysOf } from '../tags/new-keys'
import { rulesOf } from '../tags/rules'
import type { TagSet } from '../tags/tag-set'
import { sentTagsOf } from '../tags/tags'
import { namingScope } from './naming-scope'
import { keysBrought, namesIn, waitingKeys } from './waiting'

type Action = 'names-accepted' | 'names-removed'

/** So many names one request changes where they are not listed: a flood may have made many thousands. */
const changedAtOnce = 200
const batchSize = 500
const namedInTrail = 50

/**
 * Makes these keys names of the site: later answers count under them, and so do those that were kept with
 * them.
 */
export function acceptKeys(
  database: Database,
  caller: Caller,
  input: KeysInput,
  now: number
): Promise<KeysChanged> {
  return changeKeys(database, input, 'names-accepted', { caller, now })
}

/**
 * Takes names that a flood of pages made out of the figures, for later answers of pages too. What was sent
 * with answers stays with them, and counts as the rest, so that accepting the names takes it back.
 */
export function removeKeys(
  database: Database,
  caller: Caller,
  input: KeysInput,
  now: number
): Promise<KeysChanged> {
  return changeKeys(database, input, 'names-removed', { caller, now })
}

async function changeKeys(
  database: Database,
  input: KeysInput,
  action: Action,
  { caller, now }: Act
): Promise<KeysChanged> {
  const { site: siteId, dimension } = input
  await permit(database, caller, siteId, namingScope(caller))
  const { site } = database.tables
  return database.atomically(function* (handle) {
    const [row] = yield* run(database.locked(handle.select().from(site).where(eq(site.id, siteId))))
    if (!row) throw problem('site-unknown', siteId)
    const wanted = [...new Set(yield* keysWanted(handle, database, input))]
    const keys = input.keys ? wanted : wanted.slice(0, changedAtOnce)
    const left = wanted.length - keys.length
    if (keys.length === 0) return { sets: 0, keys, left }
    const names = new Set(keys.map((key) => keyName({ dimension, key })))
    const isAccepted = action === 'names-accepted'
    const sets = yield* setsWith(handle, database, { siteId, dimension, keys, isWaiting: isAccepted })
    const changed = sets.map((set): TagSet => {
      const waiting = namesIn(set.rest)
      const its = keysOf(set)
        .map(keyName)
        .filter((name) => names.has(name))
      const rest = isAccepted
        ? waiting.filter((name) => !names.has(name))
        : [...new Set([...waiting, ...its])]
      return { ...set, rest: rest.length > 0 ? JSON.stringify(rest) : '' }
    })
    const rules = rulesOf(row)
    yield* moveSets(
      handle,
      database,
      sets.map((set, index) => ({ was: rules.counted(set), is: rules.counted(changed[index] ?? set) }))
    )
    yield* keepRests(handle, database, changed)
    yield* keepDecision(handle, database, input, {
      keys,
      broughtBy: isAccepted ? 'accepted' : 'removed',
      now
    })
    const detail = { dimension, keys: keys.slice(0, namedInTrail), of: keys.length }
    yield* run(recordAudit(handle, database, { siteId, caller, action, subject: siteId, detail, at: now }))
    return { sets: sets.length, keys, left }
  })
}

function* keysWanted(
  handle: Handle,
  database: Database,
  { site, dimension, keys, firstOn }: KeysInput
): Generator<PromiseLike<unknown>, string[], unknown> {
  if (keys) return keys
  if (firstOn === undefined) return yield* waitingKeys(handle, database, site, dimension)
  const brought = yield* run(
    keysBrought(handle, database, site, { broughtBy: 'page', dimensions: [dimension] })
  )
  return brought.filter((row) => row.firstOn === firstOn).map(({ key }) => key)
}

function* keepDecision(
  handle: Handle,
  database: Database,
  { site: siteId, dimension }: KeysInput,
  { keys, broughtBy, now }: { keys: readonly string[]; broughtBy: 'accepted' | 'removed'; now: number }
) {
  const { tagKey, label } = database.tables
  const firstOn = new Date(now).toISOString().slice(0, 10)
  for (let start = 0; start < keys.length; start += batchSize) {
    const its = keys.slice(start, start + batchSize)
    yield* run(
      handle
        .update(tagKey)
        .set({ broughtBy })
        .where(and(eq(tagKey.siteId, siteId), eq(tagKey.dimension, dimension), inArray(tagKey.key, its)))
    )
    const rows = its.map((key) => ({ siteId, dimension, key, firstOn, broughtBy }))
    yield* database.insertRows(handle, { table: tagKey, rows, onConflict: 'on conflict do nothing' })
    if (broughtBy === 'accepted') continue
    // What strangers wrote is not kept as a name; what a manager gave is.
    const written = and(
      eq(label.siteId, siteId),
      eq(label.dimension, dimension),
      inArray(label.key, its),
      isNull(label.given)
    )
    yield* run(handle.delete(label).where(written))
  }
}

type KeysSought = { siteId: string; dimension: KeyedDimension; keys: readonly string[]; isWaiting: boolean }

/** The sets in which one of these keys waits, or counts. */
function* setsWith(
  handle: Handle,
  { tables: { tagSet, tagSetTopic } }: Database,
  { siteId, dimension, keys, isWaiting }: KeysSought
): Generator<PromiseLike<unknown>, TagSet[], unknown> {
  const column = dimension === 'team' ? tagSet.sentTeam : tagSet.sentAgent
  const having = handle
    .select({ id: tagSetTopic.tagSetId })
    .from(tagSetTopic)
    .where(inArray(tagSetTopic.topic, [...keys]))
  const counting = and(
    dimension === 'topic' ? inArray(tagSet.id, having) : inArray(column, [...keys]),
    eq(tagSet.surface, 'widget')
  )
  const rows = yield* run(
    handle
      .select()
      .from(tagSet)
      .where(and(eq(tagSet.siteId, siteId), isWaiting ? ne(tagSet.rest, '') : counting))
  )
  const names = new Set(keys.map((key) => keyName({ dimension, key })))
  const hasOne = (all: readonly string[]) => all.some((name) => names.has(name))
  return rows
    .map(sentTagsOf)
    .filter((set) => hasOne(isWaiting ? namesIn(set.rest) : keysOf(set).map(keyName)))
}

function* keepRests(handle: Handle, { tables: { tagSet } }: Database, sets: readonly TagSet[]) {
  for (const { id, rest } of sets) yield* run(handle.update(tagSet).set({ rest }).where(eq(tagSet.id, id)))
}
