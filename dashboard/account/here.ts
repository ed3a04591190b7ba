/** What happened to a person is told by the clock of the person. */
export const hereZone = new Intl.DateTimeFormat().resolvedOptions().timeZone

const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['FxiOS/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari']
] as const
const systems = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux']
] as const

/** What a browser calls itself, in two words; the beginning of it where it is none that we know. */
export function browserOf(userAgent: string): { browser: string; system: string | undefined } | undefined {
  const find = (table: readonly (readonly [string, string])[]) =>
    table.find(([mark]) => userAgent.includes(mark))?.[1]
  const browser = find(browsers) ?? userAgent.slice(0, 40)
  return browser === '' ? undefined : { browser, system: find(systems) }
}
