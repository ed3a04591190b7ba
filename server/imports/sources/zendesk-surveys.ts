import type { Json, Source } from './source'
import { asAsked } from './source'

/** From which point on each of its scales, which begin at 1, calls a rating good. */
const goodFrom: Readonly<Record<number, number>> = { 5: 4, 3: 3, 2: 2 }

/**
 * Survey responses of the newer kind: ratings from 1 to 5, 3 or 2, which only the word beside them tells
 * apart.
 */
export const zendeskSurveys: Source = {
  id: 'zendesk-surveys',
  layouts: [
    ['survey_id', 'rating', 'rating_category'],
    ['survey', 'rating', 'rating_category']
  ],
  parts: {
    rating: ['rating'],
    comment: ['comment'],
    answeredAt: ['answered_at', 'created_at'],
    customer: ['responder_id'],
    externalId: ['id'],
    conversationId: ['subject']
  },
  topics: ['reasons'],
  rating: (cell, target, get) => {
    const read = asAsked(cell, target, get)
    if (read.is !== 'rating') return read
    const good = goodFrom[target.max]
    if (target.min !== 1 || good === undefined)
      return {
        is: 'unreadable',
        code: 'other-scale',
        reason: `is a rating from 1 to 5, 3 or 2, and the survey asks for ${target.min} to ${target.max}`
      }
    const category = get('rating_category').toLowerCase()
    const fits = category === '' || (category === 'good') === read.rating >= good
    return fits
      ? read
      : {
          is: 'unreadable',
          code: 'other-scale',
          reason: `is called “${category}” in the file, so it was given on another scale than 1 to ${target.max}`
        }
  },
  record: {
    fits: ({ answers, survey, survey_id }) =>
      Array.isArray(answers) && (survey !== undefined || survey_id !== undefined),
    columns: ({ answers, survey, survey_id, subjects, subject_zrns, ...rest }) => {
      const given = listOf(answers)
      const rated = given.find(({ type }) => type === 'rating_scale')
      return {
        id: rest['id'],
        survey_id: survey_id ?? (survey as Json | undefined)?.['id'],
        rating: rated?.['rating'] ?? null,
        rating_category: rated?.['rating_category'] ?? null,
        comment: given.find(({ type }) => type === 'open_ended')?.['value'] ?? null,
        reasons: given.flatMap(({ selections }) => listOf(selections).map(labelOf)),
        answered_at: rated?.['updated_at'] ?? rated?.['created_at'] ?? given[0]?.['created_at'] ?? null,
        responder_id: rest['responder_id'],
        subject:
          listOf(subjects)[0]?.['id'] ??
          String((subject_zrns as readonly unknown[] | undefined)?.[0] ?? '')
            .split(':')
            .at(-1),
        expires_at: rest['expires_at']
      }
    }
  }
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value)
    ? value.filter((one): one is Json => typeof one === 'object' && one !== null)
    : []
}

/** A label is a text, or an object that has the text as `value`. */
function labelOf(selection: Json): string {
  const option = (selection['option'] ?? selection) as Json
  const label = option['label'] ?? option['value']
  return String((typeof label === 'object' && label !== null ? (label as Json)['value'] : label) ?? '')
}
