import type { Declared } from '../attributes/declared'
import { attributesText } from '../attributes/declared'
import { readAttributes } from '../attributes/values'
import type { MappingInput } from '../contract/imports'
import { problem } from '../contract/problem'
import { slugOf } from '../tags/channel-names'
import type { Cell } from './mapping'
import { locate } from './mapping'
import { isBlank } from './rating'
import type { Remarks } from './report'
import { remark } from './report'

/**
 * Makes the function that reads the attributes of a row, as they are kept. A value that does not fit is left
 * out, and told with the lines; a blank cell says nothing. Throws `invalid` for an attribute that the site
 * does not declare, and for a column that there is not.
 */
export function attributesReader(
  header: readonly string[],
  { attributes = {} }: Pick<MappingInput, 'attributes'>,
  declared: Declared,
  remarks: Remarks
): (cells: readonly string[], line: number) => string | null {
  const { located, said } = attributeColumns(header, attributes, declared)
  if (located.length === 0) return () => null
  return (cells, line) => {
    const { values, wrong } = readAttributes(declared, said(cells))
    for (const { key, why } of wrong) remark(remarks, `“${key}” ${why}, and was left out`, line)
    return attributesText(values)
  }
}

/**
 * Where attributes stand, and what a row says of them. Throws `invalid` for an attribute that the site does not
 * declare, and for a column that there is not.
 */
export function attributeColumns(
  header: readonly string[],
  attributes: NonNullable<MappingInput['attributes']>,
  declared: Declared
): { located: Cell[]; said(cells: readonly string[]): Record<string, string> } {
  const found: [key: string, cell: Cell][] = Object.entries(attributes).map(([key, locator]) => {
    if (!declared.some((one) => one.key === key))
      throw problem(
        'invalid',
        `The mapping names an attribute “${key}”, which the site does not declare.`,
        `mapping.attributes.${key}`
      )
    return [key, locate(header, `attributes.${key}`, locator)]
  })
  return {
    located: found.map(([, cell]) => cell),
    said: (cells) =>
      Object.fromEntries(
        found.flatMap(([key, cell]): [string, string][] => {
          const text = cell.of(cells).trim()
          return isBlank(text) ? [] : [[key, text]]
        })
      )
  }
}

/** The attributes that columns are named after, by their keys or labels; `used` are columns of other parts. */
export function attributesNamed(
  header: readonly string[],
  declared: Declared,
  used: ReadonlySet<string>
): Record<string, string> {
  const slugs = new Map(
    header.filter((name) => name !== '' && !used.has(name)).map((name) => [slugOf(name), name])
  )
  return Object.fromEntries(
    declared.flatMap(({ key, label }): [string, string][] => {
      const column = slugs.get(slugOf(key)) ?? slugs.get(slugOf(label))
      return column === undefined ? [] : [[key, column]]
    })
  )
}
