import { folded } from './fold'

/** Part of what is searched for: a comment must have it as it is, or a word that begins with it. */
export type Term = { text: string; is: 'whole' | 'beginning' }

/** A word is known by so many letters; nobody writes more. */
const wordLength = 40

// Letters, with their vowels, of scripts that put no spaces between words; words of all others; signs that say something by themselves.
const unspaced = String.raw`(?:(?=[\p{L}\p{M}\p{N}])[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}])`
const pieces = new RegExp(`(?<unspaced>${unspaced}+)|(?<word>(?:(?!${unspaced})[\\p{L}\\p{M}\\p{N}])+)|(?<sign>\\p{Extended_Pictographic}|\\p{RI})`, 'gu')

/**
 * What a comment is found by: its words, folded; where a script puts no spaces between words each pair of neighbouring letters, and the
 * last letter; and pictures. None holds a space, or of ASCII anything but small letters and digits.
 */
export function termsOf(comment: string): string[] {
  const terms = new Set<string>()
  for (const { groups: { unspaced, word, sign } = {} } of folded(comment).matchAll(pieces)) {
    if (unspaced !== undefined) for (const pair of pairsOf(unspaced, 'with the last')) terms.add(pair)
    else terms.add(word === undefined ? (sign ?? '') : cut(word))
  }
  return [...terms]
}

/** What a comment must have to be found by a search: all of it. Nothing where no word was searched for. */
export function soughtIn(search: string): Term[] {
  const terms = new Map<string, Term>()
  const add = (text: string, is: Term['is']) => void terms.set(`${is} ${text}`, { text, is })
  for (const { groups: { unspaced, word, sign } = {} } of folded(search).matchAll(pieces)) {
    if (word !== undefined) add(cut(word), 'beginning')
    else if (unspaced === undefined) add(sign ?? '', 'whole')
    // A single letter begins a pair, or is the last.
    else if ([...unspaced].length === 1) add(unspaced, 'beginning')
    else for (const pair of pairsOf(unspaced)) add(pair, 'whole')
  }
  return [...terms.values()]
}

function pairsOf(letters: string, end?: 'with the last'): string[] {
  const all = [...letters]
  const pairs = all.map((letter, index) => letter + (all[index + 1] ?? ''))
  return end ? pairs : pairs.slice(0, -1)
}

function cut(word: string): string {
  return word.length <= wordLength ? word : [...word].slice(0, wordLength).join('')
}
