import type { TimeUnit, Written } from '../written'

const units: Record<TimeUnit, string> = { second: 'сек', minute: 'мин', hour: 'цаг', day: 'хоног' }
const weekdays = ['ням', 'даваа', 'мягмар', 'лхагва', 'пүрэв', 'баасан', 'бямба']
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

/**
 * Chromium knows nothing of Mongolian. As the Unicode locale data writes it; the names are those of the
 * languages that surveys speak.
 */
export const written: Written = {
  day: (date) => `${year(date)} ${dayOfMonth(date)}`,
  dayOfMonth,
  month: (date) => `${year(date)} ${date.getUTCMonth() + 1}-р сар`,
  days: (from, to) =>
    `${written.day(from)} – ${from.getUTCFullYear() === to.getUTCFullYear() ? dayOfMonth(to) : written.day(to)}`,
  dayName: (date) => weekdays[date.getUTCDay()] ?? '',
  instant(date, timeZone) {
    const parts = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
      date
    ) // 2026-11-01 09:30
    return `${written.day(new Date(parts.slice(0, 10)))}, ${parts.slice(11)}`
  },
  duration: (value, unit) => `${number.format(value)} ${units[unit]}`,
  languageName: (tag) => (Object.hasOwn(names, tag) ? names[tag] : undefined)
}

function year(date: Date): string {
  return `${date.getUTCFullYear()} оны`
}

function dayOfMonth(date: Date): string {
  return `${date.getUTCMonth() + 1}-р сарын ${date.getUTCDate()}`
}

const names: Readonly<Record<string, string>> = {
  am: 'амхар',
  ar: 'араб',
  az: 'азербайжан',
  bn: 'бенгал',
  ckb: 'төв курд',
  cs: 'чех',
  da: 'дани',
  de: 'герман',
  el: 'грек',
  en: 'англи',
  es: 'испани',
  fa: 'перс',
  fi: 'фин',
  fil: 'филиппин',
  fr: 'франц',
  he: 'еврей',
  hi: 'хинди',
  hu: 'унгар',
  id: 'индонез',
  it: 'итали',
  ja: 'япон',
  kk: 'казах',
  ko: 'солонгос',
  mn: 'монгол',
  ms: 'малай',
  nb: 'норвегийн букмол',
  nl: 'нидерланд',
  pa: 'панжаби',
  pl: 'польш',
  ps: 'пушту',
  pt: 'португал',
  'pt-BR': 'бразилийн португал',
  ro: 'румын',
  ru: 'орос',
  sv: 'швед',
  sw: 'свахили',
  ta: 'тамил',
  th: 'тай',
  tr: 'турк',
  uk: 'украин',
  ur: 'урду',
  uz: 'узбек',
  vi: 'вьетнам',
  zh: 'хятад',
  'zh-TW': 'уламжлалт хятад'
}
