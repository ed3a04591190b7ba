import { readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { surveyPage } from '../server/presentation/survey-page'
import { forScript, sentDefinition } from '../server/presentation/widget-definition'
import type { Settings } from '../widget/shared/protocol'
import { languages } from '../widget/words'
import { definitionOf, surveyOf } from './support/widget-server'

/**
 * What a customer's browser downloads, in bytes after gzip. Raise a budget only with a reason that a
 * stranger would accept.
 */
const budgets = { idle: 1_500, ruled: 3_000, asked: 8_000, askedAnywhere: 8_192, page: 8_000 }

/** Names as long as real ones, and as hard to compress. */
const id = 'svy_5d0CAAHgPHyWjsXG'
const settings: Settings = {
  site: 'uljvq6jw',
  ui: '0a1b2c3d',
  surveys: [{ ...surveyOf('', { locales: ['en'], on: 'delay', by: 1, again: 30 }), id }]
}
const idle = () => `(function(SETTINGS,RULES){${built('loader.js')}})(${forScript(settings)})`
const survey = (locale = 'en', kind = 'faces') =>
  `${built('short.js')}\nexport const definition=${forScript({ ...sentDefinition(definitionOf(kind, locale)), survey: id })}`
const page = () =>
  surveyPage({
    at: 'asking',
    definition: definitionOf('faces'),
    siteName: 'A shop',
    action: '/s/7hK2mQ9xR4tV1bN8cZ5dLw',
    id: '3f0b9c9a-3b1e-4a57-9d5e-0c8f6f1f7a01',
    nonce: 'Zm9yIG9uZSBwYWdlIG9ubHk',
    script: built('page.js')
  })

const rows: [name: string, bytes: Size, budget: number][] = []
afterAll(() => {
  const line = (cells: string[]) =>
    cells.map((cell, place) => (place ? cell.padStart(9) : cell.padEnd(52))).join('')
  const lines = rows.map(([name, { raw, gzip, brotli }, budget]) =>
    line([name, `${raw}`, `${gzip}`, `${brotli}`, `${budget}`])
  )
  console.log([line(['bytes', 'raw', 'gzip', 'brotli', 'budget']), ...lines].join('\n'))
})

test('a page on which nothing is asked downloads the loader with its settings', () => {
  expect(measured('a page that shows nothing: the loader', [idle()], budgets.idle)).toBeLessThanOrEqual(
    budgets.idle
  )
})

test('a site whose surveys need rules downloads them with the loader, in the same request', () => {
  const ruled = `(function(SETTINGS,RULES){${built('rules.js')}${built('loader.js')}})(${forScript(settings)})`
  expect(measured('the same where surveys have rules', [ruled], budgets.ruled)).toBeLessThanOrEqual(
    budgets.ruled
  )
})

test('asking one CSAT question, with its comment and thanks, costs the loader and the survey in one language', () => {
  expect(
    measured('one CSAT question shown: loader and survey', [idle(), survey()], budgets.asked)
  ).toBeLessThanOrEqual(budgets.asked)
})

test('it stays within 8 KiB in every language and with every kind of points, also where a letter takes three bytes', () => {
  const kinds = ['faces', 'stars', 'numbers', 'thumbs', 'nps', 'ces']
  const all = kinds.flatMap((kind) => Object.keys(languages).map((locale) => survey(locale, kind)))
  const [largest = ''] = all
    .map((one) => ({ one, bytes: gzipSync(one).length }))
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ one }) => one)
  expect(
    measured('the same where it costs most, by language or points', [idle(), largest], budgets.askedAnywhere)
  ).toBeLessThanOrEqual(budgets.askedAnywhere)
})

test('the hosted page is whole in one request', () => {
  expect(measured('the hosted page, everything in one request', [page()], budgets.page)).toBeLessThanOrEqual(
    budgets.page
  )
})

type Size = { raw: number; gzip: number; brotli: number }

/** Sums up files as they travel, each compressed on its own. Returns the bytes after gzip. */
function measured(name: string, files: string[], budget: number): number {
  const sum = (size: (file: string) => number) => files.reduce((total, file) => total + size(file), 0)
  const size = {
    raw: sum((file) => Buffer.byteLength(file)),
    gzip: sum((file) => gzipSync(file, { level: 9 }).length),
    brotli: sum((file) => brotliCompressSync(file).length)
  }
  rows.push([name, size, budget])
  return size.gzip
}

function built(file: string): string {
  try {
    return readFileSync(`dist/widget/${file}`, 'utf8').trimEnd()
  } catch {
    throw new Error(`dist/widget/${file} is missing: run "npm run build" before measuring.`)
  }
}
