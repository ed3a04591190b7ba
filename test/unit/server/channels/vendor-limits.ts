import type { HttpRequest } from '../../../../server/channels/channel'

/**
 * What each vendor would refuse about a message, measured as it measures: from its documentation, and not
 * from the limits that the connectors keep to. Empty where it takes the message.
 */
export function refusalsOf(kind: string, request: HttpRequest): string[] {
  // A body has the shape of its vendor, or its rule throws and the test fails.
  const rule = (rules as Record<string, (body: never) => string[]>)[kind]
  return (rule?.(JSON.parse(request.body) as never) ?? [`there are no rules for ${kind}`]).filter(
    (refusal) => refusal !== ''
  )
}

/** Every text in a message that a person reads, with its links. */
export function textsOf(request: HttpRequest): string[] {
  const found: string[] = []
  JSON.parse(request.body, (_, value: unknown) => (typeof value === 'string' && found.push(value), value))
  return found
}

type Replies = { title: string; payload: string }[]
type Meta = { message: { text: string; quick_replies?: Replies } }
type Interactive =
  | { type: 'cta_url'; body: { text: string }; action: { parameters: { display_text: string; url: string } } }
  | {
      type: 'button'
      body: { text: string }
      action: { buttons: { reply: { id: string; title: string } }[] }
    }
  | {
      type: 'list'
      body: { text: string }
      action: { button: string; sections: { rows: { id: string; title: string }[] }[] }
    }
type Whatsapp = { biz_opaque_callback_data: string } & (
  | { type: 'template'; template: { components: { parameters: { text: string }[] }[] } }
  | { type: 'interactive'; interactive: Interactive }
)
type Telegram = {
  text: string
  reply_markup: { inline_keyboard: { text: string; url?: string; callback_data?: string }[][] }
}
type Line = {
  messages: {
    text: string
    quickReply?: { items: { action: { label: string; data: string; displayText: string } }[] }
  }[]
}
type Viber = {
  text: string
  sender: { name: string }
  keyboard: { Buttons: { Text: string; Columns: number; Silent: boolean }[] }
}
type Wechat =
  | { msgtype: 'text'; text: { content: string } }
  | {
      msgtype: 'msgmenu'
      msgmenu: { head_content: string; tail_content: string; list: { content: string }[] }
    }

const characters = (text: unknown, most: number, what: string) =>
  atMost(typeof text === 'string' ? text.length : NaN, most, what, text)
const bytes = (text: unknown, most: number, what: string) =>
  atMost(typeof text === 'string' ? Buffer.byteLength(text) : NaN, most, what, text)

function atMost(size: number, most: number, what: string, text: unknown): string {
  return size >= 1 && size <= most ? '' : `${what}: ${size} of 1 to ${most} in ${JSON.stringify(text)}`
}

function distinct(texts: unknown[], what: string): string {
  return new Set(texts).size === texts.length ? '' : `${what} repeat: ${JSON.stringify(texts)}`
}

const quickReplies = (replies: Replies = []) => [
  replies.length <= 13 ? '' : 'more than 13 quick replies',
  distinct(
    replies.map((reply) => reply.title),
    'titles'
  ),
  ...replies.flatMap((reply) => [
    characters(reply.title, 20, 'title'),
    characters(reply.payload, 1000, 'payload')
  ])
]

function interactive({ type, body, action }: Interactive): string[] {
  const text = characters(body.text, 1024, 'body')
  if (type === 'cta_url')
    return [
      text,
      characters(action.parameters.display_text, 20, 'display text'),
      characters(action.parameters.url, 2000, 'url')
    ]
  if (type === 'button') {
    const replies = action.buttons.map(({ reply }) => reply)
    return [
      text,
      replies.length <= 3 ? '' : 'more than 3 buttons',
      distinct(
        replies.map(({ title }) => title),
        'titles'
      ),
      ...replies.flatMap(({ title, id }) => [characters(title, 20, 'button'), characters(id, 256, 'id')])
    ]
  }
  const rows = action.sections.flatMap((section) => section.rows)
  return [
    text,
    characters(action.button, 20, 'list button'),
    rows.length <= 10 ? '' : 'more than 10 rows',
    distinct(
      rows.map(({ title }) => title),
      'titles'
    ),
    ...rows.flatMap(({ title, id }) => [characters(title, 24, 'row'), characters(id, 200, 'id')])
  ]
}

const rules = {
  whatsapp: (message: Whatsapp) => [
    bytes(message.biz_opaque_callback_data, 512, 'biz_opaque_callback_data'),
    ...(message.type === 'interactive'
      ? interactive(message.interactive)
      : [characters(message.template.components[0]?.parameters[0]?.text, 2000, 'parameter')])
  ],
  messenger: ({ message }: Meta) => [
    characters(message.text, 2000, 'text'),
    ...quickReplies(message.quick_replies)
  ],
  instagram: ({ message }: Meta) => [
    bytes(message.text, 1000, 'text'),
    ...quickReplies(message.quick_replies)
  ],
  telegram: ({ text, reply_markup }: Telegram) => [
    characters(text, 4096, 'text'),
    ...reply_markup.inline_keyboard.flatMap((row) => [
      row.length <= 8 ? '' : 'more than 8 buttons in a row',
      ...row.map((button) => (button.url ? '' : bytes(button.callback_data, 64, 'callback data'))),
      ...row.map((button) => characters(button.text, 4096, 'button'))
    ])
  ],
  line: ({ messages: [message] }: Line) => {
    const actions = message?.quickReply?.items.map(({ action }) => action) ?? []
    return [
      characters(message?.text, 5000, 'text'),
      actions.length <= 13 ? '' : 'more than 13 quick replies',
      ...actions.flatMap(({ label, data, displayText }) => [
        characters(label, 20, 'label'),
        characters(data, 300, 'data'),
        characters(displayText, 300, 'display text')
      ])
    ]
  },
  viber: ({ text, sender, keyboard }: Viber) => [
    characters(text, 7000, 'text'),
    characters(sender.name, 28, 'sender'),
    ...keyboard.Buttons.flatMap((button) => [
      characters(button.Text, 250, 'button'),
      button.Columns >= 1 && button.Columns <= 6 ? '' : 'columns',
      button.Silent ? '' : 'not silent'
    ])
  ],
  wechat: (message: Wechat) =>
    message.msgtype === 'text'
      ? [bytes(message.text.content, 2048, 'content')]
      : [
          bytes(message.msgmenu.head_content, 2048, 'head'),
          bytes(message.msgmenu.tail_content, 2048, 'tail'),
          ...message.msgmenu.list.map((row) => characters(row.content, 40, 'row'))
        ],
  x: ({ text }: { text: string }) => [characters(text, 10_000, 'text')]
}
