import type { Kit } from './kit'
import type { Further, FurtherTold, Meaning, MomentsQuestion } from './wire'

/** Calls `hear` with rows that were asked for, and what their ratings mean. */
type EachRow = (hear: (row: number, code: number) => void) => void

/**
 * What the answers to one survey say to further questions. It runs in the thread of the columns from the text
 * of this very function (see thread.ts), so that nothing outside of it may be used.
 */
export function makeFurther(kit: Kit) {
  /** Pages may send whatever names they like. */
  const namesMax = 256
  const names = new Map<string, { values: ReturnType<Kit['doubles']>; points: ReturnType<Kit['bytes']> }>()

  /** Keeps what an answer says now. */
  function keep(row: number, further: Further) {
    for (const { values } of names.values()) values.set(row, NaN)
    for (const { name, value, isPoints } of further) {
      let found = names.get(name)
      if (!found) {
        if (names.size >= namesMax) continue
        names.set(name, (found = { values: kit.doubles(NaN), points: kit.bytes() }))
      }
      found.values.set(row, value)
      found.points.set(row, isPoints ? 1 : 0)
    }
  }

  /** Which questions were rated how often, by what ratings mean. */
  function counted(meanings: readonly Meaning[], eachRow: EachRow): FurtherTold {
    const width = meanings.length
    const counts = new Uint32Array(width)
    const rated = new Uint32Array(names.size * width)
    const points = new Uint32Array(names.size * width)
    const all = [...names.values()]
    eachRow((row, code) => {
      counts[code] = (counts[code] ?? 0) + 1
      for (let name = 0; name < all.length; name++) {
        const cell = name * width + code
        if (Number.isNaN(all[name]?.values.at(row))) continue
        rated[cell] = (rated[cell] ?? 0) + 1
        points[cell] = (points[cell] ?? 0) + (all[name]?.points.at(row) ?? 0)
      }
    })
    return {
      counts: meanings.flatMap((one, code) => (counts[code] ? [{ ...one, count: counts[code] }] : [])),
      names: [...names.keys()].flatMap((name, number) => meanings.flatMap(({ version }, code) => {
        const cell = number * width + code
        return rated[cell] ? [{ name, version, count: rated[cell], points: points[cell] ?? 0 }] : []
      }))
    }
  }

  /**
   * Means, and sums of products around them, of what was rated and of the rating, in two passes lest digits are
   * lost.
   */
  function moments(question: MomentsQuestion, meanings: readonly Meaning[], eachRow: EachRow) {
    const wanted = question.names.flatMap((name) => names.get(name)?.values ?? [])
    const many = question.names.length + 1
    const isWanted = meanings.map(({ version }) => question.versions.includes(version))
    const one = new Float64Array(many)
    const eachWhole = (hear: () => void) => {
      if (wanted.length < question.names.length) return
      eachRow((row, code) => {
        if (!isWanted[code]) return
        for (let name = 0; name < many - 1; name++) {
          const value = wanted[name]?.at(row) ?? NaN
          if (Number.isNaN(value)) return
          one[name] = value
        }
        one[many - 1] = meanings[code]?.rating ?? NaN
        hear()
      })
    }
    let count = 0
    const sums = new Float64Array(many)
    eachWhole(() => {
      count++
      for (let place = 0; place < many; place++) sums[place] = (sums[place] ?? 0) + (one[place] ?? 0)
    })
    const means = [...sums].map((sum) => sum / count)
    const products = means.map(() => means.map(() => 0))
    const from = (place: number) => (one[place] ?? 0) - (means[place] ?? 0)
    eachWhole(() => {
      for (let a = 0; a < many; a++) {
        const row = products[a] ?? []
        for (let b = 0; b <= a; b++) row[b] = (row[b] ?? 0) + from(a) * from(b)
      }
    })
    for (const [a, row] of products.entries()) for (const b of row.keys()) if (b > a) row[b] = products[b]?.[a] ?? 0
    return { count, means, products }
  }

  return { keep, counted, moments }
}
