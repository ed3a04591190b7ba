import type { GoalInput } from '../contract/goals'
import { dayIn } from '../time/days'
import { training } from './world'

const dayMs = 86_400_000
/** They were set so many days before the year of the demo ends, and are due so many after that. */
const setDaysAgo = 60
const dueInDays = 31

/** What the managers want to reach, and when they said so; `until` is the end of the year of the demo. */
export function goalsOf(survey: string, until: number, timeZone: string): { at: number; goals: GoalInput[] } {
  const due = dayIn(timeZone, until + dueInDays * dayMs)
  return {
    at: until - setDaysAgo * dayMs,
    goals: [
      { survey, team: null, value: 80, due },
      { survey, team: training.team, value: 60, due }
    ]
  }
}
