import { z } from 'zod'
import { outcomeOf } from '../../channels/outcome'
import { idText, readJson } from '../../channels/read-json'
import { postJson } from '../../channels/vendor-answers'
import type { Steps, WriteBack } from '../../channels/write-back'
import { changing, getRequest, noteHtml } from './notes'

type Settings = { accessToken: string; openStage: string }
type Headers = Readonly<Record<string, string>>

const api = 'https://api.hubapi.com/crm'
/** Of a note with a ticket, as HubSpot defines it: /docs/api-reference/crm-associations-v4/guide */
const noteToTicket = 228
const pageSize = 100

/**
 * HubSpot: https://developers.hubspot.com/docs/api-reference/crm-notes-v3/guide, /crm-tickets-v3/guide and
 * /crm-associations-v4/guide, with the token of a private app that may write tickets and contacts. Tickets
 * have no tags there, and its feedback submissions are read-only.
 */
export const hubspotWriteBack: WriteBack<Settings> = {
  takes: ['note', 'field', 'reopen', 'assign'],
  lacks: ({ accessToken }) => (accessToken === '' ? 'accessToken' : undefined),

  *write({ conversation, note, field, reopen, assign }, { accessToken, openStage }) {
    const ticketId = conversation.replace(/^hubspot-/, '')
    const at = `${api}/v3/objects/tickets/${encodeURIComponent(ticketId)}`
    const headers = { authorization: `Bearer ${accessToken}` }
    const noted = note && (yield* noteOf(ticketId, headers, note.mark))
    if (note && !noted)
      yield postJson(`${api}/v3/objects/notes`, headers, {
        properties: { hs_timestamp: note.at, hs_note_body: noteHtml(note) },
        associations: [
          {
            to: { id: ticketId },
            types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: noteToTicket }]
          }
        ]
      })
    else if (note && noted && !noted.body.includes(note.version))
      yield changing('PATCH', `${api}/v3/objects/notes/${noted.id}`, headers, {
        properties: { hs_note_body: noteHtml(note) }
      })
    const stage = reopen && openStage !== '' ? openStage : undefined
    const wanted = {
      ...(field && { [field.name]: String(field.value) }),
      ...(stage !== undefined && { hs_pipeline_stage: stage }),
      ...(assign !== undefined && { hubspot_owner_id: assign })
    }
    const end = reopen && stage === undefined ? { refused: 'write-back-key-missing' } : undefined
    const names = Object.keys(wanted)
    if (names.length === 0) return end
    const { properties } = shown.parse(
      readJson(
        (yield getRequest(`${at}?properties=${names.map(encodeURIComponent).join(',')}`, headers)).body
      )
    )
    const changes = Object.fromEntries(
      Object.entries(wanted).filter(([name, value]) => properties[name] !== value)
    )
    if (Object.keys(changes).length > 0)
      yield {
        ...changing('PATCH', at, headers, { properties: changes }),
        ...(changes['hs_pipeline_stage'] !== undefined && { reopens: true })
      }
    return end
  },

  outcome: (answer) =>
    outcomeOf(answer, (json) => {
      const { message } = z.object({ message: z.string().optional() }).catch({}).parse(json)
      return { reason: message }
    })
}

const shown = z.object({ properties: z.record(z.string(), z.string().nullish()) })
const associated = z.object({
  results: z.array(z.object({ toObjectId: idText })),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional()
})
const bodies = z.object({
  results: z.array(z.object({ id: idText, properties: z.object({ hs_note_body: z.string().nullish() }) }))
})

/** Our note about the answer, if it is there. */
function* noteOf(
  ticketId: string,
  headers: Headers,
  mark: string
): Steps<{ id: string; body: string } | undefined> {
  for (let after = ''; ; ) {
    const query = `limit=${pageSize}${after && `&after=${encodeURIComponent(after)}`}`
    const list = `${api}/v4/objects/tickets/${encodeURIComponent(ticketId)}/associations/notes?${query}`
    const { results, paging } = associated.parse(readJson((yield getRequest(list, headers)).body))
    if (results.length === 0) return undefined
    const inputs = results.map(({ toObjectId }) => ({ id: toObjectId }))
    const asked = { properties: ['hs_note_body'], inputs }
    const read = { ...postJson(`${api}/v3/objects/notes/batch/read`, headers, asked), isLong: true as const }
    const ours = bodies
      .parse(readJson((yield read).body))
      .results.find(({ properties }) => properties.hs_note_body?.includes(mark))
    if (ours) return { id: ours.id, body: ours.properties.hs_note_body ?? '' }
    if (!paging?.next) return undefined
    after = paging.next.after
  }
}
