/**
 * Benjamini and Hochberg's adjusted p values (q), in the order given: among the findings with q <= 0.1 no
 * more than 10 % are chance, on average, however many were looked at. JRSS B 57:289 (1995). Where there is
 * no p value there is no q, and it was not looked at.
 */
export function discoveries(ps: readonly (number | null)[]): (number | null)[] {
  const sorted = ps.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((a, b) => b.p - a.p)
  const qs: (number | null)[] = ps.map(() => null)
  let least = 1
  sorted.forEach(({ p, index }, place) => {
    least = Math.min(least, Math.max(p, (sorted.length * p) / (sorted.length - place)))
    qs[index] = least
  })
  return qs
}
