import type { ChannelFound, Counts, ImportReport, RatingFound, Rejection } from '../contract/imports'
import { limits } from '../contract/terms'
import type { Point } from './point'
import type { Target } from './rating'
import { pointSuggested } from './rating-words'

const valueShownMax = 60
const linesShownMax = 5
const foundShownMax = 50
const foundCountedMax = 1_000

export function noCounts(): Counts {
  return {
    rows: 0,
    accepted: 0,
    changed: 0,
    duplicate: 0,
    unanswered: 0,
    offScale: 0,
    skipped: 0,
    rejected: 0,
    sameAsBefore: 0,
    filled: 0
  }
}

export function reject(report: ImportReport, { value, ...rest }: Rejection) {
  report.counts.rejected++
  report.rejectedByReason[rest.reason] = (report.rejectedByReason[rest.reason] ?? 0) + 1
  if (report.rejected.length < limits.rejectedShown)
    report.rejected.push({ ...rest, ...(value === undefined ? {} : { value: shortened(value) }) })
}

/** What is kept of a report: what the file was and what became of it, without any cell of it. */
export function withoutCells(report: ImportReport): ImportReport {
  const { name, warnings } = report.encoding
  return {
    ...report,
    encoding: { name, warnings },
    questions: [],
    examples: [],
    ratings: [],
    channels: [],
    sharedTopics: [],
    sample: [],
    rejected: report.rejected.map(({ value: _cell, ...rest }) => rest)
  }
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
  return [...remarks].map(
    ([what, { count, lines }]) =>
      `${what}: ${count} (${lines.length < count ? 'first: ' : ''}line ${lines.join(', ')})`
  )
}

/**
 * Counts what a file calls its ratings and channels. A column of comments that was taken for one must not
 * fill the memory.
 */
export function tallyFound(target: Target): {
  rating(sent: string, read: Point): void
  channel(sent: string, becomes: string): void
  ratings(): RatingFound[]
  channels(): ChannelFound[]
} {
  const ratings = new Map<string, RatingFound>()
  const channels = new Map<string, ChannelFound>()
  return {
    rating: (sent, read) =>
      add(
        ratings,
        `${sent}\0${read.is === 'rating' ? read.rating : read.is === 'unreadable' ? read.reason : ''}`,
        () => ({ sent: shortened(sent), ...becomes(read), ...proposed(sent, read, target), rows: 0 })
      ),
    channel: (sent, channel) =>
      add(channels, sent, () => ({ sent: shortened(sent), becomes: channel, rows: 0 })),
    ratings: () => mostFrequent(ratings),
    channels: () => mostFrequent(channels)
  }
}

function add<Found extends { rows: number }>(to: Map<string, Found>, key: string, make: () => Found) {
  const found = to.get(key) ?? make()
  found.rows++
  if (to.size < foundCountedMax) to.set(key, found)
}

function mostFrequent<Found extends { rows: number }>(found: Map<string, Found>): Found[] {
  return [...found.values()].sort((a, b) => b.rows - a.rows).slice(0, foundShownMax)
}

function becomes(read: Point): Pick<RatingFound, 'becomes' | 'code' | 'reason'> {
  if (read.is === 'rating') return { becomes: read.rating }
  return read.is === 'unanswered' || read.is === 'skipped'
    ? { becomes: read.is }
    : { becomes: 'rejected', code: read.code, reason: read.reason }
}

/** What a word that is no point usually means. */
function proposed(sent: string, read: Point, target: Target): Pick<RatingFound, 'suggests'> {
  const suggests = read.is === 'unreadable' ? pointSuggested(sent, target) : undefined
  return suggests === undefined ? {} : { suggests }
}

export function shortened(value: string): string {
  const flat = value.replace(/\s+/g, ' ').replaceAll('\0', '').toWellFormed()
  return flat.length > valueShownMax ? `${flat.slice(0, valueShownMax - 1)}…` : flat
}
