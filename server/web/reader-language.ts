import type { Context } from 'hono'
import { closestTag, languages } from '../../widget/words'
import type { Wording } from '../contract/parts'
import { acceptedLanguages } from '../text/accepted-languages'

/**
 * The languages that whoever opened a page wants to read, the dearest first: by `?lang=` in its address,
 * then by the browser.
 */
function wantedLanguages(c: Context): string[] {
  const chosen = c.req.query('lang')
  return [...(chosen ? [chosen.slice(0, 35)] : []), ...acceptedLanguages(c.req.header('accept-language'))]
}

/** The first wanted language that a wording has, or one close to it. */
export function readerLanguage(c: Context, wording: Wording): string | undefined {
  return firstOf(c, Object.keys(wording))
}

/** The language that we speak to whoever opened a page of which nothing is known. */
export function ourLanguage(c: Context): string {
  return firstOf(c, Object.keys(languages)) ?? 'en'
}

function firstOf(c: Context, offered: readonly string[]): string | undefined {
  for (const wanted of wantedLanguages(c)) if (closestTag(offered, wanted) !== undefined) return wanted
  return undefined
}
