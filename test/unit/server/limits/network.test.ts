import { describe, expect, it } from 'vitest'
import { forwardedAddress } from '../../../../server/http/client-address'
import { addressIn, networkHash, networkOf } from '../../../../server/limits/network'

const rows: [written: string, address: string | undefined, network: string][] = [
  ['203.0.113.9', '203.0.113.9', '203.0.113.9'],
  [' 203.0.113.9 ', '203.0.113.9', '203.0.113.9'],
  ['203.0.113.9:567', '203.0.113.9', '203.0.113.9'],
  ['"203.0.113.9:567"', '203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9', '203.0.113.9'],
  ['::FFFF:cb00:7109', '203.0.113.9', '203.0.113.9'],
  ['[::ffff:203.0.113.9]:80', '203.0.113.9', '203.0.113.9'],
  ['0:0:0:0:0:ffff:203.0.113.9', '203.0.113.9', '203.0.113.9'],
  ['2002:cb00:7109::1', '203.0.113.9', '203.0.113.9'],
  ['2002:cb00:7109:ffff::1', '203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::', '2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:db8::5', '2001:db8::5', '2001:db8::/64'],
  ['::1', '::1', '::/64'],
  ['[::1]', '::1', '::/64'],
  ['[::1]:80', '::1', '::/64'],
  ['fe80::1%eth0', 'fe80::1', 'fe80::/64'],
  ['[fe80::1%25en0]:443', 'fe80::1', 'fe80::/64'],
  ['1:2:3:4:5:6:203.0.113.9', '1:2:3:4:5:6:cb00:7109', '1:2:3:4::/64'],
  ...[
    '',
    'unknown',
    '_hidden',
    'not-an-address-7',
    '203.0.113',
    '203.0.113.999',
    '203.0.113.9:',
    ':80',
    '[]',
    '[',
    '[::1',
    '::1]',
    '1::2::3',
    'localhost',
    '127.1',
    '0x7f.0.0.1',
    '2130706433',
    '203.0.113.9/24',
    '%',
    '%eth0',
    `${'1'.repeat(99)}:1`,
    '9'.repeat(100_000)
  ].map((written) => [written, undefined, 'unknown'] as [string, undefined, string])
]

describe('an address and its network', () => {
  it.each(rows)('%s', (written, address, network) => {
    expect(addressIn(written)).toBe(address)
    expect(networkOf(written)).toBe(network)
  })

  it('has the same name however it was written, and another one under another secret', () => {
    const names = ['203.0.113.9', '203.0.113.9:567', '[::ffff:cb00:7109]:80'].map((written) =>
      networkHash('secret', written)
    )
    expect(new Set(names).size).toBe(1)
    expect(networkHash('another', '203.0.113.9')).not.toBe(names[0])
    expect(networkHash('secret', '203.0.113.8')).not.toBe(names[0])
  })
})

describe('what proxies say', () => {
  const headers: [header: string | undefined, hops: number, address: string | undefined][] = [
    ['9.9.9.9, 203.0.113.9', 1, '203.0.113.9'],
    ['9.9.9.9, 203.0.113.9, 10.0.0.1', 2, '203.0.113.9'],
    ['9.9.9.9,203.0.113.9:4711', 1, '203.0.113.9'],
    ['9.9.9.9, [2001:db8::5]:4711', 1, '2001:db8::5'],
    // What is no address is not believed: the socket's counts instead.
    ['9.9.9.9, not-an-address-1', 1, undefined],
    ['9.9.9.9, unknown', 1, undefined],
    ['203.0.113.9', 2, undefined],
    ['', 1, undefined],
    [' , ,', 1, undefined],
    [undefined, 1, undefined],
    [`${'1.1.1.1, '.repeat(100_000)}203.0.113.9`, 1, '203.0.113.9'],
    [`${'x'.repeat(1_000_000)}, 203.0.113.9, 10.0.0.1`, 2, '203.0.113.9'],
    ['x'.repeat(1_000_000), 1, undefined]
  ]

  it.each(
    headers.map(
      ([header, hops, address]) => [(header ?? 'nothing').slice(0, 40), hops, address, header] as const
    )
  )('%s behind %i', (_name, hops, address, header) => {
    expect(forwardedAddress(header, hops)).toBe(address)
  })
})
