import { folded } from './fold'
import type { Reader, Said } from './read-clause'
import { readerOf } from './read-clause'
import { lexicons } from './words'

/** Nobody needs more words to be left alone, and nothing longer is read for it. */
const lengthMax = 1_000

/** `isAll`: nothing else was said, so that it is no comment as well. */
export type Wish = { wish: 'out' | 'in'; isAll: boolean }

let made: readonly Reader[] | undefined
/** Made when somebody writes for the first time: a start need not wait for them. */
const readersOfAll = () => (made ??= [...new Set(Object.values(lexicons))].map(readerOf))

/**
 * Whether somebody asks to be left alone, or to be asked again, in whatever language: by a word that stands
 * alone (“STOP”), or by a clause that says so (“please stop texting me, I am not interested”). A clause
 * counts only if every word of it is known to belong to such a wish, so that “please stop by” is none.
 * `toAgent` is for what is said to an agent of a helpdesk, where “cancel” and “end” are about an order.
 * “/start” is what Telegram sends for whoever opens a bot, and says nothing.
 */
export function wishIn(text: string, { toAgent }: { toAgent: boolean }): Wish | undefined {
  const clauses = clausesOf(text.slice(0, lengthMax))
  if (clauses.length === 0) return undefined
  const found = readersOfAll().map((reader) => wishOf(clauses, reader, toAgent))
  return (
    found.find((one) => one?.wish === 'out') ??
    (text.trimStart().startsWith('/') ? undefined : found.find((one) => one !== undefined))
  )
}

type Clause = { words: string; isQuestion: boolean }

function wishOf(clauses: readonly Clause[], reader: Reader, toAgent: boolean): Wish | undefined {
  const said = clauses
    .flatMap((clause) => thoughtsIn(clause, reader))
    .map(({ words, isQuestion }): Said => {
      const one = reader.read(words)
      return isQuestion && (one === 'plain' || one === 'word' || one === 'start' || one === 'plain-start')
        ? undefined
        : one
    })
  const rest = said.filter((one) => one !== 'nothing')
  const all = (...kinds: Said[]) => rest.length > 0 && rest.every((one) => kinds.includes(one))
  if (all('plain') || (!toAgent && all('plain', 'word'))) return { wish: 'out', isAll: true }
  if (all('plain-start') || (!toAgent && all('plain-start', 'start'))) return { wish: 'in', isAll: true }
  // “Hören Sie auf, mir zu schreiben”: what is to end stands behind a comma.
  const isSplit = said.some(
    (one, index) => (one === 'word' || one === 'plain') && said[index + 1] === 'contact'
  )
  // “Don't call me, text me instead.”
  const asksForContact = !isSplit && rest.includes('contact')
  if (isSplit || (rest.includes('wish') && !asksForContact))
    return { wish: 'out', isAll: all('wish', 'plain', 'word', 'contact') }
  return undefined
}

/** A clause may hold two thoughts: “stop texting me or I will report you”. */
function thoughtsIn({ words, isQuestion }: Clause, { unspaced, isAnd }: Reader): Clause[] {
  if (unspaced) return [{ words, isQuestion }]
  const thoughts: string[][] = [[]]
  for (const word of words.split(' ')) {
    if (isAnd(word)) thoughts.push([])
    else thoughts.at(-1)?.push(word)
  }
  return thoughts
    .filter((thought) => thought.length > 0)
    .map((thought) => ({ words: thought.join(' '), isQuestion }))
}

const ends = /[.!?;:,\n\r()[\]{}|"“”„«»…،؛؟۔।॥。！？，、；：「」『』•·/\\]+| [-–—]+ /u
const joiners = /[\u200b-\u200f\u2060\ufe0f\u{1f3fb}-\u{1f3ff}♀♂]/gu
const signs = /([🛑⛔🚫🔕🙅✋])/gu
const otherSigns = /[^\p{L}\p{M}\p{N}🛑⛔🚫🔕🙅✋\s]+/gu
const spelt = /^\p{L}(?: \p{L}){2,}$/u
const repeated = /(\p{L})\1{2,}/gu
const digitsAfterLetters = /(\p{L}|\p{M})(?=\p{Nd})/gu

function clausesOf(text: string): Clause[] {
  const plain = text.replace(joiners, '').replace(signs, ' $1 ')
  const clauses: Clause[] = []
  let rest = plain
  while (rest !== '') {
    const end = ends.exec(rest)
    const isQuestion = /[?؟？]/u.test(end?.[0] ?? '')
    const words = tidied(end ? rest.slice(0, end.index) : rest)
    if (words !== '') clauses.push({ words, isQuestion })
    rest = end ? rest.slice(end.index + end[0].length) : ''
  }
  return clauses
}

function tidied(clause: string): string {
  const words = folded(clause)
    .replace(otherSigns, ' ')
    .replace(digitsAfterLetters, '$1 ')
    .replace(repeated, '$1')
    .replace(/\s+/g, ' ')
    .trim()
  return spelt.test(words) ? words.replaceAll(' ', '') : words
}
