import type { Config } from '../config'
import type { Database } from '../db/database'
import { doneInCode, migrate, notDoneInCode } from '../db/migrate'
import { openVault, serverName } from '../db/open-vault'
import { joinNamesOnce } from '../names/join-names'
import { plainOptOutsOnce } from '../opt-outs/plain-customers'
import { plainSignaturesOnce } from '../responses/plain-signatures'
import { settleOnce } from '../responses/settle-anew'
import type { Sealing } from '../secrets/sealing'
import { makeSealing } from '../secrets/sealing'
import { renewSealed } from './renew-secret'
import { sealExisting } from './seal-existing'

/** What a start has to say. */
type Tell = (sentence: string) => void

/**
 * The scripts that were run, what opens the secrets of connectors, and by what this server is told from
 * others.
 */
type Prepared = { applied: string[]; sealing: Sealing; name: string }

/**
 * Brings a database up to this version of the code and opens what is sealed in it. Throws what `migrate`
 * throws. With a secret that opens nothing it goes on, and says so: what is sealed stays unread.
 */
export async function prepare(
  database: Database,
  config: Pick<Config, 'secret' | 'formerSecrets'>,
  tell: Tell = () => {}
): Promise<Prepared> {
  const applied = await migrate(database)
  const sealing = makeSealing(config)
  const { isOpen, keysId } = await openVault(database, sealing, Date.now())
  const prepared = { applied, sealing, name: serverName(keysId) }
  if (!isOpen) {
    tell(
      'HEARBACK_SECRET is not the one that this database was used with: name the former one ' +
        'in HEARBACK_FORMER_SECRETS. Until then names and addresses of customers can neither ' +
        'be read nor kept, and nobody is asked.'
    )
    return prepared
  }
  if (config.formerSecrets?.length) await renewSealed(database, sealing)
  await database.exclusively('seal', () =>
    sealExisting(database, sealing, (count) => tell(`Sealing what was kept in plain text: ${count} so far.`))
  )
  const open = await notDoneInCode(database)
  if (open.has(doneInCode.standing)) await settleOnce(database, Date.now(), tell)
  if (open.has(doneInCode.names)) await joinNamesOnce(database, Date.now(), tell)
  if (open.has(doneInCode.optOuts)) await plainOptOutsOnce(database, Date.now())
  if (open.has(doneInCode.signatures)) await plainSignaturesOnce(database, Date.now())
  return prepared
}
