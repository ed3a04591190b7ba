import type { Definition } from './wire'

/** One point of a scale, ready to be drawn and named. */
export type Point = {
  rating: number
  /** The rating in the digits of the language. */
  digits: string
  /** What a screen reader adds to what is drawn; a drawing without digits is named in full. */
  name: string
  /** 0 for the lowest point, 1 for the highest. */
  fraction: number
}

/** The points of a survey from lowest to highest. Labels that are fewer than the points name the ends. */
export function pointsOf({ style, scale: { min, max }, locale, words: { labels } }: Definition): Point[] {
  const last = max - min
  return Array.from({ length: last + 1 }, (_, index) => {
    const rating = min + index
    const digits = rating.toLocaleString(locale)
    const label = labels.length > last ? labels[index] : index === 0 ? labels[0] : index === last ? labels[labels.length - 1] : undefined
    const name = style === 'stars' ? [digits, label].filter(Boolean).join(', ') : (label ?? (style === 'numbers' ? '' : digits))
    return { rating, digits, name, fraction: index / last }
  })
}
