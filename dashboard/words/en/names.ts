const whole = new Intl.NumberFormat('en')
const names = (value: number) => `${whole.format(value)} ${value === 1 ? 'name' : 'names'}`

/** What the pages say of names that strangers made. */
export const strangers = {
  title: 'New names that pages brought',
  lead: (perDay: number) =>
    `Anybody who opens a page of yours can send a new name. ${names(perDay)} a day count ` +
    'at once; those beyond wait here, and their answers count as “All others” until you ' +
    'accept them.',
  change: 'Change how many',
  none: 'Nothing waits.',
  waiting: (value: number) => `${names(value)} wait${value === 1 ? 's' : ''}`,
  waitingOf: (value: number) => `${whole.format(value)} waiting`,
  more: (value: number) => `Show ${whole.format(value)} more`,
  notListed: (value: number) =>
    `${whole.format(value)} more wait that are not listed here. “Accept all” takes them too.`,
  accept: 'Accept',
  acceptOf: (name: string) => `Accept ${name}`,
  acceptAll: 'Accept all',
  takeOut: 'Take out',
  takeOutOf: (name: string) => `Take out ${name}`,
  takeOutAll: 'Take all out',
  brought: 'Came in and count',
  broughtText:
    'If a flood made them, take all of a day out at once: their answers count as “All ' +
    'others” then. Answers keep what was sent.',
  day: (day: string, value: number) => `${day}: ${names(value)}`,
  andMore: (value: number) => `and ${whole.format(value)} more`,
  takeOutDay: 'Take these out',
  takeOutDayOf: (day: string) => `Take these out: the names of ${day}`,
  removed: (value: number) => `Taken out: ${names(value)}`,
  removedText: 'They stay out when pages send them again.',
  takeBack: 'Accept after all',
  takeBackOf: (name: string) => `Accept ${name} after all`,
  accepted: (value: number) => `${names(value)} accepted.`,
  takenOut: (value: number) => `${names(value)} taken out.`,
  working: (left: number) => `${whole.format(left)} still to do…`,
  undo: 'Undo',
  setting: 'New names a day',
  settingHint:
    'So many new topics, agents and teams may pages bring in a day. Those beyond wait ' +
    'under Names until somebody accepts them.'
}
