import { z } from 'zod'
import { idText, readJson } from '../../channels/read-json'
import { postJson } from '../../channels/vendor-answers'
import type { Steps, WriteBack } from '../../channels/write-back'
import { trimmedAtEnd } from '../../text/trim'
import { changing, getRequest, noteHtml } from './notes'

type Settings = { baseUrl: string; apiKey: string }
type Headers = Readonly<Record<string, string>>

/** Statuses by their numbers: https://developers.freshdesk.com/api/#ticket-properties */
const open = 2
const ended = [4, 5]
/** From the worst to the best: https://developers.freshdesk.com/api/#satisfaction-ratings */
const ratings = [-103, -102, -101, 100, 101, 102, 103]
const pageSize = 100

/**
 * Freshdesk: https://developers.freshdesk.com/api/#add_note_to_a_ticket, #update_conversation,
 * #update_ticket, #create_satisfaction_rating. A note can be changed, a satisfaction rating cannot: where
 * the ticket has one already, there is none to add.
 */
export const freshdeskWriteBack: WriteBack<Settings> = {
  takes: ['note', 'tag', 'field', 'native', 'reopen', 'assign'],
  lacks: ({ apiKey }) => (apiKey === '' ? 'apiKey' : undefined),

  *write({ conversation, note, tag, field, native, reopen, assign }, { baseUrl, apiKey }) {
    const api = `${trimmedAtEnd(baseUrl, '/')}/api/v2`
    const at = `${api}/tickets/${encodeURIComponent(conversation.replace(/^freshdesk-/, ''))}`
    const headers = { authorization: `Basic ${Buffer.from(`${apiKey}:X`).toString('base64')}` }
    const noted = note && (yield* noteOf(at, headers, note.mark))
    if (note && !noted) yield postJson(`${at}/notes`, headers, { body: noteHtml(note), private: true })
    else if (note && noted && !noted.body.includes(note.version))
      yield changing('PUT', `${api}/conversations/${noted.id}`, headers, { body: noteHtml(note) })
    if (native) {
      const rated = z
        .array(z.unknown())
        .parse(readJson((yield getRequest(`${at}/satisfaction_ratings`, headers)).body))
      if (rated.length === 0)
        yield postJson(`${at}/satisfaction_ratings`, headers, {
          ...(native.comment !== null && { feedback: native.comment }),
          ratings: { default_question: ratings[Math.round(native.share * (ratings.length - 1))] }
        })
    }
    if (!tag && !field && !reopen && assign === undefined) return undefined
    const ticket = shown.parse(readJson((yield getRequest(at, headers)).body))
    const others = tag && ticket.tags.filter((one) => one !== tag.add && one !== tag.remove)
    const isTagged = tag && ticket.tags.includes(tag.add) && !ticket.tags.includes(tag.remove)
    const isToReopen = reopen && ended.includes(ticket.status)
    const changes = {
      // What is sent replaces what was there.
      ...(tag && others && !isTagged && { tags: [...others, tag.add] }),
      ...(field &&
        ticket.custom_fields[field.name] !== field.value && { custom_fields: { [field.name]: field.value } }),
      ...(isToReopen && { status: open }),
      ...(assign !== undefined && assign !== ticket.responder_id && { responder_id: Number(assign) })
    }
    if (Object.keys(changes).length > 0)
      yield { ...changing('PUT', at, headers, changes), ...(isToReopen && { reopens: true }) }
    return undefined
  }
}

const shown = z.object({
  status: z.number(),
  tags: z.array(z.string()).catch([]),
  custom_fields: z.record(z.string(), z.unknown()).catch({}),
  responder_id: idText.nullish()
})
const notes = z.array(z.object({ id: idText, private: z.boolean(), body: z.string().catch('') }))

/** Our note about the answer, if it is there: https://developers.freshdesk.com/api/#list_all_ticket_notes */
function* noteOf(
  at: string,
  headers: Headers,
  mark: string
): Steps<z.output<typeof notes>[number] | undefined> {
  for (let page = 1; ; page++) {
    const query = `per_page=${pageSize}&page=${page}`
    const found = notes.parse(readJson((yield getRequest(`${at}/conversations?${query}`, headers)).body))
    const ours = found.find((one) => one.private && one.body.includes(mark))
    if (ours || found.length < pageSize) return ours
  }
}
