import { attributesText } from '../attributes/declared'
import type { AttributeDeclared } from '../contract/attributes'
import type { Content } from './likely'
import { likely } from './likely'
import type { Random } from './random'
import type { Topic } from './world'

/** What answers of the demo's shop differ in beside channel, topics and people. */
export const attributes: AttributeDeclared[] = [
  {
    key: 'warehouse',
    label: 'Warehouse',
    kind: 'list',
    values: ['Karachi', 'Lahore', 'Multan']
  },
  { key: 'first-order', label: 'First order', kind: 'yes-no' },
  { key: 'order-value', label: 'Order value, rupees', kind: 'number', limits: [2_000, 10_000, 50_000] }
]

/** About what is bought and not sent, or what is not an order at all. */
const without: readonly Topic[] = ['Login', 'Opening hours', 'Loyalty card']

/**
 * Where parcels come from: Multan packs badly, which customers say of deliveries, returns and warranties. Effects are
 * on the log-odds of a content customer, as in world.ts.
 */
const warehouses = {
  Karachi: { share: 55, effect: 0.1 },
  Lahore: { share: 30, effect: 0.1 },
  Multan: { share: 15, effect: -0.9 }
} as const
const sent: readonly Topic[] = ['Delivery', 'Returns', 'Warranty']
const first = { share: 0.24, effect: -0.3 }

/**
 * What is known of the order that a contact was about, as answers keep it; nothing where it was about none.
 */
export function drawAttributes(topic: Topic, content: Content, random: Random): string | null {
  if (without.includes(topic)) return null
  const weights = Object.entries(warehouses).map(([name, { share, effect }]) => [
    name,
    likely(content, share, sent.includes(topic) ? effect : 0)
  ])
  const [isFirst, isAgain] = [likely(content, first.share, first.effect), likely(content, 1 - first.share, 0)]
  return attributesText({
    warehouse: random.weighted(Object.fromEntries(weights)),
    'first-order': random.chance(isFirst / (isFirst + isAgain)),
    'order-value': Math.round(random.skewed(6_500, 1.1) / 10) * 10
  })
}
