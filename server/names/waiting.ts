import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Caller } from '../access/permissions'
import { permit } from '../access/permissions'
import type { WaitingKeysView } from '../contract/tags'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { counting } from '../responses/repeats'
import type { KeyedDimension } from '../tags/keys'
import { keyName } from '../tags/keys'
import { namingScope } from './naming-scope'

const listedMax = 200
const shownOfADay = 20
const broughtReadMax = 5_000
const setsReadMax = 20_000
const keyedDimensions = ['topic', 'agent', 'team'] as const

/**
 * The names that strangers made: those that wait, those with the most answers first, those that count, and
 * those that were taken out.
 */
export async function listWaiting(
  database: Database,
  caller: Caller,
  siteId: string,
  dimension: KeyedDimension
): Promise<WaitingKeysView> {
  await permit(database, caller, siteId, namingScope(caller))
  const { tagSet, response, tagKey } = database.tables
  const answers = sql<number | string>`count(${response.id})` // PostgreSQL gives counts as strings
  const [sets, removed, brought] = await Promise.all([
    database.handle
      .select({ rest: tagSet.rest, answers })
      .from(tagSet)
      .leftJoin(response, and(eq(response.tagSetId, tagSet.id), counting(database)))
      .where(and(eq(tagSet.siteId, siteId), ne(tagSet.rest, '')))
      .groupBy(tagSet.id, tagSet.rest)
      .limit(setsReadMax),
    keysBrought(database.handle, database, siteId, { broughtBy: 'removed' }),
    database.handle
      .select({ key: tagKey.key, firstOn: tagKey.firstOn })
      .from(tagKey)
      .where(and(eq(tagKey.siteId, siteId), eq(tagKey.dimension, dimension), eq(tagKey.broughtBy, 'page')))
      .orderBy(desc(tagKey.firstOn), tagKey.key)
      .limit(broughtReadMax)
  ])
  const sums = new Map<string, number>()
  for (const row of sets)
    for (const name of namesIn(row.rest)) sums.set(name, (sums.get(name) ?? 0) + Number(row.answers))
  const out = new Set(removed.map(keyName))
  const waiting = [...sums]
    .filter(([name]) => !out.has(name))
    .sort(([a, less], [b, more]) => more - less || (a < b ? -1 : 1))
  const its = waiting.filter(([name]) => isOf(name, dimension))
  const removedKeys = removed.filter((row) => row.dimension === dimension).map(({ key }) => key)
  const [topic = 0, agent = 0, team = 0] = keyedDimensions.map(
    (one) => waiting.filter(([name]) => isOf(name, one)).length
  )
  return {
    waiting: its.length,
    waitingOf: { topic, agent, team },
    rows: its
      .slice(0, listedMax)
      .map(([name, count]) => ({ key: name.slice(dimension.length + 1), answers: count })),
    brought: byDay(brought),
    removed: removedKeys.length,
    removedKeys: removedKeys.slice(0, listedMax)
  }
}

/** The keys of a dimension that wait, in order; not those that were taken out. */
export function* waitingKeys(
  handle: Handle,
  database: Database,
  siteId: string,
  dimension: KeyedDimension
): Generator<PromiseLike<unknown>, string[], unknown> {
  const { tagSet } = database.tables
  const sets = yield* run(
    handle
      .select({ rest: tagSet.rest })
      .from(tagSet)
      .where(and(eq(tagSet.siteId, siteId), ne(tagSet.rest, '')))
      .limit(setsReadMax)
  )
  const out = new Set(
    (yield* run(
      keysBrought(handle, database, siteId, { broughtBy: 'removed', dimensions: [dimension] })
    )).map(keyName)
  )
  const names = new Set(
    sets.flatMap(({ rest }) => namesIn(rest)).filter((name) => isOf(name, dimension) && !out.has(name))
  )
  return [...names].map((name) => name.slice(dimension.length + 1)).sort()
}

type KeysSought = { broughtBy: 'page' | 'removed'; dimensions?: readonly KeyedDimension[] }

/** The keys of a site that came so, in order of their names. */
export function keysBrought(
  handle: Handle,
  { tables: { tagKey } }: Database,
  siteId: string,
  { broughtBy, dimensions = keyedDimensions }: KeysSought
) {
  return handle
    .select({ key: tagKey.key, dimension: sql<KeyedDimension>`${tagKey.dimension}`, firstOn: tagKey.firstOn })
    .from(tagKey)
    .where(
      and(
        eq(tagKey.siteId, siteId),
        inArray(tagKey.dimension, [...dimensions]),
        eq(tagKey.broughtBy, broughtBy)
      )
    )
    .orderBy(tagKey.key)
}

export function namesIn(rest: string): string[] {
  return rest === '' ? [] : (JSON.parse(rest) as string[]) // written by admitKeys and changeKeys only
}

function isOf(name: string, dimension: KeyedDimension): boolean {
  return name.startsWith(`${dimension}:`)
}

function byDay(rows: readonly { key: string; firstOn: string }[]): WaitingKeysView['brought'] {
  const days = new Map<string, string[]>()
  for (const { key, firstOn } of rows) days.set(firstOn, [...(days.get(firstOn) ?? []), key])
  return [...days].map(([firstOn, keys]) => ({
    firstOn,
    names: keys.length,
    keys: keys.slice(0, shownOfADay)
  }))
}
