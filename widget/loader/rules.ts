import { readAsked, within } from '../shared/ask-history'
import { isAmong } from '../shared/patterns'
import type { SurveySettings } from '../shared/protocol'
import type { Kept } from '../shared/store'
import { openStore } from '../shared/store'
import { watchPages } from './page-turns'
import { watch } from './triggers'

export type Rules = typeof rules

/**
 * When and whom to ask, beyond "after a while" and "not again for so many days". A part of the script tag
 * of its own, because most sites need none of it; the server puts it in where a survey does.
 */
export default function rules(site: string, kept: Kept) {
  let page = new AbortController()
  let unwatch = () => {}
  return {
    /**
     * Why a survey is not to be asked now, if so. `wanted` are the languages of the page and of its reader.
     */
    refusal(survey: SurveySettings, wanted: readonly (string | undefined)[]): string | undefined {
      const { id, again, dismissed, quiet, pages, share = 100, devices, only, locales } = survey
      const asked = readAsked(kept, site)
      const last = asked[id]
      if (last && (again === 'once' || (again === 'until-answered' && last[1] === 2))) return 'asked-before'
      if (last?.[1] === 1 && within(last, dismissed)) return 'dismissed-lately'
      if (Object.values(asked).some((other) => within(other, quiet))) return 'quiet-period'
      const path = location.pathname + location.hash
      if (pages && !(isAmong(pages[0], path) && !isAmong(pages[1], path))) return 'other-page'
      if (devices && !devices.includes(device())) return 'other-device'
      if (only && !wanted.some((tag) => locales.some((locale) => primary(locale) === primary(tag))))
        return 'no-language'
      if (share < 100 && place(id) >= share) return 'not-in-share'
    },
    watch: (survey: SurveySettings, fire: () => void) => watch(survey, fire, page.signal),
    /**
     * Calls back at every further page of a single-page site, and when one comes back from the back-forward
     * cache.
     */
    pages(turned: () => void) {
      unwatch = watchPages(() => {
        page.abort()
        page = new AbortController()
        turned()
      })
    },
    stop() {
      page.abort()
      unwatch()
    }
  }

  /**
   * Where between 0 and 100 a visitor stands for one survey: the same at every visit, and elsewhere for
   * another survey.
   */
  function place(survey: string) {
    const store = openStore(kept)
    const key = `hearback:${site}:visitor`
    let visitor = Number(store.read(key))
    if (!visitor) store.write(key, (visitor = Math.ceil(Math.random() * 1e9)))
    // FNV-1a over the visitor's own number and the survey's id.
    const hash = [...`${visitor}${survey}`].reduce(
      (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16777619) >>> 0,
      2166136261
    )
    return (hash % 10_000) / 100
  }
}

/** By what a hand meets, not by what a browser calls itself. */
const device = () =>
  !matchMedia('(pointer: coarse)').matches
    ? 'desktop'
    : Math.min(screen.width, screen.height) < 600
      ? 'phone'
      : 'tablet'

const primary = (tag: string | undefined) => tag?.split('-')[0]?.toLowerCase()
