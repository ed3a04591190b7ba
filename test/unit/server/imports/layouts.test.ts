import iconv from 'iconv-lite'
import { expect, it } from 'vitest'
import type { MappingInput } from '../../../../server/contract/imports'
import { pointSuggested } from '../../../../server/imports/rating-words'
import { five, readFile } from './reading'

const lines = (...all: string[]) => `${all.join('\n')}\n`
const [morning, evening] = ['2024-01-25T09:03:00.000Z', '2024-01-26T18:03:00.000Z']
/** What most of the files below hold: two answers, of a happy and an unhappy customer. */
const both = [
  [5, 'good', morning],
  [2, 'slow', evening]
] as const
const table = (header: string, ...rows: string[]) => lines(header, ...rows)

/**
 * A layout or a spelling, the file, and what becomes of its rows: rating, comment and instant; `null`
 * stands for asked without an answer.
 */
type Layout = [
  what: string,
  file: string | Uint8Array,
  rows: readonly (readonly unknown[])[],
  mapping?: MappingInput
]

const layouts: readonly Layout[] = [
  [
    'commas',
    table('id,score,answered_at,comment', 'A1,5,2024-01-25 09:03,good', 'A2,2,2024-01-26 18:03,slow'),
    both
  ],
  [
    'semicolons',
    table('id;score;answered_at;comment', 'A1;5;2024-01-25 09:03;good', 'A2;2;2024-01-26 18:03;slow'),
    both
  ],
  [
    'tabs',
    table(
      'id\tscore\tanswered_at\tcomment',
      'A1\t5\t2024-01-25 09:03\tgood',
      'A2\t2\t2024-01-26 18:03\tslow'
    ),
    both
  ],
  [
    'strokes',
    table('id|score|answered_at|comment', 'A1|5|2024-01-25 09:03|good', 'A2|2|2024-01-26 18:03|slow'),
    both
  ],
  [
    'spaces before quotes',
    table(
      'id, score, answered_at, comment',
      'A1, 5, 2024-01-25 09:03, "good"',
      'A2, 2, 2024-01-26 18:03, "slow"'
    ),
    both
  ],
  [
    'spaces before quotes with commas in them',
    table('score, comment', '5, "good, fast"', '2, "slow, ""rude"""'),
    [
      [5, 'good, fast', null],
      [2, 'slow, "rude"', null]
    ]
  ],
  [
    'a line that tells the separator',
    table('sep=;', 'score;comment', '5;good', '2;slow'),
    [
      [5, 'good', null],
      [2, 'slow', null]
    ]
  ],
  [
    'rows cut short',
    table('score,answered_at,comment', '5,2024-01-25 09:03,good', '2,2024-01-26 18:03'),
    [
      [5, 'good', morning],
      [2, null, evening]
    ]
  ],
  [
    'rows that end in empty cells',
    table('score,comment', '5,good,,,', '2,slow,'),
    [
      [5, 'good', null],
      [2, 'slow', null]
    ]
  ],
  [
    'a tail of separators',
    table('score,comment', '5,good', '2,slow', ',', ',', ' , '),
    [
      [5, 'good', null],
      [2, 'slow', null]
    ]
  ],
  [
    'separators between rows',
    table('score;comment;agent', '5;good;ana', ';;', '2;slow;ben', ';;'),
    [
      [5, 'good', null],
      [2, 'slow', null]
    ]
  ],
  [
    'rules between rows',
    table('score,comment', '-----,-------', '5,good', '2,slow', '=====,======'),
    [
      [5, 'good', null],
      [2, 'slow', null]
    ]
  ],
  [
    'a total below',
    table('score,answered_at,comment', '5,2024-01-25 09:03,good', '2,2024-01-26 18:03,slow', 'Total,,2'),
    both
  ],
  [
    'an average in the rating',
    table(
      'agent,score,answered_at,comment',
      'ana,5,2024-01-25 09:03,good',
      'ben,2,2024-01-26 18:03,slow',
      'Average:,4,,'
    ),
    both
  ],
  [
    'a German sum',
    table(
      'Agent;score;answered_at;comment',
      'ana;5;2024-01-25 09:03;good',
      'ben;2;2024-01-26 18:03;slow',
      'Gesamt;7;;'
    ),
    both
  ],
  [
    'a Japanese total',
    table('agent,score,comment', 'ana,5,good', 'ben,2,slow', '合計,7,'),
    [
      [5, 'good', null],
      [2, 'slow', null]
    ]
  ],
  [
    '“Total responses” below',
    table(
      'id,score,answered_at,comment',
      'A1,5,2024-01-25 09:03,good',
      'A2,2,2024-01-26 18:03,slow',
      'Total responses,2,,'
    ),
    both
  ],
  [
    'a remark below',
    table(
      'id,score,answered_at,comment',
      'A1,5,2024-01-25 09:03,good',
      'A2,2,2024-01-26 18:03,slow',
      '',
      'Exported by Ana on Monday'
    ),
    both
  ],
  [
    'a remark below, with separators',
    table(
      'id,score,answered_at,comment',
      'A1,5,2024-01-25 09:03,good',
      'A2,2,2024-01-26 18:03,slow',
      'Period: January,,,'
    ),
    both
  ],
  [
    'a customer called Total Sports',
    table('customer_id,score,comment', 'Total Sports,5,good', 'Total Loss Claims,2,slow'),
    [
      [5, 'good', null],
      [2, 'slow', null]
    ]
  ],
  [
    'an agent alone, who was rated by nobody',
    table('agent,score,comment', 'Ana Lopez,,', 'Ben,2,slow'),
    [
      [null, null, null],
      [2, 'slow', null]
    ]
  ],
  [
    'a title above',
    table(
      'Customer satisfaction report',
      'score,answered_at,comment',
      '5,2024-01-25 09:03,good',
      '2,2024-01-26 18:03,slow'
    ),
    both
  ],
  [
    'titles and an empty line above',
    table(
      'Report',
      'Generated on,2024-02-01',
      '',
      'id,score,answered_at,comment',
      'A1,5,2024-01-25 09:03,good',
      'A2,2,2024-01-26 18:03,slow'
    ),
    both
  ],
  [
    'titles filled up with separators',
    table(
      'Report,,,',
      'January 2024,,,',
      ',,,',
      'id,score,answered_at,comment',
      'A1,5,2024-01-25 09:03,good',
      'A2,2,2024-01-26 18:03,slow'
    ),
    both
  ],
  [
    'a title above semicolons',
    table(
      'Bericht Januar',
      'id;score;answered_at;comment',
      'A1;5;2024-01-25 09:03;good',
      'A2;2;2024-01-26 18:03;slow'
    ),
    both
  ],
  [
    'a header that is told',
    table('a,b,c', 'id,score,comment', 'A1,5,good', 'A2,2,slow'),
    [
      [5, 'good', null],
      [2, 'slow', null]
    ],
    { headerLine: 2, rating: 'score', comment: 'comment' }
  ],
  [
    'a header without titles and few columns',
    table('score,comment', '5,good', '2,slow'),
    [
      [5, 'good', null],
      [2, 'slow', null]
    ]
  ],
  [
    'a header again in the midst',
    table('score,comment', '5,good', 'score,comment', '2,slow'),
    [
      [5, 'good', null],
      [2, 'slow', null]
    ]
  ],
  [
    'two columns of one name',
    table('score,comment,comment', '5,good,x', '2,slow,y'),
    [
      [5, 'good', null],
      [2, 'slow', null]
    ],
    { rating: 'score', comment: 'comment (1)' }
  ],
  [
    'several columns of comments',
    table('score,liked,missing', '5,good,', '2,,slow', '4,all,nothing'),
    [
      [5, 'good', null],
      [2, 'slow', null],
      [4, 'all\nnothing', null]
    ],
    { rating: 'score', comment: ['liked', 'missing'] }
  ],
  [
    'a row to leave out beside no answer',
    table('score,comment', '5,good', 'test,x', 'none given,y'),
    [
      [5, 'good', null],
      [null, 'y', null]
    ],
    { rating: 'score', comment: 'comment', ratings: { test: 'skip', 'none given': null } }
  ],
  [
    'decimals rounded',
    table('score', '4.5', '2.4', '3'),
    [
      [5, null, null],
      [2, null, null],
      [3, null, null]
    ],
    { rating: 'score', decimals: 'round' }
  ],
  [
    'decimals taken down',
    table('score;comment', '4,5;good', '2,9;slow'),
    [
      [4, 'good', null],
      [2, 'slow', null]
    ],
    { rating: 'score', comment: 'comment', decimals: 'floor' }
  ],
  [
    'decimals kept, as numbers of steps',
    table('score;comment', '4,5;good', '2;slow', '3.50;fair'),
    [
      [9, 'good', null],
      [4, 'slow', null],
      [7, 'fair', null]
    ],
    { rating: 'score', comment: 'comment', scale: { min: 1, max: 5, step: 0.5 } }
  ],
  [
    'decimals left out',
    table('score', '4.5', '2.9', '3'),
    [[3, null, null]],
    { rating: 'score', decimals: 'skip' }
  ],
  [
    'numbers off the scale left out',
    table('score', '0', '9', '3'),
    [[3, null, null]],
    { rating: 'score', offScale: 'skip' }
  ],
  [
    'numbers off the scale for no answer',
    table('score', '0', '3'),
    [
      [null, null, null],
      [3, null, null]
    ],
    { rating: 'score', offScale: 'no-answer' }
  ],
  [
    'another scale',
    table('score', '9', '3'),
    [
      [9, null, null],
      [3, null, null]
    ],
    { rating: 'score', scale: { min: 1, max: 10 } }
  ],
  [
    'a day and a time of day apart',
    table('score,comment,date,time', '5,good,25/01/2024,09:03', '2,slow,26/01/2024,6:03 PM'),
    both,
    { rating: 'score', comment: 'comment', answeredAt: { column: 'date', time: 'time' } }
  ],
  [
    'an order of day and month that is told',
    table('score,comment,at', '5,good,02/03/2024'),
    [[5, 'good', '2024-02-03T00:00:00.000Z']],
    { rating: 'score', comment: 'comment', answeredAt: { column: 'at', order: 'month-first' } }
  ],
  [
    'quoted line ends',
    table('score,comment', '5,"good', 'fast"', '2,slow'),
    [
      [5, 'good\nfast', null],
      [2, 'slow', null]
    ]
  ],
  [
    'line ends of an old Mac',
    'score,comment\r5,good\r2,slow\r',
    [
      [5, 'good', null],
      [2, 'slow', null]
    ]
  ],
  [
    'a mark of UTF-8',
    '\ufeffscore,comment\n5,good\n2,slow\n',
    [
      [5, 'good', null],
      [2, 'slow', null]
    ]
  ],
  [
    'Arabic in Windows-1256',
    inEncoding('windows-1256', table('score,comment', '5,شكرا جزيلا', '2,بطيء')),
    [
      [5, 'شكرا جزيلا', null],
      [2, 'بطيء', null]
    ]
  ],
  [
    'Russian in KOI8-R',
    inEncoding('koi8-r', table('score,comment', '5,спасибо большое', '2,долго ждал')),
    [
      [5, 'спасибо большое', null],
      [2, 'долго ждал', null]
    ]
  ],
  [
    'Polish in Windows-1250',
    inEncoding('windows-1250', table('score;comment', '5;bardzo miła obsługa', '2;długo czekałem')),
    [
      [5, 'bardzo miła obsługa', null],
      [2, 'długo czekałem', null]
    ]
  ],
  [
    'Japanese in Shift-JIS',
    inEncoding('shift_jis', table('score,comment', '5,とても親切でした', '2,対応が遅い')),
    [
      [5, 'とても親切でした', null],
      [2, '対応が遅い', null]
    ]
  ],
  [
    'Chinese in GBK',
    inEncoding('gbk', table('score,comment', '5,服务很好', '2,太慢了')),
    [
      [5, '服务很好', null],
      [2, '太慢了', null]
    ]
  ],
  [
    'UTF-16 without a mark',
    inEncoding('utf-16le', table('score\tcomment', '5\tgood', '2\tslow')),
    [
      [5, 'good', null],
      [2, 'slow', null]
    ]
  ],
  [
    'an encoding that is told',
    inEncoding('windows-1250', table('score,comment', '5,koń')),
    [[5, 'koń', null]],
    { encoding: 'windows-1250', rating: 'score', comment: 'comment' }
  ],
  [
    'days of a spreadsheet',
    table('id,score,answered_at,comment', 'A1,5,45316.377083,good', 'A2,2,45317.752083,slow'),
    both
  ],
  [
    'times of an e-mail',
    table(
      'id,score,answered_at,comment',
      'A1,5,"Thu, 25 Jan 2024 09:03:00 +0000",good',
      'A2,2,"Fri, 26 Jan 2024 18:03:00 +0000",slow'
    ),
    both
  ],
  [
    'German times',
    table('id;score;answered_at;comment', 'A1;5;25.01.2024, 09:03;good', 'A2;2;26.01.2024, 18:03;slow'),
    both
  ],
  ['seconds since 1970', table('score,answered_at,comment', '5,1706173380,good', '2,1706292180,slow'), both],
  [
    'ratings as 4/5, 4.0 and 4,0',
    table('score', '4/5', '4.0', '"4,0"'),
    [
      [4, null, null],
      [4, null, null],
      [4, null, null]
    ]
  ],
  [
    'ratings in the digits of another script',
    table('score', '٤', '５', '४'),
    [
      [4, null, null],
      [5, null, null],
      [4, null, null]
    ]
  ],
  [
    'ratings in words that are told',
    table('score', 'Very satisfied', '2 - poor', '⭐⭐⭐⭐', '80%'),
    [
      [5, null, null],
      [2, null, null],
      [4, null, null],
      [4, null, null]
    ],
    { rating: 'score', ratings: { 'Very satisfied': 5, '2 - poor': 2, '⭐⭐⭐⭐': 4, '80%': 4 } }
  ],
  [
    'headings in German',
    table('Bewertung;Datum;Kommentar', '5;25.01.2024 09:03;good', '2;26.01.2024 18:03;slow'),
    both
  ],
  [
    'headings in Japanese',
    table('評価,回答日,コメント', '5,2024-01-25 09:03,good', '2,2024-01-26 18:03,slow'),
    both
  ],
  [
    'ids that a spreadsheet shortened',
    table(
      'response_id,score,answered_at,comment',
      '1.2E+12,5,2024-01-25 09:03,good',
      '1.2E+12,2,2024-01-26 18:03,slow'
    ),
    both
  ],
  [
    'ids that repeat with different answers',
    table('response_id,score,answered_at,comment', '7,5,2024-01-25 09:03,good', '7,2,2024-01-26 18:03,slow'),
    both
  ]
]

