import { expect, it } from 'vitest'
import type { MappingInput } from '../../../../server/contract/imports'
import { createKeyTables } from '../../../../server/imports/key-table'
import { createReader } from '../../../../server/imports/read-row'
import { openTable } from '../../../../server/imports/table'
import { five, readFile } from './reading'

const topicsOf = async (file: string, mapping: Omit<MappingInput, 'rating'>) =>
  (await readFile(file, { mapping: { rating: 'score', ...mapping } })).rows.map(({ tags }) => tags.topics)
const file = 'score,Product,Reason\n1,Delivery,Price\n5,Shop,Delivery\n4,delivery ,Delivery\n3,Shop,\n'

it('keeps a word apart that two columns of topics share', async () => {
  expect(await topicsOf(file, { topics: ['Product', 'Reason'] })).toEqual([
    ['Product: Delivery', 'Price'],
    ['Shop', 'Reason: Delivery'],
    ['Product: delivery', 'Reason: Delivery'],
    ['Shop']
  ])
})

it.each<[what: string, file: string, mapping: Omit<MappingInput, 'rating'>, topics: string[][]]>([
  [
    'the mapping says that they are the same',
    file,
    { topics: ['Product', 'Reason'], sharedTopics: 'same' },
    [['Delivery', 'Price'], ['Shop', 'Delivery'], ['delivery', 'Delivery'], ['Shop']]
  ],
  [
    'the columns are numbered',
    'score,Tag 1,Tag 2\n1,Delivery,Price\n5,Price,Delivery\n',
    { topics: ['Tag 1', 'Tag 2'] },
    [
      ['Delivery', 'Price'],
      ['Price', 'Delivery']
    ]
  ],
  [
    'two columns have one name',
    'score,Tag,Tag\n1,Delivery,Price\n5,Price,Delivery\n',
    { topics: ['Tag (1)', 'Tag (2)'] },
    [
      ['Delivery', 'Price'],
      ['Price', 'Delivery']
    ]
  ],
  [
    'there is one column',
    'score,Tags\n1,"a,b"\n2,"b,a"\n',
    { topics: [{ column: 'Tags', split: true }] },
    [
      ['a', 'b'],
      ['b', 'a']
    ]
  ],
  [
    'all rows have it',
    'score,Tags\n1,Delivery\n',
    { topics: ['Tags', { value: 'Delivery' }] },
    [['Delivery', 'Delivery']]
  ]
])('takes a word as one topic where %s', async (_what, text, mapping, topics) => {
  expect(await topicsOf(text, mapping)).toEqual(topics)
})

it('tells apart cells with several topics, and numbered columns from others', async () => {
  const text = 'score,Tag 1,Tag 2,Reason\n1,"Price, Delivery",Late,Delivery\n2,Late,Price,Slow\n'
  const topics = [{ column: 'Tag 1', split: true }, 'Tag 2', 'Reason']
  expect(await topicsOf(text, { topics })).toEqual([
    ['Price', 'Tag: Delivery', 'Late', 'Reason: Delivery'],
    ['Late', 'Price', 'Slow']
  ])
})

it('keeps the word whole where the name of its column is long', async () => {
  const [column, word] = ['c'.repeat(300), 'w'.repeat(150)]
  const [[first = ''] = []] = await topicsOf(`score,${column},Reason\n1,${word},${word}\n`, {
    topics: [column, 'Reason']
  })
  expect([first.length, first.endsWith(`: ${word}`)]).toEqual([200, true])
})

it('keeps apart what was kept apart in an earlier file, and names the words that columns share', async () => {
  const open = async function* () {
    yield Buffer.from('score,Product,Reason\n1,Shop,Delivery\n2,Price,Price\n')
  }
  const table = await openTable({ name: 'x', bytes: 1, open }, {}, { name: '', warnings: [] })
  const reader = createReader(
    table,
    { rating: 'score', topics: ['Product', 'Reason'] },
    { survey: five, timeZone: 'UTC', declared: [] },
    {
      remarks: new Map(),
      tables: createKeyTables(),
      isFirst: true
    }
  )
  const rows = []
  for await (const row of table.rows) rows.push(row)
  for (const row of rows) reader.look(row)
  reader.topics.keptBefore(new Set(['reason-delivery', 'product-phone']))
  expect(rows.map(({ cells }) => reader.topics.of(cells))).toEqual([
    ['Shop', 'Reason: Delivery'],
    ['Product: Price', 'Reason: Price']
  ])
  expect(reader.topics.shared()).toEqual(['Price'])
})
