import { startFakeVendor } from '../fake-vendor'
import { made, missing, newConversation, ok, stranger, wrong } from './state'

type Sent = {
  properties?: Record<string, string | number> | string[]
  associations?: { to: { id: string }; types: { associationTypeId: number }[] }[]
  inputs?: { id: string }[]
}

/** A ticket at HubSpot: notes are objects of their own, which a ticket is associated with. Tags there are none. */
export async function startFakeHubspot() {
  const ticket = newConversation('77')
  const vendor = await startFakeVendor(({ method, path, headers, body }) => {
    const { pathname, searchParams } = new URL(path, 'http://hubspot')
    if (headers.authorization !== 'Bearer the-private-app') return stranger
    const sent = body === '' ? {} : (JSON.parse(body) as Sent)
    if (pathname === '/crm/v4/objects/tickets/77/associations/notes' && method === 'GET')
      return ok({ results: ticket.notes.map(({ id }) => ({ toObjectId: Number(id) })) })
    if (pathname === '/crm/v3/objects/notes/batch/read') {
      const found = ticket.notes.filter(({ id }) => sent.inputs?.some((one) => one.id === id))
      return ok({ results: found.map(({ id, body }) => ({ id, properties: { hs_note_body: body } })) })
    }
    const properties = sent.properties as Record<string, string | number> | undefined
    if (pathname === '/crm/v3/objects/notes' && method === 'POST') {
      const [to] = sent.associations ?? []
      if (!properties?.hs_timestamp || to?.to.id !== '77' || to.types[0]?.associationTypeId !== 228)
        return wrong({ status: 'error', message: 'hs_timestamp and the ticket are required' })
      ticket.notes.push({ id: String(ticket.notes.length + 1), body: String(properties.hs_note_body) })
      return made({ id: String(ticket.notes.length) })
    }
    const note = ticket.notes.find(({ id }) => pathname === `/crm/v3/objects/notes/${id}`)
    if (note && method === 'PATCH') {
      note.body = String(properties?.hs_note_body)
      return ok({ id: note.id })
    }
    if (pathname !== '/crm/v3/objects/tickets/77') return missing
    const all: Record<string, unknown> = {
      ...ticket.fields,
      hs_pipeline_stage: ticket.isEnded ? '4' : '1',
      hubspot_owner_id: ticket.assignee
    }
    if (method === 'GET') {
      const asked = searchParams.get('properties')?.split(',') ?? []
      return ok({
        id: '77',
        properties: Object.fromEntries(
          asked.map((name) => [name, all[name] == null ? null : String(all[name])])
        )
      })
    }
    for (const [name, value] of Object.entries(properties ?? {}))
      if (typeof value !== 'string') return wrong({ status: 'error', message: `${name} is no text` })
      else if (name === 'hs_pipeline_stage') ticket.isEnded = value !== '1'
      else if (name === 'hubspot_owner_id') ticket.assignee = value
      else ticket.fields[name] = Number(value)
    return ok({ id: '77' })
  })
  return { ...vendor, conversation: ticket }
}
