export const repeatRules = ['latest', 'first', 'all'] as const

/** Which answer stands for a conversation that was rated more than once. */
export type Repeats = (typeof repeatRules)[number]

/**
 * The answers that count, in the order in which they came: one of those that are about the same
 * (`sameness`; null is like no other). Of answers at one instant the one with the larger id is the later,
 * so that every database and every run picks the same.
 */
export function withoutRepeats<Answer extends { id: string; answeredAt: number }>(
  answers: readonly Answer[],
  rule: Repeats,
  sameness: (answer: Answer) => string | null
): Answer[] {
  if (rule === 'all') return [...answers]
  const chosen = new Map<string, Answer>()
  for (const answer of answers) {
    const what = sameness(answer)
    const rival = what === null ? undefined : chosen.get(what)
    if (what !== null && (!rival || isLater(answer, rival) === (rule === 'latest'))) chosen.set(what, answer)
  }
  return answers.filter((answer) => {
    const what = sameness(answer)
    return what === null || chosen.get(what) === answer
  })
}

function isLater(a: { id: string; answeredAt: number }, b: { id: string; answeredAt: number }) {
  return a.answeredAt === b.answeredAt ? a.id > b.id : a.answeredAt > b.answeredAt
}
