import type { Percentage } from './percentage'
import { percentageOf } from './percentage'

/**
 * First-contact resolution as customers say: `gross` of all who answered, `net` without those whose matter
 * could not be resolved at the first contact by anybody (`unresolvable`, a part of `unresolved`).
 */
export function firstContactAsked({
  resolved,
  unresolved,
  unresolvable
}: {
  resolved: number
  unresolved: number
  unresolvable: number
}): { gross: Percentage; net: Percentage } {
  return {
    gross: percentageOf({ part: resolved, count: resolved + unresolved }),
    net: percentageOf({ part: resolved, count: resolved + unresolved - Math.min(unresolvable, unresolved) })
  }
}

/**
 * One customer got in touch about one topic, in milliseconds since 1970 or in any unit that the window has
 * too.
 */
export type Contact = { customer: string; topic: string; at: number }

export type FirstContact = Percentage & {
  /** Always shown: another window gives another figure. */
  window: number
  /**
   * First contacts whose window was not over by `until`. Those who came back already are among them: else
   * only failures would count.
   */
  pending: number
}

/**
 * First-contact resolution by what customers do: a first contact has none of the same customer and topic
 * within the window before it, and is resolved when none follows within the window after it. Contacts up to
 * the window before and after the period belong to `contacts`, so that its ends are judged like its middle;
 * `isJudged` says which are in the period, or an agent's.
 */
export function firstContactSeen<Seen extends Contact>(
  contacts: readonly Seen[],
  window: number,
  until = Infinity,
  isJudged: (contact: Seen) => boolean = () => true
): FirstContact {
  const histories = new Map<string, Seen[]>()
  for (const contact of contacts) {
    const matter = JSON.stringify([contact.customer, contact.topic])
    const history = histories.get(matter)
    if (history) history.push(contact)
    else histories.set(matter, [contact])
  }
  let first = 0
  let resolved = 0
  let pending = 0
  for (const history of histories.values()) {
    history.sort((a, b) => a.at - b.at)
    history.forEach((contact, place) => {
      const { at } = contact
      if (at - (history[place - 1]?.at ?? -Infinity) <= window || !isJudged(contact)) return
      if (at + window > until) {
        pending++
        return
      }
      first++
      if ((history[place + 1]?.at ?? Infinity) - at > window) resolved++
    })
  }
  return { ...percentageOf({ part: resolved, count: first }), window, pending }
}
