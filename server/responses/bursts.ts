/** How many answers with each rating. */
export type Ratings = ReadonlyMap<number, number>

/** So few usual answers tell nothing of what is usual. */
const usualMin = 30
/** A share that is larger by less moves no score that anybody reads. */
const excessMin = 0.02
/** In standard errors: by chance alone it happens once in three million times. */
const surelyMore = 5

/**
 * The ratings that answers without a hand on them have more often than the survey's others do, beyond any
 * chance. Answers that are in line with the others move no score, so they count, whoever sent them: an
 * office whose browsers run no scripts, or a site that sends what its own pages ask. Those that are not
 * wait for somebody to look at them.
 */
export function oversent(bare: Ratings, usual: Ratings): number[] {
  const found = oversentAmong(bare, usual)
  if (found.length === 0) return []
  // Beside a rating that stands out another one looks rarer than it is, so the rest is looked at by itself.
  return [...found, ...oversent(without(bare, found), without(usual, found))]
}

function oversentAmong(bare: Ratings, usual: Ratings): number[] {
  const [all, others] = [sumOf(bare), sumOf(usual)]
  if (all === 0 || others < usualMin) return []
  return [...bare].flatMap(([rating, count]) => {
    const before = usual.get(rating) ?? 0
    // As if one more had said so and one more had not, so that what nobody ever said is rare, and not
    // impossible.
    const share = (before + 1) / (others + 2)
    const excess = count / all - before / others
    const error = Math.sqrt(share * (1 - share) * (1 / all + 1 / others))
    return excess >= excessMin && excess / error >= surelyMore ? [rating] : []
  })
}

function without(ratings: Ratings, some: readonly number[]): Ratings {
  return new Map([...ratings].filter(([rating]) => !some.includes(rating)))
}

function sumOf(ratings: Ratings): number {
  return [...ratings.values()].reduce((sum, count) => sum + count, 0)
}
