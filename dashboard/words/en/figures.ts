const whole = new Intl.NumberFormat('en')
const number = (value: number) => whole.format(value)
const answers = (value: number) => `${number(value)} ${value === 1 ? 'answer' : 'answers'}`

/**
 * What the pages of figures say. Sizes, figures and names come as they are written in the reader's
 * language.
 */
export const figures = {
  compare: (before: string) => `Compare with ${before}`,
  lessIsBetter: 'Here a lower score is the better one.',
  asTheyStand: 'As they stand',
  likeForLike: 'Like for like',
  difference: 'Difference',
  answers: 'Answers',
  score: 'Score',
  change: 'Change',
  interval: (lower: string, upper: string) => `between ${lower} and ${upper}`,
  few: 'too few',
  below: (value: string) => `below ${value}`,
  unknown: 'not known',
  read: (label: string, value: number) => `Read the ${answers(value)} of ${label}`,
  exports: {
    csv: 'CSV',
    csvOf: (name: string) => `Download “${name}” as CSV`,
    picture: 'Picture',
    pictureOf: (name: string) => `Download “${name}” as a picture`,
    failed: 'This browser cannot draw it. Print the page instead.'
  },
  against: {
    keep: 'Compare this view with another period or filter',
    kept: 'Compared with',
    end: 'Stop comparing',
    next: 'Now choose another period or another filter: it will stand beside this one.',
    otherScale: 'The two views are on different scales, which cannot be compared.',
    verdict: {
      better: (size: string) => `This view is ${size} better.`,
      worse: (size: string) => `This view is ${size} worse.`,
      'not-clear': () => 'No clear difference between the two views.'
    }
  },
  overview: {
    work: 'To work on',
    workMore: 'All topics',
    waiting: 'Waiting',
    suspects: (value: number) => `${answers(value)} ${value === 1 ? 'is' : 'are'} suspect and not counted`,
    review: 'Review',
    unclear: (value: number) =>
      `: about ${number(value)} more ${value === 1 ? 'answer' : 'answers'} would tell whether it is behind`,
    nothing: 'Nothing waits for you.'
  },
  channels: {
    title: 'Channels',
    lead:
      'Are customers happier by message or by phone? Channels are asked about different ' +
      'things, so each score stands beside the one it would have with everybody’s mix of ' +
      'topics.',
    pair: 'Two channels, like for like',
    a: 'First channel',
    b: 'Second channel',
    verdict: {
      better: (winner: string, loser: string) => `${winner} serves better than ${loser}`,
      same: (a: string, b: string) => `No difference that matters between ${a} and ${b}`,
      'not-clear': (a: string, b: string) => `Not clear yet whether ${a} or ${b} serves better`,
      'too-few': (a: string, b: string) => `Too few answers to compare ${a} with ${b}`,
      'nothing-in-common': (a: string, b: string) => `${a} and ${b} cannot be compared`
    },
    /** `higher` is the one that scores higher. */
    within: (higher: string, lower: string, size: string, interval: string) =>
      `On the same topics, ${higher} scores ${size} higher than ${lower} (${interval}).`,
    withinAlike: (a: string, b: string) => `On the same topics, ${a} and ${b} score the same.`,
    needed: (value: number) =>
      `About ${number(value)} more ${value === 1 ? 'answer' : 'answers'} would tell.`,
    crude: (higher: string, lower: string, size: string) =>
      `As they stand, ${higher} scores ${size} higher than ${lower}.`,
    crudeAlike: (a: string, b: string) => `As they stand, ${a} and ${b} score the same.`,
    nothingInCommon: 'They share no topics with answers that differ, so nobody can say which serves better.',
    countsOnly: (a: string, ofA: number, b: string, ofB: number) =>
      `${a} has ${answers(ofA)}, ${b} has ${number(ofB)}.`,
    why: {
      service: 'Most of that is the service itself.',
      mix: 'Most of that comes from what they are asked about, not from the service.',
      hidden: 'Asked about the same things, the gap would be larger: the mix of topics hides part of it.',
      reversed: 'Asked about the same things, it would run the other way: the mix of topics turns it around.',
      none: ''
    },
    made: 'What the gap is made of',
    gap: (b: string, a: string) => `${b} less ${a}, in points`,
    gapOfMeans: (b: string, a: string) => `${b} less ${a}`,
    parts: { crude: 'As they stand', service: 'Service', mix: 'What they are asked about' },
    common: (share: string) =>
      `Like for like on the topics that both have, which are ${share} of what all channels ` +
      'are asked. The gap is split by what these two are asked, so its service part may ' +
      'differ a little.',
    table: 'All channels',
    chart:
      'Scores by channel as they stand and like for like, with intervals; the table below holds the same numbers.',
    legend:
      'Hollow: as it stands. Filled: like for like, with everybody’s mix of topics. The bars are 95 % intervals.',
    channel: 'Channel',
    coverage: (share: string) => `for ${share} of the mix`,
    notAdjusted: 'no topic with enough answers',
    responseRate: 'Response rate',
    ofSent: (part: number, count: number) => `${number(part)} of ${number(count)}`,
    noneSent: 'no invitation was sent',
    ownPages: 'asked on your own pages?',
    bounds: 'If the silent were unhappy or happy',
    weighted: (figure: string, interval: string, crude: string) =>
      `If every channel answered as readily as the others, the whole would be ${figure} (${interval}) ` +
      `instead of ${crude}.`,
    pairs: 'Every two channels',
    pairsHint:
      'Each difference is the second channel less the first. Clear ones stand first; of ' +
      'those called clear, at most one in ten is chance.',
    pairNames: (a: string, b: string) => `${a} and ${b}`,
    two: 'Two channels',
    verdictColumn: 'Who serves better',
    better: (winner: string) => `${winner} better`,
    same: 'no difference',
    notClear: 'not clear yet',
    tooFew: 'too few answers',
    nothing: 'nothing in common',
    service: 'What service was like',
    serviceMore: 'All of it, under Service',
    none: 'No answer in this period says by which channel it came.',
    one: 'Only one channel has answers here, so there is nothing to compare it with.'
  },
  topics: {
    title: 'Topics',
    lead: 'What to work on: each topic against all other answers. Those come first that the whole would win most from.',
    low: 'Behind the rest',
    high: 'Ahead of the rest',
    lowNone: 'No topic is clearly behind the rest in this period.',
    highNone: 'No topic is clearly ahead of the rest in this period.',
    sayingLow: (topic: string, size: string) =>
      `Bringing ${topic} to the level of the rest lifts the whole by ${size}.`,
    sayingHigh: (topic: string, size: string) =>
      `At the level of the rest, ${topic} would take ${size} off the whole.`,
    /** Where a lower score is the better one. */
    sayingLowWhereLess: (topic: string, size: string) =>
      `Bringing ${topic} to the level of the rest makes the whole better by ${size}.`,
    sayingHighWhereLess: (topic: string, size: string) =>
      `At the level of the rest, ${topic} would make the whole worse by ${size}.`,
    lost: (value: number) =>
      `That is about ${number(value)} more satisfied ${value === 1 ? 'customer' : 'customers'}.`,
    against: (figure: string, rest: string, count: number) =>
      `${figure} against ${rest} of the rest, from ${answers(count)}`,
    needed: (value: number) => `about ${number(value)} more ${value === 1 ? 'answer' : 'answers'} would tell`,
    nearRest: 'close to the rest',
    noRest: 'there is no rest to compare with',
    comments: 'Read what they say',
    commentsOf: (topic: string) => `Read what they say about ${topic}`,
    table: 'All topics',
    topic: 'Topic',
    rest: 'The rest',
    impact: 'Impact',
    impactMeans:
      'Impact: by how much the whole gets better if the topic reaches the rest. Of the ' +
      'topics marked as low or high, at most one in ten is chance.',
    verdict: 'Against the rest',
    chart: 'How far each topic is from the rest, with intervals; the table below holds the same numbers.',
    legend: 'Points from the rest of all answers, with 95 % intervals. A triangle says that it is clear.',
    flag: { low: 'behind', high: 'ahead', none: 'not clear yet' },
    q: (value: string) => `q ${value}`,
    untagged: (value: number) =>
      `${answers(value)} ${value === 1 ? 'says' : 'say'} not what ` +
      `${value === 1 ? 'it was' : 'they were'} about and ${value === 1 ? 'is' : 'are'} part ` +
      'of every rest.',
    administer: 'Merge, rename or nest topics',
    none:
      'No answer says what it was about yet. Put data-topics="billing" on the script tag, or ' +
      'send topics with an invitation.'
  },
  words: {
    title: 'Words that mark low and high answers',
    means:
      'How many comments hold each word, of those in its language. Of these words at most ' +
      'one in ten differs by chance.',
    latest: 'Only the latest 20,000 comments were read.',
    low: 'Unsatisfied customers write',
    high: 'Satisfied customers write',
    word: 'Word',
    open: (word: string) => `Read the comments with “${word}”`,
    unsatisfied: 'Unsatisfied',
    satisfied: 'Satisfied',
    part: (part: string, of: string) => `${part} of ${of}`
  },
  drivers: {
    title: 'What moves the rating',
    question: 'Question',
    share: 'Part of what they explain',
    mean: 'Mean rating',
    of: (mean: string, most: string) => `${mean} of ${most}`,
    explained: (share: string, count: string) =>
      `Together these questions explain ${share} of the rating, judging from ${count} answers that rated all of them.`,
    notClear: (count: string, p: string) =>
      `It is not clear that these questions move the rating: ${count} answers rated all of them (p ${p}).`,
    means:
      'Each part is averaged over all orders in which the questions could be asked ' +
      '(Lindeman, Merenda and Gold), so it does not depend on their order.'
  },
  agents: {
    title: 'Agents',
    lead:
      'Fair to few answers and to what each is asked about: everybody is compared with the ' +
      'others on the same topics and channels.',
    clear: 'Clearly different from the others on the same topics and channels',
    clearNone:
      'Nobody clearly differs from the others on the same topics and channels. Sorting ' +
      'people by scores would sort chance.',
    clearUnknown:
      'Nobody has 20 answers yet about what others are asked about too, so nothing can be said of anybody.',
    saying: {
      better: (size: string) => `${size} ahead of the others on the same topics and channels.`,
      worse: (size: string) => `${size} behind the others on the same topics and channels.`
    },
    against: (figure: string, others: string, count: number) =>
      `${figure}, the others ${others} on the same mix, from ${answers(count)}`,
    topics: 'See the topics',
    topicsOf: (name: string) => `See the topics of ${name}`,
    table: 'All agents',
    chart:
      'How far each agent is from the others on the same topics and channels, with ' +
      'intervals; the table below holds the same numbers.',
    legend:
      'Points from the others on the same topics and channels, with 95 % intervals. A triangle says that it is clear.',
    agent: 'Agent',
    shrunk: 'To be expected',
    ownAnswers: 'Own answers',
    others: 'The others there',
    againstOthers: 'Against the others',
    verdict: { better: 'ahead', worse: 'behind', 'not-clear': 'not clear' },
    /** Why somebody is not compared. */
    standing: {
      'nobody-else': 'nobody else is asked about this',
      'too-few': 'under 20 comparable answers',
      'too-little': 'most answers are about what nobody else is asked',
      unknown: 'not known'
    },
    comparable: (value: number) => `from ${answers(value)}`,
    mixMeans:
      'The others there: what the others reach on the topics and channels that this agent is ' +
      'asked about. Nobody is named from fewer than 20 comparable answers, and of those ' +
      'named at most one in ten is chance.',
    shrunkMeans: (average: string, strength: number) =>
      `To be expected: the agent’s own answers and ${answers(strength)} of the average (${average}), ` +
      'so that few good or bad answers make nobody the best or the worst.',
    unassigned: (value: number) => `${answers(value)} ${value === 1 ? 'names' : 'name'} no agent.`,
    none: 'No answer in this period says who handled the conversation.',
    own: {
      title: 'You and the others on the same topics and channels',
      better: (size: string) => `You are ${size} ahead of the others.`,
      worse: (size: string) => `You are ${size} behind the others.`,
      'not-clear': 'There is no clear difference between you and the others.',
      'nobody-else':
        'Nobody else is asked about what you are asked about, so there is nothing to compare with.',
      'too-few': (value: number) =>
        `${answers(value)} of yours ${value === 1 ? 'is' : 'are'} about what others are asked ` +
        'about too. From 20 on, this says more.',
      'too-little':
        'Most of your answers are about what nobody else is asked about, so that a comparison ' +
        'would stand for too little.',
      unknown:
        'You are compared over all your topics and channels, and only where the others have enough answers too.',
      days: (days: string) => `For ${days}, as your manager reads it for these days.`,
      means: 'Your manager reads the same figure. It is called clear only where chance hardly explains it.'
    }
  },
  map: {
    title: 'Map',
    lead: 'Two things at once: where exactly it is better or worse than elsewhere.',
    kinds: 'What stands against what',
    of: (rows: string, columns: string) => `${rows} × ${columns}`,
    many: { topic: 'Topics', channel: 'Channels', agent: 'Agents' },
    legend: 'What the shades mean',
    verdicts: {
      low: 'behind the others',
      high: 'ahead of the others',
      none: 'not clear',
      hidden: 'too few answers'
    },
    fromOthers: (value: string, interval: string) => `${value} from the others, ${interval}`,
    count: (value: string) => `n ${value}`,
    noAnswers: 'no answers',
    all: (rows: number, columns: number) => `Show all ${number(rows)} × ${number(columns)}`,
    against: 'What a cell is compared with',
    sides: { row: 'Other channels, same topic', column: 'Other topics, same channel' },
    others: {
      channels: 'the other channels on the same topic',
      topics: 'the other topics in the same channel',
      colleaguesOnTopic: 'the colleagues on the same topic',
      colleaguesInChannel: 'the colleagues in the same channel'
    },
    means: (others: string) =>
      'Each cell says its score, its 95 % interval and its number of answers. It is shaded ' +
      `only where it is clear that it differs from ${others}; of the shaded cells at most ` +
      'one in ten is chance.'
  },
  service: {
    title: 'Service',
    lead:
      'What service was like, beside what customers said of it. Half of the conversations ' +
      'were faster than the figure shown; what is not known is never counted as zero.',
    all: 'All channels',
    times: 'Times',
    outcomes: 'Solved at the first contact, and in time',
    conversations: 'Conversations',
    frt: 'First response',
    aht: 'Handling',
    ttr: 'Resolution',
    p90: (value: string) => `9 of 10 within ${value}`,
    missing: (value: number) => `not known of ${number(value)}`,
    excluded: (value: number) => `${number(value)} impossible`,
    timesMeans:
      'Medians with their 95 % intervals. Resolution and first response count from the ' +
      'opening of the conversation. Of times, shorter is better.',
    fcrAsked: 'First contact, as reported',
    fcrSeen: 'First contact, as seen',
    slaFirst: 'First response in time',
    slaResolution: 'Resolved in time',
    noTarget: 'no target',
    pending: (value: number) => `${number(value)} not over yet`,
    window: 'Nobody came back about it within',
    windowDays: (value: number) => `${number(value)} ${value === 1 ? 'day' : 'days'}`,
    outcomesMeans: (value: number) =>
      `As seen: the customer did not come back about the same topic within ${number(value)} ` +
      `${value === 1 ? 'day' : 'days'}. Contacts that are younger than that are not judged ` +
      'yet.',
    none: 'Nothing is known of conversations in this period. Send them with PUT /api/v1/conversations/:id.',
    open: {
      title: 'Within opening hours',
      means: 'The same conversations, counting only the time in which somebody was there to answer.',
      none: 'No opening hours are set: by them, nights and weekends would not count.',
      set: 'Set them'
    },
    breaches: {
      title: 'Missed targets',
      goal: 'Of',
      goals: { 'first-response': 'the first response', resolution: 'the resolution' },
      clock: 'By',
      clocks: { open: 'time within opening hours', whole: 'all the time' },
      none: 'No conversation of this period missed its target.',
      total: (value: number) =>
        `${number(value)} ${value === 1 ? 'conversation' : 'conversations'}, the newest first.`,
      conversation: 'Conversation',
      took: 'Took',
      open: 'Within opening hours',
      target: 'Target'
    },
    waiting: 'What waiting costs',
    wait: 'First response',
    shorter: (to: string) => `under ${to}`,
    fromTo: (from: string, to: string) => `${from} – ${to}`,
    longer: (from: string) => `over ${from}`,
    waitCosts: (size: string, p: string) =>
      `The longer customers wait, the less satisfied they are: about ${size} less from each step to the next (p ${p}).`,
    waitGains: (size: string, p: string) =>
      `Customers who waited longer are the more satisfied: about ${size} from each step to ` +
      `the next (p ${p}). Look at what they waited for.`,
    waitNotClear: (size: string, p: string) =>
      `It is not clear whether waiting matters: ${size} from each step to the next may be chance (p ${p}).`,
    waitTooFew: 'There are too few answers to say whether waiting matters.',
    waitUnknown: (value: number) => `Of ${answers(value)} it is not known how long the customer waited.`,
    waitExcluded: (value: number) =>
      `${answers(value)} with impossible times ${value === 1 ? 'is' : 'are'} left out.`,
    noWaits: 'Of no answer in this period it is known how long the customer waited.',
    waitingChart:
      'The score by how long customers waited, with intervals; the table below holds the same numbers.',
    control: 'What is news and what is chance',
    limits: 'By chance alone',
    signal: 'News',
    signals: { better: 'better', worse: 'worse' },
    nothingNews: (value: number) =>
      `Nothing here is news: all ${number(value)} steps lie where chance alone puts them.`,
    news: (value: number, of: number) =>
      `${number(value)} of ${number(of)} steps ${value === 1 ? 'lies' : 'lie'} outside of what chance explains.`,
    newsOf: {
      better: (step: string, figure: string) => `${step}: ${figure}, better.`,
      worse: (step: string, figure: string) => `${step}: ${figure}, worse.`
    },
    controlTooFew: 'There are too few answers for a control chart of this period.',
    controlMeans:
      'The grey band is where a step of so many answers stays by chance: above it, and below ' +
      'it, by chance alone fewer than one step in 700 lies. A triangle outside of it is ' +
      'worth asking what happened.',
    controlChart: 'Scores step by step with their control limits; the table below holds the same numbers.'
  }
}
