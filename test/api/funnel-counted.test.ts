import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { attributesText } from '../../server/attributes/declared'
import { columnsCommand } from '../../server/commands/columns'
import type { FunnelSteps, FunnelView } from '../../server/contract/funnel'
import { funnelDimensions } from '../../server/contract/funnel'
import type { InvitationRow } from '../../server/db/rows'
import { verifyColumns } from '../../server/figures/verify'
import { noteVisit, untouched } from '../../server/invitations/invitation'
import { dayIn } from '../../server/time/days'
import { onBothDatabases } from '../support/databases'
import type { Shop } from '../support/shop'
import { now, openShop } from '../support/shop'

/** As they are sent, beside the keys that they count under without rules: '' is none. */
const sent = {
  channel: { WhatsApp: 'whatsapp', sms: 'sms', Phone: 'voice', web: 'web' },
  topic: { Billing: 'billing', Refund: 'refund', ç: 'ç' },
  agent: { '': '', ana: 'ana', Émile: 'Émile' },
  team: { '': '', 'tier-1': 'tier-1' },
  locale: { en: 'en', ur: 'ur' },
  delivery: { '': '', SMS: 'sms', email: 'email' },
  'attribute.plan': { '': '', Free: 'Free', Pro: 'Pro' },
  'attribute.seats': { '': '', 5: '..10', 10: '10..', 500: '10..' }
}
/** What invitations are filtered and set side by side by. */
type Side = keyof typeof sent
const sides = [...funnelDimensions, 'attribute.plan', 'attribute.seats'] as const satisfies readonly Side[]
const declared = JSON.stringify([
  { key: 'plan', label: 'Plan', kind: 'list', values: ['Free', 'Pro'] },
  { key: 'seats', label: 'Seats', kind: 'number', limits: [10] }
])

type Rules = { channel: Record<string, { into: string }>; topic: Record<string, { under: string }> }
const noRules: Rules = { channel: {}, topic: {} }
/** What a manager says of two of them. */
const someRules: Rules = { channel: { sms: { into: 'whatsapp' } }, topic: { refund: { under: 'billing' } } }

