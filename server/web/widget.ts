import { Hono } from 'hono'
import type { Settings } from '../../widget/shared/protocol'
import { problem } from '../contract/problem'
import { spokenTag } from '../contract/terms'
import type { SiteRow } from '../db/rows'
import type { Env } from '../http/env'
import { makeCompressed } from '../http/precompressed'
import { definitionOf } from '../presentation/definition'
import { needsRules, settingsFor, versionName } from '../presentation/loader-settings'
import { forScript, surveyModule } from '../presentation/widget-definition'
import type { Services } from '../services'
import { questionOf } from '../surveys/meaning'
import type { Survey } from '../surveys/view'
import { askingOf } from '../surveys/view'
import { withOtherNames } from '../text/other-names'

const script = 'text/javascript; charset=utf-8'
const forEver = 'public, max-age=31536000, immutable'
/**
 * A change of the settings reaches every page within five minutes; an old loader may be used while a new
 * one is fetched.
 */
const short = 'public, max-age=300, stale-while-revalidate=86400'

/**
 * What a site's pages load: /w/<site key>.js, and /w/<survey>.<version and look>.<locale>.<build>.js when a
 * survey is shown; of that, /w/<part>.<build>.js where only some pages need it.
 */
export function widgetRoutes({ publication, assets }: Services) {
  const compressed = makeCompressed()
  return new Hono<Env>().get('/w/:file{.+\\.js}', async (c) => {
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Cross-Origin-Resource-Policy', 'cross-origin')
    const parts = c.req.param('file').slice(0, -'.js'.length).split('.')
    if (parts.length === 1) {
      const found = await publication.site(parts[0] ?? '')
      if (!found) throw problem('site-unknown', parts[0])
      const settings = settingsOf(found.site, found.surveys, assets.surveyHash)
      const rules = settings.surveys.some(needsRules) ? assets.rules : ''
      return compressed(c, `(function(SETTINGS,RULES){${rules}${assets.loader}})(${forScript(settings)})`, {
        'Content-Type': script,
        'Cache-Control': short
      })
    }
    const part = parts.length === 2 && assets.parts.get(parts[0] ?? '')
    if (part)
      return compressed(c, part, {
        'Content-Type': script,
        'Cache-Control': parts[1] === assets.surveyHash ? forEver : 'no-store'
      })
    const [surveyId = '', version = '', locale = '', build = ''] = parts
    if (
      parts.length !== 4 ||
      !/^\d{1,9}(-[0-9a-f]{6})?$/.test(version) ||
      !spokenTag.safeParse(locale).success
    )
      throw problem('not-found')
    const published = await publication.survey(surveyId)
    if (!published) throw problem('not-found')
    const meaning = await publication.version(surveyId, Number.parseInt(version, 10))
    if (!meaning) throw problem('not-found')
    const asking = askingOf(published.row)
    // While a new build or look is rolled out, a page may ask for one that is not here any more: it gets this
    // one, unkept.
    const isThis = build === assets.surveyHash && version === versionName(meaning.version, asking)
    const definition = definitionOf(meaning, locale, asking)
    return compressed(c, surveyModule(definition, assets), {
      'Content-Type': script,
      'Cache-Control': isThis ? forEver : 'no-store'
    })
  })
}

function settingsOf(site: SiteRow, surveys: readonly Survey[], ui: string): Settings {
  return {
    site: site.key,
    ui,
    surveys: surveys.map((survey) =>
      settingsFor(survey, withOtherNames(localesOf(Object.keys(questionOf(survey.meaning)), site.locale)))
    )
  }
}

/**
 * The languages of the question: the site's own first, and a language before its regions, so that `pt-PT`
 * finds `pt` before `pt-BR`.
 */
function localesOf(locales: readonly string[], first: string): string[] {
  return [...locales].sort(
    (a, b) => Number(b === first) - Number(a === first) || Number(a.includes('-')) - Number(b.includes('-'))
  )
}
