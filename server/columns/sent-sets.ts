import { setImmediate } from 'node:timers/promises'
import type { TagRules } from '../tag-rules'
import type { FarStore } from './thread'
import type { SetOfTags, SetsOf } from './wire'

/** So many sets are looked up in one go, while others wait. */
const definedAtOnce = 500

/** What a set of tags that was kept as it was sent counts as by the rules of its site. */
export type CountedAs = (sent: string, rules: TagRules) => Omit<SetOfTags, 'code'>

/**
 * Sets of tags that are kept as they were sent, as those of conversations are. What they count as is known by the rules of the site
 * only when somebody asks, and again when the rules are others.
 */
export function makeSentSets(store: FarStore, of: SetsOf, site: string, countedAs: CountedAs) {
  const codes = new Map<string, number>()
  const names: string[] = []
  let [defined, definedBy, settling] = [0, '', Promise.resolve()]

  async function settle(rules: TagRules, isNews: () => void) {
    if (definedBy !== rules.text) defined = 0
    definedBy = rules.text
    while (defined < names.length) {
      const some = names.slice(defined, defined + definedAtOnce)
      isNews()
      store.define(of, site, some.map((sent, place) => ({ code: defined + place, ...countedAs(sent, rules) })))
      defined += some.length
      if (defined < names.length) await setImmediate()
    }
  }

  return {
    /** The number of a set. */
    codeOf(sent: string): number {
      const known = codes.get(sent)
      if (known !== undefined) return known
      codes.set(sent, names.length)
      return names.push(sent) - 1
    },
    /** Makes them count by these rules; `isNews` is called where one of them counts as something else now. */
    settled(rules: TagRules, isNews: () => void): Promise<void> {
      settling = settling.then(() => settle(rules, isNews))
      return settling
    }
  }
}

export type SentSets = ReturnType<typeof makeSentSets>
