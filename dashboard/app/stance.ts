import type { SurveyView } from '../../server/contract/surveys'

/** What a rating counts as in a score, by what it meant when it was given. */
export function stanceOf(
  rating: number,
  { metric, satisfiedFrom, direction }: Pick<SurveyView, 'metric' | 'satisfiedFrom' | 'direction'>
): 'high' | 'middle' | 'low' {
  if (metric === 'nps') return rating >= 9 ? 'high' : rating >= 7 ? 'middle' : 'low'
  return (direction === 'higher-is-better' ? rating >= satisfiedFrom : rating <= satisfiedFrom)
    ? 'high'
    : 'low'
}
