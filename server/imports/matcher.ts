import type { Database } from '../db/database'
import { tagsOf } from '../tags/tags'
import type { Place } from './fill'
import { isGarbled } from './garbled'
import type { Meaning } from './identity'
import { askedAt, exactly, fitOf, isOfMeaning, isUndated, nameAt, rowPlace } from './identity'
import type { KeyTables } from './key-table'
import { midnightIn } from './midnight'
import type { ImportRow } from './read-row'
import type { There } from './stored'
import { answersIn, answersNamed, askedIn, askedNamed, inParts, storedRatings } from './stored'

/**
 * Those that are the same to the letter, but for their names. Without times and ids there may be as many as
 * a file has rows.
 */
type Alike = { meaning: Omit<There, 'name'>; names: string[] }
/** Those of one place, by what they have in common. */
type Pool = Map<string, Alike>
type Found = { alike: Alike; name: string }

/** Rows that get the names under which they are kept. */
export type Matcher = { named(rows: readonly ImportRow[]): Promise<ImportRow[]> }

const minuteMs = 60_000
/** How many ranges of time one query asks for. */
const rangesMax = 100
/** Names are asked for in steps that get longer as long as there are more. */
const firstStep = 8
const stepMax = 4_096
/** Of so many unlike ones at one place no more are compared. */
const comparedMax = 2_000
/** Whether a text is another one that was read wrongly takes long to tell; where so many are not, none is. */
const notMendedMax = 1_000
/**
 * Of so many that wait for their rows, those that were read first are let go; they are read again where a
 * row needs them.
 */
const pooledMax = 20_000
/** What is known of a name: it was there before, and a row has it. */
const [isThere, isTaken] = [1, 2]

/**
 * Finds for each row what it is of all that was imported before. A row with an id is called by it. Every
 * other is known by what it means, however the file spells it; each that is there is found once, and a row
 * that is new gets a name of its own.
 */
