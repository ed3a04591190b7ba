import type { AlertLanguage, AlertSignal } from '../contract/alerts'
import type { Rate } from '../contract/funnel'
import type { DigestDetail } from './detail'
import type { Told } from './payload'
import { alertWords } from './words'

/** In which language, about which site, and where its pages are. */
export type Where = {
  language: AlertLanguage
  site: { id: string; name: string; timeZone: string }
  publicUrl: string
}

/** What happened, in the words of a language, with the page that shows it. */
export function toldOf(detail: Exclude<AlertSignal, DigestDetail>, where: Where): Told {
  const words = alertWords[where.language]
  const link = { label: words.button, url: `${where.publicUrl}${pathOf(detail, where.site.id)}` }
  const site = where.site.name
  switch (detail.kind) {
    case 'score-worse':
    case 'score-better': {
      const number = scoreNumbers(where.language, detail.score.unit)
      const of = {
        site,
        survey: detail.survey.name,
        days: daysOf(detail, where.language),
        score: number(detail.score.value),
        lower: number(detail.score.lower),
        upper: number(detail.score.upper),
        count: new Intl.NumberFormat(where.language).format(detail.score.count),
        from: number(detail.limits.lower),
        to: number(detail.limits.upper)
      }
      return { subject: words[detail.kind].subject(of), lines: [words[detail.kind].text(of)], link }
    }
    case 'response-rate-worse': {
      const least = scoreNumbers(where.language, 'percent')(detail.least)
      const of = { site, survey: detail.survey.name, least, ...rateOf(detail, where) }
      return { subject: words[detail.kind].subject(of), lines: [words[detail.kind].text(of)], link }
    }
    case 'target-missed': {
      const level = scoreNumbers(where.language, 'percent')(detail.serviceLevel)
      const of = { site, target: detail.target, level, ...rateOf(detail, where) }
      return { subject: words[detail.kind].subject(of), lines: [words[detail.kind].text(of)], link }
    }
    case 'follow-up-overdue': {
      const due = new Intl.DateTimeFormat(where.language, {
        dateStyle: 'medium',
        timeStyle: 'short',
        timeZone: where.site.timeZone
      }).format(detail.dueAt)
      const of = { site, survey: detail.survey.name, due }
      return { subject: words[detail.kind].subject(of), lines: [words[detail.kind].text(of)], link }
    }
    case 'connector-paused': {
      const of = { site, connector: detail.connector.name }
      return { subject: words[detail.kind].subject(of), lines: [words[detail.kind].text(of)], link }
    }
    case 'import-done': {
      const of = { survey: detail.survey.name, file: detail.file, failed: detail.failed }
      return { subject: words[detail.kind].subject(of), lines: [words[detail.kind].text(of)], link }
    }
  }
}

function rateOf({ rate, ...days }: { rate: Rate; from: string; to: string }, { language }: Where) {
  const [whole, percent] = [new Intl.NumberFormat(language), scoreNumbers(language, 'percent')]
  return {
    days: daysOf(days, language),
    rate: percent(rate.value),
    lower: percent(rate.lower),
    upper: percent(rate.upper),
    part: whole.format(rate.part),
    count: whole.format(rate.count)
  }
}

function pathOf(detail: Exclude<AlertSignal, DigestDetail>, site: string): string {
  switch (detail.kind) {
    case 'score-worse':
    case 'score-better':
      return `/sites/${site}/surveys/${detail.survey.id}?from=${detail.from}&to=${detail.to}`
    case 'response-rate-worse':
      return `/sites/${site}/surveys/${detail.survey.id}/response?from=${detail.from}&to=${detail.to}`
    case 'target-missed':
      return `/sites/${site}/surveys/${detail.seenIn}/service?from=${detail.from}&to=${detail.to}`
    case 'follow-up-overdue':
      return `/sites/${site}/follow-ups/${detail.followUp}`
    case 'connector-paused':
      return `/sites/${site}/connectors/${detail.connector.id}`
    case 'import-done':
      return `/sites/${site}/import`
  }
}

/** One day, or the first and the last of several. */
export function daysOf({ from, to }: { from: string; to: string }, language: AlertLanguage): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const [first, last] = [Date.parse(from), Date.parse(to)]
  return from === to ? format.format(first) : format.formatRange(first, last)
}

/** A score as figures are shown: one place after the point, two of a mean. */
export function scoreNumbers(language: AlertLanguage, unit: 'percent' | 'points' | 'mean') {
  const digits = unit === 'mean' ? 2 : 1
  const format = new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits
  })
  return (value: number | null) =>
    value === null ? '–' : `${format.format(value)}${unit === 'percent' ? ' %' : ''}`
}

/** A difference of two scores, always with its sign. */
export function signedOf(language: AlertLanguage, unit: 'percent' | 'points' | 'mean') {
  const digits = unit === 'mean' ? 2 : 1
  const format = new Intl.NumberFormat(language, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits
  })
  return (value: number) => format.format(value)
}
