import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from './embedded-postgres'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

/** One real PostgreSQL for the whole run; every test makes its own database in it (see databases.ts). */
export default async function startPostgres(project: TestProject) {
  const server = await startEmbeddedPostgres()
  project.provide('postgresUrl', server.url)
  return server.stop
}
