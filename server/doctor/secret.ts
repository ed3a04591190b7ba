import type { Settings } from '../config'
import { knownSecrets } from '../config'
import { useKeys } from '../db/open-vault'
import { sqlitePath } from '../db/place'
import type { ReadOnly } from '../db/read-only'
import { secretRefusal } from '../db/starting-place'
import type { Sealing } from '../secrets/sealing'
import { makeSealing } from '../secrets/sealing'
import { weakVariables, weakWarning } from '../secrets/strength'
import type { Finding } from './finding'
import { ok, warn, wrong } from './finding'

/** The keys of the vault as they are kept. */
export type DataKey = { id: string; sealed: string }

type Seen = { finding: Finding; sealing?: Sealing }

/**
 * Whether the secret opens what is sealed in the database; if so the vault of `database` is open
 * afterwards. Gives what opens the secrets of connectors, where there is a secret. There is no `dataKey`
 * before the first start.
 */
export function secretFinding(settings: Settings, database: ReadOnly, dataKey: DataKey | undefined): Seen {
  const ring = knownSecrets(settings)
  const sealing = ring && makeSealing(ring)
  const isOpen = dataKey !== undefined && sealing !== undefined && useKeys(database.vault, dataKey, sealing)
  const isRefused = dataKey !== undefined && !isOpen
  const finding = isRefused
    ? refusalFinding(settings, dataKey)
    : unrefusedFinding(settings, ring?.secret, isOpen)
  const isFormer = isOpen && dataKey && sealing.renewed(dataKey.sealed, dataKey.id) !== undefined
  if (isFormer && finding.state === 'ok') return { finding: formerFinding, sealing }
  return { finding, ...(sealing && { sealing }) }
}

const formerFinding = ok(
  'secret',
  'a former secret opens what is sealed; the next start seals it with the new one.'
)

/** `isOpen` is false where nothing is sealed yet. */
function unrefusedFinding(settings: Settings, secret: string | undefined, isOpen: boolean): Finding {
  if (secret === undefined) {
    if (sqlitePath(settings.databaseUrl) === undefined) return refusalFinding(settings, undefined)
    return ok('secret', 'there is none yet; the first start makes one.')
  }
  const found = isOpen ? 'it opens what is sealed.' : 'it is there, and nothing is sealed yet.'
  const [weak] = weakVariables({ ...settings, secret })
  return weak === undefined ? ok('secret', found) : warn('secret', found, weakWarning(weak))
}

function refusalFinding(settings: Settings, dataKey: DataKey | undefined): Finding {
  const path = sqlitePath(settings.databaseUrl)
  if (path !== undefined) {
    const needsSecret = dataKey !== undefined
    const found = { is: 'hearback', newer: [], needsSecret, ...(dataKey && { dataKey }) } as const
    const named = { secret: settings.secret, formerSecrets: settings.formerSecrets }
    return wrong('secret', secretRefusal(path, found, named, { isServing: true }) ?? 'it opens nothing.', '')
  }
  if (settings.secret === undefined) {
    return wrong(
      'secret',
      'HEARBACK_SECRET is not set.',
      'Set the same 32 random characters for every process.'
    )
  }
  const toDo =
    'Set the right one, or name it in HEARBACK_FORMER_SECRETS: names and addresses stay unread until then.'
  return wrong('secret', 'HEARBACK_SECRET is not the one that this database was used with.', toDo)
}
