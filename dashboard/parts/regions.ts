import { words } from '../words'

type Option = { value: string; label: string }

/** The languages a site may be made for here; the API takes any. */
const locales = ['ar', 'bn', 'de', 'en', 'es', 'fa', 'fr', 'hi', 'id', 'it', 'ja', 'ko', 'mn', 'nl', 'pl', 'pt', 'ru', 'sw', 'th', 'tr', 'uk', 'ur', 'vi', 'zh']

export function localeOptions(): Option[] {
  const names = new Intl.DisplayNames([words.tag], { type: 'language' })
  return sorted(locales.map((value) => ({ value, label: names.of(value) ?? value })))
}

export function timeZoneOptions(): Option[] {
  // Browsers leave UTC out of their list, and it is what a server that was not asked has.
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), Intl.DateTimeFormat().resolvedOptions().timeZone, 'UTC'])
  return sorted([...zones].map((value) => ({ value, label: value.replaceAll('_', ' ') })))
}

function sorted(options: Option[]): Option[] {
  return options.sort((a, b) => a.label.localeCompare(b.label, words.tag))
}
