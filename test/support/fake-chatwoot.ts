import { createHmac } from 'node:crypto'
import { startFakeVendor } from './fake-vendor'

export const accessToken = 'the-agents-access-token'
export const webhookSecret = 'the secret of the webhook'

type Item = { title: string; value: string }
type Message = {
  private?: boolean
  content?: string
  message_type?: string
  content_type?: string
  content_attributes?: { items?: Item[] }
}
export type Webhook = { body: string; headers: Record<string, string> }

/**
 * The parts of Chatwoot that a survey meets: an account with one WhatsApp conversation. What a customer
 * writes opens it again, whoever resolves it is told about by webhook, and a WhatsApp list takes ten rows
 * with titles of 24 characters. Labels are those that the account has, posted attributes replace those that
 * were there, messages come twenty at a time, and an agent who opens a conversation is given it. `webhooks`
 * holds what Chatwoot would have sent, oldest first.
 */
export async function startFakeChatwoot(clock: () => number) {
  const webhooks: Webhook[] = []
  const accountLabels = ['Billing', 'refund', 'hearback-satisfied', 'hearback-unsatisfied']
  const kept: { id: number; content: string; private: boolean; created_at: number }[] = []
  const misdeeds = new Map<string, { status: number; body: string }>()
  let noted = () => {}
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
    custom_attributes: { plan: 'pro' } as Record<string, unknown>,
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

  function said(message_type: string, content: string, isPrivate = false) {
    kept.push({ id: messages + 1, content, private: isPrivate, created_at: Math.floor(clock() / 1000) })
    tell({
      event: 'message_created',
      id: ++messages,
      message_type,
      content,
      private: isPrivate,
      created_at: new Date(clock()).toISOString(),
      conversation
    })
    return messages
  }

  function page(before: number) {
    return kept.filter(({ id }) => id < before).slice(-20)
  }

  const vendor = await startFakeVendor(({ method, path, headers, body }) => {
    const { pathname, searchParams } = new URL(path, 'http://chatwoot')
    const isThere = /^\/api\/v1\/accounts\/1\/conversations\/207(\/\w+)?$/.test(pathname)
    const what = isThere ? (pathname.split('/')[7] ?? '') : undefined
    if (headers.api_access_token !== accessToken)
      return { status: 401, body: '{"error":"Invalid Access Token"}' }
    if (what === undefined) return { status: 404, body: '{"error":"Resource could not be found"}' }
    const misdeed = misdeeds.get(what)
    misdeeds.delete(what)
    if (misdeed) return misdeed
    if (method === 'GET') {
      const payload = page(Number(searchParams.get('before') ?? Infinity))
      return { status: 200, body: JSON.stringify(what === 'messages' ? { payload } : conversation) }
    }
    const sent = JSON.parse(body) as Message & {
      status?: string
      labels?: string[]
      custom_attributes?: Record<string, unknown>
      assignee_id?: number
    }
    if (what === 'labels') {
      conversation.labels = accountLabels.filter((label) => sent.labels?.includes(label))
      return { status: 200, body: JSON.stringify({ payload: conversation.labels }) }
    }
    if (what === 'custom_attributes') {
      conversation.custom_attributes = sent.custom_attributes ?? {}
      return { status: 200, body: JSON.stringify({ custom_attributes: conversation.custom_attributes }) }
    }
    if (what === 'assignments') {
      if (typeof sent.assignee_id !== 'number') return { status: 404, body: '{"error":"no such agent"}' }
      conversation.meta.assignee = { id: sent.assignee_id, name: sent.assignee_id === 1 ? 'Ana' : 'Ben' }
      return { status: 200, body: JSON.stringify(conversation.meta.assignee) }
    }
    if (what === 'toggle_status') {
      become(sent.status ?? '')
      if (sent.status === 'open') conversation.meta.assignee = { id: 9, name: 'The agent of the token' }
      return { status: 200, body: '{"payload":{"success":true}}' }
    }
    const items = sent.content_attributes?.items ?? []
    if (items.length > 10 || items.some(({ title }) => title.length > 24))
      return { status: 422, body: '{"error":"a WhatsApp list takes ten rows with 24 characters"}' }
    if (sent.private) {
      const id = said('outgoing', sent.content ?? '', true)
      noted()
      return { status: 200, body: JSON.stringify({ id, content: sent.content, private: true }) }
    }
    askId = said('outgoing', sent.content ?? '')
    return { status: 200, body: JSON.stringify({ id: askId, content: sent.content }) }
  })

  return {
    ...vendor,
    webhooks,
    conversation,
    /** Answers so the next time that this is asked for. */
    misbehaveOn: (what: string, answer: { status: number; body: string }) => void misdeeds.set(what, answer),
    /** Does something once a note is kept, before anybody is told so. */
    onNote: (does: () => void) => void (noted = does),
    /** The account has such a label no more. */
    dropLabel: (name: string) => void accountLabels.splice(accountLabels.indexOf(name), 1),
    /** What agents alone read in the conversation, oldest first. */
    notes: () => kept.filter((one) => one.private).map(({ content }) => content),
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
        .filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
        .map(({ body }) => JSON.parse(body) as Message)
        .filter((message) => !message.private)
  }
}
