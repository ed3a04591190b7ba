import { closestTag, spokenBy } from '../../widget/words'
import type { Wording } from '../contract/parts'

/**
 * The language of a wording that whoever asks for a locale reads best, else English, else the first that
 * there is.
 */
export function languageOf(wording: Wording, locale: string): string {
  const tags = Object.keys(wording)
  return closestTag(tags, locale) ?? (tags.includes('en') ? 'en' : (tags[0] ?? 'en'))
}

/** The same with the reader's region, which says how digits are written, where the language is their own. */
export function shownLanguage(wording: Wording, locale: string): string {
  const tag = languageOf(wording, locale)
  const [has, wanted] = [spokenBy(tag), spokenBy(locale)]
  if (!has || !wanted) return tag
  return wanted.tag.startsWith(`${has.tag}-`) && wanted.script === has.script ? wanted.tag : tag
}

/** The wording in that language. */
export function inLanguage(wording: Wording, locale: string): string {
  return wording[languageOf(wording, locale)] ?? ''
}

/** The wording in a language that is close to the one that is asked for, or nothing. */
export function nearLanguage(wording: Wording, locale: string): string | undefined {
  const tag = closestTag(Object.keys(wording), locale)
  return tag === undefined ? undefined : wording[tag]
}
