import { z } from 'zod'
import type { MatrixView, ScoresView, SurveyScoresView } from '../contract/figures'
import type { AgentsView } from '../contract/figures-agents'
import type { ChannelsView } from '../contract/figures-channels'
import type { HandlersView } from '../contract/figures-handlers'
import type { Kpis, KpisView } from '../contract/figures-kpis'
import type { DriversView, WordsView } from '../contract/figures-more'
import type { TopicsView } from '../contract/figures-topics'
import type { GoalsView } from '../contract/goals'
import { dimensions, grains, text } from '../contract/terms'
import type { Tool } from './tool'
import { compareInput, figureInput, figureQueryOf, tool } from './tool'
import {
  changeWords,
  differenceWords,
  durationWords,
  figureWords,
  headWords,
  moreWords,
  nameWords,
  percentageWords,
  quoted,
  scoreWords
} from './wording'

/** An assistant reads a table of so many rows; the others are counted. */
const rowsMost = 60
const attributeWords = 'or attribute.KEY for what the site declares itself'

/** Scores and what stands beside them, each with its count, its interval and its verdict. */
export const figureTools: Tool[] = [
  tool({
    name: 'list_surveys',
    title: 'Surveys and their scores',
    description:
      'All surveys that the key may see, with their ids, their scores of a period and whether they changed. Begin here.',
    scope: 'scores:read',
    input: z.strictObject({ from: figureInput.from, to: figureInput.to, compare: compareInput }),
    async run({ from, to, compare = 'previous' }, ask) {
      const query = figureQueryOf({ from, to, compare })
      const view = (await ask({ path: '/scores/surveys', query })) as SurveyScoresView
      return [
        ...view.rows.map(
          (row) =>
            `${row.survey.id} ${quoted(row.survey.name)} of the site ${row.site.id} ${quoted(row.site.name)}: ` +
            `${headWords(row)} ${scoreWords(row.total)}${changeWords(row.change, row.total.unit)}`
        ),
        ...(view.leftOut ? [`${view.leftOut} older surveys are left out.`] : [])
      ]
    }
  }),
  tool({
    name: 'get_score',
    title: 'The score of a survey',
    description: 'The score of a period, whole and, with “by”, side by side or over time.',
    scope: 'scores:read',
    input: z.strictObject({
      ...figureInput,
      compare: compareInput,
      by: text(60)
        .optional()
        .describe(`one of ${[...dimensions, ...grains].join(', ')}, ${attributeWords}`),
      of: z
        .enum(['outcome', 'person'])
        .optional()
        .describe('which rating: that of the outcome, or that of the person who helped')
    }),
    async run({ filters, ...plain }, ask) {
      const view = (await ask({ path: '/scores', query: figureQueryOf(plain, filters) })) as ScoresView
      const { unit } = view.total
      const isOverTime = grains.some((grain) => grain === plain.by)
      return [
        headWords(view),
        `Whole: ${scoreWords(view.total)}${changeWords(view.change, unit)}`,
        ...claimedWords(view.claimedShare),
        ...shown(
          view.rows,
          (row) =>
            `${isOverTime ? row.key : nameWords(row)}${row.part ? ' (not over yet)' : ''}: ` +
            `${scoreWords(row.score)}${changeWords(row.change, unit)}`
        )
      ]
    }
  }),
  tool({
    name: 'compare_topics',
    title: 'Which topics score low or high',
    description:
      'Each topic against all other answers, judged together so that at most one flag in ten is chance, and what it would bring if it reached the rest.',
    scope: 'scores:read',
    input: z.strictObject({ ...figureInput, compare: compareInput }),
    async run({ filters, ...plain }, ask) {
      const view = (await ask({ path: '/topics', query: figureQueryOf(plain, filters) })) as TopicsView
      const { unit } = view.total
      return [
        headWords(view),
        `Whole: ${scoreWords(view.total)}`,
        ...shown(view.rows, (row) => {
          const said =
            row.flag === 'none'
              ? 'no clear difference from the rest'
              : `clearly ${row.flag === 'low' ? 'worse' : 'better'} than the rest`
          const brings =
            row.flag === 'low'
              ? `; reaching the rest, about ${row.lost.toFixed(0)} more customers would be satisfied`
              : ''
          return (
            `${nameWords(row)} (key ${quoted(row.key)}): ${scoreWords(row.score)}; ` +
            differenceWords(said, row.difference, unit) +
            brings +
            moreWords(row.answersNeeded) +
            changeWords(row.change, unit)
          )
        }),
        `Without any topic: ${scoreWords(view.untagged)}`
      ]
    }
  }),
  tool({
    name: 'compare_channels',
    title: 'Where customers are happier',
    description:
      'The channels (messages, phone, web …) as they stand and like for like on the same topics, with what may be said of each pair.',
    scope: 'scores:read',
    input: z.strictObject({ ...figureInput, compare: compareInput }),
    async run({ filters, ...plain }, ask) {
      const view = (await ask({ path: '/channels', query: figureQueryOf(plain, filters) })) as ChannelsView
      const { unit } = view.total
      return [
        headWords(view),
        `Whole: ${scoreWords(view.total)}`,
        ...shown(view.rows, (row) => {
          const fair = row.adjusted
            ? `; with the mix of topics of all channels ${figureWords(row.adjusted.value, unit)} ` +
              `(its topics cover ${(row.adjusted.coverage * 100).toFixed(0)} % of that mix)`
            : ''
          const rate = row.responseRate ? `; answered by ${percentageWords(row.responseRate)} asked` : ''
          return `${nameWords(row)}: ${scoreWords(row.score)}${fair}${rate}${changeWords(row.change, unit)}`
        }),
        ...view.pairs.map(({ sentence }) => sentence)
      ]
    }
  }),
  tool({
    name: 'compare_agents',
    title: 'How agents stand to their colleagues',
    description:
      'Each agent against colleagues on the agent’s own mix of topics and channels, which is the fair comparison. Sort by “suggested”, never by the plain score.',
    scope: 'scores:read',
    input: z.strictObject({ ...figureInput, compare: compareInput }),
    async run({ filters, ...plain }, ask) {
      const view = (await ask({ path: '/agents', query: figureQueryOf(plain, filters) })) as AgentsView
      const { unit } = view.total
      return [
        headWords(view),
        `Whole: ${scoreWords(view.total)}`,
        ...claimedWords(view.claimedShare),
        ...shown(view.rows, (row) => {
          const suggested = row.shrunk ? `; suggested ${figureWords(row.shrunk.value, unit)}` : ''
          return (
            `${nameWords(row)} (key ${quoted(row.key)}): ${scoreWords(row.score)}${suggested}; ` +
            `${agentVerdict(row, unit)}${changeWords(row.change, unit)}`
          )
        }),
        `Of nobody’s conversations: ${scoreWords(view.unassigned)}`
      ]
    }
  }),
  tool({
    name: 'compare_people_and_bots',
    title: 'Whether the bot is as good as people',
    description:
      'People, bots, and bot then person, as they stand and like for like on the same topics in the same channel; and which topics to give to the bot or to take back.',
    scope: 'scores:read',
    input: z.strictObject(figureInput),
    async run({ filters, ...plain }, ask) {
      const view = (await ask({ path: '/handlers', query: figureQueryOf(plain, filters) })) as HandlersView
      const { unit } = view.total
      const pairs = [
        ['What a bot handled to its end, against people', view.pairs.bot],
        ['All that began with a bot, against people', view.pairs.begun],
        ['A person after a bot, against a person at once', view.pairs.handOver]
      ] as const
      return [
        headWords(view),
        `It is known of ${(view.told * 100).toFixed(0)} % of the answers who handled them.`,
        ...view.rows.map((row) => `${row.key || 'not known'}: ${scoreWords(row.score)}`),
        ...view.bots.map((row) => `the bot ${nameWords(row)}: ${scoreWords(row.score)}`),
        ...pairs.map(([what, pair]) => `${what}: ${pairWords(pair, unit)}`),
        ...shown(
          view.topics,
          (row) =>
            `${nameWords(row)}: ${adviceWords[row.advice]}${moreWords(row.answersNeeded)}; ` +
            `person ${scoreWords(row.person)}, begun by a bot ${scoreWords(row.begun)}`
        )
      ]
    }
  }),
  tool({
    name: 'map_scores',
    title: 'Scores of pairs, such as topic by channel',
    description:
      'The score of each pair of values. Flagged pairs come first: at most one flag in ten is chance.',
    scope: 'scores:read',
    input: z.strictObject({
      ...figureInput,
      rows: text(60).describe(`one of ${dimensions.join(', ')}, ${attributeWords}`),
      columns: text(60).describe('another one')
    }),
    async run({ filters, ...plain }, ask) {
      const view = (await ask({ path: '/scores/matrix', query: figureQueryOf(plain, filters) })) as MatrixView
      const { unit } = view.total
      const nameOf = (names: MatrixView['rows'], key: string) =>
        nameWords(names.find((one) => one.key === key) ?? { key, label: key })
      const cells = [...view.cells].sort(
        (a, b) => Number(a.flag === 'none') - Number(b.flag === 'none') || b.score.count - a.score.count
      )
      return [
        headWords(view),
        `Whole: ${scoreWords(view.total)}. A pair is compared with the others in its ${view.against}.`,
        ...shown(cells, (cell) => {
          const said =
            cell.flag === 'none'
              ? 'no clear difference'
              : `clearly ${cell.flag === 'low' ? 'worse' : 'better'} than the others`
          return (
            `${nameOf(view.rows, cell.row)} × ${nameOf(view.columns, cell.column)}: ` +
            `${scoreWords(cell.score)}; ${differenceWords(said, cell.difference, unit)}` +
            moreWords(cell.answersNeeded)
          )
        })
      ]
    }
  }),
  tool({
    name: 'get_service',
    title: 'First response, handle time, first-contact resolution, SLA',
    description: 'How service ran: medians with intervals, and how many conversations nobody knows it of.',
    scope: 'scores:read',
    input: z.strictObject({
      ...figureInput,
      by: z.enum(['channel', 'agent', 'team', 'topic']).optional()
    }),
    async run({ filters, ...plain }, ask) {
      const view = (await ask({ path: '/kpis', query: figureQueryOf(plain, filters) })) as KpisView
      return [
        `Service, ${view.period.from} to ${view.period.to}.`,
        `Whole: ${serviceWords(view.total)}`,
        ...shown(view.rows, (row) => `${nameWords(row)}: ${serviceWords(row)}`)
      ]
    }
  }),
  tool({
    name: 'get_drivers',
    title: 'What moves the rating',
    description: 'Which of the further questions explain the rating, and how much of it.',
    scope: 'scores:read',
    input: z.strictObject(figureInput),
    async run({ filters, ...plain }, ask) {
      const view = (await ask({ path: '/drivers', query: figureQueryOf(plain, filters) })) as DriversView
      if (!view.drivers) return [headWords(view), 'Too few answers to the further questions to say.']
      const { count, explained, rows } = view.drivers
      return [
        headWords(view),
        `${count} answers rated all of these, which together explain ${(explained * 100).toFixed(0)} % of the rating. ` +
          'This is no proof of a cause.',
        ...rows.map((row) => `${quoted(row.key)}: ${(row.share * 100).toFixed(0)} % of what they explain`)
      ]
    }
  }),
  tool({
    name: 'get_words',
    title: 'Words of unhappy and of happy customers',
    description:
      'Words that stand more often in comments with a low or with a high rating than chance allows.',
    scope: 'responses:read',
    input: z.strictObject(figureInput),
    async run({ filters, ...plain }, ask) {
      const view = (await ask({ path: '/words', query: figureQueryOf(plain, filters) })) as WordsView
      return [
        headWords(view),
        `${view.read.low} comments of unsatisfied and ${view.read.high} of satisfied customers were read` +
          (view.read.complete ? '.' : ', the latest ones only.'),
        ...shown(
          view.rows,
          (row) =>
            `${quoted(row.word)} tells of ${row.marks === 'low' ? 'unsatisfied' : 'satisfied'} customers: ` +
            `in ${row.low} of ${row.of.low} low and ${row.high} of ${row.of.high} high comments`
        )
      ]
    }
  }),
  tool({
    name: 'get_goals',
    title: 'Goals and whether they are reached',
    description: 'Each goal of a survey or team with its day and its verdict.',
    scope: 'scores:read',
    input: z.strictObject({ survey: figureInput.survey }),
    async run({ survey }, ask) {
      const view = (await ask({ path: '/scores/goals', query: figureQueryOf({ survey }) })) as GoalsView
      if (view.rows.length === 0) return ['No goals are set.']
      return view.rows.map(
        (row) =>
          `${row.team ? `Team ${nameWords(row.team)}` : 'The whole survey'}: ${figureWords(row.value, row.score.unit)} ` +
          `by ${row.due}: ${row.verdict.replaceAll('-', ' ')}; now ${scoreWords(row.score)}`
      )
    }
  })
]

