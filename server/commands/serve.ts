import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { operator } from '../access/permissions'
import { isSetUpNeeded, setUpUrl } from '../accounts/set-up'
import { readConfig } from '../config'
import { readAssets } from '../presentation/assets'
import { serve } from '../serve'
import { listSites, siteViewOf } from '../sites/sites'
import { makeLogger } from '../text/logger'

/** Where the build lies: this file is part of dist/server/main.js. */
const buildFolder = fileURLToPath(new URL('..', import.meta.url))

/**
 * `hearback serve`. `--new` begins anew where the database cannot be used, `--new-secret` goes on where its
 * secret is lost.
 */
export async function serveCommand(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { new: { type: 'boolean', default: false }, 'new-secret': { type: 'boolean', default: false } }
  })
  const config = readConfig(environment, {
    isServing: true,
    isNew: values.new,
    hasNewSecret: values['new-secret']
  })
  const lines = pino.destination({ dest: 2, sync: false })
  const log = makeLogger(config.logLevel, lines)
  endOnBugs((error) => {
    log.fatal({ err: error }, 'a bug ended the process')
    lines.flushSync()
  })
  const figuresFile = new URL('figures-thread.js', import.meta.url)
  const intakeFile = new URL('intake-thread.js', import.meta.url)
  const running = await serve(config, readAssets(buildFolder), { log, figuresFile, intakeFile })
  try {
    await greet(running)
  } catch (error) {
    await running.stop()
    throw error
  }
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  await running.stop()
  return 0
}

/**
 * Node would print a bug with all that it holds, answers of customers too. Whoever watches the process
 * starts it again.
 */
function endOnBugs(tell: (error: unknown) => void) {
  const end = (error: unknown) => {
    tell(error)
    process.exit(1)
  }
  process.on('uncaughtException', end).on('unhandledRejection', end)
}

async function greet({ services, port }: Awaited<ReturnType<typeof serve>>) {
  const { config, database } = services
  const [site] = await listSites(database, operator('command-line'))
  console.log(`\n  Dashboard    ${config.publicUrl}/`)
  if (await isSetUpNeeded(database)) console.log(`  Set it up    ${setUpUrl(config)}   (works once)`)
  if (site) console.log(`  Script tag   ${siteViewOf(site, config.publicUrl).scriptTag}`)
  console.log(`  Listening    http://${config.host}:${port}\n`)
}
