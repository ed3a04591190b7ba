import { describe, expect, it } from 'vitest'
import { roomFinding } from '../../../../server/doctor/disk'
import { lineOf, span, warn } from '../../../../server/doctor/finding'
import { filesFinding, nodeFinding } from '../../../../server/doctor/machine'
import { dumpFinding, versionFinding } from '../../../../server/doctor/postgres'
import { proxiesFinding } from '../../../../server/doctor/proxies'

const stateOf = ({ state }: { state: string }) => state

it('says nothing that moves the cursor of a terminal', () => {
  expect(lineOf(warn('connector', 'sms “a\u001b[2J\nb” is paused.', 'Wait.'))).toBe(
    'warn   connector    sms “a [2J b” is paused. Wait.'
  )
})

it('tells how long ago something was in the largest unit that fits', () => {
  expect([0, 1_400, 59_000, 3_600_000, 86_400_000 * 3].map(span)).toEqual([
    '0 seconds',
    '1 second',
    '59 seconds',
    '1 hour',
    '3 days'
  ])
})

describe('a disk', () => {
  const room = (room: { freeBytes?: number; hasNames?: boolean }) =>
    roomFinding('disk', '/data', { freeBytes: 5e9, hasNames: true, wantedBytes: 1e9, ...room })

  it('is wrong when it is full or can take no more files, and worth a look when little is left', () => {
    expect(stateOf(room({}))).toBe('ok')
    expect(room({ freeBytes: 7e8 })).toMatchObject({
      state: 'warn',
      found: expect.stringContaining('700.0 MB are free in /data')
    })
    expect(stateOf(room({ freeBytes: 0 }))).toBe('wrong')
    expect(room({ hasNames: false })).toMatchObject({
      state: 'wrong',
      found: expect.stringContaining('no inode')
    })
  })
})

describe('what the server runs on', () => {
  it('is a Node that is new enough', () => {
    expect(
      ['18.20.0', '20.18.9', '20.19.0', '22.1.0', '24.0.0'].map((version) => stateOf(nodeFinding(version)))
    ).toEqual(['wrong', 'wrong', 'ok', 'ok', 'ok'])
  })

  it('may open enough files', () => {
    expect([1_024, 4_096, Infinity].map((limit) => stateOf(filesFinding(limit)))).toEqual([
      'warn',
      'ok',
      'ok'
    ])
  })

  it('is a PostgreSQL from 15 to 18, with a pg_dump that is not older', () => {
    expect(
      ['14.9', '15.1', '18.4 (Debian 18.4-1)', '19beta1'].map((version) => stateOf(versionFinding(version)))
    ).toEqual(['wrong', 'ok', 'ok', 'warn'])
    expect([undefined, '15.4', '17.2', '18.1'].map((dump) => stateOf(dumpFinding(17, dump)))).toEqual([
      'warn',
      'warn',
      'ok',
      'ok'
    ])
  })
})

describe('TRUST_PROXY', () => {
  const proxies = (settings: Partial<Parameters<typeof proxiesFinding>[0]>) =>
    proxiesFinding({
      publicUrl: 'http://localhost:8080',
      port: 8080,
      host: '127.0.0.1',
      trustProxy: 0,
      ...settings
    })

  it('fits to an address that a proxy serves, or to the server’s own', () => {
    expect(stateOf(proxies({}))).toBe('ok')
    expect(stateOf(proxies({ publicUrl: 'https://surveys.example.com', trustProxy: 1 }))).toBe('ok')
  })

  it('is doubted where a proxy is not believed, where there is none, and where it can be passed by', () => {
    expect(proxies({ publicUrl: 'https://surveys.example.com' }).toDo).toContain(
      'all visitors are limited as if they were one'
    )
    expect(proxies({ trustProxy: 1 }).toDo).toContain('anybody can claim any address')
    expect(
      proxies({ publicUrl: 'https://surveys.example.com', trustProxy: 1, host: '0.0.0.0' }).toDo
    ).toContain('Let only the proxy reach this port')
  })
})
