import type { EncodingName } from '../../contract/encodings'
import type { Reading } from '../decode'
import { decodeAs } from '../decode'
import { alphabets, scripts } from './languages'

/**
 * What the letters of a file say of its encoding, the most likely first; `isSure`: none of the others reads
 * it nearly as well.
 */
export type Guess = { names: EncodingName[]; isSure: boolean }

/** What a sign costs, in bits: as much as it is unlikely. */
const bits = {
  foreignLetter: 12,
  typography: 5,
  sign: 14,
  broken: 25,
  capital: 2,
  capitalWithin: 8,
  hardToSay: 4,
  scriptsMixed: 8,
  signsMixed: 2,
  run: 6,
  rareEncoding: 3
}
/** So much less likely must every other reading be. */
const sureBits = 4
/** A reading whose letters are less likely than this, on average, is none. */
const rubbishBits = 8
const namesMax = 6
const linesShown = 3
const [shownBefore, shownAfter] = [24, 40]
/** Letters with marks stand among letters without: where three of them follow each other, they are none. */
const runMax = 2

const typography = /[‘’“”„‚«»‹›–—…•€£°·¿¡§©®™№´`\u00a0。、，！？：；（）「」・~～]/
const letter = /\p{L}|\p{M}/u
const upper = /\p{Lu}/u
const lower = /\p{Ll}/u

const chances = new Map<string, number>()

/** Tells by the letters in which of the encodings lines were written that are no UTF-8. */
export function guessEncoding(lines: Buffer): Guess {
  const readings = new Map<string, { name: EncodingName; cost: number }>()
  for (const { name, text, cost } of [...alphabetReadings(lines), ...scriptReadings(lines)]) {
    const known = readings.get(text)
    if (!known || cost < known.cost) readings.set(text, { name, cost })
  }
  const all = [...readings.values()].sort((a, b) => a.cost - b.cost)
  const [best, next] = all
  const letters = Math.max(1, lines.toString('latin1').replace(/[\x00-\x7f]/g, '').length)
  const isSure =
    best !== undefined &&
    best.cost / letters < rubbishBits &&
    (next === undefined || next.cost - best.cost >= sureBits)
  return { names: all.slice(0, namesMax).map(({ name }) => name), isSure }
}

type Weighed = { name: EncodingName; text: string; cost: number }

function* alphabetReadings(lines: Buffer): Generator<Weighed> {
  const texts = new Map<EncodingName, string>()
  for (const { letters, encodings } of alphabets) {
    for (const name of encodings) {
      const text = texts.get(name) ?? decodeAs(lines, name)
      texts.set(name, text)
      yield {
        name,
        text,
        cost:
          costOf(text, (sign) => chanceIn(letters, sign)) + (name === 'windows-1252' ? 0 : bits.rareEncoding)
      }
    }
  }
}

function* scriptReadings(lines: Buffer): Generator<Weighed> {
  for (const { encoding, usual, usualShare, isSign, signs } of scripts) {
    const known = new Set(usual)
    const chanceOf = (sign: string) =>
      known.has(sign) ? usualShare / known.size : isSign.test(sign) ? (1 - usualShare) / signs : undefined
    for (const name of encoding) {
      const text = decodeAs(lines, name)
      yield { name, text, cost: costOf(text, chanceOf, isSign) + bits.rareEncoding }
    }
  }
}

/** How some lines read in each of the encodings, where they are more than ASCII. */
export function readingsIn(lines: Buffer, names: readonly EncodingName[]): Reading[] {
  return names.map((encoding) => {
    const shown = decodeAs(lines, encoding)
      .split(/[\r\n]+/)
      .flatMap((line) => {
        const at = line.search(/[^\x00-\x7f]/)
        if (at < 0) return []
        const shown = line
          .slice(Math.max(0, at - shownBefore), at + shownAfter)
          .toWellFormed()
          .replaceAll('\0', '')
        return [`${at > shownBefore ? '…' : ''}${shown}${line.length > at + shownAfter ? '…' : ''}`]
      })
    return { encoding, lines: [...new Set(shown)].slice(0, linesShown) }
  })
}

/** Letters that come more often stand further in front. */
function chanceIn(letters: string, sign: string): number | undefined {
  const key = `${letters}\0${sign}`
  const known = chances.get(key)
  if (known !== undefined) return known || undefined
  const all = [...letters]
  const sum = all.reduce((total, _letter, rank) => total + 1 / (rank + 2.7), 0)
  const rank = all.indexOf(sign.toLowerCase())
  const chance = rank < 0 ? 0 : 0.95 / (rank + 2.7) / sum
  chances.set(key, chance)
  return chance || undefined
}

/** How unlikely the signs beyond ASCII are in a language, in bits. */
function costOf(text: string, chanceOf: (sign: string) => number | undefined, isSign?: RegExp): number {
  let cost = 0
  let before = ''
  let run = 0
  const signs = [...text]
  for (const [index, sign] of signs.entries()) {
    if (sign > '\x7f') {
      const chance = chanceOf(sign)
      const isLetter = letter.test(sign)
      if (chance !== undefined) cost -= Math.log2(chance)
      else
        cost +=
          sign === '\ufffd'
            ? bits.broken
            : isLetter
              ? bits.foreignLetter
              : typography.test(sign)
                ? bits.typography
                : bits.sign
      if (isLetter) {
        if (upper.test(sign)) cost += lower.test(before) ? bits.capitalWithin : bits.capital
        if (/[a-z]/i.test(before) && !isLatin(sign)) cost += isSign ? bits.signsMixed : bits.scriptsMixed
        if (isHardToSay(before, sign, signs[index + 1] ?? '')) cost += bits.hardToSay
        run = isLatin(sign) ? run + 1 : 0
        if (run > runMax) cost += bits.run
      } else run = 0
    } else {
      run = 0
      if (/[a-z]/i.test(sign) && before > '\x7f' && letter.test(before)) {
        if (!isLatin(before)) cost += isSign ? bits.signsMixed : bits.scriptsMixed
        else if (upper.test(sign) && lower.test(before)) cost += bits.capitalWithin
      }
    }
    before = sign
  }
  return cost
}

/** “trčs”: a consonant with a mark seldom stands between two others, as the vowel in “très” does. */
function isHardToSay(before: string, sign: string, after: string): boolean {
  const consonant = /[b-df-hj-np-tv-xz]/i
  return (
    isLatin(sign) &&
    consonant.test(sign.normalize('NFD').charAt(0)) &&
    consonant.test(before) &&
    consonant.test(after)
  )
}

function isLatin(sign: string): boolean {
  return /\p{Script=Latin}/u.test(sign)
}
