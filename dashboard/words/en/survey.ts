/** What the page says on which a survey is written. */
export const builder = {
  title: (name: string) => `Survey: ${name}`,
  newTitle: 'A new survey',
  form: 'What the survey asks',
  readOnly: 'You can look at this survey. Only owners of the site can change it.',
  leave: 'What you changed is not saved. Leave this page and lose it?',
  states: { draft: 'Draft', live: 'Live', closed: 'Paused' },
  bar: {
    see: 'Preview',
    saveOnly: 'Save',
    publish: 'Publish',
    publishChanges: 'Publish changes',
    pause: 'Pause',
    unsaved: 'Not saved yet.',
    refused: (sentence: string) => `Not saved. ${sentence}`,
    empty: 'This is still empty.',
    saved: {
      draft: 'Saved. Nobody sees it until you publish it.',
      live: 'Published. Pages show it within five minutes.',
      closed: 'Saved. It is paused: nobody is asked.'
    },
    means: {
      draft: 'Nobody sees a draft.',
      live: 'Customers are asked this.',
      closed: 'Nobody is asked while it is paused.'
    },
    changed: 'Somebody changed this meanwhile.',
    changedWays: 'What you typed is still here.',
    loadTheirs: 'Load theirs',
    theirs: 'This is what they saved. Yours is kept.',
    putMineBack: 'Put mine back'
  },
  languages: { title: 'Language', add: 'Add a language…', remove: (name: string) => `Remove ${name}` },
  question: {
    title: 'Question',
    name: 'Name of the survey',
    nameHint: 'For you and your colleagues; customers do not see it.',
    question: 'Question',
    kind: 'Kind',
    kinds: {
      csat: 'Satisfaction (CSAT)',
      nps: 'Recommendation (NPS)',
      ces: 'Effort (CES)',
      thumbs: 'Thumbs up or down'
    },
    scale: 'Points',
    points: (min: number, max: number, step = 1) =>
      `${min} to ${max}${step === 1 ? '' : ` in steps of ${step}`}`,
    step: 'Between the points',
    stepHint:
      'For ratings that come from files, helpdesks, typed replies and the API. Customers press whole points.',
    wholePoints: 'Nothing: whole points only',
    inSteps: (step: number) => `Steps of ${step}`,
    style: 'Drawn as',
    direction: 'The best point',
    directions: { 'higher-is-better': 'The highest', 'lower-is-better': 'The lowest' },
    pointMeans: (rating: number) => `${rating} means`
  },
  parts: {
    title: 'After the rating',
    hint: 'Nothing of it has to be answered. Texts left empty are said in our own words.',
    wording: 'In your words',
    solved: 'Ask whether it was solved',
    reasons: { low: 'Ask for a reason after a low rating', high: 'Ask for a reason after a high rating' },
    reason: (number: number) => `Reason ${number}`,
    key: 'Key',
    keyHint: 'The key is what an answer keeps, whatever the wording becomes.',
    remove: 'Remove',
    removeReason: (number: number) => `Remove reason ${number}`,
    addReason: 'Add a reason',
    person: 'Ask about the person who helped',
    comment: 'Ask for a comment',
    commentLow: 'After a low rating',
    commentHigh: 'After a high rating',
    contact: 'Ask whether you may get in touch',
    thanks: { low: 'Thanks of its own after a low rating', high: 'Thanks of its own after a high rating' },
    thanksText: 'Thanks',
    linkUrl: 'Link',
    linkHint: 'Where to go on, such as a help page or a review site.',
    linkLabel: 'Text of the link'
  },
  when: {
    title: 'When and whom',
    trigger: 'Ask',
    triggers: {
      load: 'as soon as the page is there',
      delay: 'after a while',
      scroll: 'after scrolling',
      exit: 'when somebody is about to leave',
      click: 'after a click',
      event: 'at an event',
      'time-on-page': 'after reading for a while',
      inactivity: 'when nothing happens for a while',
      call: 'only when the page asks for it'
    },
    callHint: "With hearback('ask') in your code, or an element in line.",
    seconds: 'Seconds',
    percent: 'Percent of the page',
    selector: 'On what',
    selectorHint: 'A CSS selector such as .close-chat',
    event: 'Event',
    eventHint: "Named by your page: hearback('event', 'chat-ended')",
    pagesIn: 'Only on these pages',
    pagesOut: 'Never on these pages',
    pagesHint: 'One path on each line; * stands for anything: /help/*',
    share: 'Percent of visitors',
    shareHint: 'The same visitors every time.',
    devices: 'Devices',
    deviceNames: { phone: 'Phones', tablet: 'Tablets', desktop: 'Computers' },
    languagesOnly: 'Ask only who reads one of the languages',
    again: 'The same person',
    agains: { days: 'again after some days', 'until-answered': 'until they answer', once: 'once' },
    days: 'Days until asked again',
    dismissed: 'Days without asking after it was closed',
    quiet: 'Days without asking after any survey of the site',
    quietHint: 'So that nobody is asked by two surveys in one week.',
    place: 'Where it appears',
    places: { corner: 'In the corner', sheet: 'Along the bottom', page: 'Over the whole page' }
  },
  look: {
    title: 'Look',
    colours: { accent: 'Accent', background: 'Background', text: 'Text' },
    usual: 'as usual',
    pick: (name: string) => `Pick the colour: ${name}`,
    hard: 'These colours are too hard to read on one another.',
    contrast: (scheme: string, text: string, accent: string) =>
      `${scheme}: easy to read. Contrast of the text ${text} (4.5 is enough), of the accent ${accent} (3 is enough).`,
    scheme: 'Light or dark',
    schemes: { auto: 'As the reader has it', light: 'Always light', dark: 'Always dark' },
    density: 'Spacing',
    densities: { cosy: 'Roomy', compact: 'Compact' },
    radius: 'Roundness of the corners',
    font: 'Fonts',
    fontHint: 'Names of fonts that your pages load.'
  },
  protection: {
    title: 'Floods of answers',
    proof: 'Proof of work',
    choices: { off: 'Never', auto: 'While somebody floods the survey', on: 'Always' },
    hints: {
      off: 'Floods are held all the same by the budgets of networks and the rules on bursts.',
      auto:
        'It comes on by itself when answers are held, and goes off an hour after the last one. ' +
        'Then it is as under “Always”.',
      on:
        'The browser of whoever answers on a page or by a poster calculates for up to a ' +
        'second, unnoticed. An answer without that is kept, and waits for a look: so do ' +
        'answers from browsers without scripts, and those that a page of yours sends by itself ' +
        'without a key.'
    },
    until: (time: string) => `It is on until ${time}, because answers were held.`
  },
  preview: {
    title: 'Preview',
    place: 'Place',
    stages: { corner: 'Page', phone: 'Phone', inline: 'In line', hosted: 'Link' },
    scheme: 'Light or dark',
    schemes: { light: 'Light', dark: 'Dark' },
    step: 'Step',
    steps: {
      question: 'The question',
      low: 'Low rating',
      high: 'High rating',
      'thanks-low': 'Thanks, low',
      'thanks-high': 'Thanks, high'
    },
    nothingKept: 'This is the survey itself. What you answer here is not kept.',
    waits: (sentence: string) => `The preview waits: ${sentence}`
  },
  install: {
    title: 'Put it to use',
    inline:
      'In an article, put this where the question is to stand. It needs the script tag on the same page.',
    inlineTitle: 'Element in line',
    test: 'Make a test link',
    notLive: 'Publish the survey to get a test link.'
  },
  versions: {
    title: 'Versions',
    hint: 'Answers keep the wording and the points that they were given to.',
    version: (number: number) => `Version ${number}`
  }
}
