import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { questionFor, wordsFor, languageFor } from '../../widget/words'
import type { AddressInfo } from 'node:net'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer, Definition, Metric, Settings, Style, SurveySettings } from '../../widget/wire'

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
  close: () => Promise<void>
}

const kinds: Record<string, { metric: Metric; style: Style; scale: Definition['scale']; satisfiedFrom: number }> = {
  faces: { metric: 'csat', style: 'faces', scale: { min: 1, max: 5 }, satisfiedFrom: 4 },
  stars: { metric: 'csat', style: 'stars', scale: { min: 1, max: 5 }, satisfiedFrom: 4 },
  numbers: { metric: 'csat', style: 'numbers', scale: { min: 1, max: 5 }, satisfiedFrom: 4 },
  nps: { metric: 'nps', style: 'numbers', scale: { min: 0, max: 10 }, satisfiedFrom: 9 },
  ces: { metric: 'ces', style: 'numbers', scale: { min: 1, max: 7 }, satisfiedFrom: 5 },
  thumbs: { metric: 'thumbs', style: 'thumbs', scale: { min: 0, max: 1 }, satisfiedFrom: 1 }
}

export function definitionOf(kind: string, locale = 'en'): Definition {
  const { metric, ...rest } = kinds[kind] ?? { metric: 'csat' as const, style: 'faces' as const, scale: { min: 1, max: 5 }, satisfiedFrom: 4 }
  const { direction } = languageFor(locale)
  return {
    survey: `svy_${kind}`,
    version: 1,
    metric,
    ...rest,
    locale,
    direction,
    question: questionFor(locale, metric),
    words: wordsFor(locale, metric)
  }
}

export function surveyOf(kind: string, more: Partial<SurveySettings> = {}): SurveySettings {
  return { id: `svy_${kind}`, version: '1', locales: ['en', 'ur', 'ar'], ...more }
}

/** Starts a server on a free port that knows these surveys. Needs the built widget in dist/widget. */
export async function startWidgetServer(surveys: SurveySettings[]): Promise<WidgetServer> {
  const [loader, ui] = await Promise.all(
    ['loader.js', 'survey.js'].map((file) =>
      readFile(`dist/widget/${file}`, 'utf8').catch(() => {
        throw new Error(`dist/widget/${file} is missing: run "npm run build" first.`)
      })
    )
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
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections()))
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const path = new URL(request.url ?? '/', origin).pathname
    self.asked.push(path)
    response.setHeader('access-control-allow-origin', '*')
    if (path === '/api/v1/responses') return take(request, response)
    const module = /^\/w\/svy_(\w+)\.1\.(\w+)\.hash\.js$/.exec(path)
    response.setHeader('content-type', 'text/javascript')
    if (module) return response.end(`${ui}\nexport const definition = ${JSON.stringify(definitionOf(module[1] ?? '', module[2]))}`)
    const settings: Settings = { site: 'site_test', ui: 'hash', surveys }
    if (path === '/w/site_test.js') return response.end(`(function(HEARBACK_SETTINGS){${loader}\n})(${JSON.stringify(settings)})`)
    response.writeHead(404).end()
  }

  async function take(request: IncomingMessage, response: ServerResponse) {
    let body = ''
    for await (const part of request) body += part
    const answer: Answer = JSON.parse(body)
    self.posted.push(answer)
    if (self.instead?.(response, answer)) return
    const before = self.stored.has(answer.id)
    self.stored.set(answer.id, { ...self.stored.get(answer.id), ...answer })
    response.writeHead(before ? 200 : 201, { 'content-type': 'application/json' }).end(JSON.stringify({ id: answer.id }))
  }
  return self
}
