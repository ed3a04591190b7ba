import type { Counts, ImportReport, RatingFound, Rejection } from '../contract/imports'
import { limits } from '../contract/terms'
import type { RatingCell } from './rating'

const valueShownMax = 60
const linesShownMax = 5
const ratingsShownMax = 50

export function noCounts(): Counts {
  return { rows: 0, accepted: 0, changed: 0, duplicate: 0, unanswered: 0, offScale: 0, skipped: 0, rejected: 0, sameAsBefore: 0 }
}

export function reject(report: ImportReport, { value, ...rest }: Rejection) {
  report.counts.rejected++
  report.rejectedByReason[rest.reason] = (report.rejectedByReason[rest.reason] ?? 0) + 1
  if (report.rejected.length < limits.rejectedShown) report.rejected.push({ ...rest, ...(value === undefined ? {} : { value: shortened(value) }) })
}

/** What is kept of a report: what the file was and what became of it, without any cell of it. */
export function withoutCells(report: ImportReport): ImportReport {
  return { ...report, examples: [], ratings: [], sample: [], rejected: report.rejected.map(({ value: _cell, ...rest }) => rest) }
}

/** Small things that happened to cells of rows which were kept all the same. */
export type Remarks = Map<string, { count: number; lines: number[] }>

export function remark(remarks: Remarks, what: string, line: number) {
  const known = remarks.get(what) ?? { count: 0, lines: [] }
  known.count++
  if (known.lines.length < linesShownMax) known.lines.push(line)
  remarks.set(what, known)
}

export function sentences(remarks: Remarks): string[] {
  return [...remarks].map(([what, { count, lines }]) => `${what}: ${count} (${lines.length < count ? 'first: ' : ''}line ${lines.join(', ')})`)
}

/** Counts what a file calls its ratings. A column of comments that was taken for ratings must not fill the memory. */
export function tallyRatings(): { add(sent: string, read: RatingCell): void; found(): RatingFound[] } {
  const found = new Map<string, RatingFound>()
  return {
    add(sent, read) {
      const key = `${sent}\0${read.is === 'rating' ? read.rating : read.is === 'unreadable' ? read.reason : ''}`
      const known = found.get(key)
      if (known) known.rows++
      else if (found.size < 20 * ratingsShownMax) found.set(key, { sent: shortened(sent), ...becomes(read), rows: 1 })
    },
    found: () => [...found.values()].sort((a, b) => b.rows - a.rows).slice(0, ratingsShownMax)
  }
}

function becomes(read: RatingCell): Pick<RatingFound, 'becomes' | 'reason'> {
  if (read.is === 'rating') return { becomes: read.rating }
  return read.is === 'unanswered' ? { becomes: 'unanswered' } : { becomes: 'rejected', reason: read.reason }
}

export function shortened(value: string): string {
  const flat = value.replace(/\s+/g, ' ').replaceAll('\0', '').toWellFormed()
  return flat.length > valueShownMax ? `${flat.slice(0, valueShownMax - 1)}…` : flat
}
