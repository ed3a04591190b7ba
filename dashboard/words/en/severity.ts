const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)
const customers = (value: number) => `${number(value)} ${value === 1 ? 'customer' : 'customers'}`

/** What customers are unhappy about. */
export const severity = {
  title: 'What costs most',
  lead:
    'What customers are unhappy about: how often it comes up, how bad it is, and how many satisfied customers ' +
    'it costs.',
  none: 'No answer says what it was about or why it was rated so.',
  picture: 'How often and how bad',
  pictureOf: (problems: string) =>
    `How often each topic comes up and how many are unhappy then: ${problems}. The table below holds the ` +
    'same numbers.',
  legend:
    'Topics, by their numbers in the table. Farther along: it comes up more often. Higher: more are unhappy. A ' +
    'diamond is new or growing. The dashed lines are the middle of them.',
  axes: { often: 'Share of all answers', bad: 'Unhappy' },
  table: 'Topics and reasons',
  problem: 'Problem',
  lost: {
    percent: 'Satisfied customers lost',
    points: 'Promoters lost, less detractors',
    mean: 'Points lost'
  },
  often: 'Answers',
  bad: 'Unhappy',
  unsolved: 'Not solved',
  cameBack: 'Came back',
  contactable: 'May be contacted',
  contactableOf: (problem: string, value: number) =>
    `Read the answers of ${customers(value)} who may be contacted about ${problem}`,
  since: 'Since the period before',
  trends: {
    new: 'new',
    growing: 'growing',
    shrinking: 'shrinking',
    'long-standing': 'long-standing',
    'not-clear': 'not clear yet'
  },
  was: (share: string) => `${share} before`,
  noBefore: 'no answers before',
  means:
    'Lost: so many more would be satisfied if these customers were as satisfied as all others, with the 95 % ' +
    'interval; below nought, they are more satisfied than the others. An answer about several topics counts ' +
    'in each. Where reasons are asked for after low ratings alone, nearly all who give one are unhappy. Came ' +
    'back: of first contacts about it, so many came back within a week. Of what is called new, growing or ' +
    'shrinking, at most one in ten is chance; long-standing has clearly neither halved nor doubled.',
  leftOut: (value: number) => `${number(value)} more, of fewer answers, are not shown.`
}
