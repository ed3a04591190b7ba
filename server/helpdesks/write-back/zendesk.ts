import { z } from 'zod'
import { idText, readJson } from '../../channels/read-json'
import type { Steps, WriteBack } from '../../channels/write-back'
import { trimmedAtEnd } from '../../text/trim'
import { changing, getRequest, noteHtml } from './notes'

type Settings = { baseUrl: string; email: string; apiToken: string }
type Headers = Readonly<Record<string, string>>

/**
 * Zendesk: https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#update-ticket,
 * /ticket_comments/, /ticket-management/tags/. A ticket is changed and noted by one request, so there is
 * never one without the other. A closed ticket takes nothing any more. Its own satisfaction rating it takes
 * from the requester alone (/ticket-management/satisfaction_ratings/).
 */
export const zendeskWriteBack: WriteBack<Settings> = {
  takes: ['note', 'tag', 'field', 'reopen', 'assign'],
  lacks: ({ email, apiToken }) => (email === '' ? 'email' : apiToken === '' ? 'apiToken' : undefined),

  *write({ conversation, note, tag, field, reopen, assign }, { baseUrl, email, apiToken }) {
    const at = `${trimmedAtEnd(baseUrl, '/')}/api/v2/tickets/${encodeURIComponent(conversation.replace(/^zendesk-/, ''))}`
    const headers = {
      authorization: `Basic ${Buffer.from(`${email}/token:${apiToken}`).toString('base64')}`
    }
    const { ticket } = shown.parse(readJson((yield getRequest(`${at}.json`, headers)).body))
    if (ticket.status === 'closed') return { refused: 'conversation-closed' }
    if (tag && !ticket.tags.includes(tag.add))
      yield changing('PUT', `${at}/tags.json`, headers, { tags: [tag.add] })
    if (tag && ticket.tags.includes(tag.remove))
      yield changing('DELETE', `${at}/tags.json`, headers, { tags: [tag.remove] })
    const isToReopen = reopen && ticket.status === 'solved'
    const isToNote = note !== undefined && !(yield* isNoted(at, headers, note.version))
    const isField =
      field &&
      ticket.custom_fields.some(({ id, value }) => id === field.name && Number(value) === field.value)
    const changes = {
      ...(isToNote && { comment: { html_body: noteHtml(note), public: false } }),
      ...(field && !isField && { custom_fields: [{ id: Number(field.name), value: field.value }] }),
      ...(isToReopen && { status: 'open' }),
      ...(assign !== undefined && assign !== ticket.assignee_id && { assignee_id: Number(assign) })
    }
    if (Object.keys(changes).length > 0)
      yield {
        ...changing('PUT', `${at}.json`, headers, { ticket: changes }),
        ...(isToReopen && { reopens: true })
      }
    return undefined
  }
}

const shown = z.object({
  ticket: z.object({
    status: z.string(),
    tags: z.array(z.string()).catch([]),
    assignee_id: idText.nullish(),
    custom_fields: z.array(z.object({ id: idText, value: z.unknown() })).catch([])
  })
})
const comments = z.object({
  comments: z.array(z.object({ public: z.boolean(), html_body: z.string().catch('') })),
  meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() })
})

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#list-comments */
function* isNoted(at: string, headers: Headers, version: string): Steps<boolean> {
  for (let after = ''; ; ) {
    const query = `sort=-created_at&page[size]=100${after && `&page[after]=${encodeURIComponent(after)}`}`
    const { comments: found, meta } = comments.parse(
      readJson((yield getRequest(`${at}/comments.json?${query}`, headers)).body)
    )
    if (found.some((one) => !one.public && one.html_body.includes(version))) return true
    if (!meta.has_more || !meta.after_cursor) return false
    after = meta.after_cursor
  }
}
