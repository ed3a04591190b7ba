import { eq } from 'drizzle-orm'
import type { Change } from '../access/act'
import { recordAudit } from '../audit/log'
import type { Connector } from '../connectors/settings'
import { isMatch } from '../contract/etag'
import { problem } from '../contract/problem'
import type { WriteBackInput, WriteBackView } from '../contract/write-back'
import { writeBackParts } from '../contract/write-back'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { ConnectorRow, WriteBackRow } from '../db/rows'

/** What is written of which answers, and from when on. */
export type WriteBackSettings = WriteBackInput & Pick<WriteBackRow, 'since' | 'updatedAt'>

const off: WriteBackSettings = {
  answers: 'none',
  note: true,
  tag: false,
  field: null,
  native: false,
  reopen: false,
  assign: null,
  since: 0,
  updatedAt: 0
}

/** How a connector writes back, as it is kept. Before anybody said so there is no row. */
export async function readWriteBack(
  { handle, tables: { writeBack } }: Database,
  connectorId: string
): Promise<WriteBackSettings> {
  const [row] = await handle.select().from(writeBack).where(eq(writeBack.connectorId, connectorId))
  return settingsIn(row)
}

function settingsIn(row: WriteBackRow | undefined): WriteBackSettings {
  if (!row) return off
  const { answers, parts, since, updatedAt } = row
  // written by changeWriteBack only
  return { ...off, ...(JSON.parse(parts) as Partial<WriteBackInput>), answers, since, updatedAt }
}

/** The settings of a connector are nothing where they cannot be read. */
export function writeBackViewOf(
  settings: WriteBackSettings,
  { channel, settings: of }: Pick<Connector, 'channel' | 'settings'>
): WriteBackView {
  const { since: _since, updatedAt: _updatedAt, ...shown } = settings
  const { writeBack } = channel
  return {
    ...shown,
    takes: [...(writeBack?.takes ?? [])],
    lacks: (of !== undefined && writeBack?.lacks(of)) || null
  }
}

export function writeBackEtag({ updatedAt }: Pick<WriteBackSettings, 'updatedAt'>): string {
  return `"${updatedAt}"`
}

/**
 * Changes what a connector writes back, and notes who did it. Answers from before it was turned on are never
 * written. Throws `invalid` for what its helpdesk does not take.
 */
export async function changeWriteBack(
  database: Database,
  { row, channel }: Pick<Connector, 'channel'> & { row: ConnectorRow },
  { caller, patch, ifMatch, now }: Change<WriteBackInput>
): Promise<WriteBackSettings> {
  requireTaken(patch, channel)
  const { writeBack } = database.tables
  return database.atomically(function* (handle) {
    const [kept] = yield* run(
      database.locked(handle.select().from(writeBack).where(eq(writeBack.connectorId, row.id)))
    )
    const before = settingsIn(kept)
    if (!isMatch(ifMatch, writeBackEtag(before))) throw problem('changed-meanwhile')
    const wasOn = before.answers !== 'none'
    const after: WriteBackSettings = {
      ...patch,
      since: wasOn && patch.answers !== 'none' ? before.since : now,
      updatedAt: Math.max(now, before.updatedAt + 1)
    }
    if (JSON.stringify(partsOn(before)) === JSON.stringify(partsOn(after))) return before
    const { answers, since, updatedAt, ...rest } = after
    const made = {
      connectorId: row.id,
      siteId: row.siteId,
      answers,
      parts: JSON.stringify(rest),
      since,
      updatedAt
    }
    yield* run(
      handle.insert(writeBack).values(made).onConflictDoUpdate({ target: writeBack.connectorId, set: made })
    )
    yield* run(
      recordAudit(handle, database, {
        siteId: row.siteId,
        caller,
        action: 'write-back-changed',
        subject: row.id,
        detail: { name: row.name, settings: partsOn(after) },
        at: now
      })
    )
    return after
  })
}

/** What is on, as the audit trail tells it: `low`, `note`, `field: rating`. */
function partsOn({ answers, ...rest }: WriteBackSettings): string[] {
  const named = writeBackParts.flatMap((part) => {
    const set = rest[part]
    return set === true ? [part] : typeof set === 'string' ? [`${part}: ${set}`] : []
  })
  return [answers, ...named]
}

function requireTaken(wanted: WriteBackInput, { writeBack }: Connector['channel']) {
  if (wanted.answers === 'none') return
  if (!writeBack)
    throw problem('invalid', 'This kind of connector is no helpdesk that takes answers back.', 'answers')
  const isWanted = (part: (typeof writeBackParts)[number]) => wanted[part] !== false && wanted[part] !== null
  const missing = writeBackParts.find((part) => isWanted(part) && !writeBack.takes.includes(part))
  if (missing) throw problem('invalid', `This helpdesk’s API takes no “${missing}”.`, missing)
  if (!writeBackParts.some(isWanted))
    throw problem('invalid', 'Say what is to be written: a note, a tag, a field …', 'note')
}
