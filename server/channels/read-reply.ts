import { withWesternDigits } from '../text/digits'
import { trimmedAtEnd } from '../text/trim'
import type { Token } from './counted-things'
import { startsCount } from './counted-things'
import type { Scale } from './read-rating'
import { numberNamed, partsNumbers, readRating, stepNamed, withDecimals } from './read-rating'
import { introducing, notIntroducing, ofWords, starWords } from './reply-words'

/** What somebody typed for an answer: the rating, and what they wrote beside it. */
export type ReadReply = { rating: number; comment: string | null }

/** How much is looked at before a number, and as what follows it. */
const headMax = 160
/** Of 16,000 letters one is enough to see that it is no rating. */
const textMax = 5_000
/** No word for a number with a unit is longer. */
const wordMax = 20

const wholeFirst = /^([0-9]{1,2}) ?(?:میں سے|में से|üzerinden|[点點分]中的?|점 ?(?:만점에|중에?)) ?([0-9].*)$/su

type Kind = 'number' | 'word' | 'break' | 'space' | 'picture' | 'sign'

const parts =
  /(?<number>[0-9]+)|(?<word>[\p{L}\p{M}][\p{L}\p{M}’\u200c\u200d]*)|(?<break>\n)|(?<space>[^\S\n]+)|(?<picture>\p{Extended_Pictographic}|[★☆✭])|(?<sign>[^])/gu

/**
 * A typed rating as a person reads it, while an ask is open and fresh: “2 because nobody answered”, “5
 * thanks”, “Rating: 4”, “five stars”. What stands beside the number is the comment. Nothing is read where
 * something else is counted (“5 minutes”), where more than one number may be meant (“4 or 5”), or where the
 * number is no point of the scale.
 */
export function readReply(
  text: string,
  scale: Scale,
  labels: readonly string[] = [],
  locale = 'en'
): ReadReply | undefined {
  if (text.length > textMax) return undefined
  const alone = readRating(text, scale, labels, locale)
  if (alone !== undefined) return { rating: alone, comment: null }
  const written = behindScale(light(text), scale)
  const tokens = tokensOf(written.slice(0, headMax))
  const found = firstNumber(tokens, scale, locale)
  if (!found || found.rating < scale.min || found.rating > scale.max) return undefined
  const after = afterScale(tokens, found.next, scale, locale)
  if (after === undefined) return undefined
  const { next, hasUnit } = afterUnit(tokens, after)
  const rest = tokens.slice(next)
  const isScaled = hasUnit || after !== found.next
  if (startsCount(rest, { rating: found.rating, locale, isWord: found.isWord, isScaled })) return undefined
  const at = tokens[next]?.at ?? written.length
  const comment = commentIn(written.slice(at))
  const names = labels.map((label) => folded(label).replace(/^\d+\s*[–—:.)-]?\s*/u, ''))
  const named = names.indexOf(folded(comment ?? ''))
  if (comment === null || named < 0) return { rating: found.rating, comment }
  if (named === found.rating - scale.min) return { rating: found.rating, comment: null }
  // Many a person calls a 5 good and a 1 bad; a bad 5 is a slip.
  return isOnOneSide(found.rating, named + scale.min, scale) ? { rating: found.rating, comment } : undefined
}

/** “5 میں سے 4”, “5点中4点”: where a language names the whole first, what follows it. */
function behindScale(written: string, { max }: Scale): string {
  const [, whole, rest] = wholeFirst.exec(written) ?? []
  return rest !== undefined && Number(whole) === max ? rest : written
}

function isOnOneSide(rating: number, other: number, { min, max }: Scale): boolean {
  const middle = (min + max) / 2
  return (rating - middle) * (other - middle) > 0
}

type Found = { rating: number; next: number; isWord: boolean }

