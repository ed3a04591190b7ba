import type { Kept, Store } from './store'
import { readKept } from './store'

/**
 * What last became of a survey here: when, and whether it was merely shown (0), dismissed (1) or answered
 * (2).
 */
export type Asked = readonly [at: number, how: number]

const dayMs = 86_400_000
const how = { shown: 0, dismissed: 1, answered: 2 }
const keyOf = (site: string) => `hearback:${site}:asked`

/** A copy of someone else's making could hold anything; what is no time reads as never. */
export const readAsked = (kept: Kept, site: string) =>
  (readKept(kept, keyOf(site)) ?? {}) as Record<string, Asked | undefined>

/** Whether this was less than so many days ago; what is no number of days is none. */
export const within = (asked: Asked | undefined, days: unknown) =>
  Date.now() - (asked?.[0] as number) < (days as number) * dayMs // whatever it is, it is calculated with

/**
 * Remembers an answer and a dismissal, so that nobody is asked again too soon. That a card was merely shown
 * never takes back an answer.
 */
export function remember(store: Store, site: string, survey: string, happened: keyof typeof how) {
  const all = (store.read(keyOf(site)) ?? {}) as Record<string, Asked | undefined>
  if (how[happened] || !all[survey])
    store.write(keyOf(site), { ...all, [survey]: [Date.now(), how[happened]] })
}
