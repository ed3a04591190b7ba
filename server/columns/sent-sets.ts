import { setImmediate } from 'node:timers/promises'
import type { TagRules } from '../tags/rules'
import type { FarStore } from './thread'
import type { SetOfTags, SetsOf } from './wire'

/** So many sets are looked up in one go, while others wait. */
const definedAtOnce = 500

/**
 * What a set of tags that was kept as it was sent counts as by the rules of its site. `note` is told how a
 * key was written, where somebody wants to know.
 */
export type CountedAs = (sent: string, rules: TagRules, note: Note) => Omit<SetOfTags, 'code'>
type Note = (dimension: string, key: string, written: string) => void

/**
 * Sets of tags that are kept as they were sent, as those of conversations are. What they count as is known by
 * the rules of the site only when somebody asks, and again when the rules are others.
 */
export function makeSentSets(store: FarStore, of: SetsOf, site: string, countedAs: CountedAs) {
  const codes = new Map<string, number>()
  const names: string[] = []
  const written = new Map<string, Map<string, string>>()
  let [defined, definedBy, settling] = [0, '', Promise.resolve()]

  async function settle(rules: TagRules, isNews: () => void) {
    if (definedBy !== rules.text) {
      defined = 0
      written.clear()
    }
    definedBy = rules.text
    while (defined < names.length) {
      const some = names.slice(defined, defined + definedAtOnce)
      isNews()
      store.define(
        of,
        site,
        some.map((sent, place) => ({ code: defined + place, ...countedAs(sent, rules, note) }))
      )
      defined += some.length
      if (defined < names.length) await setImmediate()
    }
  }

  /** Of several ways to write a key the first in order, whichever came first. */
  function note(dimension: string, key: string, as: string) {
    const its = written.get(dimension) ?? new Map<string, string>()
    written.set(dimension, its)
    const known = its.get(key)
    if (known === undefined || as < known) its.set(key, as)
  }

  return {
    writtenAs: (dimension: string, key: string) => written.get(dimension)?.get(key),
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
