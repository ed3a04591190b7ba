/** What an answer may be, in the order in which a reader chooses. */
export const states = ['counted', 'suspect', 'excluded', 'test'] as const
