import type { Locator, MappingInput } from '../contract/imports'
import { problem } from '../contract/problem'

/** A mapping that an import can use: it knows the rating. */
export type Mapping = MappingInput & { rating: NonNullable<MappingInput['rating']> }

const columnsNamedMax = 40

/** Gets the text of one part out of a row; empty where there is none. */
export type Cell = { column: string; of: (cells: readonly string[]) => string }

/**
 * Finds the column that `locator` names in the header. Throws `invalid` that names the part, the column and
 * the columns there are, when it is missing or there twice.
 */
export function locate(header: readonly string[], part: string, locator: Locator): Cell {
  if (typeof locator === 'object' && 'value' in locator) return { column: '', of: () => locator.value }
  const column = typeof locator === 'string' ? locator : locator.column
  const name = column.trim()
  const index = header.indexOf(name)
  const twins = header.filter(
    (other) => /^ \(\d+\)$/.test(other.slice(name.length)) && other.startsWith(name)
  )
  if (index < 0 && twins.length > 1) {
    throw problem(
      'invalid',
      `The mapping takes “${part}” from “${column}”, and the file has ${twins.length} columns of that name; they are called ${twins.map((twin) => `“${twin}”`).join(' and ')}.`,
      `mapping.${part}`
    )
  }
  if (index < 0)
    throw problem(
      'invalid',
      `The mapping takes “${part}” from a column “${column}”, and the file has none of that ` +
        `name. Its columns are: ${named(header)}.`,
      `mapping.${part}`
    )
  if (header.includes(name, index + 1))
    throw problem(
      'invalid',
      `The mapping takes “${part}” from “${column}”, and the file has two columns of that name; rename one.`,
      `mapping.${part}`
    )
  return { column, of: (cells) => cells[index] ?? '' }
}

export function named(header: readonly string[]): string {
  const names = header.slice(0, columnsNamedMax).map((name) => (name === '' ? '(no name)' : name))
  return (
    names.join(', ') + (header.length > columnsNamedMax ? ` and ${header.length - columnsNamedMax} more` : '')
  )
}
