import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SurveyView } from '../../server/contract/surveys'
import type { SentDefinition, Settings } from '../../widget/shared/protocol'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey, literal } from '../support/given'

const parts = {
  labels: { 1: { en: 'Awful' }, 3: { en: 'So-so' } },
  comment: { low: { en: 'What hurt?', ur: 'کیا برا لگا؟' } },
  solved: true,
  reasons: {
    low: [
      { key: 'too-slow', label: { en: 'Too slow', ur: 'بہت سست' } },
      { key: 'price', label: { en: 'Price' } }
    ]
  },
  person: { en: 'And Ana?' },
  contact: true,
  thanks: {
    high: {
      text: { en: 'Tell others!' },
      link: { url: 'https://reviews.example/', label: { en: 'Review us' } }
    }
  }
}

onBothDatabases((fresh) => {
  let app: TestApp
  let survey: SurveyView
  beforeEach(async () => {
    app = await startApp(fresh)
    ;({ survey } = await givenSurvey(app))
  })
  afterEach(() => app.close())

  const patch = (body: unknown) =>
    app.request(`/api/v1/surveys/${survey.id}`, { method: 'PATCH', key: testKey, body })
  const shown = async (version: string, locale = 'en') => {
    const response = await app.request(`/w/${survey.id}.${version}.${locale}.testhash.js`)
    const source = await response.text()
    return {
      cache: response.headers.get('cache-control'),
      definition: literal(source.slice(source.indexOf('{'))) as SentDefinition
    }
  }
  const settings = async (): Promise<{ version: string }> => {
    const { rows } = (await (await app.request('/api/v1/sites', { key: testKey })).json()) as {
      rows: { key: string }[]
    }
    const source = await (await app.request(`/w/${rows[0]?.key}.js`)).text()
    const {
      surveys: [sent = { version: 'none' }]
    } = literal(source.slice(source.lastIndexOf('})(') + 3, -1)) as Settings
    return sent
  }

  it('says how a survey asks where nobody has said it', () => {
    expect(survey.parts).toEqual({})
    expect(survey.asking).toEqual({
      when: { on: 'delay', seconds: 1 },
      pages: {},
      share: 100,
      devices: ['phone', 'tablet', 'desktop'],
      languagesOnly: false,
      again: { days: 30 },
      notAfterDismissalDays: 30,
      quietDays: 0,
      place: 'corner',
      theme: {}
    })
  })

  it.each([
    ['csat', 'How did we do?'],
    ['nps', 'How likely are you to recommend us to a friend or colleague?'],
    ['ces', 'How easy was it to get this done?'],
    ['thumbs', 'Was this helpful?']
  ])('asks what fits %s where nobody has worded a question', async (metric, question) => {
    expect((await givenSurvey(app, { metric })).survey.question).toEqual({ en: question })
  })

  it('makes a new version of what is asked, shows each in one language, and keeps the old one as it was', async () => {
    const changed = (await (await patch({ parts })).json()) as SurveyView
    expect([changed.version, changed.parts]).toEqual([2, parts])
    const { definition } = await shown('2')
    expect(definition).toMatchObject({
      comment: { low: 'What hurt?', high: 'What did you like?', optional: 'optional' },
      solved: {
        question: 'Was it solved?',
        options: [
          ['yes', 'Yes'],
          ['no', 'No'],
          ['not-yet', 'Not yet']
        ]
      },
      reasons: {
        low: {
          options: [
            ['too-slow', 'Too slow'],
            ['price', 'Price']
          ]
        }
      },
      person: 'And Ana?',
      contact: 'You may contact me about this.',
      thanks: {
        high: { text: 'Tell others!', link: { url: 'https://reviews.example/', label: 'Review us' } }
      },
      words: { labels: ['Awful', 'Very good'] },
      points: [{ name: 'Awful' }, {}, { name: 'So-so' }, {}, {}]
    })
    // since the question is there in English only
    expect((await shown('2', 'ur')).definition.comment?.low).toBe('What hurt?')
    expect((await shown('1')).definition.solved).toBeUndefined()
    expect(((await (await patch({ parts })).json()) as SurveyView).version).toBe(2)
    await patch({ question: { en: 'How did we do?', ur: 'ہم کیسے رہے؟' } })
    expect((await shown('3', 'ur')).definition.comment?.low).toBe('کیا برا لگا؟')
  })

  it('asks for no comment where none is wanted', async () => {
    await patch({ parts: { comment: false } })
    expect((await shown('2')).definition.comment).toBeUndefined()
  })

  it('changes how a survey asks without a new version, leaving what was not named', async () => {
    await patch({ asking: { when: { on: 'scroll', percent: 60 }, quietDays: 7 } })
    const { version, asking } = (await (await patch({ asking: { share: 10 } })).json()) as SurveyView
    expect([version, asking.when, asking.quietDays, asking.share]).toEqual([
      1,
      { on: 'scroll', percent: 60 },
      7,
      10
    ])
  })

  it('gives another look another address, because what is at the old one is kept for ever', async () => {
    expect((await settings()).version).toBe('1')
    await patch({ asking: { theme: { accent: '#c2185b', scheme: 'light' } } })
    const { version } = await settings()
    expect(version).toMatch(/^1-[0-9a-f]{6}$/)
    const now = await shown(version)
    expect([now.cache, now.definition.css.includes('--accent:#c2185b')]).toEqual([
      'public, max-age=31536000, immutable',
      true
    ])
    expect((await shown('1')).cache).toBe('no-store')
  })

  it.each<[string, object, string]>([
    [
      'a theme that cannot be read',
      { asking: { theme: { text: '#aaaaaa', background: '#ffffff' } } },
      'asking.theme.text'
    ],
    [
      'a link that is not secure',
      { parts: { thanks: { low: { link: { url: 'http://a.example', label: { en: 'x' } } } } } },
      'parts.thanks.low.link.url'
    ],
    [
      'a link that runs',
      { parts: { thanks: { low: { link: { url: 'javascript:alert(1)', label: { en: 'x' } } } } } },
      'parts.thanks.low.link.url'
    ],
    [
      'a reason that is there twice',
      {
        parts: {
          reasons: {
            low: [
              { key: 'a', label: { en: 'A' } },
              { key: 'a', label: { en: 'B' } }
            ]
          }
        }
      },
      'parts.reasons.low'
    ],
    ['a page that is no path', { asking: { pages: { in: ['help'] } } }, 'asking.pages.in.0'],
    ['a trigger without what it needs', { asking: { when: { on: 'click' } } }, 'asking.when.selector'],
    ['a trigger that there is not', { asking: { when: { on: 'moon' } } }, 'asking.when.on'],
    ['a part that there is not', { parts: { smile: true } }, 'parts.smile']
  ])('refuses %s and names it', async (_, body, field) => {
    const response = await patch(body)
    expect([response.status, ((await response.json()) as { field?: string }).field]).toEqual([422, field])
  })

  it('keeps what the parts were answered with, each tap adding to the one before and an empty one taking it back', async () => {
    const answer = (answers: object) =>
      app.request('/api/v1/responses', {
        method: 'POST',
        key: testKey,
        body: { id: 'answer-of-parts', survey: survey.id, rating: 2, answers }
      })
    await answer({ solved: 'no', reason: 'too-slow' })
    const { answers } = (await (await answer({ reason: '', person: 4, contact: true })).json()) as {
      answers: object
    }
    expect(answers).toEqual({ solved: 'no', person: 4, contact: true })
  })
})
