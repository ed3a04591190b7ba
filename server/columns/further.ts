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
      names: [...names.keys()].flatMap((name, number) =>
        meanings.flatMap(({ version }, code) => {
          const cell = number * width + code
          return rated[cell] ? [{ name, version, count: rated[cell], points: points[cell] ?? 0 }] : []
        })
      )
    }
  }

  /**
   * Means, and sums of products around them, of what was rated and of the rating. All are counted from the
   * first ones, lest digits are lost.
   */
  function moments(question: MomentsQuestion, meanings: readonly Meaning[], eachRow: EachRow) {
    const wanted = question.names.flatMap((name) => names.get(name)?.values ?? [])
    const many = question.names.length + 1
    const isWanted = meanings.map(({ version }) => question.versions.includes(version))
    const ratings = meanings.map(({ rating }) => rating)
    const [one, first, sums] = [new Float64Array(many), new Float64Array(many), new Float64Array(many)]
    const summed = new Float64Array(many * many)
    let count = 0
    if (wanted.length === question.names.length) {
      eachRow((row, code) => {
        if (!isWanted[code]) return
        for (let name = 0; name < many - 1; name++) {
          const value = (wanted[name] as (typeof wanted)[number]).at(row) // there are as many, and so below
          if (Number.isNaN(value)) return
          one[name] = value
        }
        one[many - 1] = ratings[code] as number
        if (count++ === 0) first.set(one)
        for (let a = 0; a < many; a++) {
          const from = (one[a] as number) - (first[a] as number)
          one[a] = from
          sums[a] = (sums[a] as number) + from
          for (let b = 0; b <= a; b++)
            summed[a * many + b] = (summed[a * many + b] as number) + from * (one[b] as number)
        }
      })
    }
    const sumOf = (place: number) => sums[place] ?? 0
    const around = (a: number, b: number) =>
      (summed[Math.max(a, b) * many + Math.min(a, b)] ?? 0) - (sumOf(a) * sumOf(b)) / count
    const all = [...sums.keys()]
    const means = all.map((place) => (first[place] ?? 0) + sumOf(place) / count)
    return { count, means, products: all.map((a) => all.map((b) => (count === 0 ? 0 : around(a, b)))) }
  }

  return { keep, counted, moments }
}
