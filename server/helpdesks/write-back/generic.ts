import { outcomeOf } from '../../channels/outcome'
import { hmac } from '../../channels/signatures'
import { postJson } from '../../channels/vendor-answers'
import type { WriteBack } from '../../channels/write-back'

type Settings = { secret: string; writeBackUrl: string }

/**
 * Any system that takes JSON: one request with all of it. The same answer has the same `id`, and the same
 * state of it the same `Idempotency-Key`, so that a system that knows the key has nothing twice. The body is
 * signed as GitHub and many others sign theirs.
 */
export const genericWriteBack: WriteBack<Settings> = {
  takes: ['note', 'tag', 'field', 'native', 'reopen', 'assign'],
  lacks: ({ writeBackUrl }) => (writeBackUrl === '' ? 'writeBackUrl' : undefined),

  *write(writing, { writeBackUrl, secret }) {
    const { conversation, key, note, tag, field, native, reopen, assign } = writing
    const body = JSON.stringify({
      id: key,
      conversation,
      ...(note && { note: [...note.lines, note.link].join('\n') }),
      ...(tag && { tags: { add: [tag.add], remove: [tag.remove] } }),
      ...(field && { fields: { [field.name]: field.value } }),
      ...(native && { satisfaction: native }),
      ...(reopen && { reopen }),
      ...(assign !== undefined && { assign })
    })
    const sent = postJson(writeBackUrl, {}, undefined)
    const headers = {
      ...sent.headers,
      'idempotency-key': `${key}-${hmac('sha256', secret, Buffer.from(body), 'hex').slice(0, 16)}`,
      'x-hearback-signature': `sha256=${hmac('sha256', secret, Buffer.from(body), 'hex')}`
    }
    yield { ...sent, headers, body, ...(reopen && { reopens: true }) }
    return undefined
  },

  outcome: (answer) => outcomeOf(answer, () => ({}))
}
