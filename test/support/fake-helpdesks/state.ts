/** What a fake helpdesk knows of its one conversation, whatever the vendor calls these. */
export type Conversation = {
  id: string
  isEnded: boolean
  notes: { id: string; body: string }[]
  tags: string[]
  fields: Record<string, unknown>
  assignee: string | null
  ratings: unknown[]
}

export function newConversation(id: string): Conversation {
  return {
    id,
    isEnded: true,
    notes: [],
    tags: ['billing'],
    fields: { plan: 'pro' },
    assignee: '1',
    ratings: []
  }
}

export const ok = (body: unknown = {}) => ({ status: 200, body: JSON.stringify(body) })
export const made = (body: unknown = {}) => ({ status: 201, body: JSON.stringify(body) })
export const none = { status: 204, body: '' }
export const wrong = (body: unknown) => ({ status: 422, body: JSON.stringify(body) })
export const missing = { status: 404, body: '{"error":"not found"}' }
export const stranger = { status: 401, body: '{"error":"unauthorized"}' }
