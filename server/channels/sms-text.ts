import type { Ask } from './channel'

/**
 * What a text costs: `offending` are the characters that keep it out of the cheaper encoding, each once, in
 * order.
 */
export type SmsSize = { encoding: 'gsm-7' | 'ucs-2'; units: number; segments: number; offending: string[] }

/**
 * The GSM 7-bit default alphabet and its extension, each of which takes two septets (3GPP TS 23.038,
 * 6.2.1).
 */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
)
const extension = new Set('\f^{}\\[~]|€')
/** How many units one message holds, and each part of a longer one, which gives six bytes to its header. */
const room = { 'gsm-7': { alone: 160, part: 153 }, 'ucs-2': { alone: 70, part: 67 } } as const

/** Typographic signs that word processors make, and what says the same in the cheaper alphabet. */
const plainSigns: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '‑': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' '
}

/** Counts what the networks count, for a text as it stands. */
export function smsSize(text: string): SmsSize {
  const characters = [...text]
  const offending = [
    ...new Set(characters.filter((character) => !basic.has(character) && !extension.has(character)))
  ]
  const encoding = offending.length === 0 ? 'gsm-7' : 'ucs-2'
  const lengths = characters.map((character) =>
    encoding === 'ucs-2' ? character.length : extension.has(character) ? 2 : 1
  )
  const units = lengths.reduce((sum, length) => sum + length, 0)
  const { alone, part } = room[encoding]
  return { encoding, units, segments: units <= alone ? 1 : parts(lengths, part), offending }
}

/**
 * A character is never torn between two parts: an escaped one, or a surrogate pair, moves to the next as a
 * whole.
 */
function parts(lengths: readonly number[], part: number): number {
  let count = 1
  let used = 0
  for (const length of lengths) {
    if (used + length > part) {
      count += 1
      used = 0
    }
    used += length
  }
  return count
}

/**
 * The text that asks: who asks and what, that a digit will do for an answer and what the ends mean, the
 * link, and `footer`, such as how to opt out. Where that takes more than one message, the words that one
 * can do without go first; the question, what to reply, the link and the footer always stay.
 */
export function smsText({ siteName, question, words, url }: Ask, footer = ''): string {
  const wordings = [
    [`${siteName}: ${question}`, words.reply, `${words.open}: ${url}`, footer],
    [`${siteName}: ${question}`, words.reply, url, footer],
    [question, words.reply, url, footer]
  ]
  const texts = wordings.map((lines) => plain(lines.filter(Boolean).join('\n')))
  const fewest = Math.min(...texts.map((text) => smsSize(text).segments))
  return texts.find((text) => smsSize(text).segments === fewest) ?? url
}

/**
 * With plain signs instead of typographic ones, if that makes it cheaper: one “’” doubles the price of a
 * text.
 */
export function plain(text: string): string {
  const plainer = text.replace(/[‘’‚‛“”„«»–—−‑…\u00a0\u202f]/g, (sign) => plainSigns[sign] ?? sign)
  return smsSize(plainer).encoding === 'gsm-7' ? plainer : text
}
