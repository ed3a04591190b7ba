/**
 * Why somebody who was to be asked could not be: the code that an invitation keeps and the funnel groups
 * by, and what it means. What exactly a vendor said stands with the message that it refused.
 */
export const unsendable = {
  'no-address': 'the invitation has no address to send it to',
  'address-wrong': 'the address is none that this channel can reach',
  'address-unknown': 'there is nobody at this address',
  'link-for-many': 'a link for many people is sent to nobody in particular',
  'window-closed': 'the customer last wrote so long ago that the channel takes no survey any more',
  'text-too-long': 'the text is longer than the channel takes in one message',
  'template-missing':
    'the customer last wrote so long ago that only a template may be sent, and the connector names none',
  'call-needed': 'this channel asks in a call, so there is nothing to send',
  'helpdesk-cannot-post':
    'the helpdesk takes no message from us; choose the connector that carries the survey',
  'connector-missing': 'the connector that was to carry it is not there any more, or cannot be used',
  'connector-locked': 'the secrets of the connector have to be entered again',
  'host-private':
    'the connector points into a private network, where only connectors that the operator saved may send to',
  'sign-in-refused': 'the mail server refused the name or the password',
  'secret-changed': 'the link was made under another HEARBACK_SECRET',
  revoked: 'the link was taken back before the message could leave',
  expired: 'the link ended before the message could leave',
  'survey-not-live': 'the survey was closed before the message could leave',
  'survey-gone': 'the survey is not there any more',
  'vendor-refused': 'the vendor refused the message',
  'given-up': 'the vendor could not be reached, or was in trouble, for as long as it was tried',
  'not-delivered': 'the vendor took the message and could not deliver it'
} as const

export type UnsendableReason = keyof typeof unsendable

/** The code, where `reason` is one; what a vendor said of its own is none. */
export function unsendableReason(reason: string): UnsendableReason | undefined {
  return Object.hasOwn(unsendable, reason) ? (reason as UnsendableReason) : undefined // one of its keys
}
