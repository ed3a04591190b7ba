import { z } from 'zod'
import { limits, name, tag, text } from './terms'

const dateBands = ['month', 'quarter', 'year'] as const

export const attributeKey = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_-]{0,39}$/,
    'must be a letter and up to 39 more letters, digits, “_” or “-”, such as “plan”'
  )
const common = {
  key: attributeKey.meta({ description: 'what it is sent as; figures ask for it as “attribute.KEY”' }),
  label: name.meta({ description: 'what people read' })
}
const isAscending = (all: readonly number[]) =>
  all.every((one, at) => at === 0 || one > (all[at - 1] ?? -Infinity))
/** The value of an amount beyond looks like the number of an account. */
export const amountMax = 1_000_000_000
const amount = z.number().min(-amountMax).max(amountMax)
const differ = (all: readonly string[]) => new Set(all.map((one) => one.toLowerCase())).size === all.length

/** What answers of a site may differ in beside what all sites know. */
const attributeDeclared = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('list'),
    values: z
      .array(tag.min(1))
      .min(1)
      .max(limits.attributeValues)
      .refine(differ, 'must name each value once')
      .meta({ description: 'what can be sent; capitals make no difference' })
  }),
  z.strictObject({ ...common, kind: z.literal('text') }),
  z.strictObject({
    ...common,
    kind: z.literal('number'),
    limits: z.array(amount).min(1).max(limits.attributeLimits).refine(isAscending, 'must ascend').meta({
      description:
        'where one band of figures ends and the next begins: [10,100] makes “..10”, “10..100” and “100..”'
    })
  }),
  z.strictObject({ ...common, kind: z.literal('yes-no') }),
  z.strictObject({
    ...common,
    kind: z.literal('date'),
    bands: z.enum(dateBands).default('quarter').meta({ description: 'what figures put together' })
  })
])
export const attributesDeclared = z
  .array(attributeDeclared)
  .max(limits.attributes)
  .refine((all) => differ(all.map(({ key }) => key)), 'must name each key once')
  .meta({
    description:
      'what answers may differ in beside channel, topics and people, such as country or plan. ' +
      'What was sent stays where a declaration goes, and counts again where it comes back'
  })

const value = z.union([text(limits.tagLength), z.number(), z.boolean()])
/** What is sent of it, by key. */
export const attributesInput = z
  .record(z.string().max(40), value)
  .refine(
    (all) => Object.keys(all).length <= limits.attributesSent,
    `may hold ${limits.attributesSent} at most`
  )
  .meta({
    description:
      'values of the attributes that the site declares, by key: {"plan":"pro","seats":12}. What looks like ' +
      'personal data is refused. A page’s values that do not fit are left out'
  })
/** What of them is said anew; null takes a value away. */
export const attributesPatch = z
  .record(z.string().max(40), value.nullable())
  .refine(
    (all) => Object.keys(all).length <= limits.attributesSent,
    `may hold ${limits.attributesSent} at most`
  )
  .meta({
    description:
      'values of the attributes that the site declares, by key: {"plan":"pro","seats":null}; null takes a value ' +
      'away, and what is not named stays. What looks like personal data is refused'
  })
export const attributesView = z.record(z.string(), value)

export type AttributeDeclared = z.infer<typeof attributeDeclared>
export type AttributeValue = z.infer<typeof value>
export type Attributes = Readonly<Record<string, AttributeValue>>
