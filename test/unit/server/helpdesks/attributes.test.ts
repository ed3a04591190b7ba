import { expect, it } from 'vitest'
import type { Inbound } from '../../../../server/channels/channel'
import { channelOfKind } from '../../../../server/connectors/kinds.ts'

const secret = 'a secret of the helpdesk'
const settings: Record<string, Record<string, unknown>> = {
  chatwoot: { survey: 'svy_1', account: '1', accessToken: 'token', secret },
  zendesk: { survey: 'svy_1', baseUrl: 'https://shop.zendesk.com', signingSecret: secret },
  intercom: { survey: 'svy_1', clientSecret: secret },
  freshdesk: { survey: 'svy_1', baseUrl: 'https://shop.freshdesk.com', secret },
  hubspot: { survey: 'svy_1', clientSecret: secret },
  front: { survey: 'svy_1', secret }
}
const intercom = (item: object) => ({
  topic: 'conversation.admin.closed',
  data: { item: { id: '1373', ...item } }
})
const front = (conversation: object) => ({
  id: 'evt_1',
  type: 'archive',
  conversation: { id: 'cnv_1', status: 'archived', ...conversation }
})

function heardOf(kind: string, body: unknown) {
  const channel = channelOfKind(kind)
  const request: Inbound = {
    method: 'POST',
    url: 'https://surveys.example.com/hooks/con_1',
    query: new URLSearchParams(),
    headers: {},
    body: new TextEncoder().encode(JSON.stringify(body))
  }
  const [event] = channel?.parse(request, channel.settings.parse(settings[kind]), Date.now()) ?? []
  if (event?.kind !== 'resolved') throw new Error('nothing was resolved')
  return event.resolution.attributes
}

it.each<[string, string, unknown, unknown]>([
  [
    'what the body of a trigger holds',
    'zendesk',
    { ticket: '1', tags: '', attributes: { plan: 'pro', country: '' } },
    { plan: 'pro', country: '' }
  ],
  ['nothing where the body says nothing', 'zendesk', { ticket: '1', tags: '' }, undefined],
  ['nothing by what is no object', 'zendesk', { ticket: '1', tags: '', attributes: ['pro'] }, undefined],
  [
    'what the conversation says before its contact',
    'intercom',
    intercom({
      contacts: { contacts: [{ id: '5ee', custom_attributes: { plan: 'free', seats: 12 } }] },
      custom_attributes: { plan: 'pro', 'Issue type': 'Refund' }
    }),
    { plan: 'pro', seats: 12, 'Issue type': 'Refund' }
  ],
  [
    'the user of an older notification',
    'intercom',
    intercom({ user: { id: '5ee', custom_attributes: { plan: 'free' } } }),
    { plan: 'free' }
  ],
  [
    'nothing where there is none',
    'intercom',
    intercom({ contacts: { contacts: [{ id: '5ee' }] } }),
    undefined
  ],
  [
    'what the body of a rule holds',
    'freshdesk',
    { ticket_id: 9, ticket_status_id: 4, attributes: { plan: 'pro' } },
    { plan: 'pro' }
  ],
  [
    'the properties of a whole ticket',
    'hubspot',
    { objectId: 9, properties: { plan: { value: 'pro' }, seats: '12' } },
    expect.objectContaining({ plan: 'pro', seats: '12' })
  ],
  [
    'the keys of a body before the properties',
    'hubspot',
    { ticket: 9, plan: 'pro', properties: { plan: 'free' } },
    expect.objectContaining({ plan: 'pro' })
  ],
  ['custom fields of the conversation', 'front', front({ custom_fields: { Plan: 'pro' } }), { Plan: 'pro' }],
  ['nothing of a preview without them', 'front', front({}), undefined]
])('hears %s as attributes from %s', (_what, kind, body, attributes) => {
  expect(heardOf(kind, body)).toEqual(attributes)
})