function inEncoding(name: string, text: string): Uint8Array {
  return iconv.encode(text, name)
}

it.each(layouts.map(([what, file, rows, mapping]) => ({ what, file, rows, mapping })))(
  'reads $what',
  async ({ file, rows, mapping }) => {
    const read = await readFile(file, { mapping })
    expect(read.rejected).toEqual([])
    expect(read.questions).toEqual([])
    expect(
      read.rows.map(({ rating, comment, answeredAt }) => [
        rating,
        comment,
        answeredAt === null ? null : new Date(answeredAt).toISOString()
      ])
    ).toEqual(rows)
  }
)

it('is told of in the documents, layout by layout', async () => {
  const rowsOf = (rows: Layout[2]) =>
    (rows.length === 1 ? '1 row' : `${rows.length} rows`) +
    (rows.some(([rating]) => rating === null) ? ', one without an answer' : '')
  const by = (mapping: MappingInput | undefined) =>
    mapping === undefined ? '' : `\`${JSON.stringify(mapping).replaceAll('|', '\\|')}\``
  const all = layouts.map(([what, , rows, mapping]) => `| ${what} | ${rowsOf(rows)} | ${by(mapping)} |`)
  const text = [
    '# Layouts and spellings that imports read',
    '',
    'Made by `test/unit/server/imports/layouts.test.ts`, which reads a file of each kind.',
    '',
    '| the file has | becomes | told by the mapping |',
    '| --- | --- | --- |',
    ...all,
    ''
  ]
  await expect(text.join('\n')).toMatchFileSnapshot('../../../../docs/import-layouts.md')
})

