import { createHash, createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Ask, ChannelEvent, Inbound } from '../../../../server/channels/channel'
import type { AnyChannel } from '../../../../server/connectors/kinds.ts'
import { channelOfKind } from '../../../../server/connectors/kinds.ts'
import { freshdeskBody } from '../../../../server/helpdesks/freshdesk'
import { zendeskBody } from '../../../../server/helpdesks/zendesk'

const hookUrl = 'https://surveys.example.com/hooks/con_1'
const now = Date.parse('2026-11-21T12:00:00Z')
const secret = 'a secret of the helpdesk'
const folder = '../shared/webhooks'

function kind(name: string): AnyChannel {
  const found = channelOfKind(name)
  if (!found) throw new Error(`no kind ${name}`)
  return found
}

const given: Record<string, Record<string, unknown>> = {
  chatwoot: { survey: 'svy_1', account: '1', accessToken: 'token', secret },
  zendesk: { survey: 'svy_1', baseUrl: 'https://shop.zendesk.com', signingSecret: secret },
  intercom: { survey: 'svy_1', clientSecret: secret },
  freshdesk: { survey: 'svy_1', baseUrl: 'https://shop.freshdesk.com', secret },
  hubspot: { survey: 'svy_1', clientSecret: secret },
  front: { survey: 'svy_1', secret },
  helpdesk: {
    survey: 'svy_1',
    secret,
    channels: { 'WhatsApp line 2': 'whatsapp' },
    resolvedWhen: '/status=closed,solved'
  },
  calls_twilio: { survey: 'svy_1', authToken: secret }
}
const settingsOf = (name: string, more: Record<string, unknown> = {}) =>
  kind(name).settings.parse({ ...given[name], ...more })

function posted(body: string, headers: Record<string, string> = {}, search = ''): Inbound {
  return {
    method: 'POST',
    url: `${hookUrl}${search}`,
    query: new URLSearchParams(search),
    headers,
    body: new TextEncoder().encode(body)
  }
}
const parsed = (name: string, body: unknown, more: Record<string, unknown> = {}) =>
  kind(name).parse(
    posted(typeof body === 'string' ? body : JSON.stringify(body)),
    settingsOf(name, more),
    now
  )
const resolutions = (events: readonly ChannelEvent[]) =>
  events.flatMap((event) => (event.kind === 'resolved' ? [event.resolution] : []))

const withoutSeen = (events: readonly ChannelEvent[]) => events.filter(({ kind }) => kind !== 'seen')

const chatwootConversation = {
  id: 207,
  channel: 'Channel::TwilioSms',
  labels: ['billing', 'vip'],
  status: 'resolved',
  can_reply: true,
  contact_inbox: { source_id: 'whatsapp:+923001234567' },
  meta: {
    sender: { id: 4, identifier: 'k-1', email: 'c@example.com', phone_number: '+923001234567' },
    assignee: { id: 1, name: 'Ana' },
    team: { name: 'tier-1' }
  },
  additional_attributes: { conversation_language: 'ur' },
  created_at: 1763719200,
  first_reply_created_at: '2025-11-21T10:05:00.000Z',
  updated_at: 1763722800.5
}
const intercomItem = {
  id: '1373',
  created_at: 1763719200,
  updated_at: 1763722800,
  contacts: { contacts: [{ id: '5ee', external_id: 'k-1' }] },
  admin_assignee_id: 814860,
  team_assignee_id: 5017691,
  teammates: { admins: [{ type: 'admin', id: '814860', name: 'Ana' }] },
  source: { type: 'conversation' },
  channel: { initial: 'whatsapp', current: 'messenger' },
  tags: { tags: [{ id: '1', name: 'Billing' }] },
  statistics: { time_to_admin_reply: 300, handling_time: 900, adjusted_handling_time: 840, count_reopens: 2 },
  conversation_rating: { rating: 4, remark: 'Fast' }
}
const notified = (topic: string, item: unknown) => ({
  type: 'notification_event',
  topic,
  id: 'notif_1',
  created_at: 1763722801,
  data: { item }
})
const opened = Date.parse('2025-11-21T10:00:00Z')

