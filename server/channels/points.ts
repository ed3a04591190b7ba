import type { Ask } from './channel'
import type { TextUnit } from './fit-text'
import { fitText } from './fit-text'

type Point = Ask['points'][number]

/** What a button carries back: `r.`, 22 letters of token, the rating; 25 to 27 bytes. */
export function payloadOf(token: string, rating: number): string {
  return `r.${token}.${rating}`
}

export function readPayload(payload: string): { token: string; rating: number } | undefined {
  const [, token, rating] = /^r\.([\w-]{22})\.(\d{1,2})$/.exec(payload) ?? []
  return token === undefined ? undefined : { token, rating: Number(rating) }
}

/**
 * A point's label within a vendor's limit; the bare digit where nothing else fits, so that no two points
 * read the same.
 */
export function labelOf({ rating, label }: Point, limit: number, unit: TextUnit = 'utf16'): string {
  const fitted = fitText(label, limit, unit)
  return fitted.startsWith(String(rating)) || fitted === label.toWellFormed() ? fitted : String(rating)
}

/** What the two ends mean, for rows of bare digits: “0 – Not likely · 10 – Very likely”. */
export function endsOf(points: readonly Point[]): string {
  return [points[0], points.at(-1)]
    .flatMap((point) => (point && point.label !== String(point.rating) ? [point.label] : []))
    .join(' · ')
}

/**
 * Points in as few rows of at most `perRow` as there can be, rows as even as they can be: 11 by 6 are 6 +
 * 5.
 */
export function rowsOf(points: readonly Point[], perRow: number): Point[][] {
  const rows = Math.ceil(points.length / perRow)
  const each = Math.ceil(points.length / rows)
  return Array.from({ length: rows }, (_, row) => points.slice(row * each, (row + 1) * each))
}
