import type { Definition, Thanks } from './protocol'

/** One point of a scale, ready to be drawn and named. */
export type Point = {
  rating: number
  /** The rating in the digits of the language. */
  digits: string
  /** What a screen reader adds to what is drawn; a drawing without digits is named in full. */
  name: string
  /** 0 for the worst point, 1 for the best. */
  fraction: number
}

/** The points of a survey from lowest to highest. */
export function pointsOf({
  style,
  scale: { min, max },
  lowIsGood,
  locale,
  words: { labels }
}: Definition): Point[] {
  const last = max - min
  return Array.from({ length: last + 1 }, (_, index) => {
    const rating = min + index
    const digits = rating.toLocaleString(locale)
    const label = usualLabel(labels, index, last)
    const name =
      style === 'stars'
        ? [digits, label].filter(Boolean).join(', ')
        : label || (style === 'numbers' ? '' : digits)
    return { rating, digits, name, fraction: (lowIsGood ? last - index : index) / last }
  })
}

/** The label of one point; labels that are fewer than the points name the ends. */
export function usualLabel(labels: readonly string[], index: number, last: number): string | undefined {
  if (labels.length === last + 1) return labels[index]
  return index === 0 ? labels[0] : index === last ? labels[labels.length - 1] : undefined
}

/** Whether a rating asks "what went wrong?" and not "what did you like?". */
export function isLow(
  rating: number,
  { satisfiedFrom, lowIsGood }: Pick<Definition, 'satisfiedFrom' | 'lowIsGood'>
): boolean {
  return lowIsGood ? rating > satisfiedFrom : rating < satisfiedFrom
}

/** What is said at the end, which may differ by the rating. */
export function thanksFor(chosen: number | undefined, definition: Omit<Definition, 'scale'>): Thanks {
  const { thanks, words } = definition
  // What is not chosen yet is no number, and so not low.
  const low = isLow(Number(chosen), definition)
  return (ASKS_MORE && thanks?.[low ? 'low' : 'high']) || { text: low ? words.thanksLow : words.thanks }
}
