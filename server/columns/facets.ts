import type { Kit } from './kit'
import type { Sets } from './sets'
import type { AttributeCells, Facets, Tagged } from './wire'

/**
 * What answers to one survey, or invitations to it, differ in beside their tags, such as the reason that was chosen or an attribute:
 * a number of the value for each. It runs in the thread of the columns from the text of this very function (see thread.ts),
 * so that nothing outside of it may be used.
 *
 * A facet that no answer has takes no room; one that any has takes two bytes an answer.
 */
export function makeFacets(kit: Kit) {
  const { blockRows } = kit
  const valuesMax = 60_000
  const rest = '~rest' // as in tags/keys.ts
  const names = ['solved', 'reason', 'person', 'contact', 'commented'] // as in contract/terms.ts
  const columns = new Map<string, Column>()
  // Pairs of attributes with many values are more than whole numbers of 32 bits hold.
  const groupsOfBlock = new Float64Array(blockRows)

  type Column = { values: string[]; codes: Map<string, number>; cells: ReturnType<Kit['shorts']> }
  /** `groups` is overwritten by the next block. */
  type Grouped = { width: number; valuesOf(group: number): string[]; groups(block: number): Float64Array }

  /** Where an answer has no value the number is 0. */
  const made = (): Column => ({ values: [''], codes: new Map([['', 0]]), cells: kit.shorts() })

  function columnOf(name: string): Column {
    if (!names.includes(name) && !isAttribute(name)) throw new Error(`there is no column ${name}`)
    return columns.get(name) ?? made()
  }

  const isAttribute = (name: string) => name.startsWith('attribute.')

  function codeOf({ values, codes, cells }: Column, value: string): number {
    const known = codes.get(value)
    if (known !== undefined) return known
    // Of free text there may be any number; so many are told apart.
    if (values.length >= valuesMax) return codeOf({ values, codes, cells }, rest)
    codes.set(value, values.length)
    return values.push(value) - 1
  }

  /** Keeps what an answer has now. */
  function keep(row: number, facets: Facets) {
    for (const [name, column] of columns)
      if (!isAttribute(name)) column.cells.set(row, codeOf(column, facets[name] ?? ''))
    for (const [name, value] of Object.entries(facets)) {
      if (value === undefined || value === '' || columns.has(name)) continue
      const column = made()
      columns.set(name, column)
      column.cells.set(row, codeOf(column, value))
    }
  }

  /** Keeps what answers have of attributes now; a row below 0 is none. */
  function keepAttributes(rows: readonly number[], all: readonly AttributeCells[]) {
    for (const { name, values, cells } of all) {
      const column = columns.get(name) ?? made()
      columns.set(name, column)
      const codes = values.map((value) => codeOf(column, value))
      for (const [index, row] of rows.entries())
        if (row >= 0) column.cells.set(row, codes[cells[index] ?? 0] ?? 0)
    }
    const named = new Set(all.map(({ name }) => name))
    for (const [name, { cells }] of columns) {
      if (!isAttribute(name) || named.has(name)) continue
      for (const row of rows) if (row >= 0 && cells.at(row) !== 0) cells.set(row, 0)
    }
  }

  /** Which group of values each answer of a block belongs to, or -1: those that do not fit the filters. */
  function grouped(filters: Tagged, by: readonly string[]): Grouped | undefined {
    const wanted = Object.entries(filters).map(([name, values]) => {
      const column = columnOf(name)
      return { column, fits: Uint8Array.from(column.values, (value) => Number(values.includes(value))) }
    })
    const sides = by.map(columnOf)
    if (wanted.length + sides.length === 0) return undefined
    return {
      width: sides.reduce((width, { values }) => width * values.length, 1),
      valuesOf(group) {
        let left = group
        const found: string[] = []
        for (const { values } of sides.toReversed()) {
          found.unshift(values[left % values.length] ?? '')
          left = Math.floor(left / values.length)
        }
        return found
      },
      groups(block) {
        groupsOfBlock.fill(0)
        for (const { column, fits } of wanted) {
          const cells = column.cells.block(block)
          for (let row = 0; row < blockRows; row++) if (!fits[cells[row] ?? 0]) groupsOfBlock[row] = -1
        }
        for (const { values, cells } of sides) {
          const its = cells.block(block)
          for (let row = 0; row < blockRows; row++) {
            const group = groupsOfBlock[row] as number // within the array
            if (group >= 0) groupsOfBlock[row] = group * values.length + (its[row] ?? 0)
          }
        }
        return groupsOfBlock
      }
    }
  }

  /** Which group each row belongs to, by dimensions that sets of tags tell and by others, and the key of a group. */
  function groupedWith(tags: Sets, filters: Tagged, by: readonly string[]) {
    const isOfTags = by.map(tags.knows)
    const filtersOf = (isWanted: boolean) =>
      Object.fromEntries(Object.entries(filters).filter(([name]) => tags.knows(name) === isWanted))
    const dimensionsOf = (isWanted: boolean) => by.filter((_, place) => isOfTags[place] === isWanted)
    const ofFacets = grouped(filtersOf(false), dimensionsOf(false))
    const { groupOf, keys } = tags.grouped(filtersOf(true), dimensionsOf(true))
    const width = ofFacets?.width ?? 1
    return {
      groupOf,
      ofFacets,
      width,
      size: keys.length * width,
      keyOf(group: number): string[] {
        const sent = keys[Math.floor(group / width)] ?? []
        if (!ofFacets) return sent
        const [left, others] = [[...sent], ofFacets.valuesOf(group % width)]
        return isOfTags.map((isTag) => (isTag ? left.shift() : others.shift()) ?? '')
      }
    }
  }

  /** Whether a row is kept with these attributes, and with no others. */
  function hasAttributes(row: number, all: readonly AttributeCells[], index: number): boolean {
    const said = new Map(all.map(({ name, values, cells }) => [name, values[cells[index] ?? 0] ?? '']))
    const names = new Set([...said.keys(), ...[...columns.keys()].filter(isAttribute)])
    return [...names].every((name) => {
      const { values, codes, cells } = columnOf(name)
      const value = said.get(name) ?? ''
      return (values[cells.at(row)] ?? '') === (codes.has(value) || values.length < valuesMax ? value : rest)
    })
  }

  return { keep, keepAttributes, hasAttributes, groupedWith }
}
