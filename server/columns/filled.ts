import { eq } from 'drizzle-orm'
import type { Declared } from '../attributes/declared'
import { declaredOf } from '../attributes/declared'
import type { Database } from '../db/database'
import type { VersionRow } from '../db/rows'
import type { Known } from './changes'
import type { ReadAnswer } from './reading/answers'
import { countedPlace, dayNumber, furtherOf, saidIn, theseSets, versionsByNumber } from './reading/answers'
import { attributeCells } from './reading/attributes'
import type { ReadConversation } from './reading/conversations'
import { putCells } from './reading/conversations'
import { choicesOf, facetsOf, personCell } from './reading/facets'
import type { ReadInvitation } from './reading/invitations'
import type { Remembered } from './remembered'
import { makeRemembered } from './remembered'
import { countedConversation, countedInvitation } from './sent-as'
import type { SentSets } from './sent-sets'
import { makeSentSets } from './sent-sets'
import type { FarStore } from './thread'
import { openStore } from './thread'
import type { ConversationRows, Facets, Further, InvitationRows, SetOfTags, SetsOf } from './wire'
import { answerCells, conversationCells } from './wire'

/** Columns that hold something, and what of them this thread knows by itself. */
export type Filled = {
  store: FarStore
  /** The number of each set of tags in its site. */
  sets: Map<string, number>
  /** How many sets each site has. */
  setsOfSite: Map<string, number>
  /** The versions of each survey; none is ever changed. */
  versions: Map<string, Map<number, VersionRow>>
  /** What each site declares. Where that changes what is put together, all columns are made anew. */
  declared: Map<string, Declared>
  /** Which changes are in. */
  known: Known
  /** What conversations and invitations of each site are about. */
  sent: Map<string, SentSets>
  remembered: Remembered
}

/** Columns without a row, into which come all changes after `known`. */
export function openFilled(known: Known): Filled {
  return {
    store: openStore(),
    sets: new Map(),
    setsOfSite: new Map(),
    versions: new Map(),
    declared: new Map(),
    sent: new Map(),
    known,
    remembered: makeRemembered()
  }
}

/**
 * Brings answers to a survey in as they are now, and what their tags count as where that is not known yet.
 */
export async function putAnswers(
  database: Database,
  filled: Filled,
  survey: string,
  answers: readonly ReadAnswer[]
) {
  const [first] = answers
  if (!first) return
  const sets = [...new Set(answers.map(({ tagSetId }) => tagSetId))]
  await defineSets(
    database,
    filled,
    sets.filter((id) => !filled.sets.has(id))
  )
  const versions = await versionsFor(database, filled, survey, answers)
  const width = answerCells.length
  const cells = new Int32Array(width * answers.length)
  const days = new Map<string, number>()
  const dayOf = (day: string) => {
    const number = days.get(day) ?? dayNumber(day)
    days.set(day, number)
    return number
  }
  // What many answers say alike is parsed once, and goes once into the message.
  const parsed = new Map<string, Said>()
  const saidBy = ({ answers, hasComment, version: number }: ReadAnswer) => {
    const name = `${number} ${hasComment} ${answers ?? ''}`
    const known = parsed.get(name)
    if (known) return known
    const said = saidIn(answers)
    const version = versions.get(number)
    const made = {
      further: answers === null ? null : furtherOf(said),
      facets: facetsOf(said, hasComment, version && choicesOf(version))
    }
    parsed.set(name, made)
    return made
  }
  const said = answers.map(saidBy)
  for (const [index, answer] of answers.entries()) {
    const set = filled.sets.get(answer.tagSetId)
    const version = versions.get(answer.version)
    if (set === undefined) throw new Error(`response ${answer.id} has no tag set`)
    const its = [dayOf(answer.answeredOn), set, answer.version, answer.rating, countedPlace(answer)]
    cells.set([...its, version ? personCell(said[index]?.facets ?? {}, version) : 0], width * index)
  }
  const ids = answers.map(({ id }) => id)
  const conversations = answers.map(({ conversation }) => conversation)
  const [further, facets] = [said.map(({ further }) => further), said.map(({ facets }) => facets)]
  filled.remembered.forget()
  const attributes = attributeCells(await declaredFor(database, filled, first.siteId), answers)
  filled.store.put({ site: first.siteId, survey, ids, cells, conversations, further, facets, attributes })
}