/** What each helpdesk sends when a conversation is resolved, and what it says. */
const ends: [string, unknown, Record<string, unknown>][] = [
  [
    'chatwoot',
    { event: 'conversation_status_changed', ...chatwootConversation },
    {
      conversation: 'chatwoot-1-207',
      channel: 'whatsapp',
      topics: ['billing', 'vip'],
      agent: 'Ana',
      team: 'tier-1',
      locale: 'ur',
      reply: { to: '1/207', isOpen: true },
      customer: {
        id: 'k-1',
        email: 'c@example.com',
        phone: '+923001234567',
        handle: 'whatsapp:+923001234567'
      },
      openedAt: opened,
      firstResponseAt: opened + 300_000,
      resolvedAt: opened + 3_600_500
    }
  ],
  [
    'zendesk',
    {
      ticket: '35436',
      via: 'Web Widget',
      tags: 'billing refund',
      agent: 'Ana',
      group: 'tier-1',
      customer: { id: '', email: 'c@example.com', phone: '' },
      createdAt: '2025-11-21T10:00:00Z',
      solvedAt: '2025-11-21T11:00:00Z'
    },
    {
      conversation: 'zendesk-35436',
      channel: 'web',
      topics: ['billing', 'refund'],
      agent: 'Ana',
      team: 'tier-1',
      customer: { email: 'c@example.com' },
      openedAt: opened,
      resolvedAt: opened + 3_600_000
    }
  ],
  [
    'intercom',
    notified('conversation.admin.closed', intercomItem),
    {
      // Intercom calls its own web chat “messenger”, which elsewhere is Facebook's.
      conversation: 'intercom-1373',
      channel: 'web',
      topics: ['Billing'],
      agent: 'Ana',
      team: '5017691',
      customer: { id: 'k-1' },
      openedAt: opened,
      firstResponseAt: opened + 300_000,
      handleSeconds: 840,
      reopens: 2
    }
  ],
  [
    'freshdesk',
    {
      freshdesk_webhook: {
        ticket_id: 12,
        ticket_status: 'Resolved',
        ticket_source: 'Phone',
        ticket_tags: 'billing, refund',
        ticket_agent_name: 'Ana',
        ticket_group_name: 'tier-1',
        ticket_requester_email: 'c@example.com'
      }
    },
    {
      conversation: 'freshdesk-12',
      channel: 'voice',
      topics: ['billing', 'refund'],
      agent: 'Ana',
      team: 'tier-1',
      customer: { email: 'c@example.com' }
    }
  ],
  [
    'freshdesk',
    { ticket_id: '12', ticket_source: 7, ticket_tags: '' },
    { conversation: 'freshdesk-12', channel: 'web', topics: [] }
  ],
  [
    'hubspot',
    {
      ticket: 77,
      source_type: 'CHAT',
      topics: 'billing;refund',
      agent: 'Ana',
      email: 'c@example.com',
      createdate: 1763719200000,
      closed_date: '1763722800000',
      time_to_first_agent_reply: 300000
    },
    {
      conversation: 'hubspot-77',
      channel: 'web',
      topics: ['billing', 'refund'],
      agent: 'Ana',
      customer: { email: 'c@example.com' },
      openedAt: opened,
      firstResponseAt: opened + 300_000,
      resolvedAt: opened + 3_600_000
    }
  ],
  [
    'hubspot',
    { objectId: 77, properties: { source_type: { value: 'EMAIL' }, hubspot_owner_id: { value: '9' } } },
    { conversation: 'hubspot-77', channel: 'email', agent: '9', topics: [] }
  ],
  [
    'front',
    {
      type: 'conversation_archived',
      payload: {
        id: 'evt_1',
        type: 'archive',
        emitted_at: 1763722800.5,
        conversation: {
          id: 'cnv_1',
          status: 'archived',
          created_at: 1763719200,
          assignee: { first_name: 'Ana', last_name: 'B' },
          recipient: { handle: 'c@example.com' },
          last_message: { type: 'email' },
          tags: [{ name: 'billing' }]
        }
      }
    },
    {
      conversation: 'front-cnv_1',
      channel: 'email',
      topics: ['billing'],
      agent: 'Ana B',
      customer: { email: 'c@example.com' },
      openedAt: opened
    }
  ],
  [
    'helpdesk',
    {
      conversation: 'c-1',
      status: 'Closed',
      channel: 'WhatsApp Line 2',
      topics: ['billing', ' ', 7],
      agent: 'ana',
      phone: 923001234567,
      handleSeconds: '840',
      reopens: 0,
      openedAt: '2025-11-21T10:00:00Z'
    },
    {
      conversation: 'c-1',
      channel: 'whatsapp',
      topics: ['billing'],
      agent: 'ana',
      customer: { phone: '923001234567' },
      handleSeconds: 840,
      reopens: 0,
      openedAt: opened
    }
  ],
  [
    'helpdesk',
    { conversation: 'c-1', status: 'solved', channel: 'Fax (old)' },
    { conversation: 'c-1', channel: 'fax-old', topics: [] }
  ],
  [
    'calls_twilio',
    'CallSid=CA1&CallStatus=completed&From=%2B923001234567&To=%2B15005550006&Direction=inbound&CallDuration=840&Timestamp=Fri%2C+21+Nov+2025+10%3A14%3A00+%2B0000',
    {
      conversation: 'twilio-CA1',
      channel: 'voice',
      customer: { phone: '+923001234567' },
      handleSeconds: 840,
      openedAt: opened,
      resolvedAt: opened + 840_000
    }
  ]
]