it.each([
  [
    '1 to 10 in a survey of 1 to 5',
    lines('score', ...Array.from({ length: 20 }, (_, index) => String(1 + (index % 10)))),
    [{ code: 'off-scale', lowest: 1, highest: 10, rows: 10, of: 20, scale: { min: 1, max: 10 } }]
  ],
  [
    '0 to 10 in a survey of 1 to 5',
    lines('score', '0', '10', '5'),
    [{ code: 'off-scale', lowest: 0, highest: 10, rows: 2, of: 3, scale: { min: 0, max: 10 } }]
  ],
  [
    '1 and 2 in a survey of 1 to 5',
    lines('score', '1', '2', '2', '2', '1'),
    [{ code: 'half-scale', lowest: 1, highest: 2, rows: 5, of: 5, scale: { min: 1, max: 2 } }]
  ],
  [
    'half points',
    lines('score', '4.5', '3.5', '2.5', '5'),
    [{ code: 'decimals', rows: 3, of: 4, step: 0.5 }]
  ],
  [
    'percent',
    lines('score', '80', '100', '20'),
    [{ code: 'off-scale', lowest: 20, highest: 100, rows: 3, of: 3, scale: { min: 1, max: 5 } }]
  ],
  ['few low numbers', lines('score', '1', '2'), []],
  ['numbers that the mapping names', lines('score', '9', '5'), []]
])('asks about %s', async (what, file, questions) => {
  const mapping = what.startsWith('numbers') ? { rating: 'score', ratings: { 9: null } } : undefined
  expect((await readFile(file, { mapping })).questions).toEqual(questions)
})

