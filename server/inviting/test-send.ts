import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Caller } from '../access/permissions'
import { recordAudit } from '../audit/log'
import type { Config } from '../config'
import type { testSendInput } from '../contract/connectors'
import { problem } from '../contract/problem'
import { unsendable, unsendableReason } from '../contract/unsendable'
import type { Database } from '../db/database'
import type { ConnectorRow, DeliveryRow } from '../db/rows'
import type { Job } from '../jobs/polling-job'
import type { Sealing } from '../secrets/sealing'
import type { Publication } from '../surveys/publication'
import { listSurveys } from '../surveys/surveys'
import { createInvitations } from './create'

/** How long an owner waits for the vendor's answer before they are shown that it is still on its way. */
const patienceMs = 15_000
const lookAgainMs = 100

type Sending = {
  database: Database
  config: Config
  sealing: Sealing
  publication: Publication
  outbox: Job
  now: () => number
}

/**
 * Sends a real survey to an address of the owner's own, over the same path as any other. Its answer is kept
 * as a test and counts nowhere. Resolves when the vendor has answered.
 */
export async function testSend(
  services: Sending,
  connector: ConnectorRow,
  { to, survey, locale }: z.infer<typeof testSendInput>,
  caller: Caller
): Promise<DeliveryRow> {
  const { database, publication, outbox, now } = services
  const surveys = await listSurveys(database, connector.siteId)
  const chosen = surveys.find(({ row }) => (survey === undefined ? row.state === 'live' : row.id === survey))
  const published = chosen && (await publication.survey(chosen.row.id))
  if (!published)
    throw survey === undefined
      ? problem('invalid', 'There is no live survey to send; publish one first.')
      : problem('survey-unknown', survey, 'survey')
  if (published.row.state !== 'live') throw problem('survey-not-live', published.row.id, 'survey')
  const input = {
    survey: published.row.id,
    channel: 'other',
    delivery: connector.id,
    address: to,
    reusable: false,
    test: true,
    ...(locale === undefined ? {} : { locale })
  }
  await recordAudit(database.handle, database, {
    siteId: connector.siteId,
    caller,
    action: 'test-sent',
    subject: connector.id,
    detail: { name: connector.name, survey: published.row.id },
    at: now()
  })
  const [made] = await createInvitations(database, [input], published, { ...services, now: now() })
  if (made?.state !== 'created')
    throw problem('invalid', `This cannot be sent: ${sentenceOf(made?.reason ?? '')}.`, 'to')
  const until = performance.now() + patienceMs
  await Promise.race([outbox.work(), sleep(patienceMs, undefined, { ref: false })])
  const { delivery } = database.tables
  while (true) {
    const [row] = await database.handle.select().from(delivery).where(eq(delivery.invitationId, made.id))
    if (!row) throw problem('not-found')
    // Whoever looked for work a moment earlier, here or in another process, took the message and waits for the answer.
    if (row.state !== 'sending' || performance.now() >= until) return row
    await sleep(lookAgainMs)
  }
}

function sentenceOf(reason: string): string {
  const code = unsendableReason(reason)
  return code === undefined ? reason : unsendable[code]
}
