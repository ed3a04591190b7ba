import type { Source } from './source'
import { numbers } from './source'

const conversationLink = /\/app\/accounts\/\d+\/conversations\/(\d+)/
const columnsMin = 8

/**
 * A header in any of its languages, empty lines between the rows, and the period of the report as the last
 * line.
 */
export const chatwootExport: Source = {
  id: 'chatwoot',
  layouts: [],
  recognises: (rows) =>
    rows.some((cells) => cells.length >= columnsMin && conversationLink.test(cells[6] ?? '')),
  parts: { agent: 0, rating: 1, comment: 2, customer: 4, conversationId: 6, answeredAt: 7 },
  timeZone: () => 'UTC',
  rating: numbers(1, 5),
  isRow: (_get, cells) => cells.length >= columnsMin,
  tidy: (cells) =>
    cells.map((cell, index) => (index === 6 ? (conversationLink.exec(cell)?.[1] ?? cell) : cell))
}
