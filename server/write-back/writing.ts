import { and, eq } from 'drizzle-orm'
import type { Writing } from '../channels/write-back'
import { ratingOf, scaleOf } from '../contract/rating-steps'
import { ownTags } from '../contract/write-back'
import type { Database } from '../db/database'
import type { DeliveryRow, ResponseRow, VersionRow } from '../db/rows'
import { hashOf } from '../secrets/ids'
import { partsOf } from '../surveys/meaning'
import type { Publication, Published } from '../surveys/publication'
import { inLanguage } from '../text/wording'
import type { WriteBackContent } from './content'
import { factsOf } from './content'
import { mayBeWritten } from './due'
import { isBelow } from './rated'
import { readWriteBack } from './settings'
import { wordsIn } from './words'

type Parts = { database: Database; publication: Publication; config: { publicUrl: string } }

/** What is to be written of an answer at this moment, or why nothing is. */
export async function writingOf(
  { database, publication, config }: Parts,
  delivery: DeliveryRow,
  content: WriteBackContent
): Promise<{ writing: Writing; content: WriteBackContent; answer: ResponseRow } | { cancel: string }> {
  const { response } = database.tables
  const settings = await readWriteBack(database, delivery.connectorId)
  if (settings.answers === 'none') return { cancel: 'write-back-off' }
  const [answer] = await database.handle
    .select()
    .from(response)
    .where(and(eq(response.surveyId, content.survey), eq(response.id, content.response)))
  const published = await publication.survey(content.survey)
  const meaning = answer && (await publication.version(answer.surveyId, answer.version))
  if (!answer || !published || !meaning || answer.conversation === null) return { cancel: 'answer-gone' }
  if (answer.erasedAt !== null) return { cancel: 'answer-erased' }
  if (!mayBeWritten(answer)) return { cancel: 'answer-not-counted' }
  const isLow = isBelow(answer.rating, meaning)
  const wasWritten = content.facts !== undefined
  if (settings.answers === 'low' && !isLow && !wasWritten) return { cancel: 'answer-satisfied' }
  const facts = factsOf(answer)
  const key = hashed(delivery.id)
  // What was opened again, and given to somebody, is theirs from then on.
  const isFirstLow = isLow && !content.wasLow
  const writing: Writing = {
    conversation: answer.conversation,
    key,
    since: delivery.createdAt,
    reopen: settings.reopen && isFirstLow,
    ...(settings.assign !== null && isFirstLow && { assign: settings.assign }),
    ...(settings.note && {
      note: {
        at: answer.editedAt ?? answer.answeredAt,
        lines: linesOf(answer, meaning, published, wasWritten),
        link: `${config.publicUrl}/sites/${answer.siteId}/surveys/${answer.surveyId}/answers/${encodeURIComponent(answer.id)}`,
        mark: `hearback-${key}`,
        version: `hearback-${key}-${hashed(facts).slice(0, 8)}`
      }
    }),
    ...(settings.tag && {
      tag: isLow
        ? { add: ownTags.unsatisfied, remove: ownTags.satisfied }
        : { add: ownTags.satisfied, remove: ownTags.unsatisfied }
    }),
    ...(settings.field !== null && {
      field: { name: settings.field, value: ratingOf(answer.rating, meaning) }
    }),
    ...(settings.native && { native: { share: shareOf(answer, meaning), comment: answer.comment } })
  }
  return {
    writing,
    answer,
    content: { ...content, facts, ...(isLow && { wasLow: true }) }
  }
}

/** 0 is the worst point of the scale, 1 the best. */
function shareOf({ rating }: ResponseRow, meaning: VersionRow): number {
  const { min, max } = scaleOf(meaning)
  const share = (ratingOf(rating, meaning) - min) / (max - min)
  return meaning.direction === 'higher-is-better' ? share : 1 - share
}

function linesOf(
  answer: ResponseRow,
  meaning: VersionRow,
  { row, site }: Published,
  isChange: boolean
): string[] {
  const words = wordsIn(site.locale)
  const number = new Intl.NumberFormat(site.locale)
  const { min, max } = scaleOf(meaning)
  const [from, to] = meaning.direction === 'higher-is-better' ? [min, max] : [max, min]
  const rated = words.rated(
    number.format(ratingOf(answer.rating, meaning)),
    number.format(from),
    number.format(to)
  )
  const reason = reasonOf(answer, meaning, site.locale)
  return [
    ...(isChange ? [words.changed] : []),
    `${rated} – ${isBelow(answer.rating, meaning) ? words.unsatisfied : words.satisfied}`,
    ...(reason === undefined ? [] : [`${words.reason}: ${reason}`]),
    ...(answer.comment ? [`${words.comment}: ${answer.comment}`] : []),
    `${words.survey}: ${row.name}`
  ]
}

function reasonOf({ answers }: ResponseRow, meaning: VersionRow, locale: string): string | undefined {
  const said = answers === null ? {} : (JSON.parse(answers) as Record<string, unknown>) // by storeAnswers
  const key = said['reason']
  if (typeof key !== 'string') return undefined
  const { low = [], high = [] } = partsOf(meaning).reasons ?? {}
  const label = [...low, ...high].find((one) => one.key === key)?.label
  return label ? inLanguage(label, locale) : key
}

/** Letters and digits alone: a vendor may change any other sign. */
function hashed(text: string): string {
  return Buffer.from(hashOf(text), 'base64url').toString('hex').slice(0, 20)
}
