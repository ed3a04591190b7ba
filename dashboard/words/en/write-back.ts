/** What a helpdesk is told of answers. */
export const writeBack = {
  title: 'Write back',
  lead:
    'Tells the helpdesk what its customers answered, in the conversation that they answered about. ' +
    'It is written three minutes after the last change of an answer, and from now on only.',
  answers: 'Which answers',
  answersOf: { none: 'None', low: 'Those below satisfied', all: 'All' },
  what: 'What is written',
  parts: {
    note: 'An internal note with rating, reason and comment',
    tag: 'A tag: hearback-satisfied or hearback-unsatisfied',
    native: 'The helpdesk’s own satisfaction rating',
    reopen: 'Open the conversation again after a rating below satisfied'
  },
  field: 'Custom field for the rating',
  fieldHint: 'As the helpdesk’s API names it. Left empty, none is written.',
  assign: 'Give it to an agent after a rating below satisfied',
  assignHint: 'By the id that the helpdesk has for them. Left empty, nobody is assigned.',
  lacks: (setting: string) => `Nothing can be written yet. Enter this setting above first: ${setting}.`,
  save: 'Save what is written',
  changed: 'Somebody changed this meanwhile. Reload the page to see theirs.',
  latest: 'Last answers that were written',
  none: 'Nothing was written yet.'
}
