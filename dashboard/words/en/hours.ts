export const hours = {
  title: 'Opening hours and targets',
  lead:
    'When people work, and how soon they should reply and solve. Service figures are told by the ' +
    'clock, and beside it by what of the time lies within opening hours.',
  hoursTitle: 'Opening hours',
  always: 'Always open',
  week: (name: string) => `Week of ${name}`,
  days: {
    mon: 'Monday',
    tue: 'Tuesday',
    wed: 'Wednesday',
    thu: 'Thursday',
    fri: 'Friday',
    sat: 'Saturday',
    sun: 'Sunday'
  },
  closed: 'closed',
  from: (day: string) => `${day}, open from`,
  until: (day: string) => `${day}, open until`,
  close: (day: string, from: string, until: string) => `${day}: take ${from}–${until} away`,
  addOpening: 'Add hours',
  addOpeningOf: (day: string) => `Add hours: ${day}`,
  nightHint:
    'Until a time at or before the first one is until the next day: 22:00–06:00. From 00:00 until 00:00 is all day.',
  holidays: 'Holidays',
  addHoliday: 'Add a holiday',
  date: 'Date of a holiday',
  name: 'Name',
  nameOf: (date: string) => `Name of the holiday on ${date}`,
  sameHolidays: 'The same holidays as the site',
  sameZone: (zone: string) => `The same (${zone})`,
  takeAway: (name: string) => `Take ${name} away`,
  addOwn: 'Add hours of its own',
  whose: 'Of',
  precedence: 'The hours of a team count before those of a channel, and those before the hours of the site.',
  targetsTitle: 'Targets',
  targetsText:
    'How soon a conversation should have its first response and its resolution. Leave a field empty where nothing is promised.',
  noTargets: 'There is no target yet.',
  minutes: 'First response, minutes',
  hours: 'Resolution, hours',
  addTarget: 'Add a target',
  targetPrecedence:
    'A target of a topic counts before that of a team, and that before the target of the channel. Of several topics the soonest counts.'
}
