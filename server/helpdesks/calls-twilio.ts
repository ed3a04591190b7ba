import { z } from 'zod'
import { account, formOf, isFromTwilio } from '../channels/twilio'
import { listAt, whole } from './generic'
import type { Helpdesk } from './helpdesk'
import { askingFields, cannotPost, handlerNamed, known, moment } from './helpdesk'

const settings = z.strictObject({ ...askingFields, authToken: account.authToken })
type Settings = z.output<typeof settings>

/**
 * Calls over Twilio that are over: the caller is sent the link, usually as a text.
 * https://www.twilio.com/docs/voice/api/call-resource#statuscallback
 */
export const callsTwilio: Helpdesk<Settings> = {
  kind: 'calls_twilio',
  label: 'voice',
  settings,
  secrets: ['authToken'],
  steps: [
    'Enter {hook} as “Call status changes” of your Twilio number, with POST; or as ' +
      'statusCallback where your program makes the call.',
    'Add who served the caller and why to the address where your program knows it: ' +
      '?agent=ana&team=tier-1&topics=billing,refund.',
    'Choose the SMS connector that carries the survey.'
  ],
  limits: {},
  render: () => cannotPost,
  outcome: () => ({ state: 'refused', reason: cannotPost.unsendable }),
  verify: (request, { authToken }, publicUrl) => isFromTwilio(request, authToken, publicUrl),

  parse({ body, query }) {
    const form = formOf(body)
    const [call, handleSeconds] = [form.get('CallSid'), whole(form.get('CallDuration') ?? undefined)]
    // A call that was put through has a second leg with a parent; it is one conversation.
    if (
      call === null ||
      form.get('CallStatus') !== 'completed' ||
      form.get('ParentCallSid') !== null ||
      handleSeconds === 0
    )
      return []
    const resolvedAt = moment.safeParse(form.get('Timestamp') ?? undefined).data
    const phone = form.get(form.get('Direction')?.startsWith('outbound') ? 'To' : 'From') ?? undefined
    return [
      {
        kind: 'resolved',
        dedup: `resolved:${call}`,
        resolution: known({
          conversation: `twilio-${call}`,
          name: call,
          channel: 'voice',
          topics: listAt({ topics: query.get('topics') }, '/topics'),
          agent: query.get('agent') || undefined,
          team: query.get('team') || undefined,
          handledBy: handlerNamed(query.get('handledBy') ?? undefined),
          bot: query.get('bot') || undefined,
          customer: { phone },
          locale: query.get('locale') || undefined,
          openedAt:
            resolvedAt === undefined || handleSeconds === undefined
              ? undefined
              : resolvedAt - handleSeconds * 1000,
          resolvedAt,
          handleSeconds
        })
      }
    ]
  }
}
