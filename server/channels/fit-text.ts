/**
 * How a vendor counts: UTF-16 units (which is never less than what it may call characters) or bytes of
 * UTF-8.
 */
export type TextUnit = 'utf16' | 'bytes'

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const ellipsis = '…'

/** Whether a text is taken whole. */
export function fitsWhole(text: string, limit: number, unit: TextUnit = 'utf16'): boolean {
  return textLength(text, unit) <= limit
}

function textLength(text: string, unit: TextUnit): number {
  return unit === 'bytes' ? Buffer.byteLength(text) : text.length
}

/**
 * The text, or as many of its first whole letters as fit with “…” after them. No emoji, flag or accented
 * letter is cut in two.
 */
export function fitText(text: string, limit: number, unit: TextUnit = 'utf16'): string {
  // A half of a pair would be sent as U+FFFD, which is longer in bytes than it was counted.
  const whole = text.toWellFormed()
  if (textLength(whole, unit) <= limit) return whole
  let room = limit - textLength(ellipsis, unit)
  let end = 0
  for (const { segment } of segmenter.segment(whole)) {
    room -= textLength(segment, unit)
    if (room < 0) break
    end += segment.length
  }
  const kept = whole.slice(0, end).trimEnd()
  return kept === '' ? '' : kept + ellipsis
}

/**
 * The question with the link on a line of its own. Where both are too long, the question gives way and the
 * link stays whole.
 */
export function withLink(question: string, url: string, limit: number, unit: TextUnit = 'utf16'): string {
  const room = limit - textLength(url, unit) - 1
  return `${fitText(question, Math.max(room, 0), unit)}\n${url}`.trimStart()
}
