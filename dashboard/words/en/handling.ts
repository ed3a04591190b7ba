const whole = new Intl.NumberFormat('en')
const answers = (value: number) => `${whole.format(value)} ${value === 1 ? 'answer' : 'answers'}`

/** Whether a bot serves as well as people do. */
export const handling = {
  title: 'People and bots',
  lead:
    'Is the bot as good as people? A bot is mostly asked what is easy, so both are compared on the same ' +
    'topics in the same channel.',
  none:
    'No answer in this period says who handled it. Helpdesks and imports tell it, and the settings of the site ' +
    'list the agents that are bots.',
  told: (share: string) => `Of ${share} of the answers it is known who handled them.`,
  people: 'People at once',
  sides: {
    bot: 'The bot alone',
    begun: 'All that begins with a bot',
    handOver: 'A person after a bot'
  },
  questions: {
    bot: 'Is the bot as good as people?',
    begun: 'And with all that it hands over?',
    handOver: 'What does a hand-over cost?'
  },
  verdict: {
    better: (side: string) => `${side}: better than people at once`,
    worse: (side: string) => `${side}: worse than people at once`,
    same: (side: string) => `${side}: no difference that matters from people at once`,
    'not-clear': (side: string) => `${side}: not clear yet whether better or worse than people at once`,
    'too-few': (side: string) => `${side}: too few answers to compare with people at once`,
    'nothing-in-common': (side: string) => `${side}: cannot be compared with people at once`
  },
  within: {
    higher: (size: string, interval: string) =>
      `On the same topics in the same channel the score is ${size} higher than that of people at once (${interval}).`,
    lower: (size: string, interval: string) =>
      `On the same topics in the same channel the score is ${size} lower than that of people at once (${interval}).`,
    alike: 'On the same topics in the same channel the score is that of people at once.'
  },
  crude: {
    higher: (size: string) => `As they stand, it is ${size} higher.`,
    lower: (size: string) => `As they stand, it is ${size} lower.`,
    alike: 'As they stand, it is the same.'
  },
  counts: (of: number, people: number) =>
    `It is made of ${answers(of)}, beside ${whole.format(people)} of people at once.`,
  begunMeans: 'A bot that hands over whatever is hard looks good alone. Here what it hands over counts, too.',
  rows: 'Who handled it',
  bots: 'Each bot',
  botsMean:
    'All that a bot had a part in, as it stands: bots that are asked other things cannot be compared by it.',
  topics: 'Topic by topic',
  topicsMean:
    'All that begins with a bot beside people at once, in the same channels. Of the differences that are called ' +
    'clear, at most one in ten is chance.',
  begun: 'Begins with a bot',
  share: (count: number, share: string) => `${answers(count)}, ${share} of both`,
  what: 'What to do',
  advice: {
    give: 'Give it to the bot',
    'take-back': 'Take it back',
    keep: 'Keep it so',
    'not-clear': 'Not clear yet',
    untried: 'Handled by one of them only'
  }
}
