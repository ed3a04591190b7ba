import { createHmac } from 'node:crypto'
import { startFakeVendor } from './fake-vendor'

export const accessToken = 'the-agents-access-token'
export const webhookSecret = 'the secret of the webhook'

type Item = { title: string; value: string }
type Message = {
  content?: string
  message_type?: string
  content_type?: string
  content_attributes?: { items?: Item[] }
}
export type Webhook = { body: string; headers: Record<string, string> }

/**
 * The parts of Chatwoot that a survey meets: an account with one WhatsApp conversation. What a customer
 * writes opens it again, whoever resolves it is told about by webhook, and a WhatsApp list takes ten rows
 * with titles of 24 characters. `webhooks` holds what Chatwoot would have sent, oldest first.
 */
export async function startFakeChatwoot(clock: () => number) {
  const webhooks: Webhook[] = []
  let messages = 100
  let askId = 0
  const conversation = {
    id: 207,
    channel: 'Channel::Whatsapp',
    labels: ['Billing', 'refund'],
    status: 'open',
    can_reply: true,
    contact_inbox: { source_id: '923001234567' },
    meta: {
      sender: { id: 4, identifier: 'k-1', phone_number: '+923001234567', email: 'c@example.com' },
      assignee: { id: 1, name: 'Ana' } as { id: number; name: string } | null,
      team: { name: 'tier-1' }
    },
    additional_attributes: {},
    created_at: Math.floor(clock() / 1000) - 3600,
    first_reply_created_at: new Date(clock() - 3_300_000).toISOString(),
    updated_at: 0
  }

  function tell(payload: Record<string, unknown>) {
    const body = JSON.stringify({ account: { id: 1, name: 'Shop' }, ...payload })
    const timestamp = String(Math.floor(clock() / 1000))
    const signature = `sha256=${createHmac('sha256', webhookSecret).update(`${timestamp}.${body}`).digest('hex')}`
    webhooks.push({ body, headers: { 'x-chatwoot-timestamp': timestamp, 'x-chatwoot-signature': signature } })
  }

  function become(status: string) {
    if (conversation.status === status) return
    Object.assign(conversation, { status, updated_at: clock() / 1000 })
    tell({ event: 'conversation_status_changed', ...conversation, changed_attributes: [] })
  }

  function said(message_type: string, content: string) {
    tell({
      event: 'message_created',
      id: ++messages,
      message_type,
      content,
      created_at: new Date(clock()).toISOString(),
      conversation
    })
    return messages
  }

  const vendor = await startFakeVendor(({ path, headers, body }) => {
    const [, what] = /^\/api\/v1\/accounts\/1\/conversations\/207\/(\w+)$/.exec(path) ?? []
    if (headers.api_access_token !== accessToken)
      return { status: 401, body: '{"error":"Invalid Access Token"}' }
    if (what === undefined) return { status: 404, body: '{"error":"Resource could not be found"}' }
    const sent = JSON.parse(body) as Message & { status?: string }
    if (what === 'toggle_status') {
      become(sent.status ?? '')
      return { status: 200, body: '{"payload":{"success":true}}' }
    }
    const items = sent.content_attributes?.items ?? []
    if (items.length > 10 || items.some(({ title }) => title.length > 24))
      return { status: 422, body: '{"error":"a WhatsApp list takes ten rows with 24 characters"}' }
    askId = said('outgoing', sent.content ?? '')
    return { status: 200, body: JSON.stringify({ id: askId, content: sent.content }) }
  })

  return {
    ...vendor,
    webhooks,
    conversation,
    /** The agent is done with it. */
    resolve: () => become('resolved'),
    customerSays(text: string) {
      become('open')
      return said('incoming', text)
    },
    /** Another bot of the account writes, and this is the name of its message. */
    says: (text: string) => said('outgoing', text),
    /** The name of what was last posted by us. */
    askId: () => askId,
    /** On the web widget, an option is pressed in the message that holds it. */
    customerPresses: (id: number, value: string) =>
      tell({
        event: 'message_updated',
        id,
        message_type: 'outgoing',
        content_type: 'input_select',
        content_attributes: { submitted_values: [{ title: value, value }] },
        conversation
      }),
    /** What was posted into the conversation, in order. */
    posts: () =>
      vendor.calls
        .filter(({ path }) => path.endsWith('/messages'))
        .map(({ body }) => JSON.parse(body) as Message)
  }
}
