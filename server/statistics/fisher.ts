import type { Proportion } from './proportion'

/**
 * Tables as likely as the observed one count as such; rounding must not tell them apart (R's fisher.test
 * uses the same).
 */
const tie = 1 + 1e-7
/** A term this much smaller than the observed table adds nothing to a sum of doubles. */
const negligible = 1e-20

/**
 * Fisher's exact test, two-sided: the probability of all tables with these margins that are at most as
 * likely as the observed one.
 *
 * Probabilities are taken relative to the most likely table and walked outwards by the exact ratio of
 * neighbours, so that no factorial is needed (their logarithms lose eight digits at a million answers), and
 * only some standard deviations of tables are visited: the work grows with the square root of the counts. A
 * p value below 1e-300 comes out as 0.
 */
export function fisher(before: Proportion, after: Proportion): number {
  const part = before.part + after.part
  const least = Math.max(0, part - after.count)
  const most = Math.min(part, before.count)
  const likeliest = Math.floor(((before.count + 1) * (part + 1)) / (before.count + after.count + 2))

  /** How likely a table with one more in the first cell is, relative to the one with `cell`. */
  const rise = (cell: number) =>
    ((before.count - cell) * (part - cell)) / ((cell + 1) * (after.count - part + cell + 1))

  let observed = 1
  for (let cell = likeliest; cell < before.part && observed > 0; cell++) observed *= rise(cell)
  for (let cell = likeliest; cell > before.part && observed > 0; cell--) observed /= rise(cell - 1)

  let all = 0
  let asUnlikely = 0
  const add = (likelihood: number) => {
    all += likelihood
    if (likelihood <= observed * tie) asUnlikely += likelihood
    return likelihood > observed * negligible
  }
  add(1)
  for (let cell = likeliest, likelihood = 1; cell < most; cell++) {
    likelihood *= rise(cell)
    if (!add(likelihood)) break
  }
  for (let cell = likeliest, likelihood = 1; cell > least; cell--) {
    likelihood /= rise(cell - 1)
    if (!add(likelihood)) break
  }
  return asUnlikely / all
}
