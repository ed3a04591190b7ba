import { hashOf } from '../secrets/ids'
import type { ImportRow } from './read-row'

/**
 * What tells rows without an id apart: of a row, or of something that was imported before. Empty text means
 * that it is not known.
 */
export type Meaning = {
  rating: number | null
  /** When it was answered or, without a rating, asked; null where nobody says. */
  at: number | null
  /** Whether the time is more than a day. */
  isTimed: boolean
  comment: string
  channel: string
  agent: string
  /** The hash of the customer. */
  customer: string
  conversation: string
}

/** The first names of rows had 22 characters and were made of all their cells, or of their id. */
const nameLength = 24
const minuteMs = 60_000
const partNames = ['channel', 'agent', 'customer', 'conversation'] as const

/** Where rows lie that may be the same: those of one minute, or, without a time, those that say the same. */
export function rowPlace({ rating, at, comment }: Meaning): string {
  return `${rating ?? ''}\0${at === null ? `none\0${skeleton(rating === null ? '' : comment)}` : Math.floor(at / minuteMs)}`
}

/** Whether rows lie there by what they say, and not by a time. */
export function isUndated(place: string): boolean {
  return place.split('\0', 2)[1] === 'none'
}

/** The name of the row that is the `ordinal`th at its place. */
export function nameAt(place: string, ordinal: number): string {
  return `imp_${hashOf(`meaning\0${place}\0${ordinal}`).slice(0, nameLength)}`
}

/** Whether a name was made by `nameAt`, of a row that has no id. */
export function isOfMeaning(name: string): boolean {
  return name.length === 'imp_'.length + nameLength
}

/** What rows have in common that are the same to the letter. */
export function exactly({ at, comment, channel, agent, customer, conversation }: Meaning): string {
  return [at, folded(comment), channel, agent, customer, conversation].join('\0')
}

/** When somebody was asked who did not answer, as far as the file says. */
export function askedAt({ sentAt, answeredAt, conversation }: ImportRow): number | null {
  return sentAt ?? answeredAt ?? conversation?.resolvedAt ?? conversation?.openedAt ?? null
}

/** Whether two texts that differ are one all the same: what was read wrongly once. */
export type IsMended = (text: string, other: string) => boolean

/**
 * How well a row fits something that is there, from 0, or nothing where they are two: they differ in the
 * rating, the comment or the time, or in one of the other parts that both of them have. A spreadsheet may
 * have cut the seconds of a time.
 */
export function fitOf(
  row: Meaning,
  there: Meaning & { isErased?: boolean },
  isMended: IsMended
): number | undefined {
  if (row.rating !== there.rating || !isSameMoment(row.at, there.at)) return undefined
  const isAlike = (a: string, b: string, mayBeEmpty: boolean) =>
    folded(a) === folded(b) || (a === '' || b === '' ? mayBeEmpty : isMended(a, b))
  // Without a time of day, many answers are alike but for what was written.
  const isSameComment =
    there.isErased === true || row.rating === null || isAlike(row.comment, there.comment, row.isTimed)
  if (!isSameComment || !partNames.every((name) => isAlike(row[name], there[name], true))) return undefined
  const same = partNames.filter((name) => row[name] !== '' && row[name] === there[name]).length
  return same + (row.at === there.at ? 1 : 0) + (folded(row.comment) === folded(there.comment) ? 1 : 0)
}

/** One of them may be the other without its seconds, or without what comes after its seconds. */
function isSameMoment(a: number | null, b: number | null): boolean {
  if (a === null || b === null || a === b) return true
  return [1_000, minuteMs].some(
    (unit) => (a % unit === 0 && a === b - (b % unit)) || (b % unit === 0 && b === a - (a % unit))
  )
}

function folded(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** What is left of a text in whatever encoding it was read. */
function skeleton(text: string): string {
  return text.replace(/[^!-~]|\?/g, '').toLowerCase()
}
