import { and, count, eq, inArray } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { Key, KeyedDimension } from './keys'
import { keyName } from './keys'
import type { RulesBySite } from './rules'
import type { TagSet } from './tag-set'

/** A set of tags that is new, and whether a page that nobody vouches for brought it. */
export type NewSet = { tagSet: TagSet; byPage: boolean }

const batchSize = 500

/**
 * Says which keys of new sets count as the rest. Whoever is vouched for may bring any number; pages may
 * bring so many a day, all together, and what is beyond waits for a manager. To be called in the
 * transaction that keeps the sets.
 */
export function* admitKeys(
  handle: Handle,
  database: Database,
  sets: readonly NewSet[],
  { rules, now }: { rules: RulesBySite; now: number }
): Generator<PromiseLike<unknown>, Map<TagSet, string>, unknown> {
  const rests = new Map<TagSet, string>()
  const today = new Date(now).toISOString().slice(0, 10)
  for (const siteId of [...new Set(sets.map(({ tagSet }) => tagSet.siteId))].sort()) {
    const its = sets.filter(({ tagSet }) => tagSet.siteId === siteId)
    const vouched = new Map(
      its
        .filter(({ byPage }) => !byPage)
        .flatMap(({ tagSet }) => keysOf(tagSet))
        .map((key) => [keyName(key), key])
    )
    yield* keepKeys(handle, database, [...vouched.values()], { firstOn: today, broughtBy: 'vouched' })
    yield* vouchFor(handle, database, siteId, [...vouched.values()])
    const asked = new Map(
      its
        .filter(({ byPage }) => byPage)
        .flatMap(({ tagSet }) => keysOf(tagSet))
        .map((key) => [keyName(key), key])
    )
    if (asked.size === 0) continue
    // A name that counts under one that is there brings nothing new.
    const into = (key: Key): Key => ({ ...key, key: rules(siteId).canonical(key.dimension, key.key) })
    const known = yield* knownAmong(handle, database, siteId, [
      ...asked.values(),
      ...[...asked.values()].map(into)
    ])
    const isThere = (name: string, key: Key) => known.get(name) ?? known.get(keyName(into(key)))
    const fresh = [...asked].filter(([name, key]) => isThere(name, key) === undefined && !vouched.has(name))
    const removed = [...asked].flatMap(([name, key]) =>
      isThere(name, key) === 'removed' && !vouched.has(name) ? [name] : []
    )
    const joined = [...asked]
      .filter(([name]) => !known.has(name) && !vouched.has(name))
      .filter(([name, key]) => ![undefined, 'removed'].includes(isThere(name, key)))
    yield* keepKeys(
      handle,
      database,
      joined.map(([, key]) => key),
      { firstOn: today, broughtBy: 'vouched' }
    )
    const room = fresh.length === 0 ? 0 : yield* roomToday(handle, database, siteId, today)
    const admitted = fresh.slice(0, Math.max(0, room)).map(([, key]) => key)
    yield* keepKeys(handle, database, admitted, { firstOn: today, broughtBy: 'page' })
    const beyond = new Set([...removed, ...fresh.slice(Math.max(0, room)).map(([name]) => name)])
    if (beyond.size === 0) continue
    for (const { tagSet, byPage } of its) {
      const rest = byPage
        ? keysOf(tagSet)
            .map(keyName)
            .filter((name) => beyond.has(name))
        : []
      if (rest.length > 0) rests.set(tagSet, JSON.stringify(rest))
    }
  }
  return rests
}

/** The names, as `rest` lists them, of the keys of a set. */
export function keysOf({ siteId, topics, agent, team }: TagSet): Key[] {
  const people = [
    ['agent', agent],
    ['team', team]
  ] as const
  return [
    ...topics.map((key) => ({ siteId, dimension: 'topic' as const, key })),
    ...people.flatMap(([dimension, key]) => (key === '' ? [] : [{ siteId, dimension, key }]))
  ]
}

/**
 * How many more keys pages may bring today. Whoever asks is alone until the transaction ends, so that two
 * get no more than one.
 */
function* roomToday(
  handle: Handle,
  database: Database,
  siteId: string,
  today: string
): Generator<PromiseLike<unknown>, number, unknown> {
  const { tagKey, site } = database.tables
  yield* database.inTurn(handle, [`new keys of ${siteId}`])
  const [brought] = yield* run(
    handle
      .select({ keys: count() })
      .from(tagKey)
      .where(
        and(
          eq(tagKey.siteId, siteId),
          eq(tagKey.firstOn, today),
          inArray(tagKey.broughtBy, ['page', 'removed'])
        )
      )
  )
  const [row] = yield* run(handle.select({ most: site.newKeysPerDay }).from(site).where(eq(site.id, siteId)))
  return (row?.most ?? 0) - Number(brought?.keys ?? 0)
}

/** Who brought those of these keys that are known, by their names. */
function* knownAmong(
  handle: Handle,
  { tables: { tagKey } }: Database,
  siteId: string,
  keys: readonly Key[]
): Generator<PromiseLike<unknown>, Map<string, string>, unknown> {
  const known = new Map<string, string>()
  for (const { dimension, its } of batchesOf(keys)) {
    const here = and(eq(tagKey.siteId, siteId), eq(tagKey.dimension, dimension), inArray(tagKey.key, its))
    const rows = yield* run(
      handle.select({ key: tagKey.key, broughtBy: tagKey.broughtBy }).from(tagKey).where(here)
    )
    for (const { key, broughtBy } of rows) known.set(keyName({ dimension, key }), broughtBy)
  }
  return known
}

/** What somebody who is vouched for uses is no name of strangers any more, and was not taken out for good. */
function* vouchFor(
  handle: Handle,
  { tables: { tagKey }, later }: Database,
  siteId: string,
  keys: readonly Key[]
) {
  for (const { dimension, its } of batchesOf(keys)) {
    const here = and(eq(tagKey.siteId, siteId), eq(tagKey.dimension, dimension), inArray(tagKey.key, its))
    const isUnvouched = inArray(tagKey.broughtBy, ['page', 'removed'])
    yield* later(handle.update(tagKey).set({ broughtBy: 'vouched' }).where(and(here, isUnvouched)))
  }
}

function batchesOf(keys: readonly Key[]): { dimension: KeyedDimension; its: string[] }[] {
  return [...new Set(keys.map(({ dimension }) => dimension))].sort().flatMap((dimension) => {
    const its = keys
      .filter((key) => key.dimension === dimension)
      .map(({ key }) => key)
      .sort()
    return Array.from({ length: Math.ceil(its.length / batchSize) }, (_, batch) => ({
      dimension,
      its: its.slice(batch * batchSize, (batch + 1) * batchSize)
    }))
  })
}

/**
 * Who brought a key: a page, whoever is vouched for, answers from before this was kept, or a manager who
 * accepted it or took it out.
 */
type BroughtBy = 'page' | 'vouched' | 'accepted' | 'removed'

function* keepKeys(
  handle: Handle,
  database: Database,
  keys: readonly Key[],
  { firstOn, broughtBy }: { firstOn: string; broughtBy: BroughtBy }
) {
  const rows = keys
    .map((key) => ({ ...key, firstOn, broughtBy }))
    .sort((a, b) => (keyName(a) < keyName(b) ? -1 : 1))
  yield* database.insertRows(handle, {
    table: database.tables.tagKey,
    rows,
    onConflict: 'on conflict do nothing'
  })
}
