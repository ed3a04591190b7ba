import { and, eq, isNull, ne } from 'drizzle-orm'
import { raisedBy } from '../alerts/raised'
import type { ImportTold, PlanVoicesTold } from '../contract/endpoints'
import type { Database } from '../db/database'
import type { EndpointDeliveryRow, SiteRow, SurveyRow } from '../db/rows'
import { tellDispute } from '../disputes/find'
import { followUpViewer } from '../follow-ups/view'
import { importById } from '../imports/import-runs'
import { viewOf } from '../invitations/list'
import { planById, planViewer } from '../plans/plans'
import { readVoices } from '../plans/voices'
import { answerViewer } from '../responses/list'

type About = { survey: SurveyRow; site: SiteRow }

/**
 * What is told of an event, as it is when it is sent: what was erased meanwhile is not in it. Nothing where
 * there is nothing to tell any more.
 */
export async function dataOf(
  database: Database,
  { type, subject, surveyId, siteId }: EndpointDeliveryRow,
  now: number
): Promise<unknown> {
  if (type === 'endpoint.test') return { site: siteId }
  if (type === 'alert.raised') return raisedBy(database, siteId, alertOf(subject))
  const about = await aboutOf(database, surveyId ?? '')
  if (!about) return undefined
  const gone = { id: subject, survey: about.survey.id }
  switch (type) {
    case 'response.created':
    case 'response.updated':
      return answer(database, about, subject)
    case 'response.left-out':
      return leftOut(database, about, subject)
    case 'response.erased':
    case 'plan.deleted':
      return gone
    case 'follow-up.opened':
    case 'follow-up.updated':
    case 'follow-up.overdue':
    case 'follow-up.closed':
      return followUp(database, about, subject, now)
    case 'invitation.created':
    case 'invitation.sent':
    case 'invitation.opened':
    case 'invitation.answered':
    case 'invitation.unsent': {
      const { invitation } = database.tables
      const [row] = await database.handle.select().from(invitation).where(eq(invitation.id, subject))
      return row && (await viewOf(database, row))
    }
    case 'plan.created':
    case 'plan.updated': {
      const plan = await planById(database, subject)
      return plan && (await planViewer(database, about))(plan)
    }
    case 'plan.acknowledged':
    case 'plan.commented':
    case 'plan.coaching-rated': {
      const plan = await planById(database, subject)
      if (!plan) return undefined
      const voices = await readVoices(database, { opened: about, plan }, now)
      // Of fewer ratings nobody is told how the coaching was rated.
      if (type === 'plan.coaching-rated' && !voices.coaching) return undefined
      return { ...gone, voices } satisfies PlanVoicesTold
    }
    case 'dispute.raised':
    case 'dispute.decided':
    case 'dispute.withdrawn':
      return tellDispute(database, about.site, subject)
    case 'import.done':
    case 'import.failed': {
      const { file, problem, counts } = (await importById(database, subject, now)).report
      const state = type === 'import.done' ? 'done' : 'failed'
      return { ...gone, file, state, problem: problem ?? null, counts } satisfies ImportTold
    }
  }
}

/** As the trigger writes it: see migrations/110-more-events.sql. */
function alertOf(subject: string) {
  const end = subject.indexOf(' ')
  return { alertId: subject.slice(0, end), about: subject.slice(end + 1) }
}

async function aboutOf(
  { tables: { survey, site }, handle }: Database,
  id: string
): Promise<About | undefined> {
  const [found] = await handle
    .select({ survey, site })
    .from(survey)
    .innerJoin(site, eq(site.id, survey.siteId))
    .where(and(eq(survey.id, id), ne(survey.state, 'deleted'), isNull(site.deletedAt)))
  return found
}

/** An answer that counts no more, or was erased, is told of by the event that says so. */
async function answer(database: Database, about: About, id: string) {
  const { response, tagSet } = database.tables
  const [found] = await database.handle
    .select({ row: response, tags: tagSet })
    .from(response)
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .where(
      and(
        eq(response.surveyId, about.survey.id),
        eq(response.id, id),
        eq(response.state, 'counted'),
        isNull(response.erasedAt)
      )
    )
  return found && (await answerViewer(database, about))(found.row, found.tags)
}

async function leftOut({ tables: { response }, handle }: Database, { survey }: About, id: string) {
  const [row] = await handle
    .select({ id: response.id, survey: response.surveyId, state: response.state })
    .from(response)
    .where(and(eq(response.surveyId, survey.id), eq(response.id, id), ne(response.state, 'counted')))
  return row
}

async function followUp(database: Database, { survey, site }: About, id: string, now: number) {
  const { followUp, response, tagSet } = database.tables
  const [found] = await database.handle
    .select({ followUp, answer: response, tags: tagSet })
    .from(followUp)
    .innerJoin(response, and(eq(response.surveyId, followUp.surveyId), eq(response.id, followUp.responseId)))
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .where(and(eq(followUp.surveyId, survey.id), eq(followUp.id, id)))
  if (!found) return undefined
  const one = { ...found, survey }
  return (await followUpViewer(database, site, [one], now))(one)
}
