import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Signable } from '../contract/terms'
import type { Database } from '../db/database'
import { run } from '../db/database'
import { doneInCode, noteDone } from '../db/migrate'
import { siteById } from '../sites/sites'
import { nameOfClaims, nameOfWritten } from './claims'
import { holdRepeats, settleRepeats } from './repeats'
import { closeInvitations } from './store'

const lotSize = 500

/** What a signature covers that names a customer and no conversation. */
const coverings: readonly (readonly Signable[])[] = [
  ['customer'],
  ['agent', 'customer'],
  ['customer', 'team'],
  ['agent', 'customer', 'team']
]

type Signed = { surveyId: string; siteId: string; from: string; to: string }

/**
 * Once after the upgrade: answers that came under one signature were told by the mailbox as it was written,
 * so that two ways to write it counted as two customers. They get the name that claims have now, and are
 * settled with the others of that name.
 */
export async function plainSignaturesOnce(database: Database, now: number): Promise<void> {
  const {
    handle,
    tables: { migration }
  } = database
  const name = doneInCode.signatures
  await database.exclusively('signatures', async () => {
    if ((await handle.select().from(migration).where(eq(migration.name, name))).length > 0) return
    for await (const signed of otherwiseNamed(database)) await rename(database, signed, now)
    await noteDone(database, name, now)
  })
}

/**
 * What has another name by now. Answers of one name to one survey bring the same claims, so the first of
 * them tells it.
 */
async function* otherwiseNamed(database: Database): AsyncGenerator<Signed> {
  const {
    handle,
    tables: { response, tagSet }
  } = database
  const place = sql`(${response.signedAs}, ${response.surveyId}, ${response.id})`
  for (
    let after: { signedAs: string | null; surveyId: string; id: string } | undefined, isMore = true;
    isMore;
  ) {
    const isNext = after && sql`${place} > (${after.signedAs}, ${after.surveyId}, ${after.id})`
    const rows = await handle
      .select({
        signedAs: response.signedAs,
        surveyId: response.surveyId,
        id: response.id,
        siteId: response.siteId,
        customer: response.customer,
        agent: tagSet.sentAgent,
        team: tagSet.sentTeam
      })
      .from(response)
      .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
      .where(and(isNotNull(response.signedAs), isNext))
      .orderBy(asc(response.signedAs), asc(response.surveyId), asc(response.id))
      .limit(lotSize)
    for (const [index, { signedAs, surveyId, siteId, customer, agent, team }] of rows.entries()) {
      const previous = index === 0 ? after : rows[index - 1]
      if (!signedAs || !customer || (previous?.signedAs === signedAs && previous.surveyId === surveyId))
        continue
      const { secret } = await siteById(database, siteId)
      const claims = { customer, agent, team }
      const covered = coverings.find((names) => nameOfWritten(secret, claims, names) === signedAs)
      const to = covered && nameOfClaims(secret, claims, covered)
      if (to !== undefined && to !== signedAs) yield { surveyId, siteId, from: signedAs, to }
    }
    after = rows.at(-1)
    isMore = rows.length === lotSize
  }
}

function rename(database: Database, { surveyId, siteId, from, to }: Signed, now: number): Promise<void> {
  const { response } = database.tables
  return database.atomically(function* (handle) {
    yield* holdRepeats(handle, database, [surveyId])
    yield* run(
      handle
        .update(response)
        .set({ signedAs: to })
        .where(and(eq(response.surveyId, surveyId), eq(response.signedAs, from)))
    )
    const { moved } = yield* settleRepeats(handle, database, {
      surveyId,
      siteId,
      groups: [{ signedAs: to }],
      now
    })
    for (const row of moved) yield* closeInvitations(handle, database, [row], { now, at: row.answeredAt })
  })
}
