import { and, desc, eq, isNotNull, lte, ne } from 'drizzle-orm'
import type { Caller } from '../access/permissions'
import { operator } from '../access/permissions'
import type { DisputeDecision, DisputeInput } from '../contract/disputes'
import type { Database } from '../db/database'
import type { SiteRow, SurveyRow } from '../db/rows'
import { decideDispute, raiseDispute } from '../disputes/change'
import { openDispute } from '../disputes/find'
import { shopBot } from './world'

const hourMs = 3_600_000
/** Of so many of the latest unhappy answers with words, one after the other is disputed. */
const among = 40
const every = 5

type Told = Pick<DisputeInput, 'cause' | 'why'> & Partial<DisputeDecision>
const told: readonly Told[] = [
  { cause: 'policy', why: 'We may not take back lamps after a month; the customer wanted me to.' },
  { cause: 'wait', why: 'The queue was two hours long before it came to me.' },
  { cause: 'tool', why: 'The order system was down that afternoon.' },
  {
    cause: 'product',
    why: 'The pot arrived broken, as three others of that day.',
    decision: 'upheld',
    reason: 'The batch was faulty; the supplier has said so.'
  },
  {
    cause: 'process',
    why: 'The refund waits for the bank, not for me.',
    decision: 'upheld',
    reason: 'True: everything on our side was done the same day.'
  },
  {
    cause: 'policy',
    why: 'I only told what the rule says.',
    decision: 'refused',
    reason: 'The rule is right, but the customer had to ask for it three times.'
  },
  {
    cause: 'not-mine',
    why: 'I only passed it on; a colleague spoke with the customer.',
    decision: 'upheld',
    reason: 'The conversation shows it.'
  }
]

/** A handful of ratings that agents dispute: some wait for a manager, some are decided. */
export async function disputeSome(
  database: Database,
  { site, survey }: { site: SiteRow; survey: SurveyRow },
  { owner, now }: { owner: Caller; now: number }
): Promise<void> {
  const { response, tagSet } = database.tables
  const rows = await database.handle
    .select({ id: response.id, at: response.answeredAt })
    .from(response)
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .where(
      and(
        eq(response.surveyId, survey.id),
        eq(response.state, 'counted'),
        lte(response.rating, 2),
        lte(response.answeredAt, now - 3 * hourMs),
        isNotNull(response.comment),
        ne(tagSet.agent, ''),
        ne(tagSet.agent, shopBot.name)
      )
    )
    .orderBy(desc(response.answeredAt), desc(response.id))
    .limit(among)
  const access = { role: 'key', seesFew: true } as const
  for (const [place, { cause, why, decision, reason }] of told.entries()) {
    const chosen = rows[place * every]
    if (!chosen) return
    const raised = { caller: operator('demo'), now: chosen.at + hourMs }
    const input = { survey: survey.id, answer: chosen.id, cause, why }
    const id = await raiseDispute(database, { survey, site, access }, input, raised)
    if (decision === undefined || reason === undefined) continue
    const opened = await openDispute(database, owner, id)
    await decideDispute(
      database,
      opened,
      { decision, reason },
      { caller: owner, now: chosen.at + 2 * hourMs }
    )
  }
}