describe('a resolved conversation', () => {
  it.each(ends)('is read from %s with all that it says', (name, body, resolution) => {
    expect(resolutions(parsed(name, body))).toMatchObject([resolution])
  })

  it.each(ends)('of %s has the same name however often it is reported', (name, body) => {
    expect(parsed(name, body)).toEqual(parsed(name, body))
  })

  it('says nothing of what its helpdesk does not say, rather than zero', () => {
    for (const [name, body] of ends.slice(3, 5)) {
      for (const field of ['openedAt', 'firstResponseAt', 'handleSeconds', 'reopens', 'locale'])
        expect(resolutions(parsed(name, body))[0]).not.toHaveProperty(field)
    }
  })

  it('is told from its next resolution', () => {
    const again = { event: 'conversation_status_changed', ...chatwootConversation, updated_at: 1763809200 }
    expect(resolutions(parsed('chatwoot', again))[0]?.name).not.toBe(
      resolutions(parsed('chatwoot', ends[0]?.[1]))[0]?.name
    )
    const ticket = posted(JSON.stringify(ends[4]?.[1]))
    const read = (at: number) => kind('freshdesk').parse(ticket, settingsOf('freshdesk'), at)[0]?.dedup
    expect(read(now)).toBe(read(now + 1))
    expect(read(now + 3_600_000)).not.toBe(read(now))
  })

  it('has its channel as the owner says, as the helpdesk means it, or by its own name', () => {
    const channel = (raw: string, channels = {}) =>
      resolutions(
        parsed(
          'chatwoot',
          { event: 'conversation_status_changed', ...chatwootConversation, channel: raw, contact_inbox: {} },
          { channels }
        )
      )[0]?.channel
    expect([
      channel('Channel::TwilioSms'),
      channel('Channel::Line'),
      channel('Channel::Carrier Pigeon'),
      channel('Channel::Api', { 'channel::api': 'in_app' })
    ]).toEqual(['sms', 'line', 'channel-carrier-pigeon', 'in_app'])
  })
})

it.each([
  ['chatwoot', { event: 'conversation_status_changed', ...chatwootConversation, status: 'open' }],
  ['chatwoot', { event: 'conversation_updated', ...chatwootConversation }],
  ['chatwoot', { event: 'conversation_status_changed', account: { id: 2 }, ...chatwootConversation }],
  [
    'chatwoot',
    {
      event: 'message_created',
      id: 1,
      message_type: 'outgoing',
      content: '5',
      conversation: chatwootConversation
    }
  ],
  [
    'chatwoot',
    {
      event: 'message_created',
      id: 1,
      message_type: 'incoming',
      private: true,
      content: '5',
      conversation: chatwootConversation
    }
  ],
  [
    'zendesk',
    {
      type: 'zen:event-type:ticket.status_changed',
      time: '2025-01-01T00:00:00Z',
      detail: { id: '1' },
      event: { previous: 'NEW', current: 'OPEN' }
    }
  ],
  ['intercom', { type: 'notification_event', topic: 'ping', data: { item: { type: 'ping' } } }],
  ['intercom', notified('conversation.admin.noted', intercomItem)],
  ['freshdesk', { ticket_id: 1, ticket_status: 'Open' }],
  ['front', { id: 'evt_1', type: 'assign', conversation: { id: 'cnv_1', status: 'assigned' } }],
  ['helpdesk', { conversation: 'c-1', status: 'open' }],
  ['calls_twilio', 'CallSid=CA1&CallStatus=no-answer&From=%2B92300'],
  ['calls_twilio', 'CallSid=CA2&ParentCallSid=CA1&CallStatus=completed&CallDuration=9'],
  ...Object.keys(given).flatMap((name) =>
    ['', '[]', 'null', '"text"', '{"data":[]}', '{"id":{}}', '\u0000{'].map(
      (body) => [name, body] as [string, unknown]
    )
  )
])('neither asks nor rates by what %s sends besides: %j', (name, body) => {
  // Who has a conversation, and that it is open again, is remembered.
  expect(withoutSeen(parsed(name, body))).toEqual([])
})

