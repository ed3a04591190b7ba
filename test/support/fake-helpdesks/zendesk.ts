import { startFakeVendor } from '../fake-vendor'
import { missing, newConversation, ok, stranger, wrong } from './state'

const key = `Basic ${Buffer.from('ana@shop.example/token:the-api-token').toString('base64')}`

/** A ticket at Zendesk: tags are added and removed by themselves, and a custom field has a number for a name. */
export async function startFakeZendesk() {
  const ticket = newConversation('4711')
  const vendor = await startFakeVendor(({ method, path, headers, body }) => {
    const { pathname, searchParams } = new URL(path, 'http://zendesk')
    const [, what = ''] = /^\/api\/v2\/tickets\/4711(?:\/(\w+))?\.json$/.exec(pathname) ?? [
      undefined,
      'nowhere'
    ]
    if (headers.authorization !== key) return stranger
    if (method === 'GET' && what === 'comments') {
      const size = Number(searchParams.get('page[size]'))
      if (!(size >= 1 && size <= 100) || searchParams.get('sort') !== '-created_at')
        return wrong({ error: 'page' })
      const from = Number(searchParams.get('page[after]') ?? 0)
      // Two pages, however few there are.
      const all = [...ticket.notes.map((note) => ({ ...note, public: false }))].reverse()
      const comments = from === 0 ? [{ id: '1', body: 'Hello', public: true }] : all
      return ok({
        comments: comments.map(({ body, ...one }) => ({ ...one, html_body: body })),
        meta: { has_more: from === 0, after_cursor: from === 0 ? '1' : null }
      })
    }
    if (method === 'GET' && what === '')
      return ok({
        ticket: {
          id: 4711,
          status: ticket.isEnded ? 'solved' : 'open',
          tags: ticket.tags,
          assignee_id: Number(ticket.assignee),
          custom_fields: Object.entries(ticket.fields).map(([id, value]) => ({ id: Number(id), value }))
        }
      })
    const sent = JSON.parse(body) as { ticket?: Update; tags?: string[] }
    if (what === 'tags' && sent.tags) {
      const others = ticket.tags.filter((tag) => !sent.tags?.includes(tag))
      ticket.tags = method === 'PUT' ? [...others, ...sent.tags] : others
      return ok({ tags: ticket.tags })
    }
    if (method !== 'PUT' || what !== '' || !sent.ticket) return missing
    const { comment, custom_fields, status, assignee_id, ...rest } = sent.ticket
    if (Object.keys(rest).length > 0)
      return wrong({ error: 'RecordInvalid', description: Object.keys(rest).join() })
    if (comment && (comment.public !== false || typeof comment.html_body !== 'string'))
      return wrong({ error: 'comment' })
    if (custom_fields?.some(({ id }) => !Number.isInteger(id))) return wrong({ error: 'custom_fields' })
    if (comment) ticket.notes.push({ id: String(ticket.notes.length + 2), body: comment.html_body })
    for (const { id, value } of custom_fields ?? []) ticket.fields[id] = value
    if (status !== undefined) ticket.isEnded = status !== 'open'
    if (assignee_id !== undefined) ticket.assignee = String(assignee_id)
    return ok({ ticket: { id: 4711 } })
  })
  return { ...vendor, conversation: ticket }
}

type Update = {
  comment?: { html_body: string; public: boolean }
  custom_fields?: { id: number; value: unknown }[]
  status?: string
  assignee_id?: number
}
