import { parseArgs } from 'node:util'
import { operator } from '../access/permissions'
import { recordAudit } from '../audit/log'
import { responseStates } from '../contract/terms'
import { exportPerson } from '../erasure/export'
import { csvOf } from '../responses/csv'
import { everyAnswer } from '../responses/list'
import { listSites, siteById } from '../sites/sites'
import { surveyById } from '../surveys/surveys'
import { prepare } from '../upgrades/prepare'
import { onDatabase } from './on-database'

const usage = `hearback export --survey ID
hearback export --customer KEY|ADDRESS [--site ID]`

type Print = (line: string) => void

/**
 * `hearback export --survey ID`: every answer in every state as CSV, newest first. With `--customer` all
 * that is known of one customer, as JSON. Resolves to the exit code.
 */
export async function exportCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  print: Print = console.log
): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { survey: { type: 'string' }, customer: { type: 'string' }, site: { type: 'string' } }
  })
  const who = values.customer?.trim()
  if (!values.survey === !who) {
    console.error(usage)
    return 1
  }
  // What is printed goes into the file, so a refusal does not.
  return onDatabase(environment, console.error, async (database, config) => {
    const { sealing } = await prepare(database, config, (sentence) => console.error(sentence))
    if (who) {
      const services = { database, config, sealing }
      const sites =
        values.site === undefined
          ? await listSites(database, operator('command-line'))
          : [await siteById(database, values.site)]
      const known = []
      for (const { id } of sites) {
        known.push(await exportPerson(services, { siteId: id, who }))
        await recordAudit(database.handle, database, {
          siteId: id,
          caller: operator('command-line'),
          action: 'customer-exported',
          subject: id,
          at: Date.now()
        })
      }
      print(JSON.stringify(known, null, 2))
      return 0
    }
    const { row } = await surveyById(database, values.survey ?? '')
    const opened = { survey: row, site: await siteById(database, row.siteId) }
    await recordAudit(database.handle, database, {
      siteId: row.siteId,
      caller: operator('command-line'),
      action: 'answers-exported',
      subject: row.id,
      at: Date.now()
    })
    const everything = { period: undefined, filters: {}, repeats: 'all', states: responseStates } as const
    for await (const lines of csvOf(everyAnswer(database, opened, everything), opened.site))
      print(lines.replace(/\n$/, ''))
    return 0
  })
}
