import { z } from 'zod'
import { idText, readJson } from '../../channels/read-json'
import { postJson } from '../../channels/vendor-answers'
import type { Steps, WriteBack, Writing } from '../../channels/write-back'
import { trimmedAtEnd } from '../../text/trim'
import { getRequest, markdownOf } from './notes'

type Settings = { baseUrl: string; account: string; accessToken: string }

/**
 * Chatwoot: https://developers.chatwoot.com/api-reference (messages, labels, custom attributes, assignments,
 * toggle status), app/controllers/api/v1/accounts/conversations/. Its API changes no note that is there, and
 * takes no rating of its own survey from us: that one is a message to the customer.
 */
export const chatwootWriteBack: WriteBack<Settings> = {
  takes: ['note', 'tag', 'field', 'reopen', 'assign'],
  lacks: () => undefined,

  *write(writing, settings) {
    const at = addressOf(writing, settings)
    const headers = { api_access_token: settings.accessToken }
    const post = (what: string, body: unknown) => postJson(`${at}/${what}`, headers, body)
    if (writing.note && !(yield* isNoted(writing, writing.note.version, at, headers)))
      yield post('messages', {
        content: markdownOf(writing.note),
        message_type: 'outgoing',
        private: true
      })
    const { tag, field, reopen, assign } = writing
    if (!tag && !field && !reopen && assign === undefined) return undefined
    const known = conversation.parse(readJson((yield getRequest(at, headers)).body))
    // What is posted replaces what was there.
    if (field && known.custom_attributes[field.name] !== field.value)
      yield post('custom_attributes', {
        custom_attributes: { ...known.custom_attributes, [field.name]: field.value }
      })
    let refused: string | undefined
    if (tag && !(known.labels.includes(tag.add) && !known.labels.includes(tag.remove))) {
      const wanted = [...known.labels.filter((label) => label !== tag.remove && label !== tag.add), tag.add]
      const { payload } = labels.parse(readJson((yield post('labels', { labels: wanted })).body))
      // It takes those that the account has, and says nothing of the others.
      if (!payload.includes(tag.add)) refused = 'label-missing'
    }
    const isToReopen = reopen && known.status === 'resolved'
    if (isToReopen) yield { ...post('toggle_status', { status: 'open' }), reopens: true }
    // Chatwoot gives it to the agent whose token opens it.
    const assignee = assign ?? (isToReopen ? known.meta.assignee?.id : undefined)
    if (assignee !== undefined && (isToReopen || known.meta.assignee?.id !== assignee))
      yield post('assignments', { assignee_id: Number(assignee) })
    return refused === undefined ? undefined : { refused }
  }
}

const conversation = z.object({
  status: z.string(),
  labels: z.array(z.string()).catch([]),
  custom_attributes: z.record(z.string(), z.unknown()).catch({}),
  meta: z.object({ assignee: z.object({ id: idText }).optional().catch(undefined) }).catch({})
})
const labels = z.object({ payload: z.array(z.string()) })
const messages = z.object({
  payload: z.array(
    z.object({ id: z.number(), content: z.string().catch(''), created_at: z.number(), private: z.boolean() })
  )
})

/** Whether the note is there: page by page, until before we wrote anything. */
function* isNoted(
  { since }: Writing,
  version: string,
  at: string,
  headers: Readonly<Record<string, string>>
): Steps<boolean> {
  for (let before: number | undefined; ; ) {
    const query = before === undefined ? '' : `?before=${before}`
    const { payload } = messages.parse(readJson((yield getRequest(`${at}/messages${query}`, headers)).body))
    if (payload.some((one) => one.private && one.content.includes(version))) return true
    const [oldest] = payload
    if (!oldest || oldest.created_at * 1_000 < since - clocksApartMs) return false
    before = oldest.id
  }
}

/** The vendor's clock may be behind ours. */
const clocksApartMs = 10 * 60_000

/** Conversations are `chatwoot-<account>-<number>`. */
function addressOf({ conversation }: Writing, { baseUrl, account }: Settings): string {
  const number = conversation.slice(`chatwoot-${account}-`.length)
  const [where, which] = [account, number].map(encodeURIComponent)
  return `${trimmedAtEnd(baseUrl, '/')}/api/v1/accounts/${where}/conversations/${which}`
}
