import type { Filter, FilterDimension } from '../app/filters'
import type { Period } from '../app/period'
import { surveyPath } from '../shell/frame'
import { words } from '../words'

type Props = {
  siteId: string
  surveyId: string
  period: Period
  filters: readonly Filter[]
  nameOf(dimension: FilterDimension, key: string): string
}

/** What a plan can be about; the rest of what a view is narrowed to says nothing of whom to train on what. */
const planned: readonly FilterDimension[] = ['topic', 'agent', 'team', 'reason']

/**
 * Leads to a new plan for what a view of answers is narrowed to, and the days it was chosen on. A reason goes along as
 * it is worded: a plan is judged by topics and people, and says in words what customers complain of.
 */
export function PlanLink({ siteId, surveyId, period, filters, nameOf }: Props) {
  const chosen = filters.filter(({ dimension, key }) => planned.includes(dimension) && key !== '')
  if (chosen.length === 0) return null
  const query = new URLSearchParams(period)
  for (const { dimension, key } of chosen)
    query.append(dimension, dimension === 'reason' ? nameOf(dimension, key) : key)
  return (
    <li>
      <a class="quiet-link" href={`${surveyPath(siteId, surveyId)}/plans/new?${query}`}>
        {words.plans.make}
      </a>
    </li>
  )
}
