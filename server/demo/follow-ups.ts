import { and, asc, eq, lte } from 'drizzle-orm'
import type { Caller } from '../access/permissions'
import type { FollowUpPatch } from '../contract/follow-ups'
import type { Database } from '../db/database'
import type { SiteRow } from '../db/rows'
import { changeFollowUp, noteFollowUp } from '../follow-ups/change'
import { openFollowUp } from '../follow-ups/find'
import { escalateOverdue, openDue } from '../follow-ups/opening'
import { changeRules } from '../follow-ups/rules'
import { answerAgain } from '../follow-ups/second-ask'
import type { Survey } from '../surveys/view'
import type { makeRandom } from './random'

const hourMs = 3_600_000
/** On so many of the last days customers are followed up. */
export const followedDays = 28

/** Of the latest, one after the other is in each of these states. */
const latest = 12
const states = ['open', 'in-progress', 'waiting'] as const

type Closing = Pick<FollowUpPatch, 'nature' | 'severity' | 'done'>
const closings: readonly Closing[] = [
  { nature: 'process', severity: 'medium', done: 'Called, said sorry, and sent the part again by courier.' },
  {
    nature: 'waiting-time',
    severity: 'low',
    done: 'Wrote back the same day; the queue was full that morning.'
  },
  { nature: 'product', severity: 'high', done: 'Took the set back and paid the money back.' },
  { nature: 'policy', severity: 'medium', done: 'Made an exception and told the shop about the rule.' },
  { nature: 'person', severity: 'low', done: 'Talked it over with the colleague, then called the customer.' },
  { nature: 'tool', severity: 'medium', done: 'Corrected the bill by hand; the cause is with the tool.' }
]
const notes = [
  'Called twice, nobody picked up.',
  'Waits for the warehouse.',
  'Promised to call back on Monday.'
]

const hoursToAnswer = 5
const editMs = 24 * hourMs
/** What some say when they are asked again, the satisfied first. */
const again = [
  { rating: 5, comment: 'Thank you for calling. All is well now.' },
  { rating: 4, comment: undefined },
  { rating: 4, comment: 'It took long, but it works.' },
  { rating: 2, comment: 'The part came, and it is the wrong one again.' },
  { rating: 3, comment: undefined }
] as const

type At = { owner: Caller; now: number }

/** Rules by which the last weeks of the year are followed up, all by whoever owns the demo. */
export async function makeFollowUpRules(
  database: Database,
  site: SiteRow,
  survey: string,
  { owner, now }: At
): Promise<void> {
  const me = owner.kind === 'person' ? owner.userId : null
  const mine = me === null ? { by: 'queue' as const, members: [] } : { by: 'member' as const, members: [me] }
  const any = { reasons: [], channels: [], handlers: [], topics: [], teams: [], contact: false }
  const patch = {
    rules: [
      {
        name: 'Not solved, and said why',
        survey,
        when: {
          ...any,
          rating: 'unsatisfied' as const,
          atMost: null,
          solved: ['no' as const],
          commented: true
        },
        owner: mine,
        dueHours: 8
      },
      {
        name: 'Very unhappy',
        survey,
        when: { ...any, rating: 'unsatisfied' as const, atMost: 2, solved: [], commented: false },
        owner: { by: 'queue' as const, members: [] },
        dueHours: 24
      }
    ],
    escalateTo: me,
    askAgainDays: 1
  }
  await changeRules(database, site.id, { caller: owner, patch, now })
}

/** Opens what the answers of a day began. */
export async function openFollowUps(database: Database, now: number): Promise<void> {
  while (await openDue(database, now)) continue
}

/** Most are closed, but for the latest; of these some are begun, some wait, some are overdue. */
export async function workOnFollowUps(
  database: Database,
  site: SiteRow,
  random: ReturnType<typeof makeRandom>,
  { owner, now: until }: At
): Promise<void> {
  const { followUp } = database.tables
  const rows = await database.handle
    .select({ id: followUp.id, openedAt: followUp.openedAt })
    .from(followUp)
    .where(eq(followUp.siteId, site.id))
    // Ids are made anew for each demo; the answers are the same.
    .orderBy(asc(followUp.openedAt), asc(followUp.responseId))
  for (const [place, { id, openedAt }] of rows.entries()) {
    const opened = await openFollowUp(database, owner, { site: site.id, id })
    const [even, other] = [random.even(), random.even()]
    const at = Math.min(until, Math.round(openedAt + (1 + other * 30) * hourMs))
    const change = (patch: FollowUpPatch) =>
      changeFollowUp(database, opened, { caller: owner, patch, now: at })
    if (place % 5 === 0)
      await noteFollowUp(database, opened, notes[place % notes.length] ?? '', { caller: owner, now: at })
    const left = rows.length - place
    const state = left <= latest ? states[left % states.length] : even < 0.95 ? 'closed' : 'waiting'
    if (state === 'closed') await change({ state, ...closings[Math.floor(other * closings.length)] })
    else if (state && state !== 'open') await change({ state })
  }
  while (await escalateOverdue(database, until)) continue
}

/** Of the customers whose follow-up was closed a day ago or longer, some answered when they were asked again. */
export async function answerSecondAsks(
  database: Database,
  survey: Survey,
  random: ReturnType<typeof makeRandom>,
  until: number
): Promise<void> {
  const { secondAsk } = database.tables
  const rows = await database.handle
    .select()
    .from(secondAsk)
    .where(and(eq(secondAsk.surveyId, survey.row.id), lte(secondAsk.dueAt, until)))
    // Ids are made anew for each demo; the answers are the same.
    .orderBy(asc(secondAsk.dueAt), asc(secondAsk.responseId))
  for (const row of rows) {
    const [even, other] = [random.even(), random.even()]
    await database.handle
      .update(secondAsk)
      .set({ state: 'asked', askedAt: row.dueAt })
      .where(eq(secondAsk.followUpId, row.followUpId))
    const said = again[Math.floor(other * again.length)]
    const now = row.dueAt + Math.round(other * hoursToAnswer * hourMs)
    if (said && even < 0.6 && now <= until)
      await answerAgain(database, row, { ...said, meaning: survey.meaning, editMs, now })
  }
}
