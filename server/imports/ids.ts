import type { KeyTable } from './key-table'
import { signOf } from './key-table'

/** Why what stands in a column of ids is none. */
type NoId = 'shortened' | 'repeats'

/** “1.23457E+12”: a spreadsheet showed the number so, and saved what it showed. */
const scientific = /^-?\d(?:[.,]\d+E\+?|E\+)\d{1,3}$/i
/** Spreadsheets keep fifteen digits of a number and write zeros for the others. */
const digitsKept = 15
const longDigits = /^\d{16,}$/
/** Of so few ids with zeros at their end it may be chance. */
const longMin = 2
/**
 * Where more of the ids repeat with different answers, the column holds something else: customers, agents,
 * days.
 */
const repeatsMin = 3
const repeatsShareMin = 0.02

/** Looks at all ids of a file before one of them is used, and tells of each whether it names an answer. */
export type Ids = { note(id: string, sign: string | undefined): void; whyNone(id: string): NoId | undefined }

/** `sign` is what an answer with the id says, where the row has one. */
export function createIds(newTable: () => KeyTable): Ids {
  const signs = newTable()
  const repeated = newTable()
  let [long, zeroed] = [0, 0]

  const isZeroed = (id: string) => longDigits.test(id) && /^0+$/.test(id.slice(digitsKept))
  return {
    note(id, sign) {
      if (id === '') return
      if (longDigits.test(id)) long++
      if (isZeroed(id)) zeroed++
      if (sign === undefined) return
      const now = signOf(sign)
      const before = signs.get(id)
      if (before === undefined) signs.set(id, now)
      else if (before !== now) repeated.set(id, 1)
    },
    whyNone(id) {
      if (scientific.test(id) || (isZeroed(id) && long >= longMin && zeroed === long)) return 'shortened'
      const isAnother = repeated.size >= repeatsMin && repeated.size > repeatsShareMin * signs.size
      return isAnother || repeated.has(id) ? 'repeats' : undefined
    }
  }
}
