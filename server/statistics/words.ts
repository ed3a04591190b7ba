import { discoveries } from './discoveries'
import { pOfZ } from './interval'

const wordDefaults = {
  /** A word is looked at when so many comments hold it; fewer might tell who wrote them. */
  commentsAtLeast: 5,
  /**
   * So many words of what all write weigh as much as one's own: the prior. More would hide what a hundred
   * comments say, fewer let chance through where few are low.
   */
  priorWords: 50,
  /** Of the words found, so large a share may be chance (Benjamini-Hochberg). */
  falseDiscoveries: 0.1
}

export type Comment = { text: string; locale: string; isLow: boolean }

export type Word = {
  word: string
  /** Of the comments it was looked for in; empty where nobody knows. */
  language: string
  /** How many comments of unhappy, and of other customers hold it, of how many in this language. */
  low: number
  high: number
  of: { low: number; high: number }
  /** How many standard errors the word is off from being used alike; above 0 by the happy. */
  z: number
  q: number
  marks: 'low' | 'high'
}

/** Comments in one language: how many there are, and how many hold each word. */
type Side = { comments: number; holding: Map<string, number> }

/**
 * What a piece of text without spaces holds, by language: most words come again and again, and to part them
 * takes the longest.
 */
type Pieces = Map<string, readonly string[]>

/**
 * The different words of a comment, as a dictionary of its language parts them: Thai and Chinese put no
 * spaces between them.
 */
export function wordsOf(comment: string, locale: string, pieces: Pieces = new Map()): Set<string> {
  const words = new Set<string>()
  for (const piece of comment.normalize('NFKC').split(/\s+/)) {
    const name = `${locale} ${piece}`
    const known = pieces.get(name) ?? partsOf(piece, locale)
    pieces.set(name, known)
    for (const word of known) words.add(word)
  }
  return words
}

function partsOf(piece: string, locale: string): string[] {
  const { segmenter, language } = segmenterFor(locale)
  const words = [...segmenter.segment(piece)].flatMap(({ segment, isWordLike }) =>
    isWordLike ? segment.toLocaleLowerCase(language) : []
  )
  return words.filter((word) => telling.test(word))
}

/**
 * At least two letters (or a letter and its vowel), or a sign that is a word by itself. Numbers tell of
 * orders, not of service.
 */
const telling = /^\p{Ideographic}$|[\p{L}\p{M}].*[\p{L}\p{M}]/u

/** A dictionary takes long to load, and the same few languages come again and again. */
const segmenters = new Map<string, { segmenter: Intl.Segmenter; language: string }>()

function segmenterFor(locale: string) {
  const known = segmenters.get(locale)
  if (known) return known
  const segmenter = new Intl.Segmenter(isLocale(locale) ? locale : 'und', { granularity: 'word' })
  const made = { segmenter, language: segmenter.resolvedOptions().locale }
  if (segmenters.size < 100) segmenters.set(locale, made)
  return made
}

/** What a page says of its language may be anything. */
function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1
  } catch {
    return false
  }
}

/**
 * The words that tell low answers from high ones, the most telling first: log-odds with an informative
 * Dirichlet prior from what all write (Monroe, Colaresi & Quinn 2008, Political Analysis 16:372), which
 * needs no list of common words in any language. Each comment is set against those in its own language, or
 * where people of one language are less happy every word of theirs would mark low answers.
 */
export function markingWords(comments: readonly Comment[], settings = wordDefaults): Word[] {
  const words = [...sidesOf(comments)].flatMap(([language, { low, high }]) => {
    const inLow = sumOf(low)
    const inHigh = sumOf(high)
    if (inLow === 0 || inHigh === 0) return []
    return [...new Set([...low.holding.keys(), ...high.holding.keys()])].flatMap((word) => {
      const [fromLow, fromHigh] = [low.holding.get(word) ?? 0, high.holding.get(word) ?? 0]
      if (fromLow + fromHigh < settings.commentsAtLeast) return []
      const prior = (settings.priorWords * (fromLow + fromHigh)) / (inLow + inHigh)
      const odds = (count: number, all: number) =>
        Math.log((count + prior) / (all + settings.priorWords - count - prior))
      const z =
        (odds(fromHigh, inHigh) - odds(fromLow, inLow)) /
        Math.sqrt(1 / (fromHigh + prior) + 1 / (fromLow + prior))
      return Number.isFinite(z)
        ? [
            {
              word,
              language,
              low: fromLow,
              high: fromHigh,
              of: { low: low.comments, high: high.comments },
              z
            }
          ]
        : []
    })
  })
  const qs = discoveries(words.map(({ z }) => pOfZ(z)))
  return words
    .map((word, index): Word => ({ ...word, q: qs[index] ?? 1, marks: word.z < 0 ? 'low' : 'high' }))
    .filter(({ q }) => q <= settings.falseDiscoveries)
    .sort((a, b) => Math.abs(b.z) - Math.abs(a.z) || (a.word < b.word ? -1 : 1))
}

function sidesOf(comments: readonly Comment[]) {
  const languages = new Map<string, Record<'low' | 'high', Side>>()
  const languageOfLocale = new Map(
    [...new Set(comments.map(({ locale }) => locale))].map((locale) => [locale, languageOf(locale)])
  )
  const pieces: Pieces = new Map()
  for (const { text, locale, isLow } of comments) {
    const language = languageOfLocale.get(locale) ?? ''
    const sides = languages.get(language) ?? {
      low: { comments: 0, holding: new Map() },
      high: { comments: 0, holding: new Map() }
    }
    languages.set(language, sides)
    const side = isLow ? sides.low : sides.high
    side.comments++
    for (const word of wordsOf(text, locale, pieces))
      side.holding.set(word, (side.holding.get(word) ?? 0) + 1)
  }
  return languages
}

function languageOf(locale: string): string {
  return isLocale(locale) ? new Intl.Locale(locale).language : ''
}

function sumOf({ holding }: Side): number {
  let sum = 0
  for (const count of holding.values()) sum += count
  return sum
}
