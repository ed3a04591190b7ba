import { expect, it } from 'vitest'
import { createTimeReader } from '../../../../server/imports/times'

const read = (format: string, cell: string) => {
  const instant = createTimeReader('UTC', format)(cell)
  return instant === undefined ? undefined : new Date(instant).toISOString()
}

it.each([
  ['yyyyMMdd', '20210102', '2021-01-02T00:00:00.000Z'],
  ['yyyyMMddHHmmssSSS', '20210102030405678', '2021-01-02T03:04:05.678Z'],
  ['dMMMyyyy', '3JAN2021', '2021-01-03T00:00:00.000Z'],
  ['d/M/yy h:mma', '3/1/21 4:05p.m.', '2021-01-03T16:05:00.000Z'],
  ['d MMM yyyy', '3 Jan   2021', '2021-01-03T00:00:00.000Z'],
  ["d 'de' MMMM 'de' yyyy", '3 DE January de 2021', '2021-01-03T00:00:00.000Z'],
  ["yyyy-MM-dd'T'HH:mm:ssX", '2021-01-02t03:04:05+0530', '2021-01-01T21:34:05.000Z'],
  ['yyyy.MM.dd (HH:mm)', '2021.01.02 (03:04)', '2021-01-02T03:04:00.000Z'],
  ["M/d/yyyy 'at' H:m:s X", '1/2/2021 at 3:4:5 utc', '2021-01-02T03:04:05.000Z']
])('%s reads “%s”', (format, cell, expected) => expect(read(format, cell)).toBe(expected))

it.each([
  ['yyyyMMdd', '2021010'],
  ['yyyyMMdd', '202101020'],
  ['yyyy.MM.dd', '2021x01x02'],
  ['d MMM yyyy', '3Jan 2021'],
  ['d MMM yyyy', '3 Ja 2021']
])('%s refuses “%s”', (format, cell) => expect(read(format, cell)).toBeUndefined())

it.each([
  ['yyyyMdMdMdMd', 'names the month twice'],
  ['yyyy-MM-dd yy', 'names the year twice'],
  ['yyyy-MM-d HH:mm hh', 'names the hour twice'],
  ['yyyyMd', 'does not say where the month ends'],
  ['dMMyyyy', 'does not say where the day ends'],
  ['yyyyMM-d1', 'does not say where the day ends'],
  ["yyyyMM-d'7'", 'does not say where the day ends'],
  ['ddMMMMa yyyy', 'does not say where the month ends'],
  ['yyyy-MM-dd HH:mmX:ss', 'does not say where the zone ends'],
  ["yyyy-MM-dd 'o", "has a ' without a second one"]
])('the format %s is refused, because it %s', (format, reason) => {
  expect(() => createTimeReader('UTC', format)).toThrow(reason)
  expect(() => createTimeReader('UTC', format)).toThrow(format)
})

// A format of sixty letters, as an upload may send it, once stopped the whole server with a cell of thirty
// digits.
it('never takes long, whatever the format and the cell', () => {
  const started = performance.now()
  expect(() => createTimeReader('UTC', `yyyy${'Md'.repeat(28)}`)).toThrow('twice')
  for (const format of ['d.M.yyyy H:m:s', 'M/d/yyyy h:mm a', 'd MMMM yyyy', "yyyy-MM-dd'T'HH:mm:ss.SSSX"]) {
    const readCell = createTimeReader('UTC', format)
    for (const pump of ['1', ' ', 'a', '1.', '1/1/', '+', '2021-01-01T'])
      expect(readCell(pump.repeat(100_000))).toBeUndefined()
  }
  expect(performance.now() - started).toBeLessThan(1_000)
})
