/**
 * Whether a page is one of these: `*` in a pattern stands for anything. A pattern with a fragment is about the fragment as well;
 * any other minds neither that nor a slash at the end. However long the address, it is gone through once for each pattern.
 */
export function isAmong(patterns: readonly string[], path: string, fragment: string): boolean {
  return patterns.some((pattern) => {
    const seen = pattern.includes('#') ? [path + fragment] : [path, path.replace(/\/$/, '')]
    return seen.some((text) => fits(text, pattern.split('*')))
  })
}

/** The parts between the stars, each where it comes first after the one before; only the last must end the text. */
function fits(text: string, [first = '', ...others]: string[]): boolean {
  const last = others.pop()
  if (last === undefined) return text === first
  let at = text.startsWith(first) ? first.length : -1
  for (const part of others) {
    const found = at < 0 ? -1 : text.indexOf(part, at)
    at = found < 0 ? -1 : found + part.length
  }
  return at >= 0 && text.length - last.length >= at && text.endsWith(last)
}
