import { startFakeVendor } from '../fake-vendor'
import { missing, newConversation, ok, stranger, wrong } from './state'

/** A conversation at Intercom: a tag has an id and is attached by it, and whoever does something is named. */
export async function startFakeIntercom() {
  const conversation = newConversation('335')
  const tags = new Map([['billing', '1']])
  const shown = () => ({
    id: '335',
    state: conversation.isEnded ? 'closed' : 'open',
    admin_assignee_id: Number(conversation.assignee),
    custom_attributes: conversation.fields,
    tags: { type: 'tag.list', tags: conversation.tags.map((name) => ({ id: tags.get(name), name })) },
    conversation_parts: {
      conversation_parts: conversation.notes.map(({ id, body }) => ({ id, part_type: 'note', body }))
    }
  })
  const vendor = await startFakeVendor(({ method, path, headers, body }) => {
    if (headers.authorization !== 'Bearer the-access-token') return stranger
    if (headers['intercom-version'] !== '2.11') return wrong({ errors: [{ message: 'version' }] })
    const sent = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>)
    if (path === '/tags' && method === 'POST') {
      const name = String(sent.name)
      tags.set(name, tags.get(name) ?? String(tags.size + 1))
      return ok({ type: 'tag', id: tags.get(name), name })
    }
    const [, what = '', tagId] = /^\/conversations\/335(?:\/(\w+)(?:\/(\d+))?)?$/.exec(path) ?? [
      undefined,
      'nowhere'
    ]
    if (what === '' && method === 'GET') return ok(shown())
    if (what === '' && method === 'PUT') {
      Object.assign(conversation.fields, sent.custom_attributes)
      return ok(shown())
    }
    if (sent.admin_id !== '9') return wrong({ errors: [{ message: 'admin_id' }] })
    if (what === 'reply' && sent.message_type === 'note' && sent.type === 'admin') {
      conversation.notes.push({ id: String(conversation.notes.length + 1), body: String(sent.body) })
      return ok(shown())
    }
    const name = [...tags].find(([, id]) => id === (tagId ?? sent.id))?.[0]
    if (what === 'tags' && name !== undefined) {
      conversation.tags = conversation.tags.filter((one) => one !== name)
      if (method === 'POST') conversation.tags.push(name)
      return ok({ type: 'tag', name })
    }
    if (what === 'parts' && sent.message_type === 'open') {
      conversation.isEnded = false
      return ok(shown())
    }
    if (what === 'parts' && sent.message_type === 'assignment' && sent.type === 'admin') {
      conversation.assignee = String(sent.assignee_id)
      return ok(shown())
    }
    return missing
  })
  return { ...vendor, conversation }
}
