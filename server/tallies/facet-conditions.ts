import type { SQL } from 'drizzle-orm'
import { and, eq, inArray, isNotNull, isNull, notInArray, or, sql } from 'drizzle-orm'
import type { Choices } from '../columns/reading/facets'
import { choicesOf, contactWritten, solvedValues } from '../columns/reading/facets'
import type { Facet } from '../contract/terms'
import { facets } from '../contract/terms'
import type { Database } from '../db/database'
import type { Filters } from '../tags/filters'
import { attributeConditions } from './attribute-conditions'
import { readVersions } from './scorer'

/**
 * What an answer to a survey must have said, and of attributes have, to fit the filters, as the columns read it
 * (columns/reading/facets.ts): '' is met by one that said nothing.
 */
export async function facetConditions(
  database: Database,
  surveyId: string,
  filters: Filters
): Promise<SQL[]> {
  const ofAttributes = await attributeConditions(database, surveyId, filters)
  const filtered = facets.filter((facet) => filters[facet])
  if (filtered.length === 0) return ofAttributes
  const offered = (await readVersions(database, surveyId)).map((version) => ({
    version: version.version,
    choices: choicesOf(version)
  }))
  const said = filtered.flatMap(
    (facet) => conditionOn[facet]({ database, offered }, filters[facet] ?? []) ?? []
  )
  return [...said, ...ofAttributes]
}

type Context = { database: Database; offered: readonly { version: number; choices: Choices }[] }
type Condition = (context: Context, values: readonly string[]) => SQL | undefined

const conditionOn: Record<Facet, Condition> = {
  solved: ({ database }, values) => {
    const said = saidIn(database, 'solved')
    const isNone = or(isNull(said), notInArray(said, [...solvedValues]))
    return oneOf(
      said,
      solvedValues.filter((value) => values.includes(value)),
      values.includes('') && isNone
    )
  },
  reason: (context, values) => choiceCondition(context, 'reason', values),
  person: (context, values) => choiceCondition(context, 'person', values),
  contact: ({ database }, values) => {
    const said = saidIn(database, 'contact')
    const written = (['yes', 'no'] as const).filter((value) => values.includes(value))
    const isNone = or(isNull(said), notInArray(said, [...contactWritten.yes, ...contactWritten.no]))
    return oneOf(
      said,
      written.flatMap((value) => contactWritten[value]),
      values.includes('') && isNone
    )
  },
  commented: ({ database }, values) => {
    const { comment } = database.tables.response
    const [yes, no] = [values.includes('yes'), values.includes('no')]
    if (yes && no) return undefined
    return yes ? isNotNull(comment) : no ? isNull(comment) : sql`1 = 0`
  }
}

/**
 * The answer to a further question as text, null where there is none. PostgreSQL refuses to read an object
 * with an escape that is no letter anywhere in it; what says so was sent by nobody's question.
 */
function saidIn({ dialect, tables: { response } }: Database, name: Facet): SQL<string | null> {
  const { answers } = response
  return dialect === 'postgres'
    ? sql<
        string | null
      >`(case when ${answers} ~* '\\\\u(0000|d[89a-f])' then null else ${answers}::json ->> ${sql.raw(`'${name}'`)} end)`
    : sql<string | null>`cast(${answers} ->> ${sql.raw(`'$.${name}'`)} as text)`
}

/** What counts as a choice is what the version offers that was answered. */
function choiceCondition(
  { database, offered }: Context,
  name: 'reason' | 'person',
  values: readonly string[]
): SQL | undefined {
  const said = saidIn(database, name)
  const { version } = database.tables.response
  const isOf = (keysOf: (choices: Choices) => readonly string[]) =>
    or(
      ...offered.flatMap((one) => {
        const keys = keysOf(one.choices)
        return keys.length > 0 ? [and(eq(version, one.version), inArray(said, [...keys]))] : []
      })
    )
  const isWanted = isOf((choices) => choices[name].filter((key) => values.includes(key)))
  const isAny = isOf((choices) => choices[name])
  const isNone = isAny ? sql`(${isAny}) is not true` : sql`1 = 1`
  return or(isWanted, values.includes('') ? isNone : undefined) ?? sql`1 = 0`
}

/** `others`: what is met by further answers, where any are wanted. */
function oneOf(said: SQL, values: readonly string[], others: SQL | false | undefined): SQL | undefined {
  const isOne = values.length > 0 ? inArray(said, [...values]) : undefined
  return or(isOne, others || undefined) ?? sql`1 = 0`
}
