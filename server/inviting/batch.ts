import { setImmediate as nextTurn } from 'node:timers/promises'
import type { InvitationInput, MadeInvitation } from '../contract/invitations'
import { Problem } from '../contract/problem'
import type { Database } from '../db/database'
import type { Published } from '../surveys/publication'
import type { Inviting } from './create'
import { createInvitations } from './create'

/** As many as take this long go into a commit: on SQLite nobody else is served meanwhile. */
const commitMs = 10
const perCommitMin = 5
const perCommitMax = 100

/** An invitation that may be made, and the survey it is to. */
export type Ready = { input: InvitationInput; published: Published }

/**
 * Makes many invitations, to any number of surveys, with a result each: those to one survey some in a
 * commit, or one by one where something is wrong with one of them, so that it costs nobody else the
 * invitation.
 */
export async function createEach(
  database: Database,
  items: readonly (Ready | Problem)[],
  inviting: Inviting
): Promise<(MadeInvitation | Problem)[]> {
  const results = new Map<Ready, MadeInvitation | Problem>()
  const ready = items.filter((item): item is Ready => !(item instanceof Problem))
  for (const id of new Set(ready.map(({ published }) => published.row.id))) {
    const group = ready.filter(({ published }) => published.row.id === id)
    const isAlone = database.dialect === 'sqlite'
    let perCommit = isAlone ? perCommitMin : perCommitMax
    for (let start = 0; start < group.length; ) {
      const some = group.slice(start, start + perCommit)
      const begunAt = performance.now()
      const made = await createAll(database, some, inviting)
      start += some.length
      const fitting = Math.floor((some.length * commitMs) / (performance.now() - begunAt))
      if (isAlone) perCommit = Math.max(perCommitMin, Math.min(fitting, 2 * perCommit, perCommitMax))
      some.forEach((item, index) => {
        const one = made[index]
        if (one) results.set(item, one)
      })
      // Whoever waits for an answer meanwhile gets it between two commits.
      await nextTurn()
    }
  }
  return items.map((item) => {
    const result = item instanceof Problem ? item : results.get(item)
    if (!result) throw new Error('an invitation of the batch has no result')
    return result
  })
}

async function createAll(
  database: Database,
  group: readonly Ready[],
  inviting: Inviting
): Promise<(MadeInvitation | Problem)[]> {
  const [first] = group
  if (!first) return []
  try {
    return await createInvitations(
      database,
      group.map(({ input }) => input),
      first.published,
      inviting
    )
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (group.length === 1) return [error]
    const one: (MadeInvitation | Problem)[] = []
    for (const item of group) one.push(...(await createAll(database, [item], inviting)))
    return one
  }
}
