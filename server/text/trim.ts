/**
 * The text without any of `characters` at its end. A regular expression would try every run of them within
 * the text, too.
 */
export function trimmedAtEnd(text: string, characters: string): string {
  let end = text.length
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

/** The text without any of `characters` at its beginning. */
export function trimmedAtStart(text: string, characters: string): string {
  let start = 0
  while (start < text.length && characters.includes(text.charAt(start))) start++
  return text.slice(start)
}
