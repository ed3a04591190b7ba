/** What a site declares that its answers differ in. */
export const attributes = {
  title: 'Attributes',
  text:
    'Up to twelve things that answers differ in: country, plan, product, customer value. They are sent with answers, ' +
    'invitations and conversations, and each is a filter and a breakdown. What looks like personal data is refused.',
  nothing: 'No attribute is declared.',
  key: 'Key',
  keyHint: 'as it is sent, such as plan',
  label: 'Label',
  kind: 'Kind',
  kinds: {
    list: 'One of a list',
    text: 'Free text',
    number: 'Number',
    'yes-no': 'Yes or no',
    date: 'Date'
  },
  values: 'Values, separated by commas',
  limits: 'Where bands end, separated by spaces',
  bands: 'Together by',
  dateBands: { month: 'Month', quarter: 'Quarter', year: 'Year' },
  add: 'Add an attribute',
  takeAway: (label: string) => `Take ${label} away`,
  stays: 'What was sent stays where an attribute is taken away, and counts again where it comes back.',
  by: (label: string) => `By ${label}`,
  none: 'Not said',
  yes: 'Yes',
  no: 'No',
  under: (until: string) => `Under ${until}`,
  between: (from: string, until: string) => `${from} to under ${until}`,
  from: (from: string) => `${from} and more`
}
