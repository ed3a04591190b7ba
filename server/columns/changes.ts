import { and, asc, count, eq, gt, gte, lt, max, sql } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'

/**
 * What has changed: an answer (of the survey `scope`), a conversation (of the site `scope`), an invitation
 * (to the survey `scope`), or what a set of tags counts as. `anew`: the columns are to be made anew. `none`: nothing;
 * it stands where the last change was deleted, on SQLite, so that its place is not given again.
 */
export type Change = {
  place: number
  kind: 'answer' | 'conversation' | 'invitation' | 'tags' | 'anew' | 'none'
  scope: string
  id: string
}

/**
 * How far changes are known. On SQLite commits come one after another: everything up to `mark` is known. On
 * PostgreSQL a transaction that began earlier may commit later: everything of transactions below `mark` is
 * known, and of the others what `seen` names. What was trimmed away up to `floor` is known, too.
 */
export type Known = { mark: number; seen: ReadonlyMap<number, number>; floor: number }

const lotSize = 2_000

/**
 * Everything that is on the disk now is read by whoever begins to read after this; what comes then is told by
 * `changesSince`.
 */
export async function beginKnowing(database: Database): Promise<Known> {
  // What came from another PostgreSQL with a restored copy has numbers of that one, which mean nothing here.
  if (database.dialect === 'postgres') {
    const {
      tables: { change, changeFloor },
      handle
    } = database
    const next = sql`pg_snapshot_xmax(pg_current_snapshot())::text::bigint`
    // Mostly there is nothing of it, and where nothing can be written all the same is read.
    const [foreign] = await handle
      .select({ place: change.place })
      .from(change)
      .where(gte(change.xid, next))
      .limit(1)
    const [foreignFloor] = await handle.select().from(changeFloor).where(gt(changeFloor.floor, next)).limit(1)
    if (foreign) await handle.delete(change).where(gte(change.xid, next))
    if (foreignFloor) await handle.delete(changeFloor).where(gt(changeFloor.floor, next))
  }
  const {
    tables: { change },
    handle
  } = database
  const [mark, floor] = [await markNow(database), await floorNow(database)]
  // On SQLite nothing has begun that is not over.
  const begun = () =>
    handle.select({ place: change.place, xid: change.xid }).from(change).where(gte(change.xid, mark))
  const open = database.dialect === 'postgres' ? await begun() : []
  return { mark, seen: new Map(open.map(({ place, xid }) => [place, xid])), floor }
}

/**
 * The next changes, in lots, and how far they are known when all lots are applied. Nothing where some were
 * trimmed away since.
 */
export async function* changesSince(
  database: Database,
  known: Known
): AsyncGenerator<Change[], Known | undefined> {
  const {
    tables: { change },
    handle
  } = database
  const isPostgres = database.dialect === 'postgres'
  // It is asked before the changes are, so that whatever is below it is among them.
  const mark = await markNow(database)
  if (mark < known.mark) return undefined
  if (!isPostgres && mark === known.mark) return known
  const seen = new Map(known.seen)
  for (let after = isPostgres ? 0 : known.mark; ; ) {
    const rows = await handle
      .select({ place: change.place, xid: change.xid, kind: change.kind, scope: change.scope, id: change.id })
      .from(change)
      .where(and(gt(change.place, after), isPostgres ? gte(change.xid, known.mark) : undefined))
      .orderBy(asc(change.place))
      .limit(lotSize)
    const fresh = rows.filter(({ place }) => !seen.has(place))
    if (isPostgres) for (const { place, xid } of rows) seen.set(place, xid)
    // Written by the triggers of migrations 070, 072, 073, 095 and 102 and by `askAnew` only.
    if (fresh.length > 0)
      yield fresh.map(({ place, kind, scope, id }) => ({ place, kind: kind as Change['kind'], scope, id }))
    after = rows.at(-1)?.place ?? after
    if (rows.length < lotSize) {
      const floor = await floorNow(database)
      if (floor > known.floor && known.mark + (isPostgres ? 0 : 1) < floor) return undefined
      for (const [place, xid] of seen) if (xid < mark) seen.delete(place)
      return { mark: isPostgres ? mark : after, seen, floor }
    }
  }
}

/** How many changes there are that are not known yet. */
export async function countUnknown(
  { dialect, tables: { change }, handle }: Database,
  { mark, seen }: Known
): Promise<number> {
  const isPostgres = dialect === 'postgres'
  const isLater = isPostgres ? gte(change.xid, mark) : gt(change.place, mark)
  const [found] = await handle.select({ count: count() }).from(change).where(isLater)
  return Math.max(0, Number(found?.count ?? 0) - (isPostgres ? seen.size : 0))
}

/** Tells every process on this database to make its columns anew. */
export async function askAnew({ tables: { change }, handle }: Database): Promise<void> {
  await handle.insert(change).values(anew)
}

/**
 * Leaves nothing among the changes of the id of an answer to a survey, or of a conversation of a site,
 * because it names somebody and there is another one now.
 */
export function* forgetId(handle: Handle, { tables: { change } }: Database, scope: string, id: string) {
  yield* run(handle.delete(change).where(and(eq(change.scope, scope), eq(change.id, id))))
  // Nobody is told the id any more whose row is to go.
  yield* run(handle.insert(change).values(anew))
}

const anew = { kind: 'anew', scope: '', id: '' }

/** Takes away what every process that is alive has known for long: the changes before `mark`. */
export async function trimChanges(database: Database, mark: number): Promise<void> {
  const {
    tables: { change, changeFloor },
    handle
  } = database
  const place = database.dialect === 'postgres' ? change.xid : change.place
  const [some] = await handle.select({ place: change.place }).from(change).where(lt(place, mark)).limit(1)
  if (!some) return
  // First the floor: whoever reads in between makes the columns anew rather than miss something.
  await handle.insert(changeFloor).values({ floor: mark })
  await handle.delete(changeFloor).where(lt(changeFloor.floor, mark))
  for (;;) {
    const old = handle.select({ place: change.place }).from(change).where(lt(place, mark))
    const lot = old.orderBy(asc(change.place)).limit(lotSize)
    const gone = await handle
      .delete(change)
      .where(sql`${change.place} in (${lot})`)
      .returning({ place: change.place })
    if (gone.length < lotSize) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** On SQLite the place of the last change; on PostgreSQL the first transaction that is not over. */
export async function markNow({ dialect, tables: { change }, handle }: Database): Promise<number> {
  const first = sql<number | string | null>`pg_snapshot_xmin(pg_current_snapshot())::text::bigint`
  const last = sql<number | string | null>`(select max(place) from ${change})`
  const mark = dialect === 'postgres' ? first : last
  const [row] = await handle.select({ mark }).from(sql`(select 1) as now`)
  return Number(row?.mark ?? 0)
}

/** Before which place, or transaction, changes may have been trimmed away. */
async function floorNow({ tables: { changeFloor }, handle }: Database): Promise<number> {
  const [row] = await handle.select({ floor: max(changeFloor.floor) }).from(changeFloor)
  return Number(row?.floor ?? 0)
}
