import { createHmac } from 'node:crypto'
import { startFakeVendor } from '../fake-vendor'
import { newConversation, none, stranger } from './state'

export const ownSecret = 'a secret of our own system'

/** A system of a shop's own, which believes what is signed and does nothing twice under one key. */
export async function startOwnSystem() {
  const conversation = newConversation('c-4711')
  const seen = new Set<string>()
  const vendor = await startFakeVendor(({ headers, body }) => {
    const signature = `sha256=${createHmac('sha256', ownSecret).update(body).digest('hex')}`
    if (headers['x-hearback-signature'] !== signature) return stranger
    const key = headers['idempotency-key'] ?? ''
    if (seen.has(key)) return none
    seen.add(key)
    const sent = JSON.parse(body) as {
      id: string
      note?: string
      tags?: { add: string[]; remove: string[] }
      fields?: Record<string, number>
      satisfaction?: unknown
      reopen?: boolean
      assign?: string
    }
    const known = conversation.notes.find(({ id }) => id === sent.id)
    if (known) known.body = sent.note ?? ''
    else if (sent.note !== undefined) conversation.notes.push({ id: sent.id, body: sent.note })
    const { add = [], remove = [] } = sent.tags ?? {}
    conversation.tags = [...conversation.tags.filter((tag) => ![...add, ...remove].includes(tag)), ...add]
    Object.assign(conversation.fields, sent.fields)
    if (sent.satisfaction) conversation.ratings.push(sent.satisfaction)
    if (sent.reopen) conversation.isEnded = false
    if (sent.assign !== undefined) conversation.assignee = sent.assign
    return none
  })
  return { ...vendor, conversation }
}
