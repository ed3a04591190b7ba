import { and, asc, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Database } from '../db/database'
import { doneInCode, noteDone } from '../db/migrate'
import { holdRepeats, settleRepeats } from './repeats'
import { closeInvitations } from './store'

/** So many conversations are settled in one commit, so that nobody waits long. */
const batchSize = 200

/**
 * Does so once after the upgrade, also where several processes start together, and tells of it where there
 * are answers at all.
 */
export async function settleOnce(
  database: Database,
  now: number,
  tell: (sentence: string) => void
): Promise<void> {
  const {
    handle,
    tables: { migration, response }
  } = database
  const name = doneInCode.standing
  await database.exclusively('settle', async () => {
    if ((await handle.select().from(migration).where(eq(migration.name, name))).length > 0) return
    const places = await settleAnew(database, now)
    await noteDone(database, name, now)
    const hasAnswers = (await handle.select({ id: response.id }).from(response).limit(1)).length > 0
    if (hasAnswers)
      tell(
        `Answers that nobody vouches for no longer take the place of vouched ones: ${places === 1 ? '1 answer' : `${places} answers`} changed places.`
      )
  })
}

type Mixed = { surveyId: string; siteId: string; conversation: string }

/**
 * Since it is known who vouches for an answer, those of pages no longer take the place of a customer's:
 * settles once more every conversation that has answers of both kinds. What is settled stays as it is, so
 * it may be broken off and done again. Gives how many answers changed places.
 */
async function settleAnew(database: Database, now: number): Promise<number> {
  let places = 0
  let after: Mixed | undefined
  for (;;) {
    const mixed = await mixedAfter(database, after)
    after = mixed.at(-1)
    if (!after) return places
    for (const surveyId of new Set(mixed.map((one) => one.surveyId))) {
      places += await settleSome(
        database,
        mixed.filter((one) => one.surveyId === surveyId),
        now
      )
    }
  }
}

/** The next conversations with answers of both kinds, in the order of an index. */
function mixedAfter({ tables: { response }, handle }: Database, after: Mixed | undefined): Promise<Mixed[]> {
  const vouched = alias(response, 'vouched')
  const hasVouched = sql`exists (select 1 from ${response} as ${sql.identifier('vouched')} where ${and(
    eq(vouched.siteId, response.siteId),
    eq(vouched.conversation, response.conversation),
    eq(vouched.surveyId, response.surveyId),
    eq(vouched.standing, 'vouched'),
    isNull(vouched.signedAs)
  )})`
  const isNext =
    after &&
    or(
      gt(response.surveyId, after.surveyId),
      and(eq(response.surveyId, after.surveyId), gt(response.conversation, after.conversation))
    )
  return handle
    .select({
      surveyId: response.surveyId,
      siteId: response.siteId,
      conversation: sql<string>`${response.conversation}`
    })
    .from(response)
    .where(
      and(sql`${response.standing} = 'unverified'`, isNotNull(response.conversation), hasVouched, isNext)
    )
    .groupBy(response.surveyId, response.siteId, response.conversation)
    .orderBy(asc(response.surveyId), asc(response.conversation))
    .limit(batchSize)
}

function settleSome(database: Database, mixed: readonly Mixed[], now: number): Promise<number> {
  const [{ surveyId, siteId } = { surveyId: '', siteId: '' }] = mixed
  return database.atomically(function* (handle) {
    yield* holdRepeats(handle, database, [surveyId])
    const groups = mixed.map(({ conversation }) => ({ conversation }))
    const { moved, places } = yield* settleRepeats(handle, database, { surveyId, siteId, groups, now })
    for (const row of moved) yield* closeInvitations(handle, database, [row], { now, at: row.answeredAt })
    return places
  })
}
