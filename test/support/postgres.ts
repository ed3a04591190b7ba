import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { doneInCode, migrate, noteDone } from '../../server/db/migrate'
import { openDatabase } from '../../server/db/open-database'
import { startEmbeddedPostgres } from './embedded-postgres'
import { quickFolder } from './quick-folder'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    /** A migrated database without a row: a file of SQLite, and the name of one in the PostgreSQL above. */
    templates: { sqlite: string; postgres: string }
    /** Whether attacks and faults run at full length: `npm run test:faults`. */
    isLong: boolean
  }
}

/**
 * One real PostgreSQL for the whole run; every test makes its own database in it (see databases.ts), as a
 * copy of one that was migrated here. No test takes the power from PostgreSQL, so it need not wait for the
 * disk.
 */
export default async function startPostgres(project: TestProject) {
  const server = await startEmbeddedPostgres({ settings: { fsync: 'off' } })
  const folder = quickFolder('template')
  const templates = { sqlite: join(folder, 'hearback.db'), postgres: 'hearback_template' }
  for (const url of [`file:${templates.sqlite}`, await server.fresh(templates.postgres)]) {
    const database = await openDatabase(url)
    await migrate(database)
    // Without a row there is nothing for them to do.
    for (const name of Object.values(doneInCode)) await noteDone(database, name, Date.now())
    await database.close()
  }
  project.provide('postgresUrl', server.url)
  project.provide('templates', templates)
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
