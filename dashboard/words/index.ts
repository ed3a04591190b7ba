import type { SettingUpWords, Words } from './words'
import type { Written } from './written'
import { byIntl } from './written'

/**
 * The languages of the dashboard, each under its own name. Only the one that is read is loaded; the files
 * of words import nothing that the pages import too, since these wait here for them.
 */
export const languages = {
  en: {
    name: 'English',
    direction: 'ltr',
    formats: '',
    load: async (): Promise<Words> => (await import('./en/en')).en,
    loadSettingUp: async (): Promise<SettingUpWords> => (await import('./en/setting-up')).settingUp
  },
  // Urdu is written with either kind of digits; one of them has to hold for figures and for sentences alike.
  ur: {
    name: 'اردو',
    direction: 'rtl',
    formats: '-u-nu-latn',
    load: async (): Promise<Words> => (await import('./ur/ur')).ur,
    loadSettingUp: async (): Promise<SettingUpWords> => (await import('./ur/setting-up')).settingUp
  },
  mn: {
    name: 'Монгол',
    direction: 'ltr',
    formats: '',
    load: async (): Promise<Words> => (await import('./mn/mn')).mn,
    loadSettingUp: async (): Promise<SettingUpWords> => (await import('./mn/setting-up')).settingUp
  }
} as const

export type LanguageTag = keyof typeof languages
const kept = 'hearback-language'
const keptSeconds = 400 * 86_400
const chosen = [keptTag(), ...navigator.languages.map((tag) => tag.split('-')[0])].find(isLanguage) ?? 'en'
const { direction, formats, load, loadSettingUp } = languages[chosen]

/**
 * The reader's language, with the reader's own way to write figures and dates in it, if they have one.
 * Chromium knows nothing of Mongolian, which writes its figures as English does.
 */
export const language = {
  tag: chosen,
  direction,
  arrow: direction === 'rtl' ? '←' : '→',
  formats:
    Intl.NumberFormat.supportedLocalesOf([
      `${navigator.languages.find((tag) => tag.split('-')[0] === chosen) ?? chosen}${formats}`
    ])[0] ?? 'en'
}

/** What the page says: everything that imports it waits until it is there. */
export const words: Words = await load()
/** Loads what only the pages say that set something up: they read all words from `setting-up.ts` beside this. */
export { loadSettingUp }
export const written: Written = { ...byIntl(language.formats), ...words.written }

/**
 * From now on this browser reads in this language. The page begins anew: whatever it holds is said in the
 * old one.
 */
export function readIn(tag: LanguageTag): void {
  document.cookie = `${kept}=${tag}; path=/; max-age=${keptSeconds}; samesite=lax`
  location.reload()
}

/** A cookie, so that the server knows which words to send along with the page (server/web/dashboard.ts). */
function keptTag(): string | undefined {
  return document.cookie
    .split('; ')
    .find((cookie) => cookie.startsWith(`${kept}=`))
    ?.slice(kept.length + 1)
}

export function isLanguage(tag: string | undefined): tag is LanguageTag {
  return tag !== undefined && Object.hasOwn(languages, tag)
}
