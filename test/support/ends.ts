import type { Locator } from 'playwright-core'
import { expect } from 'vitest'

/** No point is narrower: WCAG 2.5.8. */
const narrowestPx = 24

/**
 * Measures where the points of a long scale and the names of its ends stand: in one row, in the order of
 * the language, wide enough for a finger, and each end under its own point and within its own half. `card`
 * holds points and ends; mails have links for points.
 */
export async function expectOneRow(card: Locator, direction: 'ltr' | 'rtl', count: number) {
  const { points, ends } = await card.evaluate((card) => {
    const shown = [...card.querySelectorAll('.points input, td > a')]
    const edges = ({ left, right, top, bottom, width }: DOMRect) => ({ left, right, top, bottom, width })
    const textOf = (element: Element) => {
      const range = document.createRange()
      range.selectNodeContents(element)
      return edges(range.getBoundingClientRect())
    }
    const named = card.querySelector('.ends')
      ? [...card.querySelectorAll('.ends span')]
      : [...card.querySelectorAll('td[align]')]
    return { points: shown.map((point) => edges(point.getBoundingClientRect())), ends: named.map(textOf) }
  })
  expect([points.length, ends.length]).toEqual([count, 2])
  const inOrder = direction === 'ltr' ? points : points.toReversed()
  const [leftEnd, rightEnd] = direction === 'ltr' ? ends : ends.toReversed()
  const [first, last] = [inOrder[0], inOrder.at(-1)]
  if (!first || !last || !leftEnd || !rightEnd) throw new Error('nothing to measure')
  expect(new Set(points.map(({ top }) => Math.round(top))).size).toBe(1)
  expect(inOrder.map(({ left }) => left)).toEqual(inOrder.map(({ left }) => left).sort((a, b) => a - b))
  expect(Math.min(...points.map(({ width }) => width))).toBeGreaterThanOrEqual(narrowestPx)
  const middle = (first.left + last.right) / 2
  expect([leftEnd.top >= first.bottom - 1, rightEnd.top >= last.bottom - 1]).toEqual([true, true])
  expect(Math.abs(leftEnd.left - first.left)).toBeLessThanOrEqual(4)
  expect(Math.abs(rightEnd.right - last.right)).toBeLessThanOrEqual(4)
  expect([leftEnd.right <= middle, rightEnd.left >= middle]).toEqual([true, true])
}
