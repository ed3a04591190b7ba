const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)
const answers = (value: number) => `${number(value)} ${value === 1 ? 'answer' : 'answers'}`

/** What customers said beside their rating. */
export const said = {
  lead:
    'What customers said beside their rating: why they rated so, whether it was solved, and how they rated ' +
    'the person.',
  values: {
    solved: { yes: 'Solved', 'not-yet': 'Not solved yet', no: 'Not solved' },
    contact: { yes: 'May be contacted', no: 'May not be contacted' },
    commented: { yes: 'With a comment', no: 'Without a comment' }
  } as Readonly<Partial<Record<string, Readonly<Record<string, string>>>>>, // by dimension and key
  reasons: {
    title: 'Why they rated so',
    share: 'Of those who said why',
    chosen: (value: number, all: number) => `${number(value)} of ${answers(all)} say why.`
  },
  nothing: 'Nobody has said anything beside the rating in this period.',
  nothingAsked:
    'This survey asks for nothing beside the rating. It can also ask for a reason, whether it was solved, and ' +
    'how the person was.',
  edit: 'Change what the survey asks',
  rating: 'Which rating',
  of: { outcome: 'The outcome', person: 'The person' }
}
