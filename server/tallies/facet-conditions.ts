import type { SQL } from 'drizzle-orm'
import { inArray, isNotNull, isNull, notInArray, or, sql } from 'drizzle-orm'
import { contactWritten, keyLengthMax, solvedValues } from '../columns/reading/facets'
import type { Facet } from '../contract/terms'
import { facets } from '../contract/terms'
import type { Database } from '../db/database'
import type { Filters } from '../tags/filters'

/**
 * What an answer must have said to fit the filters, as the columns read it (columns/reading/facets.ts): '' is
 * met by one that said nothing.
 */
export function facetConditions(database: Database, filters: Filters): SQL[] {
  return facets.flatMap((facet) => {
    const values = filters[facet]
    return (values && conditionOn[facet](database, values)) ?? []
  })
}

type Condition = (database: Database, values: readonly string[]) => SQL | undefined

const conditionOn: Record<Facet, Condition> = {
  solved: (database, values) => {
    const said = saidIn(database, 'solved')
    const isNone = or(isNull(said), notInArray(said, [...solvedValues]))
    return oneOf(
      said,
      solvedValues.filter((value) => values.includes(value)),
      values.includes('') && isNone
    )
  },
  reason: (database, values) => keyCondition(saidIn(database, 'reason'), values),
  person: (database, values) => keyCondition(saidIn(database, 'person'), values),
  contact: (database, values) => {
    const said = saidIn(database, 'contact')
    const written = (['yes', 'no'] as const).filter((value) => values.includes(value))
    const isNone = or(isNull(said), notInArray(said, [...contactWritten.yes, ...contactWritten.no]))
    return oneOf(
      said,
      written.flatMap((value) => contactWritten[value]),
      values.includes('') && isNone
    )
  },
  commented: ({ tables: { response } }, values) => {
    const [yes, no] = [values.includes('yes'), values.includes('no')]
    if (yes && no) return undefined
    return yes ? isNotNull(response.comment) : no ? isNull(response.comment) : sql`1 = 0`
  }
}

/** The answer to a further question as text, null where there is none. */
function saidIn({ dialect, tables: { response } }: Database, name: Facet): SQL<string | null> {
  return dialect === 'postgres'
    ? sql<string | null>`(${response.answers}::json ->> ${sql.raw(`'${name}'`)})`
    : sql<string | null>`cast(${response.answers} ->> ${sql.raw(`'$.${name}'`)} as text)`
}

function keyCondition(said: SQL<string | null>, values: readonly string[]): SQL | undefined {
  const isNone = or(isNull(said), sql`${said} = ''`, sql`length(${said}) > ${keyLengthMax}`)
  return oneOf(
    said,
    values.filter((value) => value !== ''),
    values.includes('') && isNone
  )
}

/** `others`: what is met by further answers, where any are wanted. */
function oneOf(said: SQL, values: readonly string[], others: SQL | false | undefined): SQL | undefined {
  const isOne = values.length > 0 ? inArray(said, [...values]) : undefined
  return or(isOne, others || undefined) ?? sql`1 = 0`
}
