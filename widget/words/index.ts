import type { Direction, Metric, Words } from '../shared/protocol'
import { am } from './am'
import { ar } from './ar'
import { az } from './az'
import { bn } from './bn'
import { ckb } from './ckb'
import { closestTag, spokenBy } from './closest'
import { cs } from './cs'
import { da } from './da'
import { de } from './de'
import { el } from './el'
import { en } from './en'
import { es } from './es'
import { fa } from './fa'
import { fi } from './fi'
import { fil } from './fil'
import { fr } from './fr'
import { he } from './he'
import { hi } from './hi'
import { hu } from './hu'
import { id } from './id'
import { it } from './it'
import { ja } from './ja'
import { kk } from './kk'
import { ko } from './ko'
import type { Language } from './language'
import { mn } from './mn'
import { ms } from './ms'
import { nb } from './nb'
import { nl } from './nl'
import { pa } from './pa'
import { pl } from './pl'
import { ps } from './ps'
import { pt } from './pt'
import { ptBR } from './pt-BR'
import { ro } from './ro'
import { ru } from './ru'
import { sv } from './sv'
import { sw } from './sw'
import { ta } from './ta'
import { th } from './th'
import { tr } from './tr'
import { uk } from './uk'
import { ur } from './ur'
import { uz } from './uz'
import { vi } from './vi'
import { zh } from './zh'
import { zhTW } from './zh-TW'

export { closestTag, spokenBy } from './closest'
export type { Language } from './language'

/** Every language we speak, for the server only: a widget is sent the one it needs, inside its definition. */
export const languages: Record<string, Language> = {
  am,
  ar,
  az,
  bn,
  ckb,
  cs,
  da,
  de,
  el,
  en,
  es,
  fa,
  fi,
  fil,
  fr,
  he,
  hi,
  hu,
  id,
  it,
  ja,
  kk,
  ko,
  mn,
  ms,
  nb,
  nl,
  pa,
  pl,
  ps,
  pt,
  'pt-BR': ptBR,
  ro,
  ru,
  sv,
  sw,
  ta,
  th,
  tr,
  uk,
  ur,
  uz,
  vi,
  zh,
  'zh-TW': zhTW
}

const spokenTags = Object.keys(languages)

/**
 * The closest language we speak: `ur-PK` is read as `ur`, Chinese of Hong Kong as that of Taiwan, and what
 * we do not speak as English.
 */
export function languageFor(locale: string): Language {
  const spoken = closestTag(spokenTags, locale)
  return (spoken && languages[spoken]) || en
}

/** What to ask in a language where the survey's owner has not said it in their own words. */
export function questionFor(locale: string, metric: Metric): string {
  return languageFor(locale).questions[metric]
}

/**
 * What the widget says in one language: only the labels of the metric that is asked, because every byte is
 * sent to strangers. The labels go from bad to good, and the other way round where the lowest point is the
 * best.
 */
export function wordsFor(locale: string, metric: Metric, lowIsGood = false): Words {
  const { labels, feedback, send, close, thanks, thanksLow, saved, closed, waiting, refused } =
    languageFor(locale)
  const names = lowIsGood ? [...labels[metric]].reverse() : [...labels[metric]]
  return { labels: names, feedback, send, close, thanks, thanksLow, saved, closed, waiting, refused }
}

/**
 * The side a language is written from, also one that we do not speak. It goes by script: Punjabi is written
 * from the right in Pakistan.
 */
export function directionOf(locale: string): Direction {
  return fromTheRight.has(spokenBy(locale)?.script ?? '') ? 'rtl' : 'ltr'
}

const fromTheRight = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg'])
