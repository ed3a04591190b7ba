import { parseArgs } from 'node:util'
import { operator } from '../access/permissions'
import type { Erased } from '../contract/customers'
import { erasePerson, whatErasingTakes } from '../erasure/erase'
import { listSites, siteById } from '../sites/sites'
import { prepare } from '../upgrades/prepare'
import { onDatabase } from './on-database'

const usage = 'hearback erase --customer KEY|ADDRESS [--site ID] [--dry-run]'

type Print = (line: string) => void

/** `hearback erase --customer KEY|ADDRESS`; the server may go on running. Resolves to the exit code. */
export async function eraseCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  print: Print = console.log
): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      customer: { type: 'string' },
      site: { type: 'string' },
      'dry-run': { type: 'boolean', default: false }
    }
  })
  const who = values.customer?.trim()
  if (!who) {
    print(usage)
    return 1
  }
  return onDatabase(environment, print, async (database, config) => {
    const { sealing } = await prepare(database, config, (sentence) => console.error(sentence))
    const caller = operator('command-line')
    const sites =
      values.site === undefined ? await listSites(database, caller) : [await siteById(database, values.site)]
    const services = { database, config, sealing, now: Date.now }
    for (const { id, name } of sites) {
      const sought = { siteId: id, who }
      const erased = values['dry-run']
        ? await whatErasingTakes(services, sought)
        : await erasePerson(services, sought, caller)
      print(`${name}: ${sentence(erased, values['dry-run'])}`)
    }
    if (!values['dry-run'])
      print(
        'Ratings, tags and times stay; an opt-out stays as a hash. Backups from before still hold what was erased.'
      )
    return 0
  })
}

function sentence({ answers, invitations, conversations, messages }: Erased, isDryRun: boolean): string {
  if (answers + invitations + conversations + messages === 0) return 'nothing is known of this customer.'
  return (
    `${answers} answers, ${invitations} invitations, ${conversations} conversations and ` +
    `${messages} messages ${isDryRun ? 'would be' : 'were'} emptied.`
  )
}
