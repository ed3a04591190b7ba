/** Work on many rows that pauses after each of them, so that whoever does it can let others in between. */
export type Stepwise<Result> = Generator<undefined, Result, undefined>

/** Does all of it in one go. */
export function atOnce<Result>(work: Stepwise<Result>): Result {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}
