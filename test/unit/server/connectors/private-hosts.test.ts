import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Outgoing } from '../../../../server/channels/channel'
import type { Resolve } from '../../../../server/connectors/public-hosts'
import { isPublic } from '../../../../server/connectors/public-hosts'
import type { Connector } from '../../../../server/connectors/settings'
import { exchange } from '../../../../server/connectors/vendor-request'

/**
 * Loopback, private networks, links, and where clouds keep the secrets of their machines, as people who
 * mean harm write them.
 */
const forms = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0x7f.1',
  '017700000001',
  '0177.0.0.1',
  '0177.0.0.01',
  '127.0.0.1.',
  '0',
  '0.0.0.0',
  '127.255.255.254',
  '１２７.0.0.1',
  '127。0。0。1',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[fe80::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  'localhost',
  'LOCALHOST',
  '169.254.169.254',
  '0xa9fea9fe',
  '10.0.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.100.100.200',
  '168.63.129.16',
  '224.0.0.1',
  '255.255.255.255'
]

let listener: Server
let port = 0
let connections = 0
beforeAll(async () => {
  listener = createServer((socket) => {
    connections++
    socket.destroy()
  })
  listener.listen(0)
  await once(listener, 'listening')
  port = (listener.address() as AddressInfo).port // it listens on TCP
})
afterAll(() => listener.close())

/** The parts of a connector that say where it points and who said so. */
function pointing(
  vendorUrl: string | null,
  { trustedBy = null, settings = {} }: { trustedBy?: string | null; settings?: unknown } = {}
) {
  // nothing else of the row is looked at
  return { row: { vendorUrl, trustedBy } as Connector['row'], settings }
}
const request: Outgoing = {
  to: 'http',
  url: 'https://api.vendor.example/send',
  method: 'POST',
  headers: {},
  body: '{}'
}
const mail: Outgoing = {
  to: 'smtp',
  mail: {
    from: 'a@shop.example',
    to: 'b@example.com',
    subject: 's',
    text: 't',
    html: 'h',
    headers: {},
    messageId: '<1@shop.example>'
  }
}
const refused = { unsendable: 'host-private' }

it.each(forms)('connects to nobody at %s for whom the operator does not vouch', async (host) => {
  const before = connections
  expect(await exchange(request, pointing(`http://${host}:${port}`))).toEqual(refused)
  expect(await exchange(request, pointing(`https://${host}:${port}`))).toEqual(refused)
  expect(connections).toBe(before)
})

it.each(forms)('sends no mail by %s for whom the operator does not vouch', async (host) => {
  const settings = { host, port, security: 'none', from: 'a@shop.example' }
  const before = connections
  const answer = await exchange(mail, pointing(null, { settings }))
  // A form that is neither an address nor a name leads nowhere.
  expect('unsendable' in answer ? answer : answer.status).toEqual(
    'unsendable' in answer ? refused : undefined
  )
  expect(connections).toBe(before)
})

it('connects there for the operator', async () => {
  const before = connections
  expect(await exchange(request, pointing(`http://127.0.0.1:${port}`, { trustedBy: 'usr_1' }))).not.toEqual(
    refused
  )
  expect(connections).toBe(before + 1)
})

it('connects to the address that was checked, however soon the name leads elsewhere', async () => {
  const answers = ['2a00::1', '127.0.0.1', '::ffff:127.0.0.1', '2a00::1', '127.0.0.1']
  let asked = 0
  const flipping: Resolve = (_name, _options, done) => {
    const address = answers[asked++ % answers.length] ?? ''
    done(null, [{ address, family: address.includes(':') ? 6 : 4 }])
  }
  const before = connections
  const settings = { host: 'mail.rebinding.example', port, security: 'none', from: 'a@shop.example' }
  const seen = []
  for (let round = 0; round < 3; round++)
    seen.push(await exchange(request, pointing(`http://rebinding.example:${port}`), { resolve: flipping }))
  for (let round = 0; round < 2; round++)
    seen.push(await exchange(mail, pointing(null, { settings }), { resolve: flipping }))
  expect(seen.map((answer) => 'unsendable' in answer)).toEqual([false, true, true, false, true])
  // Asked once for each connection: nobody could answer differently in between.
  expect([asked, connections]).toEqual([answers.length, before])
})

it('refuses a name of which but one address is private', async () => {
  const both: Resolve = (_name, _options, done) =>
    done(null, [
      { address: '2a00::1', family: 6 },
      { address: '10.0.0.1', family: 4 }
    ])
  expect(await exchange(request, pointing('https://both.example'), { resolve: both })).toEqual(refused)
})

it.each([
  '8.8.8.8',
  '1.1.1.1',
  '172.32.0.1',
  '192.167.255.255',
  '100.63.255.255',
  '100.128.0.0',
  '2a00:1450:4001::1',
  '2606:4700::1111'
])('takes %s for an address of the Internet', (address) => {
  expect(isPublic(address)).toBe(true)
})