function shown<Row>(rows: readonly Row[], words: (row: Row) => string): string[] {
  const left = rows.length - rowsMost
  return [
    ...rows.slice(0, rowsMost).map(words),
    ...(left > 0 ? [`${left} more rows are left out; narrow the question by filters.`] : [])
  ]
}

function claimedWords(share: number | undefined): string[] {
  return share
    ? [`Of these answers, ${(share * 100).toFixed(0)} % name an agent or team that nobody vouches for.`]
    : []
}

function agentVerdict(row: AgentsView['rows'][number], unit: 'percent' | 'points' | 'mean'): string {
  if (row.compared !== 'yes') return `not compared: ${notCompared[row.compared]}`
  const said =
    row.verdict === 'not-clear'
      ? 'no clear difference from colleagues on the same mix'
      : `clearly ${row.verdict} than colleagues on the same mix`
  return row.difference ? differenceWords(said, row.difference, unit) : said
}

const notCompared: Record<Exclude<AgentsView['rows'][number]['compared'], 'yes'>, string> = {
  'too-few': 'too few answers about what others are asked about, too',
  'too-little': 'others are asked about less than half of it',
  'nobody-else': 'nobody else is asked about it',
  unknown: 'there are too few answers to say'
}

function pairWords(pair: HandlersView['pairs']['bot'], unit: 'percent' | 'points' | 'mean'): string {
  if (!pair) return 'one side has no answers'
  if (pair.says === 'too-few') return 'too few answers to compare'
  if (pair.says === 'nothing-in-common' || !pair.within)
    return 'they share no topics with answers that differ, so nobody can say'
  const said = {
    better: pair.verdict === 'b' ? 'clearly better like for like' : 'clearly worse like for like',
    same: 'no difference that matters',
    'not-clear': 'not clear yet'
  }[pair.says]
  return differenceWords(said, pair.within, unit) + moreWords(pair.answersNeeded)
}

const adviceWords: Record<HandlersView['topics'][number]['advice'], string> = {
  'take-back': 'take it back from the bot, it is clearly worse there than people',
  give: 'give it to the bot, it is no worse there and people begin most of it',
  'not-clear': 'not clear yet',
  keep: 'keep it with the bot',
  untried: 'only one of them has handled it'
}

function serviceWords({ conversations, frt, aht, ttr, fcr, sla }: Kpis): string {
  const times = (
    [
      ['first response', frt],
      ['handling', aht],
      ['resolution', ttr]
    ] as const
  ).map(([name, { median, p90, count, missing }]) =>
    median
      ? `${name} median ${durationWords(median.value)}${p90 ? `, nine of ten within ${durationWords(p90.value)}` : ''} ` +
        `(${count} conversations, not known of ${missing})`
      : `${name} not known`
  )
  return [
    `${conversations} conversations`,
    ...times,
    `resolved at first contact as asked ${percentageWords(fcr.asked)}, as seen ${percentageWords(fcr.seen)}`,
    ...(sla.firstResponse ? [`first response within target ${percentageWords(sla.firstResponse)}`] : []),
    ...(sla.resolution ? [`resolution within target ${percentageWords(sla.resolution)}`] : [])
  ].join('; ')
}
