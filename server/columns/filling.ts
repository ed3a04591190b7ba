import type { Database } from '../db/database'
import type { Change } from './changes'
import { beginKnowing, changesSince } from './changes'
import type { Filled } from './filled'
import { defineSets, openFilled, putAnswers, putConversations, putInvitations } from './filled'
import { countedAnswers, theseAnswers } from './reading/answers'
import { everyConversation, theseConversations } from './reading/conversations'
import { everyInvitation, theseInvitations } from './reading/invitations'
import { answerCells, conversationCells } from './wire'

/** Makes columns of everything that is there. */
export async function fill(database: Database): Promise<Filled> {
  const {
    tables: { survey, site },
    handle
  } = database
  const known = await beginKnowing(database)
  const filled = openFilled(known)
  try {
    for (const { id } of await handle.select({ id: site.id }).from(site)) {
      for await (const rows of everyConversation(database, id)) putConversations(filled, id, rows)
    }
    for (const { id } of await handle.select({ id: survey.id }).from(survey)) {
      for await (const answers of countedAnswers(database, id))
        await putAnswers(database, filled, id, answers)
      for await (const rows of everyInvitation(database, id)) await putInvitations(database, filled, id, rows)
    }
    const followed = await follow(database, filled)
    if (!followed) throw new Error('the columns were made so slowly that changes were trimmed meanwhile')
    return followed
  } catch (error) {
    filled.store.drop()
    throw error
  }
}

/** Brings in what has changed since; nothing where that is not known any more. */
export async function follow(database: Database, filled: Filled): Promise<Filled | undefined> {
  const changes = changesSince(database, filled.known)
  for (;;) {
    const { value, done } = await changes.next()
    if (done) return value && { ...filled, known: value }
    if (value.some(({ kind }) => kind === 'anew')) return undefined
    await apply(database, filled, value)
    // On SQLite nobody else is served while one of these is brought in.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function apply(database: Database, filled: Filled, changes: readonly Change[]) {
  const sets = new Set(
    changes.flatMap(({ kind, id }) => (kind === 'tags' && filled.sets.has(id) ? [id] : []))
  )
  await defineSets(database, filled, [...sets])
  for (const [survey, ids] of byScope(changes, 'answer')) {
    const answers = await theseAnswers(database, survey, ids)
    await putAnswers(database, filled, survey, answers)
    const gone = withoutThose(ids, answers)
    filled.remembered.forget()
    if (gone.length > 0)
      filled.store.put({
        site: '',
        survey,
        ids: gone,
        cells: new Int32Array(answerCells.length * gone.length)
      })
  }
  for (const [site, ids] of byScope(changes, 'conversation')) {
    const rows = await theseConversations(database, site, ids)
    putConversations(filled, site, rows)
    const gone = withoutThose(ids, rows)
    filled.remembered.forget()
    const cells = new Float64Array(conversationCells.length * gone.length).fill(NaN)
    if (gone.length > 0)
      filled.store.putConversations({ site, ids: gone, cells, customers: gone.map(() => null) })
  }
  for (const [survey, ids] of byScope(changes, 'invitation')) {
    const rows = await theseInvitations(database, ids)
    await putInvitations(database, filled, survey, rows)
    const gone = withoutThose(ids, rows)
    filled.remembered.forget()
    const nothing = gone.map(() => '')
    const cells = new Float64Array(3 * gone.length).fill(NaN)
    if (gone.length > 0)
      filled.store.putInvitations({ site: '', survey, ids: gone, cells, states: nothing, reasons: nothing })
  }
}

/** The ids of what has changed, each once, by the survey or the site that it belongs to. */
function byScope(changes: readonly Change[], wanted: Change['kind']): Map<string, string[]> {
  const found = new Map<string, Set<string>>()
  for (const { kind, scope, id } of changes) {
    if (kind === wanted) found.set(scope, (found.get(scope) ?? new Set()).add(id))
  }
  return new Map([...found].map(([scope, ids]) => [scope, [...ids]]))
}

function withoutThose(ids: readonly string[], rows: readonly { id: string }[]): string[] {
  const there = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => !there.has(id))
}
