import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Place } from '../../server/contract/asking'
import type { Parts } from '../../server/contract/parts'
import type { Theme } from '../../server/contract/theme'
import type { VersionRow } from '../../server/db/rows'
import { partNames } from '../../server/presentation/assets'
import { definitionOf as definition } from '../../server/presentation/definition'
import { needsRules } from '../../server/presentation/loader-settings'
import { surveyModule } from '../../server/presentation/widget-definition'
import type { Answer, Definition, Metric, Settings, SurveySettings } from '../../widget/shared/protocol'
import { questionFor } from '../../widget/words'

/** What a server of ours does for the widget, small enough to be told to misbehave. */
export type WidgetServer = {
  origin: string
  /** Answers as they are on the server's disk, by id. */
  stored: Map<string, Answer>
  /** Every body that was posted, in order, whether it was stored or not. */
  posted: Answer[]
  /** Paths that were asked for. */
  asked: string[]
  /** Takes the next answers' place: returns whether it has answered. */
  instead: ((response: ServerResponse, answer: Answer) => boolean) | undefined
  /** What is answered to who asks whether a customer may be asked; and what was sent along, in order. */
  eligibility: unknown
  /** What pages told of what they have shown. */
  told: { survey: string; what: string; path: string }[]
  considered: unknown[]
  close: () => Promise<void>
}

const kinds: Record<
  string,
  Pick<VersionRow, 'metric' | 'style' | 'scaleMin' | 'scaleMax' | 'satisfiedFrom'> &
    Partial<Pick<VersionRow, 'direction'>>
> = {
  faces: { metric: 'csat', style: 'faces', scaleMin: 1, scaleMax: 5, satisfiedFrom: 4 },
  stars: { metric: 'csat', style: 'stars', scaleMin: 1, scaleMax: 5, satisfiedFrom: 4 },
  numbers: { metric: 'csat', style: 'numbers', scaleMin: 1, scaleMax: 5, satisfiedFrom: 4 },
  nps: { metric: 'nps', style: 'numbers', scaleMin: 0, scaleMax: 10, satisfiedFrom: 9 },
  ces: { metric: 'ces', style: 'numbers', scaleMin: 1, scaleMax: 7, satisfiedFrom: 5 },
  effort: {
    metric: 'ces',
    style: 'numbers',
    scaleMin: 1,
    scaleMax: 5,
    satisfiedFrom: 2,
    direction: 'lower-is-better'
  },
  thumbs: { metric: 'thumbs', style: 'thumbs', scaleMin: 0, scaleMax: 1, satisfiedFrom: 1 }
}

/**
 * What beside its kind a survey of a test asks, by the part of its name after an underscore: `faces_full`.
 */
export type Look = { parts?: Parts; place?: Place; theme?: Theme }
const usual: Look = {}

/** A survey of one kind with our own question, as the real server makes it. */
export function definitionOf(
  name: string,
  locale = 'en',
  { parts = {}, place = 'corner', theme = {} }: Look = usual
): Definition {
  const kind = name.split('_')[0] ?? ''
  const meaning = kinds[kind]
  if (!meaning) throw new Error(`There is no kind "${kind}".`)
  // the kinds above name metrics
  const question = JSON.stringify({ [locale]: questionFor(locale, meaning.metric as Metric) })
  const row = {
    surveyId: `svy_${name}`,
    version: 1,
    stepsPerPoint: 1,
    direction: 'higher-is-better' as const,
    question,
    parts: JSON.stringify(parts),
    createdAt: 1,
    ...meaning
  }
  return definition(row, locale, { place, theme })
}

export function surveyOf(kind: string, more: Partial<SurveySettings> = {}): SurveySettings {
  return { id: `svy_${kind}`, version: '1', locales: ['en', 'ur', 'ar'], ...more }
}

/** Starts a server on a free port that knows these surveys. Needs the built widget in dist/widget. */
export async function startWidgetServer(
  surveys: SurveySettings[],
  looks: Record<string, Look> = {}
): Promise<WidgetServer> {
  const read = (name: string) =>
    readFile(`dist/widget/${name}.js`, 'utf8').catch(() => {
      throw new Error(`dist/widget/${name}.js is missing: run "npm run build" first.`)
    })
  const [loader, rules, survey, short, wide] = await Promise.all([
    read('loader'),
    read('rules'),
    read('survey'),
    read('short'),
    read('wide')
  ])
  const parts = new Map<string, string>(
    await Promise.all(partNames.map(async (name) => [`/w/${name}.js`, await read(name)] as const))
  )
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // An HTTP server that listens has an address with a port.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const self: WidgetServer = {
    origin,
    stored: new Map(),
    posted: [],
    asked: [],
    instead: undefined,
    eligibility: { eligible: true },
    considered: [],
    told: [],
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections()))
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const path = new URL(request.url ?? '/', origin).pathname
    self.asked.push(path)
    response.setHeader('access-control-allow-origin', '*')
    if (path === '/api/v1/responses') return take(request, response)
    if (path === '/api/v1/asks') {
      self.told.push(JSON.parse(await textOf(request)))
      return response.writeHead(204).end()
    }
    if (path === '/api/v1/eligibility') {
      self.considered.push(JSON.parse(await textOf(request)))
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(self.eligibility))
    }
    const module = /^\/w\/svy_(\w+)\.1\.([\w-]+)\.hash\.js$/.exec(path)
    response.setHeader('content-type', 'text/javascript')
    if (module) {
      const [, name = '', locale] = module
      const shown = definitionOf(name, locale, looks[name])
      return response.end(surveyModule(shown, { survey, short, wide }))
    }
    const part = parts.get(path)
    if (part) return response.end(part)
    const settings: Settings = { site: 'site_test', ui: 'hash', surveys }
    if (path === '/w/site_test.js')
      return response.end(
        `(function(SETTINGS,RULES){${surveys.some(needsRules) ? rules : ''}${loader}\n})(${JSON.stringify(settings)})`
      )
    response.writeHead(404).end()
  }

  async function take(request: IncomingMessage, response: ServerResponse) {
    const answer: Answer = JSON.parse(await textOf(request))
    self.posted.push(answer)
    if (self.instead?.(response, answer)) return
    const before = self.stored.has(answer.id)
    self.stored.set(answer.id, { ...self.stored.get(answer.id), ...answer })
    response
      .writeHead(before ? 200 : 201, { 'content-type': 'application/json' })
      .end(JSON.stringify({ id: answer.id }))
  }
  return self
}

async function textOf(request: IncomingMessage) {
  let text = ''
  for await (const part of request) text += part
  return text
}
