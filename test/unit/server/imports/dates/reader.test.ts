import { describe, expect, it } from 'vitest'
import { createTimeColumn } from '../../../../../server/imports/dates/reader'
import { languages } from '../../../../../widget/words'

type Told = string | { unread: string; zone?: string }

/** What a column of these cells is read as, in UTC; the times of day may stand in a column of their own. */
function read(
  cells: readonly string[],
  { timeZone = 'UTC', times = [] }: { timeZone?: string; times?: readonly string[] } = {}
): Told[] {
  const column = createTimeColumn(timeZone)
  for (const cell of cells) column.note(cell)
  return cells.map((cell, index) => {
    const instant = column.read(cell, times[index])
    return typeof instant === 'number' ? new Date(instant).toISOString().replace('.000Z', 'Z') : instant
  })
}
const [morning, evening] = ['2024-01-25T09:03:12Z', '2024-01-26T18:03:12Z']

it.each([
  ['German', ['25.01.2024, 09:03:12', '26.01.2024, 18:03:12']],
  ['with the time of day by points, as in Helsinki', ['25.1.2024 klo 9.03.12', '26.1.2024 klo 18.03.12']],
  ['Hungarian, the year first', ['2024. 01. 25. 9:03:12', '2024. 01. 26. 18:03:12']],
  ['Bulgarian', ['25.01.2024 г., 9:03:12 ч.', '26.01.2024 г., 18:03:12 ч.']],
  ['the time of day first, as in Hanoi', ['09:03:12 25/1/2024', '18:03:12 26/1/2024']],
  ['Japanese', ['2024/1/25 9:03:12', '2024年1月26日 18時03分12秒']],
  ['Korean', ['2024. 1. 25. 오전 9:03:12', '2024년 1월 26일 오후 6:03:12']],
  ['Chinese with the half of the day', ['2024/1/25 上午9:03:12', '2024年1月26日 下午6:03:12']],
  ['Arabic with digits and marks of its own', ['٢٥‏/٠١‏/٢٠٢٤، ٩:٠٣:١٢ ص', '٢٦‏/٠١‏/٢٠٢٤، ٦:٠٣:١٢ م']],
  ['American', ['1/25/2024, 9:03:12 AM', '1/26/2024, 6:03:12 p.m.']],
  ['Mexican', ['25/1/2024, 9:03:12 a.m.', '26/1/2024, 6:03:12 p. m.']],
  ['Canadian French', ['2024-01-25 09 h 03 min 12 s', '26 janv. 2024, 18 h 03 min 12 s']],
  ['the years of Thailand', ['25/1/2567 09:03:12', '26 ม.ค. 2567 18:03:12']],
  ['the years of Iran', ['۱۴۰۲/۱۱/۵, ۹:۰۳:۱۲', '۱۴۰۲/۱۱/۶, ۱۸:۰۳:۱۲']],
  ['days of a spreadsheet', ['45316.3772222222', '45317,7522222222']],
  ['e-mail', ['Thu, 25 Jan 2024 09:03:12 +0000', 'Fri, 26 Jan 2024 13:03:12 EST']],
  [
    'what a browser writes',
    [
      'Thu Jan 25 2024 10:03:12 GMT+0100 (Central European Standard Time)',
      'Fri Jan 26 2024 18:03:12 GMT+0000'
    ]
  ],
  ['what a shell writes', ['Thu Jan 25 09:03:12 UTC 2024', 'Fri Jan 26 18:03:12 2024']],
  ['named zones', ['2024-01-25 10:03:12 Europe/Berlin', '26/01/2024 19:03:12 CET']],
  ['an offset behind other spellings', ['25.01.2024 14:03:12 +05:00', '26 January 2024 at 18:03:12 UTC']],
  ['ordinals', ['25th January 2024 9:03:12', 'January 26th, 2024 18:03:12']],
  ['two spellings in one column', ['2024-01-25 09:03:12', '26.01.2024 18:03:12']],
  ['short years', ['25.01.24 09:03:12', '26-Jan-24 18:03:12']]
])('reads times written %s', (_what, cells) => {
  expect(read(cells)).toEqual([morning, evening])
})

