import { z } from 'zod'
import { planKinds } from './plans'
import { day, limits, name, text } from './terms'

const markShape = {
  day: day.meta({ description: 'a day of the site’s time zone' }),
  name: name.meta({ description: 'what happened, such as “New macro” or “Prices changed”' }),
  everywhere: z
    .boolean()
    .meta({ description: 'whether it stands on the trends of the site’s other surveys, too' })
}
export const markInput = z.strictObject({
  survey: text(40),
  ...markShape,
  everywhere: markShape.everywhere.default(false)
})
export const marksQuery = z.strictObject({ survey: text(40), from: day, to: day })
export const markView = z.object({
  id: z.string(),
  kind: z.enum(['mark', ...planKinds]).meta({ description: '“mark”, or the kind of a training plan' }),
  survey: z.string(),
  name: z.string(),
  from: z.string().meta({ description: 'the day of a mark, or the first day of a plan' }),
  to: z.string(),
  everywhere: z.boolean(),
  setBy: z.string().nullable().meta({ description: 'who set the mark; null where nobody knows any more' })
})
export const marksView = z.object({
  rows: z.array(markView).meta({ description: `by day, at most the latest ${limits.marks}` })
})

export type MarkInput = z.infer<typeof markInput>
export type MarkView = z.infer<typeof markView>
export type MarksView = z.infer<typeof marksView>
