import { percentageOf } from './percentage'
import type { Percentage } from './percentage'

/**
 * First-contact resolution as customers say: `gross` of all who answered, `net` without those whose matter could not be resolved at the
 * first contact by anybody (`unresolvable`, a part of `unresolved`).
 */
export function firstContactAsked(
  { resolved, unresolved, unresolvable }: { resolved: number, unresolved: number, unresolvable: number }
): { gross: Percentage, net: Percentage } {
  return {
    gross: percentageOf({ part: resolved, count: resolved + unresolved }),
    net: percentageOf({ part: resolved, count: resolved + unresolved - Math.min(unresolvable, unresolved) })
  }
}

/** One customer got in touch about one topic, in milliseconds since 1970 or in any unit that the window has too. */
export type Contact = { customer: string, topic: string, at: number }

export type FirstContact = Percentage & {
  /** Always shown: another window gives another figure. */
  window: number
  /** First contacts whose window was not over by `until`: nobody knows yet. */
  pending: number
}

/**
 * First-contact resolution by what customers do: a first contact has none of the same customer and topic within the window before it,
 * and is resolved when none follows within the window after it. Contacts up to the window before and after the period belong to
 * `contacts`, so that its ends are judged like its middle.
 */
export function firstContactSeen(contacts: readonly Contact[], window: number, until = Infinity): FirstContact {
  const histories = new Map<string, number[]>()
  for (const { customer, topic, at } of contacts) {
    const matter = JSON.stringify([customer, topic])
    const history = histories.get(matter)
    if (history) history.push(at)
    else histories.set(matter, [at])
  }
  let first = 0
  let resolved = 0
  let pending = 0
  for (const history of histories.values()) {
    history.sort((a, b) => a - b)
    history.forEach((at, place) => {
      if (at - (history[place - 1] ?? -Infinity) <= window) return
      const returned = (history[place + 1] ?? Infinity) - at <= window
      if (!returned && at + window > until) pending++
      else {
        first++
        if (!returned) resolved++
      }
    })
  }
  return { ...percentageOf({ part: resolved, count: first }), window, pending }
}

/** The average handle time of so many conversations, from sums in one unit (seconds): active, on hold and wrapping up. Null of none. */
export function handleTime({ active, hold, wrap, handled }: { active: number, hold: number, wrap: number, handled: number }): number | null {
  return handled === 0 ? null : (active + hold + wrap) / handled
}
