import iconv from 'iconv-lite'
import { encodings } from '../contract/encodings'
import { decodeAs } from './decode'

/** Texts are compared by their beginning. */
const lengthMax = 60
const beyondAscii = /[^\x00-\x7f]/
/** What stands where a program could not write a letter. */
const lost = /[\ufffd?]+/g

/**
 * Whether `text` is what becomes of `meant` when its bytes are read in another encoding, or when a program
 * wrote “?” for the letters that it did not know. `shaped` is what was made of either afterwards.
 */
export function isGarbled(
  text: string,
  meant: string,
  shaped: (text: string) => string = (same) => same
): boolean {
  if (!beyondAscii.test(meant) || text === meant || !/[^\x00-\x7f]|\?/.test(text)) return false
  const [short, wanted] = [text.slice(0, lengthMax).trim(), meant.slice(0, lengthMax).toWellFormed()]
  if (!holdsLetters(text, wanted)) return false
  return (
    isLost(short, shaped(wanted)) ||
    misreadings(wanted).some((misread) => isBeginning(shaped(misread).trim(), short))
  )
}

/** Letters of English stay what they are in every encoding, and in their order. */
function holdsLetters(text: string, meant: string): boolean {
  const letters = text.toLowerCase()
  let at = 0
  for (const letter of meant.toLowerCase().match(/[a-z0-9]/g) ?? []) {
    at = letters.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}

/** Whether one is the other, both of them perhaps cut. */
function isBeginning(a: string, b: string): boolean {
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a]
  return (
    shorter !== '' && (longer === shorter || (shorter.length >= lengthMax / 2 && longer.startsWith(shorter)))
  )
}

function isLost(text: string, meant: string): boolean {
  const [kept, left] = [text.split(lost), meant.replace(/\?/g, '\ufffd').split(/[^\x00-\x7f]+/)]
  return (
    text.search(lost) >= 0 && kept.length === left.length && kept.every((part, index) => part === left[index])
  )
}

/** Many rows have the same agent. */
const recent = new Map<string, string[]>()
const recentMax = 200

/** All that a text looks like in a wrong encoding. */
function misreadings(meant: string): string[] {
  const known = recent.get(meant)
  if (known) return known
  const all = new Set<string>()
  for (const written of encodings) {
    const bytes = iconv.encode(meant, written)
    if (iconv.decode(bytes, written) !== meant) continue
    for (const read of encodings) if (read !== written) all.add(decodeAs(bytes, read))
  }
  all.delete(meant)
  if (recent.size >= recentMax) recent.clear()
  recent.set(meant, [...all])
  return [...all]
}
