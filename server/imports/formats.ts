import { isBlank } from './rating'
import { createTimeReader } from './times'

const days = ['d/M/yyyy', 'M/d/yyyy', 'd.M.yyyy', 'd-M-yyyy', 'M-d-yyyy', 'd MMM yyyy', 'd-MMM-yyyy', 'd-MMM-yy', 'MMM d, yyyy', 'MMMM d, yyyy', 'd MMMM yyyy', 'd/M/yy', 'M/d/yy', 'd.M.yy']
const clocks = ['', ' H:mm', ' H:mm:ss', ' h:mm a', ' h:mm:ss a', ', H:mm', ', h:mm a', ', h:mm:ss a']
const candidates = days.flatMap((day) => clocks.map((clock) => ({ format: day + clock, read: createTimeReader('UTC', day + clock) })))
const readPlainly = createTimeReader('UTC')

/**
 * The format in which all of these cells are times, if there is one and only one: where 03/04 may be a day of March or of
 * April, nobody knows. None is needed for ISO 8601 and for seconds since 1970.
 */
export function formatOf(cells: readonly string[]): string | undefined {
  const times = cells.filter((cell) => !isBlank(cell))
  if (times.length === 0 || times.every((cell) => readPlainly(cell) !== undefined)) return undefined
  const fitting = candidates.filter(({ read }) => times.every((cell) => read(cell) !== undefined))
  return fitting.length === 1 ? fitting[0]?.format : undefined
}
