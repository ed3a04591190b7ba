import type { SQL } from 'drizzle-orm'
import { and, between, count, desc, eq, sql } from 'drizzle-orm'
import type { Place } from '../contract/cursor'
import type { Database, Handle } from '../db/database'
import type { Term } from './terms'

/** Comments with these terms, of a survey, narrowed by conditions on the table `commentIndex`. */
export type Search = {
  surveyId: string
  /** Nothing is found where there is none; `any` are all comments. */
  terms: readonly Term[] | 'any'
  /** Instants; the conditions say so, too. */
  time: { from: number; to: number } | undefined
  conditions: readonly (SQL | undefined)[]
}

/** So many matches are looked at one by one; of more, some are soon found among the latest comments. */
const fewMax = 3_000
/** So many of the latest comments are looked through. */
const latestMax = 15_000
/**
 * A time with fewer comments is looked through as a whole, rather than all comments with a word that is in
 * many.
 */
const shortMax = 30_000

/**
 * The ids of the latest answers whose comments have all terms, newest first; `after` is where the page before
 * ended. `handle` may be that of a replica.
 */
export async function findAnswers(
  database: Database,
  handle: Handle,
  search: Search,
  { after, limit }: { after: Place | undefined; limit: number }
): Promise<string[]> {
  if (search.terms.length === 0) return []
  const way = await wayOf(database, handle, search)
  const found = way === 'latest' ? await amongLatest(database, handle, search, { after, limit }) : undefined
  if (found) return found
  const {
    commentIndex: { id, answeredAt }
  } = database.tables
  const rows = await handle
    .select({ id: sql<string>`${id}` })
    .from(fromOf(database, way))
    .where(and(...conditionsOf(database, search, way), isBefore(database, after)))
    // Which they are is known by then, and no index is to be gone through for the sake of their order.
    .orderBy(way === 'time' ? desc(answeredAt) : sql`${answeredAt} + 0 desc`, desc(id))
    .limit(limit)
  return rows.map((row) => row.id)
}

/** How many answers have comments with all terms. */
export async function countFound(database: Database, handle: Handle, search: Search): Promise<number> {
  if (search.terms.length === 0) return 0
  const way = await wayOf(database, handle, search)
  const [row] = await handle
    .select({ count: count() })
    .from(fromOf(database, way))
    .where(and(...conditionsOf(database, search, way)))
  return Number(row?.count ?? 0)
}

/**
 * By the index of words; through all comments of a short time; or, of a word that is in many, through the
 * latest, and by words after that.
 */
type Way = 'words' | 'time' | 'latest'

async function wayOf(database: Database, handle: Handle, { surveyId, terms, time }: Search): Promise<Way> {
  if (terms === 'any') return 'time'
  const { commentIndex } = database.tables
  const from = database.dialect === 'sqlite' ? sql`comment_words` : sql`comment_index`
  const one = { one: sql<number>`1`.as('one') }
  const some = handle.select(one).from(from).where(hasTerms(database, terms)).limit(fewMax).as('some')
  const [found] = await handle.select({ count: count() }).from(some)
  if (Number(found?.count ?? 0) < fewMax) return 'words'
  if (!time) return 'latest'
  const then = and(eq(commentIndex.surveyId, surveyId), between(commentIndex.answeredAt, time.from, time.to))
  const ofThen = handle.select(one).from(commentIndex).where(then).limit(shortMax).as('some')
  const [all] = await handle.select({ count: count() }).from(ofThen)
  return Number(all?.count ?? 0) < shortMax ? 'time' : 'latest'
}

/** What is searched: on SQLite the words first, or it would go through all comments. */
function fromOf({ dialect }: Database, way: Way): SQL {
  return dialect === 'sqlite' && way !== 'time'
    ? sql`comment_words cross join comment_index`
    : sql`comment_index`
}

function conditionsOf(
  database: Database,
  { surveyId, terms, conditions }: Search,
  way: Way
): (SQL | undefined)[] {
  const { commentIndex } = database.tables
  const all = [eq(commentIndex.surveyId, surveyId), ...conditions]
  if (terms === 'any') return all
  if (way === 'time') return [...all, hasTermsItself(database, terms)]
  const isJoined =
    database.dialect === 'sqlite' ? sql`${commentIndex.number} = comment_words.rowid` : undefined
  return [hasTerms(database, terms), isJoined, ...all]
}

/** Terms hold no sign that either language of queries knows. */
function hasTerms({ dialect, tables: { commentIndex } }: Database, terms: readonly Term[]): SQL {
  if (dialect === 'postgres') {
    const query = terms.map(({ text, is }) => `'${text}'${is === 'whole' ? '' : ':*'}`).join(' & ')
    return sql`${commentIndex.words} @@ ${query}::tsquery`
  }
  const query = terms.map(({ text, is }) => `"${text}"${is === 'whole' ? '' : '*'}`).join(' AND ')
  return sql`comment_words match ${query}`
}

/** The same among the latest comments alone; nothing where they do not fill the page and there are others. */
async function amongLatest(
  database: Database,
  handle: Handle,
  { surveyId, terms, conditions }: Search,
  { after, limit }: { after: Place | undefined; limit: number }
): Promise<string[] | undefined> {
  const { commentIndex } = database.tables
  const { id, answeredAt } = commentIndex
  const isOf = and(eq(commentIndex.surveyId, surveyId), isBefore(database, after))
  const newestFirst = [desc(answeredAt), desc(id)] as const
  const ofSurvey = handle
    .select({ at: answeredAt, id })
    .from(commentIndex)
    .where(isOf)
    .orderBy(...newestFirst)
  const [last] = await ofSurvey.limit(1).offset(latestMax)
  const isLate = last && sql`(${answeredAt}, ${id}) > (${last.at}, ${last.id})`
  const found = await handle
    .select({ id })
    .from(commentIndex)
    .where(and(isOf, isLate, terms === 'any' ? undefined : hasTermsItself(database, terms), ...conditions))
    .orderBy(...newestFirst)
    .limit(limit)
  return last && found.length < limit ? undefined : found.map((row) => row.id)
}

/** Whether the words of one comment have all terms, without the index of words. */
function hasTermsItself(database: Database, terms: readonly Term[]): SQL | undefined {
  if (database.dialect === 'postgres') return hasTerms(database, terms)
  const { words } = database.tables.commentIndex
  return and(
    ...terms.map(({ text, is }) => sql`instr(${words}, ${` ${text}${is === 'whole' ? ' ' : ''}`}) > 0`)
  )
}

function isBefore(
  {
    tables: {
      commentIndex: { answeredAt, id }
    }
  }: Database,
  after: Place | undefined
): SQL | undefined {
  return after && sql`(${answeredAt}, ${id}) < (${after.at}, ${after.id})`
}
