import { startFakeVendor } from '../fake-vendor'
import { made, missing, newConversation, ok, stranger, wrong } from './state'

const key = `Basic ${Buffer.from('the-api-key:X').toString('base64')}`
const ratings = [-103, -102, -101, 100, 101, 102, 103]

/** A ticket at Freshdesk: private notes can be changed, tags that are sent replace those that were there. */
export async function startFakeFreshdesk() {
  const ticket = newConversation('20')
  const vendor = await startFakeVendor(({ method, path, headers, body }) => {
    const { pathname, searchParams } = new URL(path, 'http://freshdesk')
    if (headers.authorization !== key) return stranger
    const sent = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>)
    const [, noteId] = /^\/api\/v2\/conversations\/(\d+)$/.exec(pathname) ?? []
    const note = ticket.notes.find(({ id }) => id === noteId)
    if (note && method === 'PUT') {
      note.body = String(sent.body)
      return ok(note)
    }
    const [, what = ''] = /^\/api\/v2\/tickets\/20(?:\/(\w+))?$/.exec(pathname) ?? [undefined, 'nowhere']
    if (what === 'conversations' && method === 'GET') {
      if (Number(searchParams.get('per_page')) > 100) return wrong({ description: 'per_page' })
      const all = ticket.notes.map((one) => ({ ...one, id: Number(one.id), private: true, incoming: false }))
      return ok(searchParams.get('page') === '1' ? all : [])
    }
    if (what === 'notes' && method === 'POST') {
      if (sent.private !== true || typeof sent.body !== 'string') return wrong({ description: 'body' })
      ticket.notes.push({ id: String(ticket.notes.length + 1), body: sent.body })
      return made({ id: ticket.notes.length })
    }
    if (what === 'satisfaction_ratings') {
      if (method === 'GET') return ok(ticket.ratings)
      const { default_question: rating } = sent.ratings as { default_question: number }
      if (!ratings.includes(rating)) return wrong({ description: 'Validation failed' })
      ticket.ratings.push({ rating, feedback: sent.feedback })
      return made({ id: 1 })
    }
    if (what !== '') return missing
    if (method === 'GET')
      return ok({
        id: 20,
        status: ticket.isEnded ? 4 : 2,
        tags: ticket.tags,
        custom_fields: ticket.fields,
        responder_id: Number(ticket.assignee)
      })
    const { tags, custom_fields, status, responder_id, ...rest } = sent
    if (method !== 'PUT' || Object.keys(rest).length > 0)
      return wrong({ description: Object.keys(rest).join() })
    if (tags) ticket.tags = tags as string[]
    Object.assign(ticket.fields, custom_fields)
    if (status !== undefined) ticket.isEnded = status !== 2
    if (responder_id !== undefined) ticket.assignee = String(responder_id)
    return ok({ id: 20 })
  })
  return { ...vendor, conversation: ticket }
}
