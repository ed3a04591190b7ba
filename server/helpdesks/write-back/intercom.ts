import { z } from 'zod'
import { idText, readJson } from '../../channels/read-json'
import { postJson } from '../../channels/vendor-answers'
import type { WriteBack } from '../../channels/write-back'
import { changing, getRequest, noteHtml } from './notes'

type Settings = { region: 'us' | 'eu' | 'au'; accessToken: string; admin: string }

const hosts = {
  us: 'https://api.intercom.io',
  eu: 'https://api.eu.intercom.io',
  au: 'https://api.au.intercom.io'
}

/**
 * Intercom: https://developers.intercom.com/docs/references/2.11/rest-api/api.intercom.io (retrieve, update,
 * reply to and manage a conversation, attach a tag), descriptions/2.11 of github.com/intercom/Intercom-OpenAPI.
 * Its API changes no note that is there, and takes no rating: only Intercom's own survey makes those.
 */
export const intercomWriteBack: WriteBack<Settings> = {
  takes: ['note', 'tag', 'field', 'reopen', 'assign'],
  lacks: ({ accessToken, admin }) =>
    accessToken === '' ? 'accessToken' : admin === '' ? 'admin' : undefined,

  *write({ conversation, note, tag, field, reopen, assign }, { region, accessToken, admin }) {
    const at = `${hosts[region]}/conversations/${encodeURIComponent(conversation.replace(/^intercom-/, ''))}`
    const headers = {
      authorization: `Bearer ${accessToken}`,
      accept: 'application/json',
      'intercom-version': '2.11'
    }
    // It gives the latest 500 parts.
    const known = shown.parse(readJson((yield getRequest(at, headers)).body))
    const isNoted = (version: string) =>
      known.conversation_parts.conversation_parts.some(
        ({ part_type, body }) => part_type === 'note' && body?.includes(version)
      )
    if (note && !isNoted(note.version))
      yield postJson(`${at}/reply`, headers, {
        message_type: 'note',
        type: 'admin',
        admin_id: admin,
        body: noteHtml(note)
      })
    if (field && known.custom_attributes[field.name] !== field.value)
      yield changing('PUT', at, headers, { custom_attributes: { [field.name]: field.value } })
    const tags = known.tags.tags
    if (tag && !tags.some(({ name }) => name === tag.add)) {
      // Makes it where there is none of this name.
      const { id } = made.parse(
        readJson((yield postJson(`${hosts[region]}/tags`, headers, { name: tag.add })).body)
      )
      yield postJson(`${at}/tags`, headers, { id, admin_id: admin })
    }
    const old = tags.find(({ name }) => name === tag?.remove)
    if (old)
      yield {
        ...changing('DELETE', `${at}/tags/${encodeURIComponent(old.id)}`, headers, { admin_id: admin }),
        passes: [404]
      }
    if (reopen && known.state === 'closed')
      yield {
        ...postJson(`${at}/parts`, headers, { message_type: 'open', admin_id: admin }),
        reopens: true
      }
    if (assign !== undefined && assign !== known.admin_assignee_id)
      yield postJson(`${at}/parts`, headers, {
        message_type: 'assignment',
        type: 'admin',
        admin_id: admin,
        assignee_id: assign
      })
    return undefined
  }
}

const made = z.object({ id: idText })
const shown = z.object({
  state: z.string(),
  admin_assignee_id: idText.nullish(),
  custom_attributes: z.record(z.string(), z.unknown()).catch({}),
  tags: z.object({ tags: z.array(z.object({ id: idText, name: z.string() })) }),
  conversation_parts: z.object({
    conversation_parts: z.array(z.object({ part_type: z.string(), body: z.string().nullish() }))
  })
})
