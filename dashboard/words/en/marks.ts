/** What stands under a trend: what happened meanwhile. */
export const marks = {
  title: 'What happened meanwhile',
  onAll: 'on all surveys of the site',
  setBy: 'set by',
  add: 'Mark a day',
  name: 'What happened',
  nameHint: 'Such as “New macro”, “Prices changed”, “Outage”.',
  day: 'Day',
  everywhere: 'Show it on all surveys of the site',
  save: 'Mark it',
  remove: 'Take out',
  removeThis: (name: string) => `Take out “${name}”`
}
