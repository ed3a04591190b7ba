import type { PlanView } from '../../server/contract/plans'
import { day } from '../app/format'
import { words } from '../words'

/** When a plan is, or was. */
export function planDays({ starts, ends }: Pick<PlanView, 'starts' | 'ends'>): string {
  return starts === null ? words.plans.noDays : words.plans.days(day(starts), day(ends ?? starts))
}
