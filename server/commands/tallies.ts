import { parseArgs } from 'node:util'
import { Presets, SingleBar } from 'cli-progress'
import { readConfig } from '../config'
import type { Database } from '../db/database'
import { openDatabase } from '../db/database'
import { migrate } from '../db/migrate'
import { Problem } from '../problem'
import type { Difference } from '../figures/recount'
import { forgetFunnel } from '../figures/funnel-tallies'
import { recount, surveyIds } from '../figures/recount'
import { surveyById } from '../surveys'

const usage = `hearback tallies verify [--survey ID]    compare what the figures are read from with the answers
hearback tallies rebuild [--survey ID]   and correct it; invitations are counted anew`
const shownMax = 20

type Print = (line: string) => void

/**
 * `hearback tallies …`; the server may go on running. Resolves to the exit code: `verify` gives 1 where tallies and
 * answers differ, `rebuild` has then corrected them and gives 0.
 */
export async function talliesCommand(args: readonly string[], environment: NodeJS.ProcessEnv, print: Print = console.log): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { survey: { type: 'string' } } })
  const [action] = positionals
  if (positionals.length !== 1 || (action !== 'verify' && action !== 'rebuild')) {
    print(usage)
    return 1
  }
  const database = await openDatabase(readConfig(environment).databaseUrl)
  try {
    await migrate(database)
    const surveys = values.survey === undefined ? await surveyIds(database) : [(await surveyById(database, values.survey)).row.id]
    let differences = 0
    for (const survey of surveys) differences += await go(database, survey, action, print)
    return action === 'verify' && differences > 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    print(error.message)
    return 1
  } finally {
    await database.close()
  }
}

async function go(database: Database, survey: string, action: 'verify' | 'rebuild', print: Print): Promise<number> {
  const bar = process.stderr.isTTY ? new SingleBar({ format: `${survey} {bar} {percentage}%` }, Presets.shades_classic) : undefined
  const shown: Difference[] = []
  let count = 0
  bar?.start(1, 0)
  for await (const { done, total, differences } of recount(database, survey, action === 'rebuild')) {
    bar?.setTotal(total)
    bar?.update(done)
    shown.push(...differences.slice(0, shownMax - shown.length))
    count += differences.length
  }
  bar?.stop()
  if (action === 'rebuild') await forgetFunnel(database, survey)
  for (const difference of shown) print(`  ${sentence(difference)}`)
  if (count > shown.length) print(`  and ${count - shown.length} more`)
  const state = count === 0 ? 'the tallies agree with the answers' : `${count} tallies ${action === 'rebuild' ? 'were corrected' : 'are wrong'}`
  print(`${survey}: ${state}.`)
  return count
}

function sentence({ row, kept, counted }: Difference): string {
  const place = 'cut' in row ? `${row.period} ${row.cut === '' ? 'all' : `${row.cut} “${row.key.replaceAll('\u001f', '” “')}”`}` : `${'answeredOn' in row ? row.answeredOn : row.answeredIn} tag set ${row.tagSetId}`
  return `${place}, version ${row.version}, rating ${row.rating}: kept ${kept}, counted ${counted}`
}
