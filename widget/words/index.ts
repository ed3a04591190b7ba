import { ar } from './ar'
import { de } from './de'
import { en } from './en'
import { es } from './es'
import { fr } from './fr'
import { hi } from './hi'
import { mn } from './mn'
import { tr } from './tr'
import { ur } from './ur'
import { zh } from './zh'
import type { Metric, Words } from '../wire'
import type { Language } from './language'

export type { Language } from './language'

/** Every language we speak, for the server only: a widget is sent the one it needs, inside its definition. */
export const languages: Record<string, Language> = { ar, de, en, es, fr, hi, mn, tr, ur, zh }

/** The closest language we speak: `ur-PK` is read as `ur`, and what we do not speak as English. */
export function languageFor(locale: string): Language {
  for (let tag = locale.toLowerCase(); tag; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    if (Object.hasOwn(languages, tag)) return languages[tag] ?? en
  }
  return en
}

/** What to ask in a language where the survey's owner has not said it in their own words. */
export function questionFor(locale: string, metric: Metric): string {
  return languageFor(locale).questions[metric]
}

/**
 * What the widget says in one language: only the labels of the metric that is asked, because every byte is sent to strangers.
 * The labels go from bad to good, and the other way round where the lowest point is the best.
 */
export function wordsFor(locale: string, metric: Metric, lowIsGood = false): Words {
  const { labels, feedback, commentLow, commentHigh, optional, send, close, thanks, saved, waiting, refused } = languageFor(locale)
  const names = lowIsGood ? [...labels[metric]].reverse() : [...labels[metric]]
  return { labels: names, feedback, commentLow, commentHigh, optional, send, close, thanks, saved, waiting, refused }
}
