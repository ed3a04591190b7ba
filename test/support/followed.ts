import type { FollowUpsView } from '../../server/contract/follow-ups'
import { escalateOverdue, openDue } from '../../server/follow-ups/opening'
import type { TestApp } from './app'
import { testKey } from './app'
import { fromProgram } from './given'

/** Does what the job of follow-ups does a moment after each commit. */
export async function followDue(database: Parameters<typeof openDue>[0], now: number): Promise<void> {
  while (await openDue(database, now)) continue
  while (await escalateOverdue(database, now)) continue
}

/** A site whose rules open a follow-up of every answer, and the follow-ups of these answers. */
export async function followedUp(
  { app, site }: { app: TestApp; site: string },
  ...answers: Record<string, unknown>[]
): Promise<string[]> {
  const rules = [{ name: 'Everybody', when: { rating: 'any' }, dueHours: 8 }]
  await app.request(`/api/v1/sites/${site}/follow-up-rules`, {
    method: 'PUT',
    key: testKey,
    body: { rules }
  })
  for (const answer of answers) await fromProgram(app, answer)
  await followDue(app.services.database, app.services.now())
  const { rows } = (await (
    await app.request(`/api/v1/sites/${site}/follow-ups`, { key: testKey })
  ).json()) as FollowUpsView
  return rows.map(({ id }) => id)
}