it.each([
  ['all are whole', ['4', '5', '3'], undefined, []],
  ['all are steps', ['4.5', '3.5', '2.5'], 0.5, []],
  [
    'some lie between halves',
    ['4.25', '3.75', '2.25', '4.5'],
    0.5,
    [{ code: 'decimals', rows: 3, of: 4, step: 0.25 }]
  ],
  [
    'they are tenths',
    ['4.3', '3.1', '2.7', '4.9'],
    undefined,
    [{ code: 'decimals', rows: 4, of: 4, step: 0.1 }]
  ],
  [
    'quarters and tenths meet',
    ['4.25', '3.1', '2.7'],
    undefined,
    [{ code: 'decimals', rows: 3, of: 3, step: 0.01 }]
  ],
  ['no step holds all of them', ['4.333', '3.1', '2.7'], undefined, [{ code: 'decimals', rows: 3, of: 3 }]]
] as const)(
  'asks what numbers between two steps count as, and on which step all can be kept: %s',
  async (_what, cells, step, questions) => {
    const target = { metric: 'csat', direction: 'higher-is-better', min: 1, max: 5, step } as const
    expect((await readFile(lines('score', ...cells), { target })).questions).toEqual(questions)
    // To keep them takes a scale that has them.
    expect(
      (await readFile(lines('score', ...cells), { target, mapping: { rating: 'score', decimals: 'keep' } }))
        .questions
    ).toEqual(questions)
    const found = questions[0]
    if (!found || !('step' in found)) return
    const kept = await readFile(lines('score', ...cells), {
      target,
      mapping: { rating: 'score', decimals: 'keep', scale: { min: 1, max: 5, step: found.step } }
    })
    expect([kept.questions, kept.rejected]).toEqual([[], []])
    expect(kept.rows.map(({ rating }) => (rating ?? NaN) / Math.round(1 / found.step))).toEqual(
      cells.map((cell) => Number(cell.replace(',', '.')))
    )
  }
)

