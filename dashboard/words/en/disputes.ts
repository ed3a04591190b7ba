const whole = new Intl.NumberFormat('en')

/** What the pages say of ratings that agents hold to be no measure of them. */
export const disputes = {
  title: 'Disputes',
  lead:
    'Ratings that an agent holds to be no measure of the agent. A second person decides; nothing is deleted, ' +
    'and the score of the survey stays as it is.',
  link: 'Disputes of ratings',
  state: 'State',
  states: { open: 'Open', upheld: 'Upheld', refused: 'Refused', withdrawn: 'Taken back' },
  all: 'All',
  total: (value: number) => `${whole.format(value)} ${value === 1 ? 'dispute' : 'disputes'}`,
  none: 'Nothing is disputed here',
  noneLead: 'A rating is disputed on the page of its answer.',
  notYours: 'This answer is not among yours any more.',
  somebody: 'somebody',
  gone: 'What was written went with the answer.',
  ofAnswer: 'Dispute',
  raise: 'Dispute the rating',
  raiseLead:
    'Say what it lay in. A manager decides. Where it is upheld, the agent’s score is shown with and without it.',
  cause: 'Cause',
  causes: {
    process: 'The process',
    product: 'The product',
    policy: 'A rule of ours',
    wait: 'The wait',
    tool: 'A tool',
    'not-mine': 'Not the agent’s conversation'
  },
  why: 'Why',
  decide: 'Decide',
  decideLead:
    'Upheld: the agent’s score is shown with and without it. Where the conversation was not the agent’s, ' +
    'the answer counts for no agent any more. The score of the survey stays as it is.',
  decision: 'Decision',
  decisions: { upheld: 'Uphold it', refused: 'Refuse it' },
  reason: 'Reason for the decision',
  withdraw: 'Take it back',
  column: 'Without upheld disputes',
  without: (score: string, upheld: number) =>
    `Without ${whole.format(upheld)} ${upheld === 1 ? 'rating that was' : 'ratings that were'} disputed and ` +
    `upheld: ${score}.`,
  upheld: (value: number) => `${whole.format(value)} upheld`
}
