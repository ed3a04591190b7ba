import type { Kit } from './kit'
import type { Facets, Tagged } from './wire'

/**
 * What answers to one survey differ in beside their tags, such as the reason that was chosen: a number of the
 * value for each. It runs in the thread of the columns from the text of this very function (see thread.ts),
 * so that nothing outside of it may be used.
 *
 * A facet that no answer has takes no room; one that any has takes two bytes an answer.
 */
export function makeFacets(kit: Kit) {
  const { blockRows } = kit
  const valuesMax = 65_535
  const names = ['solved', 'reason', 'person', 'contact', 'commented'] // as in contract/terms.ts
  const columns = new Map<string, Column>()
  const groupsOfBlock = new Int32Array(blockRows)

  type Column = { values: string[]; codes: Map<string, number>; cells: ReturnType<Kit['shorts']> }
  /** `groups` is overwritten by the next block. */
  type Grouped = { width: number; valuesOf(group: number): string[]; groups(block: number): Int32Array }

  /** Where an answer has no value the number is 0. */
  const made = (): Column => ({ values: [''], codes: new Map([['', 0]]), cells: kit.shorts() })

  function columnOf(name: string): Column {
    if (!names.includes(name)) throw new Error(`there is no column ${name}`)
    return columns.get(name) ?? made()
  }

  function codeOf({ values, codes }: Column, value: string): number {
    const known = codes.get(value)
    if (known !== undefined) return known
    if (values.length >= valuesMax)
      throw new Error('a survey offers more choices than the columns can tell apart')
    codes.set(value, values.length)
    return values.push(value) - 1
  }

  /** Keeps what an answer has now. */
  function keep(row: number, facets: Facets) {
    for (const [name, column] of columns) column.cells.set(row, codeOf(column, facets[name] ?? ''))
    for (const [name, value] of Object.entries(facets)) {
      if (value === undefined || value === '' || columns.has(name)) continue
      const column = made()
      columns.set(name, column)
      column.cells.set(row, codeOf(column, value))
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

  return { keep, grouped }
}
