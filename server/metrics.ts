import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** What an operator watches. Labels are route patterns and outcomes: nothing of a customer or a site. */
export type Metrics = ReturnType<typeof makeMetrics>

export function makeMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({
      name: 'hearback_http_request_seconds',
      help: 'How long requests took, by route, method and status.',
      labelNames: ['route', 'method', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers: [registry]
    }),
    answers: new Counter({
      name: 'hearback_answers_total',
      help: 'Answers by what became of them: created, unchanged, edited, locked.',
      labelNames: ['outcome'],
      registers: [registry]
    }),
    commits: new Histogram({
      name: 'hearback_commit_seconds',
      help: 'How long commits of answers took, each of one answer or of many that came together.',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers: [registry]
    }),
    refusals: new Counter({
      name: 'hearback_refusals_total',
      help:
        'Requests that were refused, by the code of the failure: too-many, database-busy, ' +
        'sign-in-needed and others.',
      labelNames: ['code'],
      registers: [registry]
    }),
    deliveries: new Counter({
      name: 'hearback_deliveries_total',
      help: 'Attempts to send a message by kind of connector and what became of it: sent, later, refused, cancelled.',
      labelNames: ['kind', 'outcome'],
      registers: [registry]
    })
  }
}
