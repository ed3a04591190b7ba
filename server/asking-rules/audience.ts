import { createHash } from 'node:crypto'
import type { Inviting } from '../contract/inviting'
import type { Rule } from './rule'

/** `who` is what names the customer best; `locales` are the languages that the survey has, `locale` is the customer's. */
type Facts = { surveyId: string; who: string | undefined; locale: string | undefined; locales: readonly string[] }

export const inShare: Rule<Facts, Inviting> = ({ surveyId, who }, { share }) =>
  who !== undefined && placeOf(surveyId, who) >= share ? { rule: 'not-in-share' } : undefined

export const hasLanguage: Rule<Facts, Inviting> = ({ locale, locales }, { languagesOnly }) =>
  languagesOnly && locale !== undefined && !locales.some((one) => primary(one) === primary(locale)) ? { rule: 'no-language' } : undefined

/**
 * Where a customer stands between 0 and 100: at the same place every time, so that a greater share asks the same customers and
 * more; for another survey at another place, so that it is not always the same who are asked.
 */
function placeOf(surveyId: string, who: string): number {
  const digest = createHash('sha256').update(`${surveyId}\n${who}`).digest()
  return (digest.readUInt32BE(0) / 2 ** 32) * 100
}

function primary(locale: string) {
  return locale.split(/[-_]/)[0]?.toLowerCase()
}
