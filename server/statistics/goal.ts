import type { Change, Score } from '../contract/figures'
import type { GoalVerdict } from '../contract/goals'

type Judged = {
  score: Pick<Score, 'lower' | 'upper' | 'state'>
  /** Since the goal was set. */
  verdict: Change['verdict']
  value: number
  /** 1 where a higher score is better, −1 where a lower one is. */
  direction: 1 | -1
  /** Whether its day is over. */
  isOver: boolean
}

/**
 * Whether a goal is reached, in which only what the interval of the score leaves no doubt about counts: a
 * score that lies at the goal by chance reaches it on some days and misses it on others.
 */
export function judgeGoal({ score, verdict, value, direction, isOver }: Judged): GoalVerdict {
  const { lower, upper, state } = score
  if (state === 'hidden' || lower === null || upper === null) return 'not-clear'
  const [worst, best] = direction > 0 ? [lower, upper] : [-upper, -lower]
  const goal = direction * value
  if (worst >= goal) return 'reached'
  if (isOver) return best < goal ? 'missed' : 'not-clear'
  if (verdict === 'better') return 'on-the-way'
  return best < goal ? 'behind' : 'not-clear'
}
