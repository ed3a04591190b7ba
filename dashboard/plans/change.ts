import type { PlanPatch, PlanView } from '../../server/contract/plans'
import { ask, askTagged } from '../app/api'
import { refresh } from '../app/resource'

/** Changes the plan as it is now, so that what somebody else wrote meanwhile is kept. Throws a Refusal. */
export async function changePlan(id: string, patchOf: (plan: PlanView) => PlanPatch): Promise<void> {
  const { value, tag } = await askTagged<PlanView>(`/v1/training-plans/${id}`)
  await ask(`/v1/training-plans/${id}`, { method: 'PATCH', body: patchOf(value), ifMatch: tag })
  refresh()
}