export function createMatcher(
  database: Database,
  place: Place,
  { timeZone, isFirst, tables }: { timeZone: string; isFirst: boolean; tables: KeyTables }
): Matcher {
  const isMidnight = midnightIn(timeZone)
  const pools = new Map<string, Pool>()
  const loaded = tables.make()
  const noted = tables.make()
  const ordinals = tables.make()
  let pooled = 0
  let notMended = 0

  const isMended = (text: string, other: string) => {
    if (notMended > notMendedMax) return false
    const found = isGarbled(other, text) || isGarbled(text, other)
    notMended = found ? 0 : notMended + 1
    return found
  }

  const isNoted = (name: string, what: number) => ((noted.get(name) ?? 0) & what) !== 0
  const note = (name: string, what: number) => noted.set(name, (noted.get(name) ?? 0) | what)

  function keep(found: There, at: string) {
    note(found.name, isThere)
    if (isNoted(found.name, isTaken)) return
    pooled++
    const pool = pools.get(at) ?? new Map<string, Alike>()
    pools.set(at, pool)
    const { name, ...meaning } = found
    const alike = pool.get(alikeBy(meaning))
    if (alike) alike.names.push(name)
    else pool.set(alikeBy(meaning), { meaning, names: [name] })
  }

  async function load(rows: readonly { meaning: Meaning; at: string }[]) {
    const fresh = [
      ...new Map(rows.filter(({ at }) => loaded.get(at) !== 1).map((row) => [row.at, row.meaning]))
    ]
    for (const [at] of fresh) loaded.set(at, 1)
    letGo(new Set(rows.map(({ at }) => at)))
    const minutes = new Set<number>()
    for (const [, { at }] of fresh) if (at !== null) minutes.add(Math.floor(at / minuteMs))
    const wanted = new Set(fresh.map(([at]) => at))
    for (const ranges of inParts([...minutes], rangesMax)) {
      const spans = ranges.map((minute) => [minute * minuteMs, (minute + 1) * minuteMs] as const)
      const isAnswered = fresh.some(([, { rating }]) => rating !== null)
      const isAsked = fresh.some(([, { rating }]) => rating === null)
      const answers = isAnswered ? await answersIn(database, place, spans) : []
      const asked = isAsked ? await askedIn(database, place, spans) : []
      for (const found of [...answers, ...asked]) {
        const at = rowPlace(found)
        if (wanted.has(at)) keep(withClock(found), at)
      }
    }
    await loadUndated(fresh.filter(([, { at }]) => at === null))
  }

  /**
   * Keeps those in memory that rows need now. Those without a time are many at few places, and would be
   * read again and again.
   */
  function letGo(needed: ReadonlySet<string>) {
    for (const [at, pool] of pools) {
      if (pooled <= pooledMax) return
      if (needed.has(at) || isUndated(at)) continue
      for (const { names } of pool.values()) pooled -= names.length
      pools.delete(at)
      loaded.set(at, 0)
    }
  }

  /**
   * What has no time is found by the names that rows of such a place have: the first, the second, and so
   * on.
   */
  async function loadUndated(fresh: readonly (readonly [at: string, meaning: Meaning])[]) {
    let open = fresh.map(([at, { rating }]) => ({ at, isAnswer: rating !== null, from: 1, step: firstStep }))
    while (open.length > 0) {
      const names = new Map(
        open.flatMap((one) =>
          Array.from({ length: one.step }, (_, index) => [nameAt(one.at, one.from + index), one] as const)
        )
      )
      const of = (isAnswer: boolean) =>
        [...names].flatMap(([name, one]) => (one.isAnswer === isAnswer ? [name] : []))
      const found = [
        ...(await answersNamed(database, place, of(true))),
        ...(await askedNamed(database, place, of(false)))
      ]
      const more = new Set<(typeof open)[number]>()
      for (const one of found) {
        const from = names.get(one.name)
        if (!from) continue
        more.add(from)
        keep({ ...one, at: null }, from.at)
      }
      open = [...more].map((one) => ({
        ...one,
        from: one.from + one.step,
        step: Math.min(stepMax, one.step * 8)
      }))
    }
  }

  function withClock<One extends Meaning>(one: One): One {
    return { ...one, isTimed: one.at !== null && !isMidnight(one.at) }
  }

  /** The one that the row is, taken out of those that are still there. */
  function take(meaning: Meaning, at: string, mayBe: (name: string) => boolean): string | undefined {
    const pool = pools.get(at)
    if (!pool) return undefined
    const first = (alike: Alike | undefined): Found | undefined => {
      const name = alike?.names.find((one) => !isNoted(one, isTaken) && mayBe(one))
      return alike && name !== undefined ? { alike, name } : undefined
    }
    const found =
      first(pool.get(exactly(meaning))) ??
      bestOf(meaning, pool, first, () => false) ??
      bestOf(meaning, pool, first, isMended)
    if (!found) return undefined
    note(found.name, isTaken)
    pooled--
    const { meaning: its, names } = found.alike
    names.splice(names.indexOf(found.name), 1)
    if (names.length === 0) pool.delete(alikeBy(its))
    if (pool.size === 0) pools.delete(at)
    return found.name
  }

  /** A name that nothing has yet. */
  function newName(at: string): string {
    for (let ordinal = (ordinals.get(at) ?? 0) + 1; ; ordinal++) {
      const name = nameAt(at, ordinal)
      if (isNoted(name, isThere)) continue
      ordinals.set(at, ordinal)
      return name
    }
  }

  return {
    async named(rows) {
      const all = rows.map((row) => {
        const meaning = withClock(meaningOf(database, place, row))
        return { row, meaning, at: rowPlace(meaning) }
      })
      const names = rows.flatMap(({ key, formerKeys }) => (key === '' ? formerKeys : [key]))
      const known = isFirst ? new Map<string, number | null>() : await storedRatings(database, place, names)
      const former = new Map(
        all.flatMap(({ row }) => {
          if (row.key !== '') return known.has(row.key) ? [[row, row.key] as const] : []
          const name = row.formerKeys.find((one) => known.get(one) === row.rating && !isNoted(one, isTaken))
          if (name !== undefined) note(name, isTaken)
          return name === undefined ? [] : [[row, name] as const]
        })
      )
      if (!isFirst) await load(all.filter(({ row }) => !former.has(row)))
      return all.map(({ row, meaning, at }) => {
        const isNamed = row.key !== ''
        const key =
          former.get(row) ??
          take(meaning, at, (name) => !isNamed || isOfMeaning(name)) ??
          (isNamed ? row.key : newName(at))
        if (!isFirst) note(key, isTaken)
        return {
          ...row,
          key,
          conversation: row.conversation && { ...row.conversation, id: row.conversation.id || key }
        }
      })
    }
  }
}

/** What is erased says nothing of its comment, so that it is like no other. */
function alikeBy(meaning: Omit<There, 'name'>): string {
  return `${exactly(meaning)}${meaning.isErased ? '\0erased' : ''}`
}

function bestOf(
  meaning: Meaning,
  pool: Pool,
  first: (alike: Alike) => Found | undefined,
  isMended: (text: string, other: string) => boolean
): Found | undefined {
  let best: { fit: number; found: Found } | undefined
  let compared = 0
  for (const alike of pool.values()) {
    if (++compared > comparedMax) break
    const found = first(alike)
    const fit = found && fitOf(meaning, alike.meaning, isMended)
    if (found && fit !== undefined && (best === undefined || fit > best.fit)) best = { fit, found }
  }
  return best?.found
}

function meaningOf(database: Database, { site }: Place, row: ImportRow): Meaning {
  const { channel, agent } = tagsOf(site.id, row.tags).tagSet
  const customer = database.vault.hash(site.id, row.customer) ?? ''
  return {
    rating: row.rating,
    at: row.rating === null ? askedAt(row) : row.answeredAt,
    isTimed: false,
    comment: row.comment ?? '',
    channel,
    agent,
    customer,
    conversation: row.conversation?.id ?? ''
  }
}
