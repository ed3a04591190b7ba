import { usualLabel } from '../../widget/shared/scale'
import { languageFor, wordsFor } from '../../widget/words'
import { contrast, themeColours } from '../contract/colours'
import type { PreviewInput, PreviewView } from '../contract/surveys'
import type { SiteRow, VersionRow } from '../db/rows'
import { newSurvey } from '../surveys/surveys'
import { askingOf } from '../surveys/view'
import { definitionOf } from './definition'
import { surveyPage } from './survey-page'
import { sentDefinition } from './widget-definition'

/** How a survey that is kept nowhere yet would look in one language, in the widget and on the hosted page. */
export function previewOf(
  { survey: input, locale, scheme }: PreviewInput,
  site: SiteRow,
  now: number
): PreviewView {
  const { row, meaning } = newSurvey(input, now)
  const { place, theme } = askingOf(row)
  const shown = theme.scheme === 'light' || theme.scheme === 'dark' ? theme.scheme : scheme
  const definition = definitionOf(meaning, locale, { place, theme: { ...theme, scheme: shown } })
  const page = surveyPage({
    at: 'asking',
    nonce: '',
    script: '',
    definition,
    siteName: site.name,
    action: '/preview',
    id: row.id
  })
  return {
    definition: sentDefinition(definition),
    page,
    usual: usualWords(locale, input, meaning),
    contrasts: themeColours(theme).map(contrastsOf)
  }
}

function usualWords(
  locale: string,
  { metric, direction }: PreviewInput['survey'],
  meaning: VersionRow
): Record<string, string> {
  const { questions, commentLow, commentHigh, solved, person, contact, thanks, thanksLow } =
    languageFor(locale)
  const { labels } = wordsFor(locale, metric, direction === 'lower-is-better')
  const last = meaning.scaleMax - meaning.scaleMin
  const points = Array.from({ length: last + 1 }, (_, place) => [
    `parts.labels.${meaning.scaleMin + place}`,
    usualLabel(labels, place, last) ?? ''
  ])
  return {
    question: questions[metric],
    ...Object.fromEntries(points),
    'parts.comment.low': commentLow,
    'parts.comment.high': commentHigh,
    'parts.solved': solved,
    'parts.person': person,
    'parts.contact': contact,
    'parts.thanks.low.text': thanksLow,
    'parts.thanks.high.text': thanks
  }
}

function contrastsOf({ scheme, background, ink, accent }: ReturnType<typeof themeColours>[number]) {
  return { scheme, text: contrast(ink, background), accent: contrast(accent, background) }
}
