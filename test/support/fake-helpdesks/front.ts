import { startFakeVendor } from '../fake-vendor'
import { made, missing, newConversation, none, ok, stranger, wrong } from './state'

/**
 * A conversation at Front: tags go by their ids, fields that are sent replace all that were there, and a
 * comment brings an archived conversation back.
 */
export async function startFakeFront() {
  const conversation = newConversation('cnv_1')
  const tags = new Map([['billing', 'tag_1']])
  const vendor = await startFakeVendor(({ method, path, headers, body }) => {
    const { pathname, searchParams } = new URL(path, 'http://front')
    if (headers.authorization !== 'Bearer the-api-token') return stranger
    const sent = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>)
    if (pathname === '/tags' && method === 'GET') {
      if (Number(searchParams.get('limit')) > 100) return wrong({ _error: { message: 'limit' } })
      const isFirst = searchParams.get('page_token') === null
      return ok({
        _pagination: { next: isFirst ? 'https://api2.frontapp.com/tags?limit=100&page_token=2' : null },
        _results: isFirst ? [] : [...tags].map(([name, id]) => ({ id, name }))
      })
    }
    if (pathname === '/company/tags' && method === 'POST') {
      const id = `tag_${tags.size + 1}`
      tags.set(String(sent.name), id)
      return made({ id, name: sent.name })
    }
    const [, what = ''] = /^\/conversations\/cnv_1(?:\/(\w+))?$/.exec(pathname) ?? [undefined, 'nowhere']
    if (what === 'comments') {
      if (method === 'GET') return ok({ _results: conversation.notes.toReversed() })
      conversation.notes.push({ id: `com_${conversation.notes.length}`, body: String(sent.body) })
      conversation.isEnded = false
      return made({ id: 'com_1' })
    }
    if (what === 'tags') {
      const names = (sent.tag_ids as string[]).map((id) => [...tags].find(([, one]) => one === id)?.[0] ?? '')
      if (names.includes('')) return missing
      conversation.tags = conversation.tags.filter((name) => !names.includes(name))
      if (method === 'POST') conversation.tags.push(...names)
      return none
    }
    if (what !== '') return missing
    if (method === 'GET')
      return ok({
        id: 'cnv_1',
        status: conversation.isEnded ? 'archived' : 'assigned',
        assignee: { id: conversation.assignee },
        tags: conversation.tags.map((name) => ({ id: tags.get(name), name })),
        custom_fields: conversation.fields
      })
    const { status, custom_fields, assignee_id, ...rest } = sent
    if (method !== 'PATCH' || Object.keys(rest).length > 0)
      return wrong({ _error: { message: Object.keys(rest).join() } })
    if (status === 'open' || status === 'archived') conversation.isEnded = status === 'archived'
    if (custom_fields) conversation.fields = custom_fields as Record<string, unknown>
    if (assignee_id !== undefined) conversation.assignee = String(assignee_id)
    return none
  })
  return { ...vendor, conversation }
}
