/** What the page says of goals: what a score is to be, by when, and whether it is. */
export const goals = {
  title: 'Goals',
  none: 'No goal is set yet.',
  whole: 'The whole survey',
  wanted: (value: string, due: string) => `${value} by ${due}`,
  now: 'Now',
  verdicts: {
    reached: 'Reached',
    'on-the-way': 'On the way',
    behind: 'Behind',
    missed: 'Missed',
    'not-clear': 'Not clear yet'
  },
  add: 'Set a goal',
  of: 'For',
  value: 'Score to reach',
  valueHint: (from: string, to: string) =>
    `From ${from} to ${to}. It is reached when the whole interval is there.`,
  due: 'By',
  save: 'Set the goal',
  removeThis: (name: string, wanted: string) => `Take out “${name}, ${wanted}”`
}