it('asks about the decimals of a known tool as of any other, and rounds them', async () => {
  const file = lines(
    'ticket_id,score,body_text,scored_datetime,sent_datetime,customer_id',
    ...['4.5', '3.5', '2.5', '5'].map(
      (score, index) => `g${index},${score},fine,2026-10-01T10:00:00Z,2026-10-01T09:00:00Z,c${index}`
    )
  )
  const read = await readFile(file)
  expect(read.questions).toEqual([{ code: 'decimals', rows: 3, of: 4, step: 0.5 }])
  const rounded = await readFile(file, { mapping: { ...read.mapping, decimals: 'floor' } })
  expect([rounded.questions, rounded.rows.map(({ rating }) => rating)]).toEqual([[], [4, 3, 2, 5]])
})

it('rounds to the steps of the survey, and takes words and mapped ratings that are steps', async () => {
  const target = { metric: 'csat', direction: 'higher-is-better', min: 1, max: 5, step: 0.5 } as const
  const read = async (rule: 'round' | 'floor') =>
    (
      await readFile(lines('score', '4.3', '4.75', '2.2', '1.24', '4.5'), {
        target,
        mapping: { rating: 'score', decimals: rule }
      })
    ).rows.map(({ rating }) => (rating ?? NaN) / 2)
  expect([await read('round'), await read('floor')]).toEqual([
    [4.5, 5, 2, 1, 4.5],
    [4, 4.5, 2, 1, 4.5]
  ])
  const hundredths = { ...target, step: 0.01 } as const
  expect(
    (
      await readFile(lines('score', '4.35', '1.155', '2.999'), {
        target: hundredths,
        mapping: { rating: 'score', decimals: 'floor' }
      })
    ).rows.map(({ rating }) => rating)
  ).toEqual([435, 115, 299])
  expect(pointSuggested('4.5 stars', target)).toBe(4.5)
  expect(pointSuggested('90%', target)).toBe(4.5)
  expect(pointSuggested('4.5 stars', five)).toBeUndefined()
  const mapped = await readFile(lines('score', 'fine'), {
    target,
    mapping: { rating: 'score', ratings: { fine: 3.5 } }
  })
  expect(mapped.rows.map(({ rating }) => rating)).toEqual([7])
  await expect(
    readFile(lines('score', 'fine'), { mapping: { rating: 'score', ratings: { fine: 3.5 } } })
  ).rejects.toThrow('steps of 1')
})

