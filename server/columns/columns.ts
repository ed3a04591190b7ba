import type { Database } from '../db/database'
import type { SiteRow } from '../sites'
import { rulesOf } from '../tag-rules'
import type { Change, Known } from './changes'
import { beginKnowing, changesSince, countUnknown } from './changes'
import type { ReadAnswer, ReadConversation, ReadInvitation } from './reading'
import { cellsOfConversation, dayNumber, everyAnswer, everyConversation, everyInvitation, furtherOf, placeOf } from './reading'
import { theseAnswers, theseConversations, theseInvitations, theseSets } from './reading'
import { conversationSet, invitationSet } from './sent-as'
import type { SentSets } from './sent-sets'
import { makeSentSets } from './sent-sets'
import type { FarStore } from './thread'
import { openStore } from './thread'
import type { ConversationRows, InvitationRows, Kind, Questions, SetOfTags, SetsOf } from './wire'
import { conversationCells } from './wire'

/**
 * What figures are read from: columns of small whole numbers in the memory of this process, made from the database and thrown away
 * with the process. The database is the one record.
 */
export type Columns = {
  /**
   * Counts what was on the disk when it was called, and perhaps some of what came meanwhile; conversations and invitations by the
   * rules of their site, which is given where they are asked for.
   */
  ask<One extends Kind>(kind: One, question: Questions[One][0], site?: SiteRow): Promise<Questions[One][1]>
  /** How a key of invitations of a site was written that were asked for just now. */
  writtenAs(site: SiteRow, dimension: string, key: string): string | undefined
  /** Of these conversations of a site, or invitations to a survey, those that the columns know as something else. */
  differing(site: SiteRow, rows: readonly ReadConversation[]): Promise<string[]>
  differingInvitations(site: SiteRow, survey: string, rows: readonly ReadInvitation[]): Promise<string[]>
  /** Makes them, where they are not there, and brings them up to date. */
  load(): Promise<void>
  /** How many changes they do not know yet; not a number where they are not made. */
  behind(): Promise<number>
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

/** About so many bytes of answers to questions are remembered as long as nothing changes: many look at the same page. */
const rememberedBytesMax = 8_000_000

type Remembered = { told: Map<string, Promise<Questions[Kind][1]>>; bytes: number }

type Filled = {
  store: FarStore
  /** The number of each set of tags in its site. */
  sets: Map<string, number>
  /** How many sets each site has. */
  setsOfSite: Map<string, number>
  /** Which changes are in. */
  known: Known
  /** What conversations and invitations of each site are about. */
  sent: Map<string, SentSets>
  /** What was counted since the last of them. */
  remembered: Remembered
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

  /** Up to date, and with all sets of tags of this site by its rules. */
  async function settled(of: SetsOf, site: SiteRow | undefined): Promise<Filled> {
    for (;;) {
      const filled = await upToDate()
      if (site) await sentSets(filled, of, site.id).settled(rulesOf(site), () => forgetTold(filled))
      if (filled.store.isOpen()) return filled
    }
  }

  return {
    async ask(kind, question, site) {
      const { store, remembered } = await settled(kind === 'funnel' ? 'invitations' : 'conversations', site)
      // Somebody may still ask by the rules of a moment ago.
      const name = `${kind} ${site?.tagRules ?? ''} ${JSON.stringify(question)}`
      const known = remembered.told.get(name)
      // What is remembered under this name is of this kind.
      if (known) return known as Promise<Questions[typeof kind][1]>
      const told = store.ask(kind, question)
      remember(remembered, name, told)
      return told
    },
    async differing(site, rows) {
      const filled = await settled('conversations', site)
      return filled.store.ask('differing', conversationRows(filled, site.id, rows))
    },
    async differingInvitations(site, survey, rows) {
      const filled = await settled('invitations', site)
      return filled.store.ask('differingInvitations', invitationRows(filled, site.id, survey, rows))
    },
    writtenAs: (site, dimension, key) => filled && sentSets(filled, 'invitations', site.id).writtenAs(dimension, key),
    load: async () => void (await upToDate()),
    behind: async () => (filled ? countUnknown(database, filled.known) : NaN),
    forget
  }
}

/** Reads all answers. */
async function fill(database: Database): Promise<Filled> {
  const { tables: { survey, site }, handle } = database
  const known = await beginKnowing(database)
  const filled: Filled = { store: openStore(), sets: new Map(), setsOfSite: new Map(), sent: new Map(), known, remembered: { told: new Map(), bytes: 0 } }
  try {
    for (const { id } of await handle.select({ id: site.id }).from(site)) {
      for await (const rows of everyConversation(database, id)) putConversations(filled, id, rows)
    }
    for (const { id } of await handle.select({ id: survey.id }).from(survey)) {
      for await (const answers of everyAnswer(database, id)) await put(database, filled, id, answers)
      for await (const rows of everyInvitation(database, id)) putInvitations(filled, id, rows)
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
  for (const [survey, ids] of byScope(changes, 'answer')) {
    const answers = await theseAnswers(database, survey, ids)
    await put(database, filled, survey, answers)
    const gone = withoutThose(ids, answers)
    forgetTold(filled)
    if (gone.length > 0) filled.store.put({ site: '', survey, ids: gone, cells: new Int32Array(5 * gone.length) })
  }
  for (const [site, ids] of byScope(changes, 'conversation')) {
    const rows = await theseConversations(database, site, ids)
    putConversations(filled, site, rows)
    const gone = withoutThose(ids, rows)
    forgetTold(filled)
    const cells = new Float64Array(conversationCells.length * gone.length).fill(NaN)
    if (gone.length > 0) filled.store.putConversations({ site, ids: gone, cells, customers: gone.map(() => null) })
  }
  for (const [survey, ids] of byScope(changes, 'invitation')) {
    const rows = await theseInvitations(database, ids)
    putInvitations(filled, survey, rows)
    const gone = withoutThose(ids, rows)
    forgetTold(filled)
    const nothing = gone.map(() => '')
    const cells = new Float64Array(3 * gone.length).fill(NaN)
    if (gone.length > 0) filled.store.putInvitations({ site: '', survey, ids: gone, cells, states: nothing, reasons: nothing })
  }
}

/** The ids of what has changed, each once, by the survey or the site that it belongs to. */
function byScope(changes: readonly Change[], wanted: Change['kind']): Map<string, string[]> {
  const found = new Map<string, Set<string>>()
  for (const { kind, scope, id } of changes) if (kind === wanted) found.set(scope, (found.get(scope) ?? new Set()).add(id))
  return new Map([...found].map(([scope, ids]) => [scope, [...ids]]))
}

function withoutThose(ids: readonly string[], rows: readonly { id: string }[]): string[] {
  const there = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => !there.has(id))
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
  const [conversations, further] = [answers.map(({ conversation }) => conversation), answers.map(({ answers }) => furtherOf(answers))]
  forgetTold(filled)
  filled.store.put({ site: first.siteId, survey, ids: answers.map(({ id }) => id), cells, conversations, further })
}

function putConversations(filled: Filled, site: string, rows: readonly ReadConversation[]) {
  if (rows.length === 0) return
  forgetTold(filled)
  filled.store.putConversations(conversationRows(filled, site, rows))
}

function conversationRows(filled: Filled, site: string, rows: readonly ReadConversation[]): ConversationRows {
  const sets = sentSets(filled, 'conversations', site)
  const cells = new Float64Array(conversationCells.length * rows.length)
  for (const [index, row] of rows.entries()) {
    cells.set(cellsOfConversation(row, sets.codeOf(conversationSet.nameOf(row))), conversationCells.length * index)
  }
  return { site, ids: rows.map(({ id }) => id), cells, customers: rows.map(({ customerHash }) => customerHash) }
}

function putInvitations(filled: Filled, survey: string, rows: readonly ReadInvitation[]) {
  const [first] = rows
  if (!first) return
  forgetTold(filled)
  filled.store.putInvitations(invitationRows(filled, first.siteId, survey, rows))
}

function invitationRows(filled: Filled, site: string, survey: string, rows: readonly ReadInvitation[]): InvitationRows {
  const sets = sentSets(filled, 'invitations', site)
  const cells = new Float64Array(3 * rows.length)
  for (const [index, row] of rows.entries()) {
    cells.set(row.isCounted ? [row.createdAt, sets.codeOf(invitationSet.nameOf(row)), row.reached] : [NaN, 0, 0], 3 * index)
  }
  const [states, reasons] = [rows.map(({ state }) => state), rows.map(({ reason }) => reason ?? '')]
  return { site, survey, ids: rows.map(({ id }) => id), cells, states, reasons }
}

function sentSets({ sent, store }: Filled, of: SetsOf, site: string): SentSets {
  const name = `${of} ${site}`
  const known = sent.get(name) ?? makeSentSets(store, of, site, of === 'invitations' ? invitationSet.countedAs : conversationSet.countedAs)
  sent.set(name, known)
  return known
}

/** What is counted from now on knows of what is told next, and nothing from before is remembered. */
function forgetTold({ remembered }: Filled) {
  remembered.told.clear()
  remembered.bytes = 0
}

function remember(remembered: Remembered, name: string, asked: Promise<Questions[Kind][1]>) {
  remembered.told.set(name, asked)
  const isThere = () => remembered.told.get(name) === asked
  asked.then(
    (told) => {
      if (!isThere()) return
      remembered.bytes += name.length + bytesOf(told)
      if (remembered.bytes <= rememberedBytesMax) return
      remembered.told.clear()
      remembered.bytes = 0
    },
    () => isThere() && remembered.told.delete(name)
  )
}

/** About how much memory an answer takes. */
function bytesOf(told: Questions[Kind][1]): number {
  const cells = 'cells' in told ? told.cells.byteLength : 0
  const keys = 'keys' in told ? ('codes' in told.keys ? told.keys.codes.byteLength : 100 * told.keys.length) : 0
  return 1_000 + cells + keys + (Array.isArray(told) ? 500 * told.length : 0)
}

async function define(database: Database, filled: Filled, ids: readonly string[]) {
  if (ids.length === 0) return
  const { store, sets, setsOfSite } = filled
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
  forgetTold(filled)
  for (const [site, some] of bySite) store.define('answers', site, some)
}
