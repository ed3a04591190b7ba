import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { Role } from '../../server/contract/terms'
import type { QueryChange } from '../app/address'
import type { Period } from '../app/period'

/** What a page of figures is a function of. */
export type View = {
  site: SiteView
  survey: SurveyView
  role: Role
  query: URLSearchParams
  period: Period
  /**
   * What a figure is asked with beside the period and the filters, so that it stands beside that of the
   * period before.
   */
  compared: Readonly<Record<string, string>>
  /** Where the API tells a figure, for the period and the filters of the view. */
  figurePath(name: string, more?: Readonly<Record<string, string>>): string
  /** The answers behind a figure. */
  answersHref(change: QueryChange): string
  /** Another page of figures, with the same period and filters. */
  pageHref(page: string, change?: QueryChange): string
}
