import { languageFor } from '../widget/words'
import type { PreviewInput, PreviewView } from './contract/surveys'
import type { SiteRow } from './sites'
import { definitionOf } from './survey-definition'
import { surveyPage } from './survey-page'
import { sentDefinition } from './survey-widget'
import { askingOf, newSurvey } from './surveys'
import { contrast, themeColours } from './theme'

/** How a survey that is kept nowhere yet would look in one language, in the widget and on the hosted page. */
export function previewOf({ survey: input, locale, scheme }: PreviewInput, site: SiteRow, now: number): PreviewView {
  const { row, meaning } = newSurvey(input, now)
  const { place, theme } = askingOf(row)
  const shown = theme.scheme === 'light' || theme.scheme === 'dark' ? theme.scheme : scheme
  const definition = definitionOf(meaning, locale, { place, theme: { ...theme, scheme: shown } })
  const page = surveyPage({ at: 'asking', nonce: '', script: '', definition, siteName: site.name, action: '/preview', id: row.id })
  return { definition: sentDefinition(definition), page, usual: usualWords(locale, input), contrasts: themeColours(theme).map(contrastsOf) }
}

function usualWords(locale: string, { metric, direction }: PreviewInput['survey']): Record<string, string> {
  const { questions, labels, commentLow, commentHigh, solved, person, contact, thanks } = languageFor(locale)
  // From bad to good; the lowest point may be the good one.
  const [bad, good] = [labels[metric][0], labels[metric].at(-1) ?? '']
  const [lowest, highest] = direction === 'lower-is-better' ? [good, bad] : [bad, good]
  return {
    question: questions[metric],
    'parts.ends.lowest': lowest,
    'parts.ends.highest': highest,
    'parts.comment.low': commentLow,
    'parts.comment.high': commentHigh,
    'parts.solved': solved,
    'parts.person': person,
    'parts.contact': contact,
    'parts.thanks.low.text': thanks,
    'parts.thanks.high.text': thanks
  }
}

function contrastsOf({ scheme, background, ink, accent }: ReturnType<typeof themeColours>[number]) {
  return { scheme, text: contrast(ink, background), accent: contrast(accent, background) }
}