it.each([
  ['chatwoot', { event: 'conversation_status_changed', ...chatwootConversation, status: 'open' }],
  [
    'zendesk',
    {
      type: 'zen:event-type:ticket.status_changed',
      time: '2025-01-01T00:00:00Z',
      detail: { id: '1' },
      event: { previous: 'SOLVED', current: 'OPEN' }
    }
  ],
  ['intercom', notified('conversation.user.replied', intercomItem)],
  ...['Open', 'Offen', 'Pending', 'En attente', '2'].map(
    (ticket_status) => ['freshdesk', { ticket_id: 1, ticket_status }] as [string, unknown]
  ),
  ['freshdesk', { ticket_id: 1, ticket_status: 'whatever', ticket_status_id: 3 }],
  ['helpdesk', { conversation: 'c-1', status: 'open', resolvedAt: '2025-01-01T00:00:00Z' }],
  ...['reopen', 'reminder', 'restore'].map(
    (type) =>
      ['front', { id: 'evt_2', type, conversation: { id: 'cnv_1', status: 'assigned' } }] as [string, unknown]
  ),
  [
    'front',
    {
      type: 'conversation_reopened',
      payload: { id: 'evt_2', type: 'reopen', conversation: { id: 'cnv_1', status: 'unassigned' } }
    }
  ],
  [
    'front',
    { id: 'evt_2', type: 'ticket_status_update', conversation: { id: 'cnv_1', status_category: 'waiting' } }
  ]
])('hears from %s that a conversation is open again: %j', (name, body) => {
  expect(parsed(name, body).filter(({ kind }) => kind === 'seen')).toMatchObject([{ reopened: true }])
})

// {{ticket.status}} is translated, so that nobody was asked where Freshdesk is not in English.
it.each([
  ['Gelöst', undefined],
  ['Résolu', undefined],
  ['解決済み', undefined],
  ['Parts received', undefined],
  ['Offen', 4],
  ['x', '5'],
  ['x', 7]
])('takes a ticket of Freshdesk with the status %s (%s) for resolved', (ticket_status, ticket_status_id) => {
  expect(
    resolutions(
      parsed('freshdesk', { ticket_id: 12, ticket_status, ...(ticket_status_id && { ticket_status_id }) })
    )
  ).toHaveLength(1)
})

it('tells resolutions of a Chatwoot that says no “updated_at” by the time of what happened last, or by the report', () => {
  const { updated_at: _none, ...older } = chatwootConversation
  const end = (more: object) =>
    resolutions(parsed('chatwoot', { event: 'conversation_status_changed', ...older, ...more }))[0]
  expect([end({ timestamp: 1763722800 })?.name, end({ timestamp: 1763722900 })?.name]).toEqual([
    '207@1763722800000',
    '207@1763722900000'
  ])
  expect(end({})).toMatchObject({ untimed: true })
})

it('takes the teammate whom a customer of Intercom rated, by name where it is known', () => {
  const rated = (id: string) =>
    parsed(
      'intercom',
      notified('conversation.rating.added', {
        ...intercomItem,
        conversation_rating: { rating: 4, teammate: { type: 'admin', id } }
      })
    )
  expect(rated('1234567')).toMatchObject([{ kind: 'rated', agent: '1234567' }])
})

