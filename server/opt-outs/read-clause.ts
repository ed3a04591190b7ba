import { folded } from './fold'
import type { Lexicon } from './words/lexicon'
import { everywhere } from './words/lexicon'

type Kind = Exclude<keyof Lexicon, 'unspaced'>
type Entry = ReadonlySet<Kind>

/**
 * What a clause says: a wish whoever reads it (`wish`), a word that is a wish if nothing else is said
 * (`word`, or `plain` where it is one also to an agent), the like for being asked again, somebody who
 * writes to somebody (`contact`), courtesy (`nothing`), or something that we do not understand.
 */
export type Said = 'wish' | 'word' | 'plain' | 'start' | 'plain-start' | 'contact' | 'nothing' | undefined

/** Reads clauses of one language. */
export type Reader = { unspaced: boolean; read(clause: string): Said; isAnd(word: string): boolean }

/**
 * What may stand in a clause that is no more than a word, and in one that is a sentence. “No more” means
 * one thing here, another there.
 */
const wordKinds: readonly Kind[] = ['plain', 'alone', 'stop', 'me', 'start', 'plainStart', 'fill']
const sentenceKinds: readonly Kind[] = [
  'wish',
  'stop',
  'no',
  'none',
  'more',
  'act',
  'thing',
  'me',
  'want',
  'get',
  'fill',
  'instead'
]

export function readerOf(lexicon: Lexicon): Reader {
  const unspaced = lexicon.unspaced === true
  const words = dictionary(lexicon, wordKinds)
  const sentences = dictionary(lexicon, sentenceKinds)
  const ands = new Set(entriesIn(lexicon.and))
  return {
    unspaced,
    read(clause) {
      const parts = partsOf(clause, unspaced)
      const word = understood(parts, words)
      const sentence = understood(parts, sentences)
      return (word && wordSaid(word)) ?? (sentence && sentenceSaid(sentence))
    },
    isAnd: (word) => ands.has(word)
  }
}

/**
 * Each entry with all that it may be; how many words, or letters, the longest has; and what stands between
 * them.
 */
type Dictionary = { entries: ReadonlyMap<string, Entry>; longest: number; joint: string }

function dictionary(lexicon: Lexicon, kinds: readonly Kind[]): Dictionary {
  const entries = new Map<string, Set<Kind>>()
  const joint = lexicon.unspaced ? '' : ' '
  let longest = 1
  for (const source of [everywhere, lexicon]) {
    for (const kind of kinds) {
      for (const entry of entriesOf(source, kind)) {
        const parts = partsOf(entry, lexicon.unspaced === true)
        longest = Math.max(longest, parts.length)
        const name = parts.join(joint)
        entries.set(name, (entries.get(name) ?? new Set()).add(kind))
      }
    }
  }
  return { entries, longest, joint }
}

/**
 * A word that is a wish alone is one in a sentence, too (“please unsubscribe me from …”), unless it says
 * only that something is to end.
 */
function entriesOf(source: Lexicon, kind: Kind): string[] {
  if (kind !== 'wish') return entriesIn(source[kind])
  const verbs = new Set(entriesIn(source.stop))
  return [...entriesIn(source.wish), ...entriesIn(source.plain).filter((entry) => !verbs.has(entry))]
}

function entriesIn(list = ''): string[] {
  return list
    .split(',')
    .map((entry) =>
      folded(entry)
        .replace(/[-\s]+/g, ' ')
        .trim()
    )
    .filter(Boolean)
}

function partsOf(text: string, unspaced: boolean): string[] {
  return unspaced ? [...text.replaceAll(' ', '')] : text.split(' ')
}

const number: Entry = new Set<Kind>(['fill'])
const isNumber = /^\p{Nd}{2,}$/u

/**
 * The entries that a clause consists of, the longest ones first; nothing where a part of it is in no
 * dictionary.
 */
function understood(parts: readonly string[], { entries, longest, joint }: Dictionary): Entry[] | undefined {
  const steps: ({ entry: Entry; next: number } | undefined)[] = []
  for (let start = parts.length - 1; start >= 0; start--) {
    for (let end = Math.min(parts.length, start + longest); end > start && !steps[start]; end--) {
      if (end < parts.length && !steps[end]) continue
      const text = parts.slice(start, end).join(joint)
      const entry = entries.get(text) ?? (isNumber.test(text) ? number : undefined)
      if (entry) steps[start] = { entry, next: end }
    }
  }
  const found: Entry[] = []
  for (let at = 0; at < parts.length; ) {
    const step = steps[at]
    if (!step) return undefined
    found.push(step.entry)
    at = step.next
  }
  return found
}

function wordSaid(found: readonly Entry[]): Said {
  const content = found.filter((entry) => !entry.has('fill'))
  const has = (...kinds: Kind[]) => content.some((entry) => kinds.some((kind) => entry.has(kind)))
  const only = (...kinds: Kind[]) => content.every((entry) => kinds.some((kind) => entry.has(kind)))
  if (content.length === 0) return 'nothing'
  if (has('plain', 'alone', 'stop') && only('plain', 'alone', 'stop', 'me'))
    return has('plain') ? 'plain' : 'word'
  if (only('start', 'plainStart')) return has('plainStart') ? 'plain-start' : 'start'
  return undefined
}

function sentenceSaid(found: readonly Entry[]): Said {
  const has = (kind: Kind) => found.some((entry) => entry.has(kind))
  // French says “plus” for “no” and for “more”; without accents, Vietnamese “stop” and “don't” are one word.
  const denies = found.some((entry) => entry.has('no') && !entry.has('more') && !entry.has('stop'))
  const speaks = has('act') || has('thing')
  if (has('instead')) return 'contact'
  // “Don't stop” is the opposite.
  if (denies && has('stop') && !has('want')) return undefined
  if (!denies && (has('wish') || (has('stop') && speaks))) return 'wish'
  // “I do not get your messages” is a complaint, “I do not want to get your messages” a wish.
  if (has('get') && !has('want') && !has('stop')) return undefined
  if (refuses(has)) return 'wish'
  return speaks && !denies && !has('none') ? 'contact' : undefined
}

function refuses(has: (kind: Kind) => boolean): boolean {
  const no = has('no') || has('none')
  if (has('no') && has('act')) return true
  if (no && has('more') && (has('act') || has('thing'))) return true
  return no && has('want') && (has('act') || has('thing') || has('get'))
}
