import { describe, expect, it } from 'vitest'
import { isJson, openRecords, recordsIn } from '../../../../server/imports/json'

async function* chunks(text: string, size: number) {
  for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size)
}

async function records(text: string, size: number) {
  const all: unknown[] = []
  for await (const record of recordsIn(chunks(text, size))) all.push(record)
  return all
}

const file = (text: string) => ({
  name: 'x',
  bytes: text.length,
  open: () =>
    (async function* () {
      yield Buffer.from(text)
    })()
})

describe.each([1, 3, 1_000])('in chunks of %i characters', (size) => {
  it.each([
    ['a list', '[{"a":1},{"a":{"b":[{"c":"}]"}]}}]', [{ a: 1 }, { a: { b: [{ c: '}]' }] } }]],
    ['a record on each line', '{"a":"\\"{"}\n{"a":[1,2]}\n', [{ a: '"{' }, { a: [1, 2] }]],
    [
      'a list within an object',
      '{"next":null,"users":[{"u":1}],"data":[{"a":1},{"a":2}],"links":[{"l":1}],"count":2}',
      [{ a: 1 }, { a: 2 }]
    ],
    ['pages one after another', '{"results":[{"a":1}]}\n{"results":[{"a":2}]}', [{ a: 1 }, { a: 2 }]],
    ['one record', ' {"a":"é 👍"} ', [{ a: 'é 👍' }]],
    [
      'one record within an object, on each line',
      '{"survey_response":{"a":1}}\n{"survey_response":{"a":{"b":2}}}',
      [{ a: 1 }, { a: { b: 2 } }]
    ],
    ['nothing', '[]', []]
  ])('finds the records of %s', async (_what, text, expected) => {
    expect(await records(text, size)).toEqual(expected)
  })
})

it.each([
  ['[{"a":1}]', true],
  ['  \n{"a":1}', true],
  ['\ufeff[\n {"a":1}]', true],
  ['{}', true],
  ['[]', true],
  ['a,b\n1,2\n', false],
  ['{score},{when}\n1,2\n', false],
  ['[1] id,score\n1,2\n', false],
  ['', false]
])('tells JSON from a table: %j', async (text, expected) => {
  expect(await isJson(file(text))).toBe(expected)
})

it('makes columns of what is nested, and text of every value', async () => {
  const { header, rows } = await openRecords(
    file(
      '[{"id":1,"who":{"name":"Ana","tags":["a","b"]},"list":[{"name":"x"},{"name":"y"}]},{"id":null,"half":"\\ud83d","list":[{"q":1}]}]'
    ),
    undefined,
    () => {}
  )
  const all = []
  for await (const row of rows) all.push(row)
  expect(header).toEqual(['id', 'who.name', 'who.tags', 'list', 'half', 'list.1.q'])
  expect(all).toEqual([
    { line: 1, cells: ['1', 'Ana', 'a|b', 'x|y', '', ''] },
    { line: 2, cells: ['', '', '', '', '\ufffd', '1'] }
  ])
})
