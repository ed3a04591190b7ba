import { searchFolded } from './fold'

/** Part of what is searched for: a comment must have it as it is, or a word that begins with it. */
export type Term = { text: string; is: 'whole' | 'beginning' }

/** A word is known by so many letters; nobody writes more. */
const wordLength = 40

/** A letter, with its vowels, of a script that puts no spaces between words. */
const unspacedLetter =
  /(?=[\p{L}\p{M}\p{N}])[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u
/** Letters, vowels and numbers in a row; signs that say something by themselves. */
const pieces = /([\p{L}\p{M}\p{N}]+)|\p{Extended_Pictographic}|\p{RI}/gu

/**
 * What a comment is found by: its words, folded; where a script puts no spaces between words each pair of
 * neighbouring letters, and the last letter; and pictures. None holds a space, or of ASCII anything but small
 * letters and digits.
 */
export function termsOf(comment: string): string[] {
  const terms = new Set<string>()
  for (const { is, text } of piecesOf(searchFolded(comment))) {
    if (is === 'unspaced') for (const pair of pairsOf(text, 'with the last')) terms.add(pair)
    else terms.add(is === 'word' ? cut(text) : text)
  }
  return [...terms]
}

/** What a comment must have to be found by a search: all of it. Nothing where no word was searched for. */
export function soughtIn(search: string): Term[] {
  const terms = new Map<string, Term>()
  const add = (text: string, is: Term['is']) => void terms.set(`${is} ${text}`, { text, is })
  for (const { is, text } of piecesOf(searchFolded(search))) {
    if (is === 'word') add(cut(text), 'beginning')
    else if (is === 'sign') add(text, 'whole')
    // A single letter begins a pair, or is the last.
    else if ([...text].length === 1) add(text, 'beginning')
    else for (const pair of pairsOf(text)) add(pair, 'whole')
  }
  return [...terms.values()]
}

type Piece = { is: 'unspaced' | 'word' | 'sign'; text: string }

function piecesOf(text: string): Piece[] {
  return [...text.matchAll(pieces)].flatMap(([piece, letters]): Piece[] => {
    if (letters === undefined) return [{ is: 'sign', text: piece }]
    return unspacedLetter.test(letters) ? runsIn(letters) : [{ is: 'word', text: letters }]
  })
}

/** Letters in a row, parted where a script with spaces meets one without. */
function runsIn(letters: string): Piece[] {
  const runs: Piece[] = []
  for (const letter of letters) {
    const is = unspacedLetter.test(letter) ? 'unspaced' : 'word'
    const last = runs.at(-1)
    if (last?.is === is) last.text += letter
    else runs.push({ is, text: letter })
  }
  return runs
}

function pairsOf(letters: string, end?: 'with the last'): string[] {
  const all = [...letters]
  const pairs = all.map((letter, index) => letter + (all[index + 1] ?? ''))
  return end ? pairs : pairs.slice(0, -1)
}

function cut(word: string): string {
  return word.length <= wordLength ? word : [...word].slice(0, wordLength).join('')
}
