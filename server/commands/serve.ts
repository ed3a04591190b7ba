import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { readAssets } from '../assets'
import { readConfig } from '../config'
import { serve } from '../serve'
import { operator } from '../people/access'
import { ensureAdmin, isSetUpNeeded, setUpUrl } from '../people/set-up'
import { listSites, siteView } from '../sites'

/** Where the build lies: this file is part of dist/server/main.js. */
export const buildFolder = fileURLToPath(new URL('..', import.meta.url))

export async function serveCommand(_args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const config = readConfig(environment)
  const log = pino({ level: config.logLevel, redact: ['req.headers'] }, pino.destination({ dest: 2, sync: false }))
  const running = await serve(config, readAssets(buildFolder), log)
  try {
    await ensureAdmin(running.services.database, config, running.services.people)
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

async function greet({ services, port }: Awaited<ReturnType<typeof serve>>) {
  const { config, database } = services
  const [site] = await listSites(database, operator('command-line'))
  console.log(`\n  Dashboard    ${config.publicUrl}/`)
  if (await isSetUpNeeded(database)) console.log(`  Set it up    ${setUpUrl(config)}   (works once)`)
  if (site) console.log(`  Script tag   ${siteView(site, config.publicUrl).scriptTag}`)
  console.log(`  Listening    http://${config.host}:${port}\n`)
}
