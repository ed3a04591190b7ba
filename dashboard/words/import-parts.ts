/** The parts of an answer that one column of a file can hold, those most asked for first. */
export const importParts = [
  'rating',
  'answeredAt',
  'comment',
  'channel',
  'agent',
  'team',
  'conversation.id',
  'externalId',
  'customer',
  'handledBy',
  'bot',
  'locale',
  'sentAt',
  'conversation.openedAt',
  'conversation.firstResponseAt',
  'conversation.resolvedAt',
  'conversation.handleSeconds',
  'conversation.holdSeconds',
  'conversation.firstResponseSeconds',
  'conversation.resolutionSeconds',
  'conversation.resolvedOnFirstContact'
] as const

export type ImportPart = (typeof importParts)[number]
