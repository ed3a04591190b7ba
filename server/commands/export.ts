import { parseArgs } from 'node:util'
import { everyAnswer } from '../answers'
import { csvOf } from '../answers-csv'
import { readConfig } from '../config'
import { responseStates } from '../contract/terms'
import { openDatabase } from '../db/database'
import { migrate } from '../db/migrate'
import { operator } from '../people/access'
import { recordAudit } from '../people/audit'
import { Problem } from '../problem'
import { siteById } from '../sites'
import { surveyById } from '../surveys'

const usage = 'hearback export --survey ID'

type Print = (line: string) => void

/** `hearback export --survey ID`: every answer in every state as CSV, newest first. Resolves to the exit code. */
export async function exportCommand(args: readonly string[], environment: NodeJS.ProcessEnv, print: Print = console.log): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { survey: { type: 'string' } } })
  if (values.survey === undefined) {
    console.error(usage)
    return 1
  }
  const database = await openDatabase(readConfig(environment).databaseUrl)
  try {
    await migrate(database)
    const { row } = await surveyById(database, values.survey)
    const opened = { survey: row, site: await siteById(database, row.siteId) }
    await recordAudit(database.handle, database, { siteId: row.siteId, caller: operator('command-line'), action: 'answers-exported', subject: row.id, at: Date.now() })
    const everything = { period: undefined, filters: {}, repeats: 'all', states: responseStates } as const
    for await (const lines of csvOf(everyAnswer(database, opened, everything))) print(lines.replace(/\n$/, ''))
    return 0
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.error(error.message) // what is printed goes into the file
    return 1
  } finally {
    await database.close()
  }
}
