import type { DayOrder, Month, Spelled } from './spelled'

/**
 * What the whole of a column tells of how its times are written: where 03/04 may be a day of March or of
 * April, other cells decide; and where a word names different months in two languages, the other words do.
 */
export type ColumnHints = {
  note(spelled: Spelled): void
  orderOf(between: string): DayOrder | undefined
  monthOf(month: Month): number | undefined
}

/** `order`: what a person said of this column. */
export function columnHints(order?: DayOrder): ColumnHints {
  const seen = new Map<string, Set<DayOrder>>()
  /** In how many cells a language has the month that is named. */
  const spoken = new Map<string, number>()

  return {
    note({ on }) {
      if ('pair' in on) {
        const told = toldBy(on.pair)
        if (told !== undefined) seen.set(on.between, (seen.get(on.between) ?? new Set()).add(told))
        return
      }
      if (typeof on.month === 'number') return
      for (const language of new Set([...on.month.values()].flatMap((names) => [...names])))
        spoken.set(language, (spoken.get(language) ?? 0) + 1)
    },
    orderOf(between) {
      if (order !== undefined) return order
      const told = seen.get(between)
      if (told !== undefined) return told.size === 1 ? [...told][0] : undefined
      // Nobody who parts numbers by points puts the month first, and a word between them (“5 tháng 1”) says
      // month.
      return between === '.' || /\p{L}/u.test(between) ? 'day-first' : undefined
    },
    monthOf(month) {
      if (typeof month === 'number') return month
      const weighed = [...month]
        .map(([number, languages]) => ({
          number,
          cells: Math.max(...[...languages].map((language) => spoken.get(language) ?? 0))
        }))
        .sort((a, b) => b.cells - a.cells)
      const [best, next] = weighed
      return next && next.cells === best?.cells ? undefined : best?.number
    }
  }
}

/** The order that two numbers tell by themselves: nothing has a thirteenth month. */
export function toldBy([first, second]: readonly [number, number]): DayOrder | undefined {
  if (first > 12 && second <= 12) return 'day-first'
  return second > 12 && first <= 12 ? 'month-first' : undefined
}