it('asks about 1 to 5 in a survey of 1 to 10, and takes the word of who knows', async () => {
  const target = { metric: 'csat', direction: 'higher-is-better', min: 1, max: 10 } as const
  const file = lines('score', '5', '4', '5', '3', '1')
  expect((await readFile(file, { target })).questions).toEqual([
    { code: 'half-scale', lowest: 1, highest: 5, rows: 5, of: 5, scale: { min: 1, max: 5 } }
  ])
  expect(
    (await readFile(file, { target, mapping: { rating: 'score', scale: { min: 1, max: 10 } } })).questions
  ).toEqual([])
})

it('proposes a column of the survey’s own metric, and rather one whose numbers are on its scale', async () => {
  const of = async (header: string, row: string) => (await readFile(lines(header, row))).mapping.rating
  expect(await of('nps_score,comment', '9,x')).toBeUndefined()
  expect(await of('nps,csat', '9,4')).toBe('csat')
  expect(await of('rating,satisfaction', '9,4')).toBe('satisfaction')
  expect(await of('ces,score', '6,4')).toBe('score')
})

it('leaves out with a reason what it cannot keep', async () => {
  const { rows, rejected, remarks } = await readFile(
    lines(
      'id,score,answered_at,comment',
      'A1,5,2024-01-25 09:03,good',
      'A2,4,2024-01-25 09:03,a,b',
      'A3,4,2024-01-25 09:03 IST,x',
      'A4,4,soon,x',
      'Total,,,3'
    )
  )
  expect(rows).toHaveLength(1)
  expect(rejected.map(({ line, code }) => [line, code])).toEqual([
    [3, 'cells'],
    [4, 'zone'],
    [5, 'no-time']
  ])
  expect(remarks).toEqual(['lines with totals were left out: 1 (line 6)'])
})
