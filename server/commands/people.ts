import pino from 'pino'
import { accountsOf, forgetWaysIn } from '../accounts/addresses'
import { makePeople } from '../accounts/authentication'
import { resetUrl } from '../accounts/letters'
import { listAccounts } from '../accounts/list'
import { printReset } from '../accounts/reset'
import { readConfig } from '../config'
import { migrate } from '../db/migrate'
import { openDatabase } from '../db/open-database'

const usage = `hearback people list
hearback people reset EMAIL [--second-factor]    print a one-time link to a new password; with the option the codes and passkeys go too`

type Print = (line: string) => void

/** `hearback people …`: the way back into an account where there is no mail. Resolves to the exit code. */
export async function peopleCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  print: Print = console.log
): Promise<number> {
  const [action, email, option] = args
  if (
    action !== 'list' &&
    !(action === 'reset' && email && [undefined, '--second-factor'].includes(option))
  ) {
    print(usage)
    return 1
  }
  const config = readConfig(environment)
  const database = await openDatabase(config.databaseUrl, config)
  try {
    await migrate(database)
    if (action === 'list' || email === undefined) {
      for (const { id, name, address, isProved, isTwoFactor, sites } of await listAccounts(database)) {
        print(
          [
            id,
            address,
            name,
            isProved ? 'proved' : 'not proved',
            isTwoFactor ? 'two-factor' : 'password',
            `${sites} sites`
          ].join('  ')
        )
      }
      return 0
    }
    const accounts = (await accountsOf(database, email.trim().toLowerCase())).slice(0, 20)
    if (accounts.length === 0) {
      print(`Nobody has an account with “${email}”; see them all by: hearback people list`)
      return 1
    }
    const people = makePeople({
      database,
      config,
      log: pino({ level: 'silent' }),
      now: database.now,
      steady: () => performance.now()
    })
    for (const { id, name } of accounts) {
      if (option !== undefined)
        await database.atomically((handle) => forgetWaysIn(handle, database, id, { password: false }))
      print(
        `${accounts.length > 1 ? `${name} (${id}):  ` : ''}${resetUrl(config.publicUrl, await printReset({ people }, id))}`
      )
    }
    print(
      'The link works once and for a day; all sessions end when it is used. Give it to nobody but the person.'
    )
    return 0
  } finally {
    await database.close()
  }
}
