import type { Choice, Definition, Parts as Shown, Thanks as ShownThanks } from '../../widget/shared/protocol'
import { usualLabel } from '../../widget/shared/scale'
import type { Language } from '../../widget/words'
import { directionOf, languageFor, wordsFor } from '../../widget/words'
import type { Asking } from '../contract/asking'
import type { Parts, Reason, Thanks, Wording } from '../contract/parts'
import { ratingOf } from '../contract/rating-steps'
import type { VersionRow } from '../db/rows'
import { partsOf, questionOf } from '../surveys/meaning'
import { inLanguage, nearLanguage, shownLanguage } from '../text/wording'
import { themeCss } from './theme-css'

/**
 * A survey in one language, as the widget and the hosted page show it: the language of its question that is
 * closest to the one asked for. Everything else is in the language of the question, whatever was asked for.
 */
export function definitionOf(
  meaning: VersionRow,
  wanted: string,
  { place, theme }: Pick<Asking, 'place' | 'theme'>
): Definition {
  const locale = shownLanguage(questionOf(meaning), wanted)
  const metric = meaning.metric
  const lowIsGood = meaning.direction === 'lower-is-better'
  const parts = partsOf(meaning)
  const shown = shownParts(parts, locale)
  const css = themeCss(theme)
  const words = wordsFor(locale, metric, lowIsGood)
  const more = shown.solved ?? shown.reasons ?? shown.person ?? shown.contact
  return {
    survey: meaning.surveyId,
    version: meaning.version,
    style: meaning.style as Definition['style'],
    scale: { min: meaning.scaleMin, max: meaning.scaleMax },
    satisfiedFrom: ratingOf(meaning.satisfiedFrom, meaning),
    ...(lowIsGood && { lowIsGood }),
    locale,
    direction: directionOf(locale),
    question: inLanguage(questionOf(meaning), locale),
    words: {
      ...words,
      labels: named(words.labels, parts.labels, meaning, locale),
      ...(more && { saved: languageFor(locale).more })
    },
    ...(place !== 'corner' && { place }),
    ...(css && { css }),
    ...shown
  }
}

/** The survey's own names for its points, in place of ours; a point that neither names has an empty one. */
function named(
  ours: string[],
  own: Parts['labels'],
  { scaleMin, scaleMax }: VersionRow,
  locale: string
): string[] {
  if (!own) return ours
  const last = scaleMax - scaleMin
  return Array.from({ length: last + 1 }, (_, place) => {
    const wording = own[scaleMin + place]
    const usual = usualLabel(ours, place, last) ?? ''
    return wording ? worded(wording, locale, usual) : usual
  })
}

function shownParts({ comment, solved, reasons, person, contact, thanks }: Parts, locale: string): Shown {
  const language = languageFor(locale)
  const own = (wording: Wording | true | undefined, ours: string) =>
    wording === undefined || wording === true ? ours : worded(wording, locale, ours)
  return {
    ...(comment !== false && {
      comment: {
        low: own(comment?.low, language.commentLow),
        high: own(comment?.high, language.commentHigh),
        optional: language.optional
      }
    }),
    ...(solved && { solved: { question: own(solved, language.solved), options: solutions(language) } }),
    ...(reasons && { reasons: byRating(reasons, (list) => choiceOf(list, language, locale)) }),
    ...(person && { person: own(person, language.person) }),
    ...(contact && { contact: own(contact, language.contact) }),
    ...(thanks && {
      thanks: {
        ...(thanks.low && { low: thanksOf(thanks.low, language.thanksLow, locale) }),
        ...(thanks.high && { high: thanksOf(thanks.high, language.thanks, locale) })
      }
    })
  }
}

/**
 * The owner's wording; ours where it is not there in the language of the question, and theirs again where
 * we have none for it.
 */
function worded(wording: Wording, locale: string, ours: string): string {
  return nearLanguage(wording, locale) ?? (ours === '' ? inLanguage(wording, locale) : ours)
}

const solutions = ({ yes, no, notYet }: Language): Choice['options'] => [
  ['yes', yes],
  ['no', no],
  ['not-yet', notYet]
]

function choiceOf(list: Reason[], language: Language, locale: string): Choice {
  return {
    question: language.reason,
    options: list.map(({ key, label }) => [key, inLanguage(label, locale)])
  }
}

function thanksOf({ text, link }: Thanks, ours: string, locale: string): ShownThanks {
  return {
    text: text ? worded(text, locale, ours) : ours,
    ...(link && { link: { url: link.url, label: inLanguage(link.label, locale) } })
  }
}

function byRating<From, To>(
  { low, high }: { low?: From | undefined; high?: From | undefined },
  shown: (from: From) => To
): { low?: To; high?: To } {
  return { ...(low && { low: shown(low) }), ...(high && { high: shown(high) }) }
}
