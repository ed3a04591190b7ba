import { describe, expect, it } from 'vitest'
import { createTimeReader } from '../../../../server/imports/times'

const read = (cell: string, timeZone = 'UTC', format?: string) => {
  const instant = createTimeReader(timeZone, format)(cell)
  return instant === undefined ? undefined : new Date(instant).toISOString()
}

it.each([
  ['2020-10-24', 'UTC', '2020-10-24T00:00:00.000Z'],
  ['2020-10-24', 'America/New_York', '2020-10-24T04:00:00.000Z'],
  ['2020-10-24', 'Asia/Karachi', '2020-10-23T19:00:00.000Z'],
  ['20201024', 'UTC', '2020-10-24T00:00:00.000Z'],
  ['2020/10/24 09:30', 'Asia/Kathmandu', '2020-10-24T03:45:00.000Z'],
  [' 2020-10-24 09:30:15 ', 'Europe/Paris', '2020-10-24T07:30:15.000Z'],
  ['2020-10-24T09:30:15.123456Z', 'Europe/Paris', '2020-10-24T09:30:15.123Z'],
  ['2020-10-24T09:30:15+05:30', 'Europe/Paris', '2020-10-24T04:00:15.000Z'],
  ['2020-10-24 09:30:15 -0400', 'UTC', '2020-10-24T13:30:15.000Z'],
  ['2020-10-24 09:30:15 UTC', 'Asia/Karachi', '2020-10-24T09:30:15.000Z'],
  ['1603531815', 'Asia/Karachi', '2020-10-24T09:30:15.000Z'],
  ['1603531815.5', 'UTC', '2020-10-24T09:30:15.500Z'],
  ['1603531815250', 'UTC', '2020-10-24T09:30:15.250Z'],
  ['2020-02-29', 'UTC', '2020-02-29T00:00:00.000Z']
])('reads “%s” in %s', (cell, timeZone, expected) => {
  expect(read(cell, timeZone)).toBe(expected)
})

it.each([
  '2021-02-29',
  '2020-13-01',
  '2020-00-10',
  '2020-10-24 24:00',
  '2020-10-24 10:60',
  '24/10/2020',
  '10/24/2020',
  '44128',
  '202010240930',
  'yesterday',
  '0000-00-00',
  '2020-10',
  ''
])('does not guess what “%s” may be', (cell) => expect(read(cell)).toBeUndefined())

describe('with a format', () => {
  it.each([
    ['dd-MMM-yy', '01-Aug-23', 'UTC', '2023-08-01T00:00:00.000Z'],
    ['dd/MM/yyyy HH:mm', '01/08/2023 11:13', 'Asia/Kolkata', '2023-08-01T05:43:00.000Z'],
    ['M/d/yyyy h:mm:ss a', '11/1/2019 2:30:36 PM', 'America/Chicago', '2019-11-01T19:30:36.000Z'],
    ['M/d/yyyy h:mm a', '1/2/2020 12:05 am', 'UTC', '2020-01-02T00:05:00.000Z'],
    ['M/d/yyyy h:mm a', '1/2/2020 12:05 p.m.', 'UTC', '2020-01-02T12:05:00.000Z'],
    ['d MMMM yyyy', '3 September 2021', 'UTC', '2021-09-03T00:00:00.000Z'],
    ['d MMM yyyy', '3 Sept 2021', 'UTC', '2021-09-03T00:00:00.000Z'],
    ['dd.MM.yy H:mm', '05.06.99 7:08', 'UTC', '1999-06-05T07:08:00.000Z'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSX", '2021-01-02T03:04:05.678+02:00', 'UTC', '2021-01-02T01:04:05.678Z']
  ])('%s reads “%s” in %s', (format, cell, timeZone, expected) => {
    expect(read(cell, timeZone, format)).toBe(expected)
  })

  it.each([
    ['dd/MM/yyyy', '31/02/2023'],
    ['dd/MM/yyyy', '12/31/2023'],
    ['dd/MM/yyyy', '2023-08-01'],
    ['dd-MMM-yy', '01-Jux-23'],
    ['M/d/yyyy h:mm a', '1/2/2020 13:05 pm']
  ])('%s refuses “%s”', (format, cell) => expect(read(cell, 'UTC', format)).toBeUndefined())

  it('must have a meaning in every letter, and say which day', () => {
    expect(() => createTimeReader('UTC', 'DD/MM/YYYY')).toThrow('has “DD”, which means nothing')
    expect(() => createTimeReader('UTC', 'HH:mm')).toThrow('needs a year, a month and a day')
  })
})

// Known changes of clocks; what is expected was computed with Python's zoneinfo.
it.each([
  [
    'the hour before New York springs forward',
    '2024-03-10 01:59',
    'America/New_York',
    '2024-03-10T06:59:00.000Z'
  ],
  ['an hour that New York skips', '2024-03-10 02:30', 'America/New_York', '2024-03-10T07:30:00.000Z'],
  ['the hour after it', '2024-03-10 03:00', 'America/New_York', '2024-03-10T07:00:00.000Z'],
  [
    'an hour that New York has twice: the first',
    '2024-11-03 01:30',
    'America/New_York',
    '2024-11-03T05:30:00.000Z'
  ],
  ['the hour after both', '2024-11-03 02:00', 'America/New_York', '2024-11-03T07:00:00.000Z'],
  ['an hour that London has twice', '2024-10-27 01:15', 'Europe/London', '2024-10-27T00:15:00.000Z'],
  [
    'half an hour that Lord Howe skips',
    '2024-10-06 02:15',
    'Australia/Lord_Howe',
    '2024-10-05T15:45:00.000Z'
  ],
  ['a day that begins at one in Beirut', '2024-03-31', 'Asia/Beirut', '2024-03-30T22:00:00.000Z'],
  ['a day that Samoa skipped', '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ['a winter day south of the equator', '2024-07-01', 'America/Santiago', '2024-07-01T04:00:00.000Z']
])('knows %s', (_what, cell, timeZone, expected) => {
  expect(read(cell, timeZone)).toBe(expected)
})