describe('what customers write', () => {
  it('is relayed by Chatwoot as text, typed or pressed', () => {
    const message = {
      event: 'message_created',
      id: 9,
      account: { id: 1 },
      message_type: 'incoming',
      content: '5 – Very good',
      created_at: '2025-11-21T11:01:00Z',
      conversation: chatwootConversation
    }
    expect(withoutSeen(parsed('chatwoot', message))).toMatchObject([
      {
        kind: 'text',
        dedup: 'message:9',
        sender: '1/207',
        text: '5 – Very good',
        at: opened + 3_660_000,
        customer: { id: 'k-1' }
      }
    ])
    const pressed = {
      event: 'message_updated',
      id: 8,
      content_type: 'input_select',
      content_attributes: { submitted_values: [{ title: '4 – Good', value: '4' }] },
      conversation: chatwootConversation
    }
    expect(parsed('chatwoot', pressed)).toEqual([
      { kind: 'pressed', dedup: 'chosen:8:4', sender: '1/207', payload: '4', text: '4', replyTo: '8' }
    ])
  })

  it('is read whole, however long a comment is', () => {
    const text = 'It took long. '.repeat(300).trim()
    expect(
      parsed('chatwoot', {
        event: 'message_created',
        id: 9,
        message_type: 'incoming',
        content: text,
        conversation: chatwootConversation
      }).slice(0, 1)
    ).toMatchObject([{ text }])
    expect(
      parsed(
        'intercom',
        notified('conversation.rating.added', {
          ...intercomItem,
          conversation_rating: { rating: 1, remark: text }
        })
      )
    ).toMatchObject([{ comment: text }])
  })

  it('is read from Intercom without its HTML', () => {
    const item = {
      ...intercomItem,
      conversation_parts: {
        conversation_parts: [{ id: '1', body: '<p>5&nbsp;&amp; thanks</p>', created_at: 1763722800 }]
      }
    }
    expect(withoutSeen(parsed('intercom', notified('conversation.user.replied', item)))).toMatchObject([
      { kind: 'text', sender: '1373', text: '5 & thanks' }
    ])
  })

  it('comes with its conversation where the helpdesk asked itself', () => {
    expect(parsed('intercom', notified('conversation.rating.added', intercomItem))).toMatchObject([
      { kind: 'rated', rating: 4, comment: 'Fast', resolution: { channel: 'web', agent: 'Ana' } }
    ])
    const survey = {
      event: 'message_updated',
      id: 8,
      content_type: 'input_csat',
      content_attributes: {
        submitted_values: { csat_survey_response: { rating: 2, feedback_message: 'Slow' } }
      },
      conversation: chatwootConversation
    }
    expect(parsed('chatwoot', survey)).toMatchObject([
      { kind: 'rated', rating: 2, comment: 'Slow', resolution: { channel: 'whatsapp', agent: 'Ana' } }
    ])
  })
})

