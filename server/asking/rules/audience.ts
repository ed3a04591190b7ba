import { createHash } from 'node:crypto'
import type { Inviting } from '../../contract/inviting'
import type { Rule } from './rule'

/**
 * `who` is what names the customer best; `speaks` says whether the survey has their language; nobody knows
 * of some.
 */
type Facts = { surveyId: string; who: string | undefined; speaks: boolean | undefined }

export const inShare: Rule<Facts, Inviting> = ({ surveyId, who }, { share }) =>
  who !== undefined && placeOf(surveyId, who) >= share ? { rule: 'not-in-share' } : undefined

export const hasLanguage: Rule<Facts, Inviting> = ({ speaks }, { languagesOnly }) =>
  languagesOnly && speaks === false ? { rule: 'no-language' } : undefined

/**
 * Where a customer stands between 0 and 100: at the same place every time, so that a greater share asks the
 * same customers and more; for another survey at another place, so that it is not always the same who are
 * asked.
 */
function placeOf(surveyId: string, who: string): number {
  const digest = createHash('sha256').update(`${surveyId}\n${who}`).digest()
  return (digest.readUInt32BE(0) / 2 ** 32) * 100
}
