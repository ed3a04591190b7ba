import type { Config } from '../config'
import { readConfig } from '../config'
import { Problem } from '../contract/problem'
import type { Database } from '../db/database'
import { openDatabase } from '../db/open-database'

/**
 * Opens the database that the environment names for the work of one command, and closes it after that.
 * Resolves to the exit code: that of the work, or 1 where it was refused, with the sentence of the refusal
 * printed. Throws what `readConfig` and `openDatabase` throw.
 */
export async function onDatabase(
  environment: NodeJS.ProcessEnv,
  print: (line: string) => void,
  work: (database: Database, config: Config) => Promise<number>
): Promise<number> {
  const config = readConfig(environment)
  const database = await openDatabase(config.databaseUrl, config)
  try {
    return await work(database, config)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    print(error.message)
    return 1
  } finally {
    await database.close()
  }
}