describe('a signature', () => {
  const body = '{"event":"x", "id":1}'
  const at = String(now)
  const hmac = (algorithm: string, text: string, encoding: 'hex' | 'base64') =>
    createHmac(algorithm, secret).update(text).digest(encoding)
  const signed: [string, Record<string, string>][] = [
    [
      'chatwoot',
      {
        'x-chatwoot-timestamp': '1747336268',
        'x-chatwoot-signature': `sha256=${hmac('sha256', `1747336268.${body}`, 'hex')}`
      }
    ],
    [
      'zendesk',
      {
        'x-zendesk-webhook-signature-timestamp': '2025-01-01T00:00:00Z',
        'x-zendesk-webhook-signature': hmac('sha256', `2025-01-01T00:00:00Z${body}`, 'base64')
      }
    ],
    ['intercom', { 'x-hub-signature': `sha1=${hmac('sha1', body, 'hex')}` }],
    [
      'hubspot',
      {
        'x-hubspot-request-timestamp': at,
        'x-hubspot-signature-v3': hmac('sha256', `POST${hookUrl}${body}${at}`, 'base64')
      }
    ],
    ['front', { 'x-front-signature': hmac('sha1', body, 'base64') }],
    [
      'front',
      { 'x-front-request-timestamp': at, 'x-front-signature': hmac('sha256', `${at}:${body}`, 'base64') }
    ]
  ]
  const verified = (name: string, request: Inbound, at = now) =>
    kind(name).verify(request, settingsOf(name), hookUrl, at)

  it.each(signed)('of %s is believed over the raw bytes only', (name, headers) => {
    expect(verified(name, posted(body, headers))).toBe(true)
    const header = Object.keys(headers).find((key) => /signature(-v3)?$/.test(key)) ?? ''
    const reserialised = JSON.stringify(JSON.parse(body))
    expect(verified(name, posted(reserialised, headers))).toBe(false)
    expect(verified(name, posted(`${body} `, headers))).toBe(false)
    expect(verified(name, posted(body, { ...headers, [header]: `${headers[header]?.slice(0, -2)}xx` }))).toBe(
      false
    )
    expect(
      verified(
        name,
        posted(body, Object.fromEntries(Object.entries(headers).filter(([key]) => key !== header)))
      )
    ).toBe(false)
    expect(verified(name, posted(body))).toBe(false)
  })

  it('of HubSpot is believed for five minutes', () => {
    const request = posted(body, signed[3]?.[1])
    expect([
      verified('hubspot', request, now + 299_000),
      verified('hubspot', request, now + 301_000)
    ]).toEqual([true, false])
  })

  /** Version 2 holds no time, so that whoever once saw a request could have repeated it for ever. */
  it('of HubSpot is not believed in its version without a time', () => {
    const second = createHash('sha256').update(`${secret}POST${hookUrl}${body}`).digest('hex')
    expect(
      verified(
        'hubspot',
        posted(body, {
          'x-hubspot-request-timestamp': at,
          'x-hubspot-signature-version': 'v2',
          'x-hubspot-signature': second
        })
      )
    ).toBe(false)
  })

  it.each(['chatwoot', 'freshdesk', 'helpdesk'])('is replaced by a secret for %s', (name) => {
    expect(verified(name, posted(body, { 'x-hearback-secret': secret }))).toBe(true)
    expect(verified(name, posted(body, { authorization: `Basic ${btoa(`hearback:${secret}`)}` }))).toBe(true)
    expect(verified(name, posted(body, {}, `?secret=${encodeURIComponent(secret)}`))).toBe(true)
    expect(verified(name, posted(body, { 'x-hearback-secret': `${secret}x` }))).toBe(false)
  })

  it('is what Front and Intercom ask for before they call', () => {
    expect(
      kind('front').handshake?.(posted('', { 'x-front-challenge': 'abc123' }), settingsOf('front'))
    ).toMatchObject({ status: 200, body: '{"challenge":"abc123"}' })
    expect(
      kind('front').handshake?.(posted('', { 'x-front-challenge': '<script>' }), settingsOf('front'))
    ).toBeUndefined()
    expect(
      kind('intercom').handshake?.({ ...posted(''), method: 'HEAD' }, settingsOf('intercom'))
    ).toMatchObject({ status: 200 })
  })
})

describe('the captured bodies', () => {
  const isThere = existsSync(folder)
  type Entry = {
    file: string
    expect: {
      channel: string
      kind: string
      conversation?: number | string
      ticket?: string
      agent?: string
      topics?: string[]
    }
  }
  const entries = isThere
    ? (JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as Entry[]).filter(
        ({ expect: { channel } }) => channel in given
      )
    : []

  it.skipIf(!isThere).each(entries)('$file is read as its manifest says', ({ file, expect: wanted }) => {
    const read = resolutions(parsed(wanted.channel, readFileSync(`${folder}/${file}`, 'utf8')))
    if (wanted.kind === 'ignore') return expect(read).toEqual([])
    expect(read).toHaveLength(1)
    expect(read[0]?.conversation).toMatch(new RegExp(`(^|-)${wanted.conversation ?? wanted.ticket}$`))
    if (wanted.agent) expect(read[0]?.agent).toBe(wanted.agent)
    if (wanted.topics) expect(read[0]?.topics).toEqual(wanted.topics)
  })

  it.skipIf(!isThere)('agree with the signatures that go with them', () => {
    type Vector = { scheme: string; secret: string; timestamp: string; body: string; signature: string }
    const [zendesk, chatwoot] = ['zendesk', 'chatwoot'].map((name) =>
      (JSON.parse(readFileSync(`${folder}/signature_vectors.json`, 'utf8')) as Vector[]).find(({ scheme }) =>
        scheme.startsWith(name)
      )
    )
    if (!zendesk || !chatwoot) throw new Error('no vectors')
    const signed = (name: string, { timestamp, body, signature }: Vector) =>
      posted(body, {
        [`x-${name}-signature`]: signature,
        [`x-${name}-${name === 'chatwoot' ? 'timestamp' : 'signature-timestamp'}`]: timestamp
      })
    expect(
      kind('zendesk').verify(
        signed('zendesk-webhook', zendesk),
        settingsOf('zendesk', { signingSecret: zendesk.secret }),
        hookUrl,
        now
      )
    ).toBe(true)
    expect(
      kind('chatwoot').verify(
        signed('chatwoot', chatwoot),
        { ...(settingsOf('chatwoot') as object), secret: chatwoot.secret },
        hookUrl,
        now
      )
    ).toBe(true)
  })
})

