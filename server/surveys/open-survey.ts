import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Access, Caller } from '../access/permissions'
import { permit } from '../access/permissions'
import { Problem, problem } from '../contract/problem'
import type { Scope } from '../contract/terms'
import type { Database } from '../db/database'
import type { SiteRow, SurveyRow } from '../db/rows'
import { listSites } from '../sites/sites'
import { listSurveys } from './surveys'

/** A survey that the caller may read, and how much of it. */
export type OpenSurvey = { survey: SurveyRow; site: SiteRow; access: Access }

/** Throws `survey-unknown` for surveys of other tenants too, so that their ids cannot be probed. */
export async function openSurvey(
  database: Database,
  caller: Caller,
  id: string,
  scope: Scope
): Promise<OpenSurvey> {
  if (caller.kind === 'public') throw problem('sign-in-needed')
  const { survey, site } = database.tables
  const [found] = await database.handle
    .select({ survey, site })
    .from(survey)
    .innerJoin(site, eq(site.id, survey.siteId))
    .where(and(eq(survey.id, id), ne(survey.state, 'deleted'), isNull(site.deletedAt)))
  const unknown = problem('survey-unknown', id, 'survey')
  if (!found) throw unknown
  try {
    return { ...found, access: await permit(database, caller, found.site.id, scope) }
  } catch (error) {
    throw error instanceof Problem && error.code === 'not-found' ? unknown : error
  }
}

/**
 * The survey of a thing, such as a plan. Throws `not-found` where the caller may not see it, so that ids of
 * other tenants cannot be probed.
 */
export async function openSurveyOf(
  database: Database,
  caller: Caller,
  { surveyId }: { surveyId: string },
  scope: Scope
): Promise<OpenSurvey> {
  try {
    return await openSurvey(database, caller, surveyId, scope)
  } catch (error) {
    throw error instanceof Problem && error.code === 'survey-unknown' ? problem('not-found') : error
  }
}

/**
 * Every survey that the caller may read, of one site or of all, the newest first. Throws like `permit` for a
 * site that is not the caller's.
 */
export async function openSurveys(
  database: Database,
  caller: Caller,
  { siteId, scope }: { siteId: string | undefined; scope: Scope }
): Promise<OpenSurvey[]> {
  if (siteId !== undefined) await permit(database, caller, siteId, scope)
  const sites = (await listSites(database, caller)).filter(({ id }) => siteId === undefined || id === siteId)
  if (siteId !== undefined && sites.length === 0) throw problem('site-unknown', siteId, 'site')
  const opened: OpenSurvey[] = []
  for (const site of sites) {
    const access = await permit(database, caller, site.id, scope)
    for (const { row: survey } of await listSurveys(database, site.id)) opened.push({ survey, site, access })
  }
  return opened.sort((a, b) => b.survey.createdAt - a.survey.createdAt)
}
