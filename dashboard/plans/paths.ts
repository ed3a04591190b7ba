import { surveyPath } from '../shell/frame'

/** The pages of plans, one plan, and what is done there. */
export function plansPath(siteId: string, surveyId: string, ...names: string[]): string {
  return [`${surveyPath(siteId, surveyId)}/plans`, ...names].join('/')
}
