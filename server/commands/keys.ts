import { parseArgs } from 'node:util'
import { prettifyError } from 'zod'
import { operator } from '../people/access'
import { readConfig } from '../config'
import { keyInput } from '../contract/people'
import type { Database } from '../db/database'
import { openDatabase } from '../db/database'
import { migrate } from '../db/migrate'
import { createKey, listAllKeys, revokeKey } from '../people/keys'
import { Problem } from '../problem'

const usage = `hearback keys create --site ID --name NAME --scopes scores:read,responses:write
hearback keys list
hearback keys revoke ID`

type Print = (line: string) => void

/** `hearback keys …`. Resolves to the exit code; what went wrong is printed as one sentence. */
export async function keysCommand(args: readonly string[], environment: NodeJS.ProcessEnv, print: Print = console.log): Promise<number> {
  const database = await openDatabase(readConfig(environment).databaseUrl)
  try {
    await migrate(database)
    return await act(database, args, print)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    print(error.message)
    return 1
  } finally {
    await database.close()
  }
}

async function act(database: Database, [action, ...rest]: readonly string[], print: Print): Promise<number> {
  const caller = operator('command-line')
  const now = Date.now()
  if (action === 'create') {
    const { values } = parseArgs({ args: rest, options: { site: { type: 'string' }, name: { type: 'string' }, scopes: { type: 'string' } } })
    const input = keyInput.safeParse({ ...values, scopes: values.scopes?.split(',') })
    if (!input.success) {
      print(prettifyError(input.error))
      return 1
    }
    const { row, key } = await createKey(database, caller, input.data, now)
    print(`${row.id}  ${key}`)
    print('Keep the key now: it is not shown again.')
    return 0
  }
  if (action === 'list') {
    for (const { id, siteId, name, scopes, revokedAt } of await listAllKeys(database)) {
      print([id, siteId, name, (JSON.parse(scopes) as string[]).join(','), revokedAt === null ? 'live' : 'revoked'].join('  '))
    }
    return 0
  }
  const [id] = rest
  if (action === 'revoke' && id !== undefined) {
    await revokeKey(database, caller, id, now)
    print(`${id} is revoked; processes that run notice within ten seconds.`)
    return 0
  }
  print(usage)
  return 1
}
