import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { SheetQuery } from '../contract/invitations'
import { problem } from '../contract/problem'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import type { InvitationRow } from '../db/rows'
import type { Card } from '../presentation/placement-sheet'
import { questionOf } from '../surveys/meaning'
import type { Published } from '../surveys/publication'
import { inLanguage, languageOf } from '../text/wording'
import { isOpen } from './invitation'
import type { LinkConfig } from './link'
import { linkAgain } from './link'

/**
 * The link of a placement, which hangs on walls and may be read again. Throws `link-private` for a
 * customer's, `link-for-tests` for a test.
 */
export function placementLink(row: InvitationRow, config: LinkConfig): string {
  if (!row.reusable) throw problem('link-private')
  if (row.test) throw problem('link-for-tests')
  return linkAgain(row, config)
}

/**
 * The cards of a survey's open placements, never of tests, those that are asked for or all, each as often
 * as wanted. Throws `not-found` where there is none.
 */
export async function sheetCards(
  database: Database,
  published: Published,
  { invitation: ids, copies }: SheetQuery,
  { config, now }: { config: LinkConfig; now: number }
): Promise<Card[]> {
  const { invitation } = database.tables
  const { row: survey, meaning, site } = published
  const rows = await database.handle
    .select()
    .from(invitation)
    .where(
      and(
        eq(invitation.surveyId, survey.id),
        eq(invitation.reusable, true),
        eq(invitation.test, false),
        isNull(invitation.revokedAt),
        ids && inArray(invitation.id, ids)
      )
    )
    .orderBy(asc(invitation.name), asc(invitation.createdAt))
    .limit(limits.pageRows)
  const cards = rows
    .filter((row) => isOpen(row, published, now))
    .flatMap((row): Card[] => {
      const label = [row.name, row.place].filter(Boolean).join(' · ')
      const question = questionOf(meaning)
      const card = {
        question: inLanguage(question, row.locale),
        locale: languageOf(question, row.locale),
        url: placementLink(row, config),
        siteName: site.name,
        label
      }
      return Array<Card>(copies).fill(card)
    })
  if (cards.length === 0) throw problem('not-found')
  return cards
}
