const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)
const answers = (value: number) => `${number(value)} ${value === 1 ? 'answer' : 'answers'}`

/** What the pages say on which trainings and other interventions are planned, and judged. */
export const plans = {
  tab: 'Plans',
  title: 'Plans',
  lead: 'Trainings and other things that are tried so that customers are served better, and whether they did.',
  none: 'Nothing is planned yet. “Make a plan” stands beside each low topic and agent, and wherever figures or answers are narrowed to some, too.',
  make: 'Make a plan',
  makeFor: (name: string) => `Make a plan for ${name}`,
  forReasons: (reasons: string) => `What customers say: ${reasons}`,
  newTitle: 'New plan',
  editTitle: 'Change the plan',
  save: 'Save',
  cancel: 'Cancel',
  edit: 'Change',
  print: 'Print',
  remove: 'Delete',
  removeSure: 'Delete this plan with its sessions and notes?',
  kinds: {
    training: 'Training',
    prompt: 'Prompt of a bot',
    macro: 'Macro',
    article: 'Article',
    process: 'Process',
    staffing: 'Staffing'
  },
  states: { draft: 'Draft', running: 'Running', done: 'Done', 'given-up': 'Given up' },
  fields: {
    name: 'Name',
    kind: 'What is tried',
    taught: 'What will be taught, or changed',
    topics: 'Topics',
    agents: 'Agents',
    teams: 'Teams',
    comparison: 'Comparison group',
    comparisonHint:
      'Agents who are alike, on the same topics, and not trained. It is judged by them if there are any.',
    owner: 'Owner',
    coach: 'Coach',
    chosenFrom: 'Chosen from the figures of',
    chosenTo: 'to',
    chosenHint: 'These days made it look worse than it is, by luck; they are never a plain baseline.',
    starts: 'Starts',
    ends: 'Last day',
    state: 'State',
    notes: 'Notes'
  },
  chosenOf: (count: number) => `${number(count)} chosen`,
  days: (from: string, to: string) => (from === to ? from : `${from} – ${to}`),
  noDays: 'No days yet',
  result: 'Did it help?',
  verdicts: {
    helped: 'It helped',
    'did-not-help': 'It did not help',
    worse: 'It got worse',
    'not-clear': 'Not clear yet'
  },
  notOver: 'It is not over yet',
  tooFew: 'Too few answers to say anything',
  smallLift: 'Not even a lift of 5 points is likely.',
  needed: (count: number) => `About ${answers(count)} more would tell.`,
  neededNone: 'More answers will not tell by themselves: there were too few before.',
  rose: (naive: string, anyway: string) =>
    `${naive} points from the days before to the days after; ${anyway} of that would have come anyway.`,
  guards: {
    separate: (days: string) => `Compared with ${days}, which had no part in choosing.`,
    average: (days: string) =>
      `Compared with ${days}. Whoever is picked for a low score does better afterwards by luck alone, so each is drawn to the average first.`
  },
  judgedByComparison: (value: string, interval: string) =>
    `${value} points beyond the comparison group, ${interval}; that is what it is judged by.`,
  table: 'Before and after',
  who: 'Who',
  before: 'Before',
  expected: 'Without it',
  after: 'Afterwards',
  lift: 'Lift',
  everybody: 'All together',
  comparison: 'Comparison group',
  elsewhere: 'The same people on other topics',
  elsewhereMeans: 'Where nothing was taught nothing should move. If it did, something else has changed.',
  trend: 'Week by week',
  chart: 'Score by week, with the days of the plan marked',
  marked: { chosen: 'chosen from', plan: 'plan' },
  soon: 'How many answers it takes',
  soonMeans: (perDay: string) => `${perDay} answers a day came in the last 28 days.`,
  lifts: 'A lift of',
  points: (points: string) => `${points} points`,
  eachSide: 'Answers before, and as many after',
  by: 'There by about',
  noRoom: 'the scale has no room for it',
  far: 'not in sight',
  proposed: 'Alike on these topics, for a comparison group:',
  sessions: 'Sessions',
  noSessions: 'No session was held yet.',
  session: {
    day: 'Day',
    attended: 'Who attended',
    attendedHint: 'Names, with commas between them',
    note: 'Note',
    add: 'Add the session'
  },
  own: {
    title: 'Plans you are in',
    none: 'No plan names you, or a team that you answer for.',
    attended: 'Sessions you attended',
    acknowledge: 'I have read it',
    acknowledged: (day: string) => `You read it on ${day}.`,
    comment: 'Comment on it',
    commentAgain: 'Change your comment',
    commentLabel: 'Your comment',
    commentHint: 'Managers read it with your name. Leave it empty to take it back.',
    send: 'Send the comment',
    rate: 'Rate the coaching',
    rateAgain: 'Rate it again',
    rating: 'How much did the coaching help you?',
    ratings: { 5: '5 – very much', 4: '4 – much', 3: '3 – somewhat', 2: '2 – little', 1: '1 – not at all' },
    words: 'In your words, if you like',
    ratingHint:
      'Managers see the mean and the words, without names, once three agents have rated. Another rating replaces yours.',
    sendRating: 'Send the rating',
    rated: (rating: number) => `You rated the coaching ${rating} of 5.`
  },
  voices: {
    title: 'What the agents say',
    nobody: 'No agent is in this plan by name or by a team.',
    acknowledged: (read: number, all: number) => `Read by ${number(read)} of ${number(all)}.`,
    coaching: (mean: string, ratings: number) =>
      `Coaching: ${mean} of 5 on average, from ${number(ratings)} ratings.`,
    tooFew: 'How the coaching was rated is shown from three ratings on, so that nobody is singled out.',
    ofCoaching: 'Of the coaching'
  },
  actions: 'To do',
  noActions: 'Nothing is to be done.',
  action: { what: 'What', who: 'Who', due: 'Due', add: 'Add it', dueOn: (day: string) => `due ${day}` }
}