const one = (values: object) => fc.constantFrom(...Object.keys(values))
const made = fc.record({
  channel: one(sent.channel),
  topics: fc.subarray(Object.keys(sent.topic)),
  agent: one(sent.agent),
  team: one(sent.team),
  locale: one(sent.locale),
  delivery: one(sent.delivery),
  plan: one(sent['attribute.plan']),
  seats: one(sent['attribute.seats']),
  createdAt: fc.integer({ min: Date.parse('2026-08-20T00:00:00Z'), max: now }),
  state: fc.constantFrom('created', 'sent', 'sent', 'suppressed'),
  test: fc.constantFrom(false, false, false, true),
  reusable: fc.constantFrom(false, false, false, true)
})
const stamps = ['sentAt', 'deliveredAt', 'openedAt', 'startedAt', 'answeredAt'] as const
/** `of` chooses one of the invitations that were made before. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ make: fc.array(made, { minLength: 1, maxLength: 8 }) }) },
  { weight: 2, arbitrary: fc.record({ of: fc.nat(), visit: fc.constantFrom('opened', 'started') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      of: fc.nat(),
      stamp: fc.constantFrom(...stamps.slice(0, 4)),
      state: fc.constantFrom('sent', 'sent', 'unsendable')
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({ of: fc.nat(), answer: fc.constantFrom('counted', 'counted', 'suspect') })
  },
  {
    weight: 1,
    arbitrary: fc.record({ of: fc.nat(), plan: one(sent['attribute.plan']) })
  },
  { weight: 1, arbitrary: fc.record({ look: fc.constant(true) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      timeZone: fc.constantFrom('Asia/Karachi', 'America/New_York'),
      isRuled: fc.boolean()
    })
  }
)
const question = fc.record({
  by: fc.option(fc.constantFrom(...sides)),
  from: fc.integer({ min: -95, max: -1 }),
  days: fc.integer({ min: 1, max: 95 }),
  filters: fc.record(
    Object.fromEntries(
      sides.map((dimension) => [
        dimension,
        fc.option(fc.subarray([...new Set(['', ...Object.values(sent[dimension])])], { minLength: 1 }), {
          freq: 2
        })
      ])
    )
  )
})
type Question = typeof question extends fc.Arbitrary<infer One> ? One : never
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never

onBothDatabases((fresh) => {
  it('counts in every funnel what counting one invitation after the other gives, whatever has happened to them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 40, maxLength: 80 }),
        fc.array(question, { minLength: 25, maxLength: 25 }),
        async (happenings, questions) => {
          const shop = await openShop(fresh)
          try {
            const kept = await happen(shop, happenings)
            for await (const { differences } of verifyColumns(shop.database, 'svy_shop'))
              expect(differences).toEqual([])
            for (const asked of questions) {
              const query = queryOf(asked)
              const { total, rows: shown } = (await (await shop.ask(`/funnel?${query}`)).json()) as FunnelView
              expect([
                query,
                counted(total),
                shown.map(({ key, steps }) => [key, counted(steps)]).sort()
              ]).toEqual([query, ...countAgain(kept, asked)])
            }
          } finally {
            await shop.close()
          }
        }
      ),
      { numRuns: 4, endOnFailure: true }
    )
  }, 180_000)

  it('knows at once that an invitation has a message of ours, or none any more', async () => {
    const shop = await openShop(fresh)
    const {
      handle,
      tables: { invitation, delivery, connector }
    } = shop.database
    const sent = async () =>
      ((await (await shop.ask('/funnel?survey=svy_shop')).json()) as FunnelView).total.sent
    await shop.database.atomically((handle) =>
      shop.database.insertRows(handle, {
        table: invitation,
        rows: [{ ...like, id: 'inv_1', state: 'created' }],
        onConflict: ''
      })
    )
    expect(await sent()).toBe(1)
    await handle.insert(connector).values({
      id: 'con_1',
      siteId: 'sit_shop',
      kind: 'sms',
      name: '',
      settings: '{}',
      secrets: '{}',
      clearAt: 0,
      createdAt: now,
      updatedAt: now
    })
    await handle.insert(delivery).values({
      id: 'dlv_1',
      siteId: 'sit_shop',
      connectorId: 'con_1',
      invitationId: 'inv_1',
      purpose: 'ask',
      state: 'queued',
      thread: '',
      attempts: 0,
      stepsDone: 0,
      dueAt: now,
      createdAt: now
    })
    expect(await sent()).toBe(0)
    await handle.delete(delivery)
    expect(await sent()).toBe(1)
    await handle.delete(invitation)
    expect(await sent()).toBe(0)
    await shop.close()
  })

  it('is counted anew by the command that makes the columns anew, whatever no change tells of', async () => {
    const shop = await openShop(fresh)
    const {
      tables: { invitation }
    } = shop.database
    const views = () =>
      Promise.all(
        ['by=channel', 'channel=sms&agent=ana&locale=en'].map(async (query) =>
          (await shop.ask(`/funnel?survey=svy_shop&${query}`)).json()
        )
      )
    await shop.database.atomically((handle) =>
      shop.database.insertRows(handle, {
        table: invitation,
        rows: ['inv_1', 'inv_2'].map((id) => ({ ...like, id })),
        onConflict: ''
      })
    )
    expect(await views()).toMatchObject([{ total: { invited: 2 } }, { total: { invited: 2 } }])
    await shop.database.script(`delete from invitation where id = 'inv_2'; delete from change`)
    expect(await views()).toMatchObject([{ total: { invited: 2 } }, { total: { invited: 2 } }])
    const environment = { DATABASE_URL: shop.services.config.databaseUrl, HEARBACK_SECRET: 'x'.repeat(32) }
    expect(await columnsCommand(['rebuild', '--survey', 'svy_shop'], environment, () => {})).toBe(0)
    expect(await views()).toMatchObject([{ total: { invited: 1 } }, { total: { invited: 1 } }])
    await shop.close()
  })
})

const like = {
  ...untouched,
  siteId: 'sit_shop',
  surveyId: 'svy_shop',
  channel: 'sms',
  topics: '[]',
  agent: 'ana',
  team: '',
  locale: 'en',
  state: 'sent' as const,
  createdAt: Date.parse('2026-11-19T20:00:00Z')
}

/** What the tags of an invitation count as, and on which day it was made, worked out for each by itself. */
type Counted = { row: InvitationRow; day: string; keys: Record<Side, string[]> }

async function happen(
  { database, answer, ask }: Shop,
  happenings: readonly Happening[]
): Promise<{ all: Counted[]; rules: Rules }> {
  const {
    tables: { invitation, site },
    handle
  } = database
  await handle.update(site).set({ attributes: declared }).where(eq(site.id, 'sit_shop'))
  const ids: string[] = []
  const chosen = (of: number) => ids[of % ids.length] ?? ''
  let rules = noRules
  let timeZone = 'Asia/Karachi'
  for (const step of happenings) {
    if ('make' in step) {
      const rows = step.make.map(({ topics, delivery, plan, seats, ...row }) => {
        ids.push(`inv_${ids.length}`)
        return {
          ...untouched,
          ...row,
          id: ids.at(-1) ?? '',
          siteId: 'sit_shop',
          surveyId: 'svy_shop',
          topics: JSON.stringify(topics),
          delivery: delivery || null,
          attributes: attributesText({ ...(plan && { plan }), ...(seats && { seats: Number(seats) }) }),
          stateReason: row.state === 'suppressed' ? 'quiet-period' : null
        }
      })
      await database.atomically((handle) =>
        database.insertRows(handle, { table: invitation, rows, onConflict: '' })
      )
    } else if ('visit' in step) {
      // it reads no more than the id
      await noteVisit(database, { id: chosen(step.of) } as InvitationRow, step.visit, now)
    } else if ('stamp' in step) {
      const stateReason = step.state === 'unsendable' ? 'not-delivered' : null
      await handle
        .update(invitation)
        .set({ [step.stamp]: now, state: step.state, stateReason })
        .where(eq(invitation.id, chosen(step.of)))
    } else if ('answer' in step) {
      const id = chosen(step.of)
      if (id) await answer({ id: `of-${id}`, invitationId: id, state: step.answer })
    } else if ('plan' in step) {
      const attributes = attributesText(step.plan ? { plan: step.plan } : {})
      await handle
        .update(invitation)
        .set({ attributes })
        .where(eq(invitation.id, chosen(step.of)))
    } else if ('look' in step) {
      await ask('/funnel?survey=svy_shop&from=2026-08-01')
    } else {
      timeZone = step.timeZone
      rules = step.isRuled ? someRules : noRules
      await handle
        .update(site)
        .set({ timeZone, tagRules: JSON.stringify(rules) })
        .where(eq(site.id, 'sit_shop'))
    }
  }
  const rows = await handle.select().from(invitation)
  const all = rows
    .filter(({ test, reusable }) => !test && !reusable)
    .map((row) => ({ row, day: dayIn(timeZone, row.createdAt), keys: keysOf(row, rules) }))
  return { all, rules }
}

