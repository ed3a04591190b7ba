import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import { eq } from 'drizzle-orm'
import pino from 'pino'
import type { Caller } from '../access/permissions'
import { operator } from '../access/permissions'
import { makePeople } from '../accounts/authentication'
import { ensureAdmin, isSetUpNeeded } from '../accounts/set-up'
import { readConfig } from '../config'
import type { Database } from '../db/database'
import { openDatabase } from '../db/open-database'
import { fillDemo, isDemoWhole } from '../demo/fill'
import type { Ring } from '../secrets/ring'
import { listSites } from '../sites/sites'
import { prepare } from '../upgrades/prepare'

const owner = { email: 'demo@hearback.example', password: 'look around in it' }

/**
 * `hearback demo`: a realistic year in a database of its own, `data/demo.db` unless `--database` names
 * another empty one.
 */
export async function demoCommand(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { database: { type: 'string', default: 'file:data/demo.db' } }
  })
  const config = { ...readConfig({ ...environment, DATABASE_URL: values.database }), admin: owner }
  const database = await openDatabase(config.databaseUrl, config)
  try {
    await prepare(database, config, (sentence) => console.error(sentence))
    const people = makePeople({
      database,
      config,
      log: pino({ level: 'silent' }),
      now: database.now,
      steady: () => performance.now()
    })
    const demo = await ownerOf(database)
    if (!demo && !(await isEmpty(database))) {
      console.error(`${values.database} holds something already; the demo wants a database of its own.`)
      return 1
    }
    if (demo && !(await isDemoWhole(database, demo))) {
      console.error(
        `The demo in ${values.database} was stopped before it was whole; delete that database and run this again.`
      )
      return 1
    }
    if (demo) {
      console.log('The demo is there already.')
    } else {
      await ensureAdmin(database, config, people)
      await fill(database, config)
    }
    console.log(
      `\n  Look at it   DATABASE_URL=${values.database} npm start\n  Sign in      ` +
        `${owner.email}, password “${owner.password}”\n`
    )
    return 0
  } finally {
    await database.close()
  }
}

async function isEmpty(database: Database) {
  return (await isSetUpNeeded(database)) && (await listSites(database, operator('command-line'))).length === 0
}

async function fill(database: Database, ring: Ring) {
  const caller = await ownerOf(database)
  if (!caller) throw new Error('the owner of the demo was not made')
  const bar = process.stdout.isTTY
    ? new SingleBar({ format: '  {bar} {percentage} % of a year', hideCursor: true })
    : undefined
  bar?.start(100, 0)
  let said = 0
  const start = performance.now()
  const { answers, contacts } = await fillDemo(database, caller, Date.now(), {
    ring,
    progress(done) {
      bar?.update(Math.floor(done * 100))
      if (!bar && done >= said + 0.25) console.log(`${Math.round((said = done) * 100)} % of a year`)
    }
  })
  bar?.stop()
  console.log(
    `${contacts} conversations, ${answers} answers, in ${((performance.now() - start) / 1000).toFixed(1)} s.`
  )
}

async function ownerOf({ tables: { authUser }, handle }: Database): Promise<Caller | undefined> {
  const [user] = await handle.select().from(authUser).where(eq(authUser.email, owner.email))
  return user && { kind: 'person', userId: user.id, name: user.name, email: user.email }
}
