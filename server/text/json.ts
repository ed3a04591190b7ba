import { problem } from '../contract/problem'

/**
 * So many lists and objects may stand within each other. `JSON.parse` alone would take any number, and
 * seconds for millions.
 */
export const jsonDepthMax = 64

/**
 * Parses what a stranger sent. Throws `json-too-deep`, or a SyntaxError for what is no JSON. Whole numbers
 * that JavaScript would round become texts with `exactNumbers`.
 */
export function parseStrangersJson(text: string, { exactNumbers = false } = {}): unknown {
  const replaced: string[] = []
  let kept = 0
  let depth = 0
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (code === quote) at = afterString(text, at)
    else if (code === openList || code === openObject) {
      if (++depth > jsonDepthMax) throw problem('json-too-deep', String(jsonDepthMax))
      at++
    } else if (code === closeList || code === closeObject) {
      depth--
      at++
    } else if (exactNumbers && isOfNumber(code)) {
      const end = afterNumber(text, at)
      const token = text.slice(at, end)
      if (isRounded(token)) {
        replaced.push(text.slice(kept, at), `"${token}"`)
        kept = end
      }
      at = end
    } else at++
  }
  return JSON.parse(kept === 0 ? text : replaced.join('') + text.slice(kept))
}

const [quote, backslash, openList, closeList, openObject, closeObject] = [34, 92, 91, 93, 123, 125]

/** Where a text ends that begins at `at`: at the end of everything where it is not closed. */
function afterString(text: string, at: number): number {
  for (let next = at + 1; next < text.length; next++) {
    const code = text.charCodeAt(next)
    if (code === backslash) next++
    else if (code === quote) return next + 1
  }
  return text.length
}

function afterNumber(text: string, at: number): number {
  while (at < text.length && isOfNumber(text.charCodeAt(at))) at++
  return at
}

/** Digits and the signs - + . e E. */
function isOfNumber(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || code === 45 || code === 43 || code === 46 || code === 101 || code === 69
  )
}

function isRounded(token: string): boolean {
  return token.length > 15 && /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token))
}
