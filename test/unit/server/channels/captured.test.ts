import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chats } from './chats'

/**
 * Bodies that vendors sent to others, with what a reader should get out of them; the folder lies beside the
 * clone where it is.
 */
const folder = new URL('../../../../../shared/webhooks/', import.meta.url)
const isThere = existsSync(folder)
if (!isThere) console.info(`The captured bodies are not at ${folder.pathname}: their tests are skipped.`)

type Expected = {
  channel: string
  kind: string
  sender?: string
  message_id?: string | null
  payload?: string | null
  text?: string | null
  timestamp_ms?: number
  status?: string
  callback_id?: string
  postbacks?: number
}
type Captured = { file: string; expect: Expected }

// The file's shape is described in it.
const manifest = isThere
  ? (JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Captured[])
  : []
const ours = manifest.filter(({ expect: { channel } }) => channel in chats)

describe.skipIf(!isThere)('bodies that vendors really sent', () => {
  it.each(ours.map((captured) => [captured.file, captured] as const))('%s', (file, { expect: expected }) => {
    const channel = expected.channel as keyof typeof chats // as filtered above
    const events = chats[channel].parse(readFileSync(new URL(file, folder)))
    const whats: Record<string, () => void> = {
      ignore: () => expect(events).toEqual([]),
      // The answer to a form of somebody else's, which nothing of ours asked for.
      form_reply: () => expect(events).toEqual([]),
      delivery_status: () =>
        expect(events).toMatchObject([
          { kind: 'status', status: expected.status === 'played' ? 'read' : expected.status }
        ]),
      opt_out_or_in: () => expect(events).toMatchObject([{ kind: 'opted-in', sender: '+16505551234' }]),
      reply: () => expectReply(channel, expected, events),
      batch: () => {
        expect(events.filter(({ kind }) => kind === 'pressed')).toHaveLength(expected.postbacks ?? NaN)
        // Those in groups and rooms are left out.
        expect(events.filter(({ kind }) => kind === 'text')).toHaveLength(2)
        expect(events.filter(({ kind }) => kind === 'opted-in' || kind === 'opted-out')).toHaveLength(2)
      }
    }
    expect(Object.keys(whats)).toContain(expected.kind)
    whats[expected.kind]?.()
  })
})

function expectReply(
  channel: string,
  { sender, payload, text, message_id, timestamp_ms, callback_id }: Expected,
  events: readonly object[]
) {
  const isPressed = payload !== null && payload !== undefined
  expect(events).toMatchObject([
    {
      kind: isPressed ? 'pressed' : 'text',
      // WhatsApp leaves out the “+” that phone numbers have everywhere else.
      sender: channel === 'whatsapp' ? `+${sender}` : sender,
      ...(isPressed && { payload }),
      ...(text && { text }),
      ...(timestamp_ms !== undefined && { at: timestamp_ms }),
      ...(message_id && channel !== 'telegram' && { dedup: message_id }),
      ...(callback_id && { callback: { callbackQueryId: callback_id, messageId: message_id } })
    }
  ])
}
