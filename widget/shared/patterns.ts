/**
 * Whether a path fits one of the patterns, in which `*` stands for anything. The parts between the stars
 * are looked for one after the other, each where it comes first: so a path is gone through once for each
 * pattern, however long it is. No path holds a space, so one at either end makes the first part begin the
 * path and the last one end it.
 */
export const isAmong = (patterns: readonly string[], path: string) =>
  patterns.some((pattern) => {
    let at = 0
    return ` ${pattern} `
      .split('*')
      .every((part) => (at = ` ${path} `.indexOf(part, at) + part.length) >= part.length)
  })
