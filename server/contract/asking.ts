import { z } from 'zod'
import { limits, tag, text } from './terms'
import { theme } from './theme'

const devices = ['phone', 'tablet', 'desktop'] as const
const places = ['corner', 'sheet', 'page'] as const

const seconds = z.int().min(0).max(3_600)
const days = z.int().min(0).max(3_650)

/**
 * When a survey asks by itself. Each starts anew with every page, also in an application that never loads a
 * second one.
 */
const when = z
  .discriminatedUnion('on', [
    z.strictObject({ on: z.literal('load') }),
    z.strictObject({ on: z.literal('delay'), seconds }),
    z.strictObject({ on: z.literal('scroll'), percent: z.int().min(1).max(100) }),
    z.strictObject({ on: z.literal('exit') }),
    z.strictObject({ on: z.literal('click'), selector: text(200).trim().min(1) }),
    z.strictObject({ on: z.literal('event'), event: tag.min(1) }),
    z.strictObject({ on: z.literal('time-on-page'), seconds: seconds.min(1) }),
    z.strictObject({ on: z.literal('inactivity'), seconds: seconds.min(1) }),
    z.strictObject({ on: z.literal('call') })
  ])
  .meta({
    description: 'time-on-page counts only while the page is in view; call: only when the page asks for it'
  })

const pattern = text(200)
  .trim()
  .refine((value) => /^[/*#]/.test(value), 'must be a path such as “/help/*”')
  .refine((value) => !value.includes('?'), 'must be a path: what comes after ? is not looked at')
  .refine((value) => (value.match(/\*+/g) ?? []).length <= 4, 'may hold four * at most')
const patterns = z.array(pattern).max(limits.patterns)

const settings = z.strictObject({
  when,
  pages: z
    .strictObject({ in: patterns.optional(), out: patterns.optional() })
    .meta({ description: 'paths, * stands for anything; with # they see the fragment as well' }),
  share: z
    .number()
    .min(0)
    .max(100)
    .meta({ description: 'percent of visitors; the same visitors every time' }),
  devices: z.array(z.enum(devices)).min(1),
  languagesOnly: z.boolean().meta({ description: 'asks only who reads one of the survey’s languages' }),
  again: z.union([z.literal('once'), z.literal('until-answered'), z.strictObject({ days })]),
  notAfterDismissalDays: days,
  quietDays: days.meta({ description: 'stays away for so long after any survey of the site' }),
  place: z.enum(places).meta({ description: 'where it shows; in line is wherever <hearback-survey> stands' }),
  theme
})

/** What may be sent: whatever is left out stays as it is, and at first as is usual. */
export const askingInput = settings.partial()
export const asking = settings

/**
 * When, whom and where a survey asks, and how it looks. Settings of the survey, which no past answer
 * depends on.
 */
export type Asking = z.infer<typeof settings>
export type AskingInput = z.infer<typeof askingInput>
export type Place = (typeof places)[number]
