/**
 * The first wanted language that is offered, else the first offered. A region is no obstacle either way: who wants `ur` can read
 * `ur-PK`, and who wants `fr-CA` can read `fr`.
 */
export function chooseLocale(offered: readonly string[], wanted: readonly (string | undefined)[]): string | undefined {
  for (const tag of wanted) {
    const found = offered.find((locale) => same(locale, tag)) ?? offered.find((locale) => same(language(locale), language(tag)))
    if (found) return found
  }
  return offered[0]
}

const same = (a: string | undefined, b: string | undefined) => a?.toLowerCase() === b?.toLowerCase()
const language = (tag: string | undefined) => tag?.split('-')[0]
