import { parseArgs } from 'node:util'
import { Presets, SingleBar } from 'cli-progress'
import { askAnew } from '../columns/changes'
import type { Database } from '../db/database'
import { migrate } from '../db/migrate'
import type { Difference } from '../figures/verify'
import { everySurvey, settleSets, verifyColumns } from '../figures/verify'
import type { Differing } from '../figures/verify-rows'
import { verifyConversations, verifyInvitations } from '../figures/verify-rows'
import { siteById } from '../sites/sites'
import { surveyById } from '../surveys/surveys'
import { onDatabase } from './on-database'

const usage = `hearback columns verify [--survey ID]    compare what the figures are read from with what is kept
hearback columns rebuild [--survey ID]   and make it anew, in every process`
const shownMax = 20

type Print = (line: string) => void

/**
 * `hearback columns …`; the server may go on running. Resolves to the exit code: `verify` gives 1 where the
 * figures are read from something else than what is kept, `rebuild` has then corrected that and gives 0.
 */
export async function columnsCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  print: Print = console.log
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { survey: { type: 'string' } }
  })
  const [action] = positionals
  if (positionals.length !== 1 || (action !== 'verify' && action !== 'rebuild')) {
    print(usage)
    return 1
  }
  return onDatabase(environment, print, async (database) => {
    await migrate(database)
    const wanted =
      values.survey === undefined ? undefined : (await surveyById(database, values.survey)).row.id
    const surveys = (await everySurvey(database)).filter(({ id }) => wanted === undefined || id === wanted)
    if (action === 'rebuild') await rebuild(database, surveys, print)
    let differences = 0
    for (const { id, siteId } of surveys) differences += await verify(database, id, siteId, print)
    for (const siteId of new Set(surveys.map((survey) => survey.siteId))) {
      const differing = await verifyConversations(database, await siteById(database, siteId))
      differences += told(`${siteId}: conversations`, differing, print)
    }
    return differences > 0 ? 1 : 0
  })
}

async function rebuild(database: Database, surveys: readonly { id: string; siteId: string }[], print: Print) {
  let corrected = 0
  for (const siteId of new Set(surveys.map((survey) => survey.siteId)))
    corrected += await settleSets(database, siteId)
  await askAnew(database)
  const sets = corrected === 1 ? '1 set of tags' : `${corrected} sets of tags`
  const found = corrected === 0 ? '' : `; ${sets} counted as something else than the rules say`
  print(`Every process makes its columns anew${found}.`)
}

async function verify(database: Database, survey: string, siteId: string, print: Print): Promise<number> {
  const bar = process.stderr.isTTY
    ? new SingleBar({ format: `${survey} {bar} {percentage}%` }, Presets.shades_classic)
    : undefined
  const shown: Difference[] = []
  let count = 0
  bar?.start(1, 0)
  for await (const { done, total, differences } of verifyColumns(database, survey)) {
    bar?.setTotal(total)
    bar?.update(done)
    shown.push(...differences.slice(0, shownMax - shown.length))
    count += differences.length
  }
  bar?.stop()
  for (const difference of shown) print(`  ${sentence(difference)}`)
  if (count > shown.length) print(`  and ${count - shown.length} more`)
  print(`${survey}: ${count === 0 ? 'the columns agree with the answers' : `${count} counts are wrong`}.`)
  const differing = await verifyInvitations(database, await siteById(database, siteId), survey)
  return count + told(`${survey}: invitations`, differing, print)
}

/** Says which rows the columns know as something else, and gives how many. */
function told(whose: string, { ids, surplus }: Differing, print: Print): number {
  for (const id of ids.slice(0, shownMax)) print(`  ${id}`)
  if (ids.length > shownMax) print(`  and ${ids.length - shownMax} more`)
  const wrong = Math.max(ids.length, Math.abs(surplus))
  if (wrong > 0) print(`${whose}: the columns know ${wrong} as something else than they are.`)
  return wrong
}

function sentence({ on, tags, version, rating, repeats, kept, counted }: Difference): string {
  const about = tags.filter(Boolean).map((tag) => `“${tag.replaceAll('\u001e', '” “')}”`)
  return (
    `${on} ${about.join(' ')}, version ${version}, rating ${rating}, ${repeats} answers: ` +
    `kept ${kept}, counted ${counted}`
  )
}