function keysOf(
  { channel, topics, agent, team, locale, delivery, attributes }: InvitationRow,
  rules: Rules
): Counted['keys'] {
  const slugs = (JSON.parse(topics) as string[]).map((topic) => sent.topic[topic as keyof typeof sent.topic])
  const counted = [
    ...new Set(slugs.flatMap((slug) => [slug, ...(rules.topic[slug] ? [rules.topic[slug].under] : [])]))
  ]
  const { plan = '', seats } = JSON.parse(attributes ?? '{}') as { plan?: string; seats?: number }
  const key = sent.channel[channel as keyof typeof sent.channel]
  return {
    channel: [rules.channel[key]?.into ?? key],
    topic: counted.length > 0 ? counted : [''],
    agent: [agent],
    team: [team],
    locale: [locale],
    delivery: [(delivery ?? '').toLowerCase()],
    'attribute.plan': [plan],
    'attribute.seats': [seats === undefined ? '' : seats < 10 ? '..10' : '10..']
  }
}

function countAgain(
  { all, rules }: { all: readonly Counted[]; rules: Rules },
  { by, filters, ...when }: Question
) {
  const { from, to } = periodOf(when)
  // Who asks for a channel that is another name for one asks for that one.
  const isWanted = (dimension: Side, key: string) =>
    filters[dimension]?.some(
      (asked) => (dimension === 'channel' ? (rules.channel[asked]?.into ?? asked) : asked) === key
    ) ?? true
  const fitting = all.filter(
    ({ day, keys }) =>
      day >= from &&
      day <= to &&
      sides.every((dimension) => keys[dimension].some((key) => isWanted(dimension, key)))
  )
  const shown =
    by === null
      ? []
      : [...new Set(fitting.flatMap(({ keys }) => keys[by]))].filter((key) => isWanted(by, key))
  return [
    oneByOne(fitting),
    shown
      .map((shownKey) => [
        shownKey,
        oneByOne(fitting.filter(({ keys }) => by !== null && keys[by].includes(shownKey)))
      ])
      .sort()
  ]
}

function oneByOne(all: readonly Counted[]) {
  const has = (...some: (typeof stamps)[number][]) =>
    all.filter(({ row }) => some.some((stamp) => row[stamp] !== null))
  // Nothing here has a message of ours that carries it, so what was made was handed over.
  const sent = all.filter(
    ({ row }) =>
      stamps.some((stamp) => row[stamp] !== null) || row.state === 'sent' || row.state === 'created'
  )
  const kept = (state: string) => all.filter((one) => one.row.state === state && !sent.includes(one)).length
  return {
    invited: all.length,
    suppressed: kept('suppressed'),
    unsendable: kept('unsendable'),
    sent: sent.length,
    delivered:
      sent.length > 0 && has('deliveredAt').length === 0
        ? null
        : has('deliveredAt', 'openedAt', 'startedAt', 'answeredAt').length,
    opened: has('openedAt', 'startedAt', 'answeredAt').length,
    started: has('startedAt', 'answeredAt').length,
    completed: has('answeredAt').length
  }
}

function counted({
  invited,
  suppressed,
  unsendable,
  sent,
  delivered,
  opened,
  started,
  completed
}: FunnelSteps) {
  return { invited, suppressed, unsendable, sent, delivered, opened, started, completed }
}

function periodOf({ from, days }: { from: number; days: number }) {
  const day = (offset: number) =>
    new Date(Date.parse('2026-11-20') + offset * 86_400_000).toISOString().slice(0, 10)
  return { from: day(from), to: day(from + days - 1) }
}

function queryOf({ by, filters, ...when }: Question): string {
  const query = new URLSearchParams({ survey: 'svy_shop', ...periodOf(when), ...(by && { by }) })
  for (const [dimension, keys] of Object.entries(filters))
    for (const key of keys ?? []) query.append(dimension, key)
  return query.toString()
}
