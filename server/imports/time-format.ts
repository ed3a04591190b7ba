/** What one token of a format reads out of a cell. */
export type TimePart =
  | 'year'
  | 'month'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'millisecond'
  | 'half'
  | 'zone'

/**
 * A token: the part it reads, how much of the cell is its own from `at` on (0: nothing, so the cell does
 * not fit), and the value. `more` are the characters that could still belong to it: what follows in a
 * format must not begin with one.
 */
type Token = {
  part: TimePart
  length: (cell: string, at: number) => number
  value: (text: string) => number
  more?: RegExp
}
type Piece = { literal: string } | Token

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december'
]
const anyDigit = /[0-9]/
const anyLetter = /[a-z]/i

/**
 * What may stand in a format, longest first: the letters that Unicode (and Java, .NET, Luxon) use for them.
 */
const tokens: Record<string, Token> = {
  yyyy: digits('year', 4),
  yy: { ...digits('year', 2), value: (text) => 2000 + Number(text) - (Number(text) >= 70 ? 100 : 0) },
  MMMM: { part: 'month', length: letters(1, 9), value: (text) => months.indexOf(text) + 1, more: anyLetter },
  MMM: {
    part: 'month',
    length: letters(3, 4),
    value: (text) => months.findIndex((month) => month.startsWith(text)) + 1,
    more: anyLetter
  },
  MM: digits('month', 2),
  M: digits('month', 1, 2),
  dd: digits('day', 2),
  d: digits('day', 1, 2),
  HH: digits('hour', 2),
  H: digits('hour', 1, 2),
  hh: digits('hour', 2),
  h: digits('hour', 1, 2),
  mm: digits('minute', 2),
  m: digits('minute', 1, 2),
  SSS: digits('millisecond', 3),
  ss: digits('second', 2),
  s: digits('second', 1, 2),
  a: { part: 'half', length: halfLength, value: (text) => (text.startsWith('p') ? 12 : 0), more: /\./ },
  X: { part: 'zone', length: zoneLength, value: zoneMinutes, more: /[0-9:]/ }
}
const known = Object.keys(tokens)

/** Reads a cell that is written as the format says into its parts; nothing where it is not written so. */
export type FormatReader = (cell: string) => Partial<Record<TimePart, number>> | undefined

/**
 * Makes the reader of a format. It goes through a cell once, from left to right, and never back: each part
 * stands once in a format, and something must stand between two tokens where one could take what belongs to
 * the next. Throws a sentence that names the format.
 */
export function compileFormat(format: string): FormatReader {
  const pieces = piecesOf(format)
  checkParts(format, pieces)
  checkBoundaries(format, pieces)
  return (cell) => {
    const text = cell.toLowerCase()
    const read: Partial<Record<TimePart, number>> = {}
    let at = 0
    for (const piece of pieces) {
      const end = 'literal' in piece ? afterLiteral(text, at, piece.literal) : at + piece.length(text, at)
      if (end <= at) return undefined
      if (!('literal' in piece)) read[piece.part] = piece.value(text.slice(at, end))
      at = end
    }
    return at === text.length ? read : undefined
  }
}

/** Minutes that a zone such as “+05:30” or “utc” is ahead of UTC. */
export function zoneMinutes(text: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** Cuts a format into tokens and what stands between them, in small letters. */
function piecesOf(format: string): Piece[] {
  const pieces: Piece[] = []
  const between = (literal: string) => {
    const last = pieces.at(-1)
    if (last && 'literal' in last) last.literal += literal.toLowerCase()
    else if (literal !== '') pieces.push({ literal: literal.toLowerCase() })
  }
  for (let at = 0; at < format.length; ) {
    const character = format[at] ?? ''
    if (character === "'") {
      const end = format.indexOf("'", at + 1)
      if (end < 0) throw new Error(`the format “${format}” has a ' without a second one`)
      between(format.slice(at + 1, end))
      at = end + 1
    } else if (anyLetter.test(character)) {
      const name = known.find((token) => format.startsWith(token, at))
      const token = name === undefined ? undefined : tokens[name]
      if (name === undefined || token === undefined)
        throw new Error(
          `the format “${format}” has “${lettersFrom(format, at)}”, which means nothing; known are ${known.join(' ')}`
        )
      pieces.push(token)
      at += name.length
    } else {
      between(character)
      at++
    }
  }
  return pieces
}

function lettersFrom(format: string, at: number): string {
  let end = at
  while (anyLetter.test(format[end] ?? '')) end++
  return format.slice(at, end)
}

function checkParts(format: string, pieces: readonly Piece[]) {
  const parts = pieces.flatMap((piece) => ('literal' in piece ? [] : [piece.part]))
  const twice = parts.find((part, index) => parts.indexOf(part) < index)
  if (twice)
    throw new Error(
      `the format “${format}” names the ${twice === 'half' ? 'half of the day' : twice} twice; each part may stand once`
    )
  if (!parts.includes('year') || !parts.includes('month') || !parts.includes('day'))
    throw new Error(`the format “${format}” needs a year, a month and a day, such as dd/MM/yyyy`)
}

/** A token whose length is not fixed must end where the next piece begins. */
function checkBoundaries(format: string, pieces: readonly Piece[]) {
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1]
    if ('literal' in piece || !piece.more || !next) continue
    const { more } = piece
    if (firstsOf(next).some((character) => more.test(character))) {
      throw new Error(
        `the format “${format}” does not say where the ${piece.part} ends; put a separator such as / or - behind it`
      )
    }
  }
}

/** One character of each kind that a piece may begin with. */
function firstsOf(piece: Piece): readonly string[] {
  if ('literal' in piece) return [piece.literal.charAt(0)]
  if (piece.part === 'zone') return ['+', 'z', 'u', 'g']
  return [piece.part === 'half' || piece.more === anyLetter ? 'a' : '0']
}

/** Where a literal ends that begins at `at`, or -1. A space in it stands for one or more. */
function afterLiteral(cell: string, at: number, literal: string): number {
  for (let index = 0; index < literal.length; index++) {
    if (isSpace(literal[index])) {
      if (!isSpace(cell[at])) return -1
      while (isSpace(literal[index + 1])) index++
      while (isSpace(cell[at])) at++
    } else if (cell[at++] !== literal[index]) return -1
  }
  return at
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && character.trim() === ''
}

function digits(part: TimePart, least: number, most = least): Token {
  const length = run((character) => character >= '0' && character <= '9', least, most)
  return { part, length, value: Number, ...(most > least && { more: anyDigit }) }
}

function letters(least: number, most: number) {
  return run((character) => character >= 'a' && character <= 'z', least, most)
}

/** How many characters of a kind stand at a place: 0 where there are fewer than `least`. */
function run(isOne: (character: string) => boolean, least: number, most: number) {
  return (cell: string, at: number) => {
    let length = 0
    while (length < most && isOne(cell.charAt(at + length))) length++
    return length < least ? 0 : length
  }
}

/** “am”, “p.m.” and the like. */
function halfLength(cell: string, at: number): number {
  return /^[ap]\.?m\.?/.exec(cell.slice(at, at + 4))?.[0].length ?? 0
}

/** “z”, “utc”, “gmt”, “+05”, “+0530” or “+05:30”. */
function zoneLength(cell: string, at: number): number {
  return /^(?:z|utc|gmt|[+-]\d{2}(?::?\d{2})?)/.exec(cell.slice(at, at + 6))?.[0].length ?? 0
}
