import { language, written } from '../words'

type Option = { value: string; label: string }

/** The languages that a survey speaks by itself; the API takes any. */
const locales = [
  'am',
  'ar',
  'az',
  'bn',
  'ckb',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'fa',
  'fi',
  'fil',
  'fr',
  'he',
  'hi',
  'hu',
  'id',
  'it',
  'ja',
  'kk',
  'ko',
  'mn',
  'ms',
  'nb',
  'nl',
  'pa',
  'pl',
  'ps',
  'pt',
  'pt-BR',
  'ro',
  'ru',
  'sv',
  'sw',
  'ta',
  'th',
  'tr',
  'uk',
  'ur',
  'uz',
  'vi',
  'zh',
  'zh-TW'
]

export function localeOptions(): Option[] {
  return sorted(locales.map((value) => ({ value, label: languageName(value) })))
}

export function languageName(tag: string): string {
  return written.languageName(tag) ?? tag
}

export function timeZoneOptions(): Option[] {
  // Browsers leave UTC out of their list, and it is what a server that was not asked has.
  const zones = new Set([
    ...Intl.supportedValuesOf('timeZone'),
    Intl.DateTimeFormat().resolvedOptions().timeZone,
    'UTC'
  ])
  return sorted([...zones].map((value) => ({ value, label: value.replaceAll('_', ' ') })))
}

function sorted(options: Option[]): Option[] {
  return options.sort((a, b) => a.label.localeCompare(b.label, language.tag))
}
