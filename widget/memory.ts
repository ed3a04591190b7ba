import type { Store } from './store'

/** When each survey was last answered or dismissed here, so that nobody is asked again too soon. */
export function openMemory(store: Store, site: string, now: () => number) {
  const key = `hearback:${site}:asked`
  // A copy of someone else's making could hold anything; what is no number reads as "never".
  const read = () => (store.read(key) ?? {}) as Record<string, number>
  return {
    remember(survey: string) {
      store.write(key, { ...read(), [survey]: now() })
    },
    /** Whether a survey may be asked again that stays away for so many days. */
    due(survey: string, againAfterDays: number): boolean {
      return !(now() - Number(read()[survey]) < againAfterDays * dayMs)
    }
  }
}

const dayMs = 86_400_000
