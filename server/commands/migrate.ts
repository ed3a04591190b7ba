import { readConfig } from '../config'
import { openDatabase } from '../db/database'
import { migrateTelling } from '../db/migrate'

/** `serve` migrates by itself; this is for those who want it done before the new version starts. */
export async function migrateCommand(_args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const database = await openDatabase(readConfig(environment).databaseUrl)
  try {
    const applied = await migrateTelling(database, console.log)
    console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.')
    return 0
  } finally {
    await database.close()
  }
}
