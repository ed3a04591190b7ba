import type { Definition } from '../widget/wire'
import { wordsFor } from '../widget/words'
import { inLanguage } from './invitations'
import type { VersionRow } from './surveys'
import { questionOf } from './surveys'

/** A survey in one language, as the widget and the hosted page show it. */
export function definitionOf(meaning: VersionRow, locale: string): Definition {
  const metric = meaning.metric as Definition['metric'] // written from the same union
  const lowIsGood = meaning.direction === 'lower-is-better'
  return {
    survey: meaning.surveyId,
    version: meaning.version,
    metric,
    style: meaning.style as Definition['style'],
    scale: { min: meaning.scaleMin, max: meaning.scaleMax },
    satisfiedFrom: meaning.satisfiedFrom,
    ...(lowIsGood && { lowIsGood }),
    locale,
    direction: directionOf(locale),
    question: inLanguage(questionOf(meaning), locale),
    words: wordsFor(locale, metric, lowIsGood)
  }
}

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'sd', 'ug', 'yi', 'dv', 'ckb'])

function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr'
}
