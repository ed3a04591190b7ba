import type { Database } from '../db/database'
import type { Change, Known } from './changes'
import { beginKnowing, changesSince } from './changes'
import type { ReadAnswer } from './reading'
import { dayNumber, everyAnswer, placeOf, theseAnswers, theseSets } from './reading'
import type { FarStore } from './thread'
import { openStore } from './thread'
import type { Question, Rows, SetOfTags, Told } from './wire'

/**
 * What figures are read from: columns of small whole numbers in the memory of this process, made from the database and thrown away
 * with the process. The database is the one record.
 */
export type Columns = {
  /** Counts what was on the disk when it was called, and perhaps some of what came meanwhile. */
  count(question: Question): Promise<Told>
  /** Makes them, where they are not there, and brings them up to date. */
  load(): Promise<void>
  /** Throws them away; they are made again when they are needed. */
  forget(): void
}

const known = new WeakMap<Database, Columns>()

/** The columns of a database, one for each that is open. */
export function columnsOf(database: Database): Columns {
  const there = known.get(database)
  if (there) return there
  const made = makeColumns(database)
  known.set(database, made)
  database.heard.once('closed', made.forget)
  return made
}

/** So many answers to questions are remembered as long as nothing changes: many look at the same page. */
const rememberedMax = 200

type Filled = {
  store: FarStore
  /** The number of each set of tags in its site. */
  sets: Map<string, number>
  /** How many sets each site has. */
  setsOfSite: Map<string, number>
  /** Which changes are in. */
  known: Known
  /** What was counted since the last of them. */
  remembered: Map<string, Promise<Told>>
}

function makeColumns(database: Database): Columns {
  let filled: Filled | undefined
  let running: Promise<Filled> | undefined
  let next: Promise<Filled> | undefined

  /** What is read by whoever asks must have begun to be read after that. */
  function upToDate(): Promise<Filled> {
    if (!running) return begin()
    return (next ??= running.then(begin, begin))
  }

  function begin(): Promise<Filled> {
    next = undefined
    running = catchUp().finally(() => {
      running = undefined
    })
    return running
  }

  async function catchUp(): Promise<Filled> {
    const before = filled
    // Where this fails, what is there stays as it is: what was brought in already is brought in again.
    const followed = before?.store.isOpen() ? await follow(database, before) : undefined
    // They may have been thrown away meanwhile.
    filled = followed?.store.isOpen() ? followed : await fill(database)
    if (before && before.store !== filled.store) before.store.drop()
    return filled
  }

  function forget() {
    filled?.store.drop()
    filled = undefined
  }

  return {
    async count(question) {
      let filled = await upToDate()
      while (!filled.store.isOpen()) filled = await upToDate()
      const { store, remembered } = filled
      const name = JSON.stringify(question)
      const known = remembered.get(name)
      if (known) return known
      const told = store.count(question)
      if (remembered.size >= rememberedMax) remembered.clear()
      remembered.set(name, told)
      told.catch(() => remembered.delete(name))
      return told
    },
    load: async () => void (await upToDate()),
    forget
  }
}

/** Reads all answers. */
async function fill(database: Database): Promise<Filled> {
  const { tables: { survey }, handle } = database
  const start = await beginKnowing(database)
  const filled: Filled = { store: openStore(), sets: new Map(), setsOfSite: new Map(), known: start, remembered: new Map() }
  try {
    for (const { id } of await handle.select({ id: survey.id }).from(survey)) {
      for await (const answers of everyAnswer(database, id)) await put(database, filled, id, answers)
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
async function follow(database: Database, filled: Filled): Promise<Filled | undefined> {
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
  const sets = new Set(changes.flatMap(({ kind, id }) => (kind === 'tags' && filled.sets.has(id) ? [id] : [])))
  await define(database, filled, [...sets])
  const surveys = new Map<string, Set<string>>()
  for (const { kind, scope, id } of changes) if (kind === 'answer') surveys.set(scope, (surveys.get(scope) ?? new Set()).add(id))
  for (const [survey, ids] of surveys) {
    const answers = await theseAnswers(database, survey, [...ids])
    await put(database, filled, survey, answers)
    const there = new Set(answers.map(({ id }) => id))
    const gone = [...ids].filter((id) => !there.has(id))
    if (gone.length > 0) tell(filled, { site: '', survey, ids: gone, cells: new Int32Array(5 * gone.length) })
  }
}

async function put(database: Database, filled: Filled, survey: string, answers: readonly ReadAnswer[]) {
  const [first] = answers
  if (!first) return
  await define(database, filled, [...new Set(answers.map(({ tagSetId }) => tagSetId))].filter((id) => !filled.sets.has(id)))
  const cells = new Int32Array(5 * answers.length)
  for (const [index, answer] of answers.entries()) {
    const set = filled.sets.get(answer.tagSetId)
    if (set === undefined) throw new Error(`response ${answer.id} has no tag set`)
    cells.set([dayNumber(answer.answeredOn), set, answer.version, answer.rating, placeOf(answer)], 5 * index)
  }
  tell(filled, { site: first.siteId, survey, ids: answers.map(({ id }) => id), cells })
}

/** What is counted from now on knows of these rows, and nothing from before is remembered. */
function tell({ store, remembered }: Filled, rows: Rows) {
  store.put(rows)
  remembered.clear()
}

async function define(database: Database, { store, sets, setsOfSite, remembered }: Filled, ids: readonly string[]) {
  if (ids.length === 0) return
  const bySite = new Map<string, SetOfTags[]>()
  for (const { id, siteId, ...counted } of await theseSets(database, ids)) {
    let code = sets.get(id)
    if (code === undefined) {
      code = setsOfSite.get(siteId) ?? 0
      setsOfSite.set(siteId, code + 1)
      sets.set(id, code)
    }
    const its = bySite.get(siteId) ?? []
    its.push({ code, ...counted })
    bySite.set(siteId, its)
  }
  for (const [site, some] of bySite) store.define(site, some)
  remembered.clear()
}
