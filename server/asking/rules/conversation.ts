import type { ConversationFacts, Inviting } from '../../contract/inviting'
import type { Rule } from './rule'

type Facts = { conversation: ConversationFacts }

/**
 * Rules about the conversation itself. Whoever makes the invitation tells of it; a fact that nobody told
 * passes.
 */
export const onlyResolved: Rule<Facts, Inviting> = ({ conversation }, { onlyResolved }) =>
  onlyResolved && conversation.resolved === false ? { rule: 'not-resolved' } : undefined

export const onlyPrivate: Rule<Facts, Inviting> = ({ conversation }, { onlyPrivate }) =>
  onlyPrivate && conversation.private === false ? { rule: 'not-private' } : undefined

export const longEnough: Rule<Facts, Inviting> = ({ conversation: { replyLength } }, { replyLengthMin }) =>
  replyLength !== undefined && replyLength < replyLengthMin ? { rule: 'reply-too-short' } : undefined

export const rightHandler: Rule<Facts, Inviting> = ({ conversation }, { handledBy }) =>
  conversation.handledBy && !handledBy.includes(conversation.handledBy)
    ? { rule: 'other-handler' }
    : undefined