type Said = { further: Further | null; facets: Facets }

/** What a site declares. */
async function declaredFor(
  { tables: { site }, handle }: Database,
  { declared }: Filled,
  siteId: string
): Promise<Declared> {
  const known = declared.get(siteId)
  if (known) return known
  const [row] = await handle.select({ attributes: site.attributes }).from(site).where(eq(site.id, siteId))
  const read = row ? declaredOf(row) : []
  declared.set(siteId, read)
  return read
}

/** The versions that these answers are to. */
async function versionsFor(
  database: Database,
  filled: Filled,
  survey: string,
  answers: readonly ReadAnswer[]
): Promise<Map<number, VersionRow>> {
  const known = filled.versions.get(survey)
  if (known && answers.every(({ version }) => known.has(version))) return known
  const read = await versionsByNumber(database, survey)
  filled.versions.set(survey, read)
  return read
}

/** Brings conversations of a site in as they are now. */
export function putConversations(filled: Filled, site: string, rows: readonly ReadConversation[]) {
  if (rows.length === 0) return
  filled.remembered.forget()
  filled.store.putConversations(conversationRows(filled, site, rows))
}

/** Conversations of a site as the columns take them. */
export function conversationRows(
  filled: Filled,
  site: string,
  rows: readonly ReadConversation[]
): ConversationRows {
  const sets = sentSets(filled, 'conversations', site)
  const cells = new Float64Array(conversationCells.length * rows.length)
  for (const [index, row] of rows.entries()) {
    putCells(cells, index, row, sets.codeOf(row.sent))
  }
  return {
    site,
    ids: rows.map(({ id }) => id),
    cells,
    customers: rows.map(({ customerHash }) => customerHash)
  }
}

/** Brings invitations to a survey in as they are now. */
export async function putInvitations(
  database: Database,
  filled: Filled,
  survey: string,
  rows: readonly ReadInvitation[]
) {
  const [first] = rows
  if (!first) return
  const its = await invitationRows(database, filled, { site: first.siteId, survey, rows })
  filled.remembered.forget()
  filled.store.putInvitations(its)
}

/** Invitations to a survey as the columns take them. */
export async function invitationRows(
  database: Database,
  filled: Filled,
  { site, survey, rows }: { site: string; survey: string; rows: readonly ReadInvitation[] }
): Promise<InvitationRows> {
  const attributes = attributeCells(await declaredFor(database, filled, site), rows)
  const sets = sentSets(filled, 'invitations', site)
  const cells = new Float64Array(3 * rows.length)
  for (const [index, row] of rows.entries()) {
    cells[3 * index] = row.isCounted ? row.createdAt : NaN
    if (!row.isCounted) continue
    cells[3 * index + 1] = sets.codeOf(row.sent)
    cells[3 * index + 2] = row.reached
  }
  const [states, reasons] = [rows.map(({ state }) => state), rows.map(({ reason }) => reason ?? '')]
  return { site, survey, ids: rows.map(({ id }) => id), cells, states, reasons, attributes }
}

/** What conversations, or invitations, of a site are about. */
export function sentSets({ sent, store }: Filled, of: SetsOf, site: string): SentSets {
  const name = `${of} ${site}`
  const countedAs = of === 'invitations' ? countedInvitation : countedConversation
  const known = sent.get(name) ?? makeSentSets(store, of, site, countedAs)
  sent.set(name, known)
  return known
}

/** Says what these sets of tags of answers count as now. */
export async function defineSets(database: Database, filled: Filled, ids: readonly string[]) {
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
  filled.remembered.forget()
  for (const [site, some] of bySite) store.define('answers', site, some)
}
