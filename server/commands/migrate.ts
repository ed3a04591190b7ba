import { readConfig } from '../config'
import { openDatabase } from '../db/open-database'
import { prepare } from '../upgrades/prepare'

/** `serve` migrates by itself; this is for those who want it done before the new version starts. */
export async function migrateCommand(
  _args: readonly string[],
  environment: NodeJS.ProcessEnv
): Promise<number> {
  const config = readConfig(environment)
  const database = await openDatabase(config.databaseUrl, config)
  try {
    const { applied } = await prepare(database, config, (sentence) => console.error(sentence))
    console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.')
    return 0
  } finally {
    await database.close()
  }
}