describe('what is posted into a conversation', () => {
  const points = (count: number) =>
    Array.from({ length: count }, (_, rating) => ({
      rating,
      label: `${rating} – ${'Extremely likely to recommend '.repeat(2)}`
    }))
  const ask = (more: Partial<Ask> = {}): Ask => ({
    token: 'a'.repeat(22),
    url: 'https://surveys.example.com/s/aaaaaaaaaaaaaaaaaaaaaa',
    to: '1/207',
    siteName: 'Shop',
    locale: 'en',
    direction: 'ltr',
    question: 'How did we do?',
    points: points(5),
    words: { open: 'Open', rate: 'Rate', reply: 'Please reply with 1 to 5' },
    windowOpen: true,
    idempotencyKey: 'k',
    ...more
  })
  const sent = (name: string, more: Record<string, unknown> = {}, asked = ask()) => {
    const rendered = kind(name).render(asked, settingsOf(name, more))
    if ('unsendable' in rendered) return rendered
    const [request] = rendered
    if (request?.to !== 'http') throw new Error('no request')
    return { ...request, body: JSON.parse(request.body) as Record<string, unknown> }
  }

  it('are Chatwoot’s options with titles of 24 characters that start with the digit, and the link', () => {
    const posted = sent('chatwoot')
    expect(posted).toMatchObject({
      url: 'https://app.chatwoot.com/api/v1/accounts/1/conversations/207/messages',
      headers: { api_access_token: 'token' },
      body: {
        content_type: 'input_select',
        message_type: 'outgoing',
        content: `How did we do?\n${ask().url}`
      }
    })
    const { items } = (
      posted as unknown as { body: { content_attributes: { items: { title: string; value: string }[] } } }
    ).body.content_attributes
    expect(items.map(({ value }) => value)).toEqual(['0', '1', '2', '3', '4'])
    for (const { title, value } of items)
      expect([title.length <= 24, title.startsWith(value)]).toEqual([true, true])
  })

  it('is the link alone where eleven points are too many for a list, or the owner says so', () => {
    expect(sent('chatwoot', {}, ask({ points: points(11) }))).not.toHaveProperty('body.content_type')
    expect(sent('chatwoot', { ask: 'link' })).not.toHaveProperty('body.content_type')
  })

  it.each([
    [
      'zendesk',
      { email: 'ana@shop.example', apiToken: 't' },
      {
        method: 'PUT',
        url: 'https://shop.zendesk.com/api/v2/tickets/12.json',
        body: { ticket: { comment: { public: true } } }
      }
    ],
    [
      'intercom',
      { accessToken: 't', admin: '9', region: 'eu' },
      {
        method: 'POST',
        url: 'https://api.eu.intercom.io/conversations/12/reply',
        body: { admin_id: '9', message_type: 'comment' }
      }
    ],
    [
      'freshdesk',
      { apiKey: 'k' },
      {
        method: 'POST',
        url: 'https://shop.freshdesk.com/api/v2/tickets/12/reply',
        headers: { authorization: `Basic ${btoa('k:X')}` }
      }
    ],
    [
      'front',
      { apiToken: 't' },
      {
        method: 'POST',
        url: 'https://api2.frontapp.com/conversations/12/messages',
        body: { options: { archive: true } }
      }
    ]
  ])('holds the link for %s, and is not sent without its key', (name, more, request) => {
    const asked = ask({ to: '12' })
    expect(sent(name, more, asked)).toMatchObject(request)
    expect(JSON.stringify(sent(name, more, asked))).toContain(asked.url)
    expect(sent(name, {}, asked)).toEqual({ unsendable: 'helpdesk-cannot-post' })
  })
})

it('tells owners to paste what it reads', () => {
  const recipes = [...readFileSync('docs/helpdesks.md', 'utf8').matchAll(/```json\n([\s\S]*?)```/g)].map(
    ([, json = '']) => JSON.parse(json) as unknown
  )
  expect(recipes).toEqual([zendeskBody, freshdeskBody])
})
