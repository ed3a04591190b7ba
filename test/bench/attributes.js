/** Twelve attributes as sites declare them: six lists, two amounts, two of yes or no, two days. */
const list = (key, values) => ({ key, label: key, kind: 'list', values })
const several = (name, count) => Array.from({ length: count }, (_, index) => `${name}-${index + 1}`)

export const declared = [
  list('country', several('country', 40)),
  list('plan', ['free', 'starter', 'pro', 'business']),
  list('product', several('product', 20)),
  list('brand', several('brand', 5)),
  list('queue', several('queue', 12)),
  list('stage', ['trial', 'first-order', 'regular', 'leaving']),
  { key: 'seats', label: 'seats', kind: 'number', limits: [2, 10, 50, 250] },
  { key: 'value', label: 'value', kind: 'number', limits: [100, 1_000, 10_000] },
  { key: 'mobile', label: 'mobile', kind: 'yes-no' },
  { key: 'renewed', label: 'renewed', kind: 'yes-no' },
  { key: 'since', label: 'since', kind: 'date', bands: 'year' },
  { key: 'renewal', label: 'renewal', kind: 'date', bands: 'quarter' }
]

/** What a program sends of them with an answer; `below` gives a number below another. */
export function attributesOf(below) {
  const day = () => new Date(Date.UTC(2024 + below(2), below(12), 1 + below(28))).toISOString().slice(0, 10)
  const valueOf = {
    list: ({ values }) => values[below(values.length)],
    number: ({ limits }) => below(2 * limits.at(-1)),
    'yes-no': () => below(2) === 0,
    date: day
  }
  return Object.fromEntries(declared.map((one) => [one.key, valueOf[one.kind](one)]))
}