it('lets the whole column say whether the day or the month comes first', () => {
  expect(read(['03/04/2024', '05/06/2024'])).toEqual([{ unread: 'day-or-month' }, { unread: 'day-or-month' }])
  expect(read(['03/04/2024', '25/06/2024'])).toEqual(['2024-04-03T00:00:00Z', '2024-06-25T00:00:00Z'])
  expect(read(['03/04/2024', '06/25/2024'])).toEqual(['2024-03-04T00:00:00Z', '2024-06-25T00:00:00Z'])
  expect(read(['03/04/2024', '25/06/2024', '06/25/2024'])).toEqual([
    { unread: 'day-or-month' },
    '2024-06-25T00:00:00Z',
    '2024-06-25T00:00:00Z'
  ])
  expect(read(['03.04.2024', '4/13/2024', '5/6/2024'])).toEqual([
    '2024-04-03T00:00:00Z',
    '2024-04-13T00:00:00Z',
    '2024-05-06T00:00:00Z'
  ])
  expect(read(['31/02/2024', '25/06/2024'])[0]).toEqual({ unread: 'no-time' })
})

it('puts a day and a time of day together from two columns', () => {
  expect(
    read(['25.01.2024', '2024-01-26', '45316', '25.01.2024'], {
      times: ['9:03:12', '6:03:12 PM', '0.3772222222', 'noon']
    })
  ).toEqual([morning, evening, morning, { unread: 'no-time' }])
  expect(read(['2024-01-25', '2024-01-26 18:03:12'], { times: ['', ''] })).toEqual([
    '2024-01-25T00:00:00Z',
    evening
  ])
})

it('takes a zone that several parts of the world call so for none, and says which', () => {
  expect(read(['2024-01-25 09:03 IST', '25 Jan 2024 09:03 CST', '2024-01-25 09:03 Mars/Olympus'])).toEqual(
    ['IST', 'CST', 'MARS/OLYMPUS'].map((zone) => ({ unread: 'zone', zone }))
  )
})

it('reads times without a zone in the zone that they are of', () => {
  expect(
    read(['25.01.2024 14:03:12', '45317.9605555556', '26.01.2024 18:03:12 UTC'], { timeZone: 'Asia/Karachi' })
  ).toEqual([morning, evening, evening])
})

it.each([
  'yesterday',
  '25/13/2024',
  '2024-02-30',
  '25.01.2024 25:00',
  '32 Jan 2024',
  'call 25/06/2024',
  '1.5',
  '12',
  '99999',
  'Jan 2024',
  '25/06',
  '',
  '25.01.2024 18:03 AM',
  '1/2/3/2024'
])('does not guess what “%s” may be', (cell) => {
  expect(read([cell])).toEqual([{ unread: 'no-time' }])
})

describe('in the language', () => {
  const shapes: Intl.DateTimeFormatOptions[] = [
    { dateStyle: 'long' },
    { dateStyle: 'medium', timeStyle: 'medium' },
    { dateStyle: 'full', timeStyle: 'short' },
    {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      second: '2-digit'
    }
  ]
  it.each(Object.keys(languages))('%s reads what its browsers write of every month', (language) => {
    const misread = shapes.flatMap((shape) => {
      const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...shape })
      const instants = Array.from({ length: 12 }, (_, month) =>
        Date.UTC(
          2024,
          month,
          13 + month,
          shape.dateStyle === 'long' ? 0 : 21,
          shape.dateStyle === 'long' ? 0 : 7,
          shape.dateStyle === 'full' || shape.dateStyle === 'long' ? 0 : 9
        )
      )
      const written = instants.map((instant) => format.format(instant))
      return read(written).flatMap((told, index) =>
        told === new Date(instants[index] ?? 0).toISOString().replace('.000Z', 'Z')
          ? []
          : [[written[index], told]]
      )
    })
    expect(misread).toEqual([])
  })
})