/** The first number, if only words that announce a rating stand before it. */
function firstNumber(
  tokens: readonly Token[],
  { max, stepsPerPoint = 1 }: Scale,
  locale: string
): Found | undefined {
  for (const [index, { kind, text }] of tokens.entries()) {
    const before = tokens[index - 1]
    if (kind === 'picture' && isStar(text)) return starRow(tokens, index, max)
    if (kind === 'number') {
      const isJoined =
        before?.kind === 'sign'
          ? !/[(["“”«»：:*=]/u.test(before.text)
          : before?.kind === 'word' && /\p{Script=Latin}$/u.test(before.text)
      if (isJoined || !/^(?:10|0?[0-9])$/.test(text)) return undefined
      const [sign, part, behind] = tokens.slice(index + 1)
      if (stepsPerPoint > 1 && /^[.,٫]$/.test(sign?.text ?? '') && part?.kind === 'number') {
        const isLonger = /^[.,:]$/.test(behind?.text ?? '') && tokens[index + 4]?.kind === 'number'
        const rating = isLonger ? undefined : stepNamed(text, part.text, stepsPerPoint)
        return rating === undefined ? undefined : { rating, next: index + 3, isWord: false }
      }
      return { rating: Number(text), next: afterNought(tokens, index + 1), isWord: false }
    }
    if (kind === 'word') {
      const isIntroduced = introducing.has(text.toLowerCase())
      const named = numberNamed(text, locale)
      const isAnnounced = isIntroduced && tokens.slice(index + 1).some((token) => token.kind === 'number')
      if (named !== undefined && !isAnnounced) return { rating: named, next: index + 1, isWord: true }
      const joined =
        named === undefined && tokens.length === index + 1 ? wordAndUnit(text, locale) : undefined
      if (joined !== undefined) return { rating: joined, next: index + 1, isWord: true }
      if (!isIntroduced || (index === 0 && notIntroducing.has(text.toLowerCase()))) return undefined
    }
    if (kind === 'sign' && !/[!,.:;：，。！،("“”«»[*=…–—\uFE0F-]/u.test(text)) return undefined
  }
  return undefined
}

/** “五星”, “ห้าดาว”: both in one word, in scripts that part none. */
function wordAndUnit(text: string, locale: string): number | undefined {
  const letters = [...text].slice(0, wordMax)
  const parts = letters.map(
    (_, place) => [letters.slice(0, place).join(''), letters.slice(place).join('')] as const
  )
  const number = parts.find(([, unit]) => starWords.has(unit))?.[0]
  return number ? numberNamed(number, locale) : undefined
}

/** Filled stars; empty ones after them make up the scale. One star before a number is its unit. */
function starRow(tokens: readonly Token[], from: number, max: number): Found | undefined {
  const row = (start: number, fits: (text: string) => boolean) => {
    let end = start
    while (tokens[end]?.kind === 'picture' && fits(tokens[end]?.text ?? '')) end++
    return end
  }
  const filled = row(from, isStar)
  const number = tokens[skipped(tokens, filled)]
  if (filled === from + 1 && number?.kind === 'number' && /^[0-9]$/.test(number.text)) {
    return { rating: Number(number.text), next: skipped(tokens, filled) + 1, isWord: false }
  }
  const end = row(filled, (text) => text === '☆')
  return end > filled && end - from !== max ? undefined : { rating: filled - from, next: end, isWord: false }
}

const isStar = (text: string) => /^[★⭐🌟✭]$/u.test(text)

/** “5.0” is 5, and “5.5” is none; the sign alone belongs to what follows. */
function afterNought(tokens: readonly Token[], next: number): number {
  const [sign, digits] = [tokens[next], tokens[next + 1]]
  return sign !== undefined &&
    /^[.,٫]$/.test(sign.text) &&
    digits?.kind === 'number' &&
    /^0{1,2}$/.test(digits.text)
    ? next + 2
    : next
}

/** Behind “/5” and “out of five”; nothing where it is out of another number. */
function afterScale(
  tokens: readonly Token[],
  from: number,
  { max }: Scale,
  locale: string
): number | undefined {
  let next = skipped(tokens, from)
  const words = [tokens[next], tokens[skipped(tokens, next + 1)]].map(
    (token) => token?.text.toLowerCase() ?? ''
  )
  if (partsNumbers(words[0] ?? '', locale)) return undefined
  if (words.join(' ') === 'out of' || words.join(' ') === 'میں سے' || words.join(' ') === 'में से')
    next = skipped(tokens, skipped(tokens, next + 1) + 1)
  else if (ofWords.has(words[0] ?? '')) next = skipped(tokens, next + 1)
  else return from
  const whole = tokens[next]
  const number =
    whole?.kind === 'number'
      ? Number(whole.text)
      : whole?.kind === 'word'
        ? numberNamed(whole.text, locale)
        : undefined
  if (number === undefined) return from
  return number === max && tokens[next + 1]?.text !== '/' ? next + 1 : undefined
}

/** Behind “stars”, in words or drawn. */
function afterUnit(tokens: readonly Token[], from: number): { next: number; hasUnit: boolean } {
  let next = skipped(tokens, from)
  const unit = tokens[next]
  if (unit?.kind === 'picture' && isStar(unit.text)) {
    while (isStar(tokens[next]?.text ?? '')) next++
    return { next, hasUnit: true }
  }
  const isUnit = unit?.text === '*' || (unit?.kind === 'word' && starWords.has(unit.text.toLowerCase()))
  return isUnit ? { next: next + 1, hasUnit: true } : { next: from, hasUnit: false }
}

function skipped(tokens: readonly Token[], from: number): number {
  return tokens[from]?.kind === 'space' ? from + 1 : from
}

function commentIn(rest: string): string | null {
  const plain = rest.replace(/^[\s,.;:!)\]"”»…–—+，。；：！、،-]+/u, '').trim()
  const inside = /^\(([^()]*)\)[.!]*$/u.exec(plain)?.[1] ?? plain
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(inside) ? inside.trim() : null
}

/** As it was written, but for digits of every script and the marks that keyboards add to them. */
function light(text: string): string {
  const digits = withDecimals(text)
    .replaceAll('🔟', '10')
    .replace(/\p{No}/gu, (sign) => sign.normalize('NFKC'))
  return withWesternDigits(digits)
    .normalize('NFC')
    .replace(/(?<=[0-9])\uFE0F?\u20E3/gu, '')
    .replace(/(?<=[★⭐🌟])\uFE0F/gu, '')
    .replace(/[\u200B\u200E\u200F\u2066-\u2069\u202A-\u202E\uFEFF]/gu, '')
    .replace(/['ʼ]/gu, '’')
    .replaceAll('...', '…')
    .trim()
}

function folded(text: string): string {
  return trimmedAtEnd(text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' '), '.!。！۔ ').trim()
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(parts)].map((match) => {
    const [kind] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) ?? ['sign']
    // the groups of `parts` are named after the kinds
    return { kind: kind as Kind, text: match[0], at: match.index }
  })
}
