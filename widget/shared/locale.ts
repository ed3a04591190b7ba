/**
 * The first wanted language that is offered, else the first offered. A region is no obstacle either way:
 * who wants `ur` can read `ur-PK`, and who wants `fr-CA` can read `fr`. Other names of languages are among
 * those offered: see server/text/other-names.ts.
 */
export function chooseLocale(
  offered: readonly string[],
  wanted: readonly (string | undefined)[]
): string | undefined {
  for (const tag of wanted) {
    for (const parts of [9, 2, 1]) {
      const found = offered.find((locale) => first(parts, locale) === first(parts, tag))
      if (found) return found
    }
  }
  return offered[0]
}

const first = (parts: number, tag: string | undefined) => `${tag?.toLowerCase().split(/[-_]/, parts)}`
