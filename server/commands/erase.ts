import { parseArgs } from 'node:util'
import { readConfig } from '../config'
import { openDatabase } from '../db/database'
import { prepare } from '../secrets/prepare'
import type { Erased } from '../contract/customers'
import { erasePerson, whatErasingTakes } from '../erasure/erase'
import { operator } from '../people/access'
import { Problem } from '../problem'
import { listSites, siteById } from '../sites'

const usage = 'hearback erase --customer KEY|ADDRESS [--site ID] [--dry-run]'

type Print = (line: string) => void

/** `hearback erase --customer KEY|ADDRESS`; the server may go on running. Resolves to the exit code. */
export async function eraseCommand(args: readonly string[], environment: NodeJS.ProcessEnv, print: Print = console.log): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { customer: { type: 'string' }, site: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } } })
  const who = values.customer?.trim()
  if (!who) {
    print(usage)
    return 1
  }
  const config = readConfig(environment)
  const database = await openDatabase(config.databaseUrl)
  try {
    const { sealing } = await prepare(database, config, (sentence) => console.error(sentence))
    const caller = operator('command-line')
    const sites = values.site === undefined ? await listSites(database, caller) : [await siteById(database, values.site)]
    const services = { database, config, sealing, now: Date.now }
    for (const { id, name } of sites) {
      const sought = { siteId: id, who }
      const erased = values['dry-run'] ? await whatErasingTakes(services, sought) : await erasePerson(services, sought, caller)
      print(`${name}: ${sentence(erased, values['dry-run'])}`)
    }
    if (!values['dry-run']) print('Ratings, tags and times stay; an opt-out stays as a hash. Backups from before still hold what was erased.')
    return 0
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    print(error.message)
    return 1
  } finally {
    await database.close()
  }
}

function sentence({ answers, invitations, conversations, messages }: Erased, isDryRun: boolean): string {
  if (answers + invitations + conversations + messages === 0) return 'nothing is known of this customer.'
  return `${answers} answers, ${invitations} invitations, ${conversations} conversations and ${messages} messages ${isDryRun ? 'would be' : 'were'} emptied.`
}
