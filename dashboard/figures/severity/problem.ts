import type { SeverityView } from '../../../server/contract/figures-severity'
import type { SurveyView } from '../../../server/contract/surveys'
import { labelOf } from '../../app/filters'
import { reasonName } from '../reasons/reasons-table'

export type Problem = SeverityView['rows'][number]

/** What a topic or a reason is called in the reader's language. */
export function problemName(survey: SurveyView, { nature, key, label }: Problem): string {
  return nature === 'reason' ? reasonName(survey, key, label) : labelOf('topic', key, label)
}
