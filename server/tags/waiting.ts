import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { KeysInput, WaitingKeysView } from '../contract/tags'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { moveSets } from '../figures/move-tags'
import type { Caller } from '../people/access'
import { permit } from '../people/access'
import { recordAudit } from '../people/audit'
import { problem } from '../problem'
import { rulesOf } from '../tag-rules'
import type { TagSet } from '../tags'
import { sentTagsOf } from '../tags'
import type { KeyedDimension } from './new-keys'
import { keysOf, nameOf } from './new-keys'

const listedMax = 200
const setsReadMax = 20_000

/** The keys that count as the rest until somebody accepts them, those with the most answers first. */
export async function listWaiting(database: Database, caller: Caller, siteId: string, dimension: KeyedDimension): Promise<WaitingKeysView> {
  await permit(database, caller, siteId, caller.kind === 'key' ? 'admin' : 'responses:write')
  const { tagSet, tagSetMonthTally } = database.tables
  const answers = sql<number | string | null>`sum(${tagSetMonthTally.count})` // PostgreSQL gives sums as strings
  const rows = await database.handle
    .select({ rest: tagSet.rest, answers })
    .from(tagSet)
    .leftJoin(tagSetMonthTally, eq(tagSetMonthTally.tagSetId, tagSet.id))
    .where(and(eq(tagSet.siteId, siteId), ne(tagSet.rest, '')))
    .groupBy(tagSet.id, tagSet.rest)
    .limit(setsReadMax)
  const sums = new Map<string, number>()
  for (const row of rows) for (const name of namesIn(row.rest)) sums.set(name, (sums.get(name) ?? 0) + Number(row.answers ?? 0))
  const its = [...sums].filter(([name]) => name.startsWith(`${dimension}:`)).sort(([a, less], [b, more]) => more - less || (a < b ? -1 : 1))
  return { waiting: its.length, rows: its.slice(0, listedMax).map(([name, count]) => ({ key: name.slice(dimension.length + 1), answers: count })) }
}

/** Makes these keys names of the site: later answers count under them, and so do those that were kept with them. */
export function acceptKeys(database: Database, caller: Caller, input: KeysInput, now: number): Promise<{ sets: number }> {
  return changeKeys(database, caller, input, now, 'names-accepted')
}

/** Takes names that a flood of pages made out of the figures: what was sent with answers stays with them, and counts as the rest. */
export function removeKeys(database: Database, caller: Caller, input: KeysInput, now: number): Promise<{ sets: number }> {
  return changeKeys(database, caller, input, now, 'names-removed')
}

async function changeKeys(database: Database, caller: Caller, { site: siteId, dimension, keys }: KeysInput, now: number, action: 'names-accepted' | 'names-removed'): Promise<{ sets: number }> {
  await permit(database, caller, siteId, caller.kind === 'key' ? 'admin' : 'responses:write')
  const { site, tagKey, label } = database.tables
  const names = new Set(keys.map((key) => nameOf({ dimension, key })))
  return database.atomically(function* (handle) {
    const [row] = yield* run(database.locked(handle.select().from(site).where(eq(site.id, siteId))))
    if (!row) throw problem('site-unknown', siteId)
    const isAccepted = action === 'names-accepted'
    const sets = yield* setsWith(handle, database, siteId, dimension, keys, isAccepted)
    const changed = sets.map((set): TagSet => {
      const waiting = namesIn(set.rest)
      const rest = isAccepted ? waiting.filter((name) => !names.has(name)) : [...new Set([...waiting, ...keysOf(set).map(nameOf).filter((name) => names.has(name))])]
      return { ...set, rest: rest.length > 0 ? JSON.stringify(rest) : '' }
    })
    const rules = rulesOf(row)
    yield* moveSets(handle, database, sets.map((set, index) => ({ was: rules.counted(set), is: rules.counted(changed[index] ?? set) })))
    yield* keepRests(handle, database, changed)
    if (isAccepted) {
      const rows = keys.map((key) => ({ siteId, dimension, key, firstOn: new Date(now).toISOString().slice(0, 10), broughtBy: 'accepted' }))
      yield* database.insertRows(handle, { table: tagKey, rows, onConflict: 'on conflict do nothing' })
    } else {
      yield* run(handle.delete(tagKey).where(and(eq(tagKey.siteId, siteId), eq(tagKey.dimension, dimension), inArray(tagKey.key, keys))))
      yield* run(handle.delete(label).where(and(eq(label.siteId, siteId), eq(label.dimension, dimension), inArray(label.key, keys))))
    }
    const detail = { keys: keys.slice(0, 50), of: keys.length }
    yield* run(recordAudit(handle, database, { siteId, caller, action, subject: siteId, detail: { dimension, ...detail }, at: now }))
    return { sets: sets.length }
  })
}

/** The sets in which one of these keys waits, or counts. */
function* setsWith(handle: Handle, { tables: { tagSet, tagSetTopic } }: Database, siteId: string, dimension: KeyedDimension, keys: readonly string[], isWaiting: boolean): Generator<PromiseLike<unknown>, TagSet[], unknown> {
  const column = dimension === 'team' ? tagSet.sentTeam : tagSet.sentAgent
  const having = handle.select({ id: tagSetTopic.tagSetId }).from(tagSetTopic).where(inArray(tagSetTopic.topic, [...keys]))
  const counting = dimension === 'topic' ? inArray(tagSet.id, having) : inArray(column, [...keys])
  const rows = yield* run(handle.select().from(tagSet).where(and(eq(tagSet.siteId, siteId), isWaiting ? ne(tagSet.rest, '') : and(counting, eq(tagSet.surface, 'widget')))))
  const names = new Set(keys.map((key) => nameOf({ dimension, key })))
  return rows.map(sentTagsOf).filter((set) => (isWaiting ? namesIn(set.rest).some((name) => names.has(name)) : keysOf(set).some((key) => names.has(nameOf(key)))))
}

function* keepRests(handle: Handle, { tables: { tagSet } }: Database, sets: readonly TagSet[]) {
  for (const { id, rest } of sets) yield* run(handle.update(tagSet).set({ rest }).where(eq(tagSet.id, id)))
}

function namesIn(rest: string): string[] {
  return rest === '' ? [] : (JSON.parse(rest) as string[]) // written here and by admitKeys only
}
