import { createHash } from 'node:crypto'
import { z } from 'zod'
import { jsonPointer, textAt } from '../text/json-pointer'
import type { Channel, Inbound, Outgoing } from './channel'
import { outcomeOf } from './outcome'
import { country, phoneNumberOf } from './phone-number'
import { readJson } from './read-json'
import { isSame } from './signatures'
import { smsText } from './sms-text'

const headerLine = /^([!#$%&'*+.^_`|~\w-]+):([\t\x20-\x7e]*[!-~])$/
const isHeaders = (text: string) =>
  text.split('\n').every((line) => line.trim() === '' || headerLine.test(line.trim()))

const settings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .meta({ description: 'Where your gateway takes a text. {to}, {text} and {id} are filled in.' }),
  method: z
    .enum(['POST', 'PUT', 'GET'])
    .default('POST')
    .meta({ description: 'The HTTP method that it wants.' }),
  headers: z
    .string()
    .max(4000)
    .refine(isHeaders, 'must have one header on each line, such as “Authorization: Bearer …”')
    .default('')
    .meta({ description: 'Headers, one on each line, such as “Authorization: Bearer …”.' }),
  bodyTemplate: z.string().max(4000).default('{"to":"{to}","text":"{text}"}').meta({
    description: 'The body, as JSON or as a form (to={to}&text={text}). {to}, {text} and {id} are filled in.'
  }),
  secret: z
    .string()
    .min(12)
    .max(200)
    .meta({
      description:
        'A password of 12 characters or more that the gateway sends with each reply: as header ' +
        'X-Hearback-Secret, as “Authorization: Bearer …”, or as ?secret= in the address.'
    }),
  senderAt: jsonPointer.default('/from').meta({
    description:
      'Where a reply names its sender, as a JSON pointer into the JSON, form or query that the gateway sends.'
  }),
  textAt: jsonPointer.default('/text').meta({ description: 'Where a reply has its text.' }),
  idAt: jsonPointer
    .default('/id')
    .meta({ description: 'Where a reply has an id of its own, by which it is told from a repeated one.' }),
  footer: z.string().trim().max(160).default('').meta({
    description: 'Last line of each text, such as “Reply STOP to opt out.” Some countries demand it.'
  }),
  country
})

type Settings = z.output<typeof settings>

/** Texts by any gateway that takes them over HTTP. */
export const smsGateway: Channel<Settings> = {
  kind: 'sms_gateway',
  label: 'sms',
  settings,
  // Gateways take their key in any of these.
  secrets: ['url', 'headers', 'bodyTemplate', 'secret'],
  steps: [
    'Enter the address, headers and body that your gateway’s manual gives for sending a text.',
    'Have it send replies to {hook} with the header X-Hearback-Secret, or, if it cannot ' +
      'send headers, to {hook}?secret=… with the secret you entered.'
  ],
  limits: { text: 1600, perSecond: 10 },

  render(ask, settings) {
    const to = phoneNumberOf(ask.to, settings.country)
    if (to === undefined) return { unsendable: 'address-wrong' }
    return [message({ to, text: smsText(ask, settings.footer), id: ask.idempotencyKey }, settings)]
  },

  senderOf: (address, { country }) => phoneNumberOf(address, country) ?? address,

  outcome: (answer) => outcomeOf(answer, () => ({})),

  provenByHead: true,
  verify: ({ headers, query }, { secret }) =>
    [headers['x-hearback-secret'], headers.authorization?.replace(/^Bearer /i, ''), query.get('secret')].some(
      (given) => isSame(given, secret)
    ),

  parse(request, settings) {
    const said = saidIn(request)
    const [sender, text, id] = [
      textAt(said, settings.senderAt),
      textAt(said, settings.textAt),
      textAt(said, settings.idAt)
    ]
    if (sender === undefined || text === undefined) return []
    const from = phoneNumberOf(sender, settings.country) ?? sender
    // Without an id, the same words are taken for the same message only if everything else that came with them
    // is the same too.
    const dedup =
      id ?? createHash('sha256').update(request.body).update(request.query.toString()).digest('base64url')
    return [{ dedup, kind: 'text', sender: from, text }]
  },

  thank: ({ to, text }, settings) => [message({ to, text, id: '' }, settings)],

  say({ to, text, idempotencyKey: id }, settings) {
    const number = phoneNumberOf(to, settings.country)
    return number === undefined
      ? { unsendable: 'address-wrong' }
      : message({ to: number, text, id }, settings)
  }
}

type Message = { to: string; text: string; id: string }

function message(values: Message, { url, method, headers, bodyTemplate }: Settings): Outgoing {
  const isJson = /^\s*[{[]/.test(bodyTemplate)
  const given = Object.fromEntries(headers.split('\n').flatMap((line) => headerOf(line.trim())))
  const type = { 'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded' }
  const body = filled(
    bodyTemplate,
    values,
    isJson ? (value) => JSON.stringify(value).slice(1, -1) : encodeURIComponent
  )
  return {
    to: 'http',
    method,
    url: filled(url, values, encodeURIComponent),
    headers: { ...(method === 'GET' ? {} : type), ...given },
    body: method === 'GET' ? '' : body
  }
}

function headerOf(line: string): [string, string][] {
  const [, name, value] = headerLine.exec(line) ?? []
  return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()]]
}

/** In one pass, so that braces in a customer's text are text. */
function filled(template: string, values: Message, escape: (value: string) => string): string {
  return template.replace(/\{(to|text|id)\}/g, (_, name: keyof Message) => escape(values[name]))
}

function saidIn({ headers, body, query }: Inbound): unknown {
  const text = new TextDecoder().decode(body)
  const json = readJson(text)
  if (typeof json === 'object' && json !== null) return json
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  return Object.fromEntries(isForm ? new URLSearchParams(text) : query)
}
