import type { Database } from '../db/database'
import type { SiteRow } from '../db/rows'
import { rulesOf } from '../tags/rules'
import { countUnknown } from './changes'
import type { Filled } from './filled'
import { conversationRows, invitationRows, sentSets } from './filled'
import { fill, follow } from './filling'
import type { ReadConversation } from './reading/conversations'
import type { ReadInvitation } from './reading/invitations'
import type { Kind, Questions, SetsOf } from './wire'

/**
 * What figures are read from: columns of small whole numbers in the memory of this process, made from the
 * database and thrown away with the process. The database is the one record.
 */
export type Columns = {
  /**
   * Counts what was on the disk when it was called, and perhaps some of what came meanwhile; conversations
   * and invitations by the rules of their site, which is given where they are asked for.
   */
  ask<One extends Kind>(kind: One, question: Questions[One][0], site?: SiteRow): Promise<Questions[One][1]>
  /** How a key of invitations of a site was written that were asked for just now. */
  writtenAs(site: SiteRow, dimension: string, key: string): string | undefined
  /**
   * Of these conversations of a site, or invitations to a survey, those that the columns know as something
   * else.
   */
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
      if (site) await sentSets(filled, of, site.id).settled(rulesOf(site), filled.remembered.forget)
      if (filled.store.isOpen()) return filled
    }
  }

  return {
    async ask(kind, question, site) {
      const { store, remembered } = await settled(kind === 'funnel' ? 'invitations' : 'conversations', site)
      // Somebody may still ask by the rules of a moment ago.
      const name = `${kind} ${site?.tagRules ?? ''} ${JSON.stringify(question)}`
      const known = remembered.get(name)
      // What is remembered under this name is of this kind.
      if (known) return known as Promise<Questions[typeof kind][1]>
      const told = store.ask(kind, question)
      remembered.keep(name, told)
      return told
    },
    async differing(site, rows) {
      const filled = await settled('conversations', site)
      return filled.store.ask('differing', conversationRows(filled, site.id, rows))
    },
    async differingInvitations(site, survey, rows) {
      const filled = await settled('invitations', site)
      const its = await invitationRows(database, filled, { site: site.id, survey, rows })
      return filled.store.ask('differingInvitations', its)
    },
    writtenAs: (site, dimension, key) =>
      filled && sentSets(filled, 'invitations', site.id).writtenAs(dimension, key),
    load: async () => void (await upToDate()),
    behind: async () => (filled ? countUnknown(database, filled.known) : NaN),
    forget
  }
}
