import { parseArgs } from 'node:util'
import { prettifyError } from 'zod'
import { operator } from '../access/permissions'
import { createKey, keyViews, listAllKeys, revokeKey } from '../accounts/api-keys'
import { keyInput } from '../contract/people'
import type { Database } from '../db/database'
import { migrate } from '../db/migrate'
import { onDatabase } from './on-database'

const usage = `hearback keys create --site ID --name NAME --scopes scores:read,responses:write [--expires 2027-12-31T00:00:00Z]
hearback keys list
hearback keys revoke ID`

type Print = (line: string) => void

/** `hearback keys …`. Resolves to the exit code; what went wrong is printed as one sentence. */
export async function keysCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  print: Print = console.log
): Promise<number> {
  return onDatabase(environment, print, async (database) => {
    await migrate(database)
    return act(database, args, print)
  })
}

async function act(database: Database, [action, ...rest]: readonly string[], print: Print): Promise<number> {
  const caller = operator('command-line')
  const now = Date.now()
  if (action === 'create') {
    const {
      values: { expires, ...values }
    } = parseArgs({
      args: rest,
      options: {
        site: { type: 'string' },
        name: { type: 'string' },
        scopes: { type: 'string' },
        expires: { type: 'string' }
      }
    })
    const input = keyInput.safeParse({
      ...values,
      scopes: values.scopes?.split(','),
      ...(expires !== undefined && { expiresAt: expires })
    })
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
    for (const { id, site, name, scopes, revokedAt, expiresAt, lastUsedAt, madeBy } of await keyViews(
      database,
      await listAllKeys(database)
    )) {
      const isOver = expiresAt !== null && Date.parse(expiresAt) <= now
      print(
        [id, site, name, scopes.join(','), revokedAt !== null ? 'revoked' : isOver ? 'ended' : 'live'].join(
          '  '
        )
      )
      const used = lastUsedAt === null ? 'never used' : `last used ${lastUsedAt}`
      print(
        `    made by ${madeBy?.name ?? madeBy?.key ?? 'nobody known'}, ${used}${expiresAt === null ? '' : `, ${isOver ? 'ended' : 'ends'} ${expiresAt}`}`
      )
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
