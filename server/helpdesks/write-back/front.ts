import { z } from 'zod'
import { idText, readJson } from '../../channels/read-json'
import { postJson } from '../../channels/vendor-answers'
import type { Steps, WriteBack } from '../../channels/write-back'
import { changing, getRequest, markdownOf } from './notes'

type Settings = { apiToken: string }
type Headers = Readonly<Record<string, string>>

const api = 'https://api2.frontapp.com'

/**
 * Front: https://dev.frontapp.com/reference (add comment, update conversation, add and remove conversation
 * tag, list and create tags), core-api.json of github.com/frontapp/front-api-specs. Its API changes no
 * comment that is there, and takes no answers to its own surveys.
 */
export const frontWriteBack: WriteBack<Settings> = {
  takes: ['note', 'tag', 'field', 'reopen', 'assign'],
  lacks: ({ apiToken }) => (apiToken === '' ? 'apiToken' : undefined),

  *write({ conversation, note, tag, field, reopen, assign }, { apiToken }) {
    const at = `${api}/conversations/${encodeURIComponent(conversation.replace(/^front-/, ''))}`
    const headers = { authorization: `Bearer ${apiToken}` }
    const shownNow = function* (): Steps<z.output<typeof shown>> {
      return shown.parse(readJson((yield getRequest(at, headers)).body))
    }
    const known = yield* shownNow()
    const wasArchived = known.status === 'archived'
    if (tag && !known.tags.some(({ name }) => name === tag.add))
      yield postJson(`${at}/tags`, headers, { tag_ids: [yield* tagNamed(tag.add, headers)] })
    const old = known.tags.find(({ name }) => name === tag?.remove)
    if (old) yield changing('DELETE', `${at}/tags`, headers, { tag_ids: [old.id] })
    const isToNote = note && !(yield* isNoted(at, headers, note.version))
    // Anything new may bring an archived conversation back.
    if (isToNote)
      yield {
        ...postJson(`${at}/comments`, headers, { body: markdownOf(note) }),
        ...(wasArchived && { reopens: true })
      }
    const isOpenNow = isToNote && wasArchived && (yield* shownNow()).status !== 'archived'
    const isToReopen = reopen && wasArchived
    const status = isToReopen ? (isOpenNow ? undefined : 'open') : isOpenNow ? 'archived' : undefined
    const changes = {
      // What is sent replaces all that was there.
      ...(field &&
        known.custom_fields[field.name] !== field.value && {
          custom_fields: { ...known.custom_fields, [field.name]: field.value }
        }),
      ...(assign !== undefined && assign !== known.assignee?.id && { assignee_id: assign }),
      ...(status !== undefined && { status })
    }
    if (Object.keys(changes).length > 0)
      yield { ...changing('PATCH', at, headers, changes), ...(isToReopen && { reopens: true }) }
    return isToNote && wasArchived && !isOpenNow && !isToReopen ? { stillEnded: true } : undefined
  }
}

const shown = z.object({
  status: z.string(),
  assignee: z.object({ id: idText }).nullish(),
  tags: z.array(z.object({ id: idText, name: z.string() })),
  custom_fields: z.record(z.string(), z.unknown()).catch({})
})
const comments = z.object({ _results: z.array(z.object({ body: z.string().catch('') })) })
const tags = z.object({
  _pagination: z.object({ next: z.string().nullish() }).nullish(),
  _results: z.array(z.object({ id: idText, name: z.string() }))
})

function* isNoted(at: string, headers: Headers, version: string): Steps<boolean> {
  const { _results } = comments.parse(readJson((yield getRequest(`${at}/comments`, headers)).body))
  return _results.some(({ body }) => body.includes(version))
}

/** The id of the tag, which is made where there is none. */
function* tagNamed(name: string, headers: Headers): Steps<string> {
  for (let query = '?limit=100'; ; ) {
    const page = tags.parse(readJson((yield getRequest(`${api}/tags${query}`, headers)).body))
    const found = page._results.find((one) => one.name === name)
    if (found) return found.id
    if (!page._pagination?.next) break
    query = new URL(page._pagination.next).search
  }
  const { id } = z
    .object({ id: idText })
    .parse(readJson((yield postJson(`${api}/company/tags`, headers, { name })).body))
  return id
}
