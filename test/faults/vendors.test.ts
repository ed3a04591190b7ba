import { once } from 'node:events'
import { expect, it } from 'vitest'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import type { ServerProcess } from '../support/server-process'
import { operatorKey, startServer } from '../support/server-process'
import type { Manner } from './paced-vendor'
import { startPacedVendor } from './paced-vendor'

const asks = 20_000
const batchMax = 1_000
const key = 'Bearer the right key'

type Vendor = Awaited<ReturnType<typeof startPacedVendor>>
type World = {
  place: FreshDatabase
  server: ServerProcess
  vendor: Vendor
  connector: string
  invite: (count: number) => Promise<void>
  patch: (body: unknown) => Promise<void>
}

onBothDatabases((fresh, dialect) => {
  async function world(manner: Manner, perSecond: number, headers = `Authorization: ${key}`): Promise<World> {
    const place = await fresh()
    const server = await startServer(place.url)
    const vendor = await startPacedVendor(manner)
    const say = async (path: string, body: unknown, method = 'POST') => {
      const head = { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' }
      const answer = await fetch(`${server.url}/api/v1${path}`, {
        method,
        body: JSON.stringify(body),
        headers: head
      })
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
      return (await answer.json()) as { id: string }
    }
    const site = (await say('/sites', { name: 'Shop' })).id
    const survey = (await say('/surveys', { site, name: 'After service', metric: 'csat', state: 'live' })).id
    const settings = {
      url: `${vendor.url}/send`,
      headers,
      bodyTemplate: '{"to":"{to}","text":"{text}","id":"{id}"}',
      secret: 'a secret of the gateway'
    }
    const connector = (
      await say('/connectors', { site, kind: 'sms_gateway', name: 'Texts', settings, perSecond })
    ).id
    let customers = 0
    return {
      place,
      server,
      vendor,
      connector,
      async invite(count) {
        for (let left = count; left > 0; left -= batchMax) {
          const some = Array.from(
            { length: Math.min(left, batchMax) },
            () => `+9230${String(customers++).padStart(8, '0')}`
          )
          await say('/invitations/batch', {
            invitations: some.map((address) => ({ survey, channel: 'web', delivery: connector, address }))
          })
        }
      },
      patch: async (body) => void (await say(`/connectors/${connector}`, body, 'PATCH'))
    }
  }

  async function end({ server, vendor, place }: World) {
    await server.stop()
    await vendor.close()
    await place.remove()
  }

  /**
   * The messages a second from the first to the last that the vendor took, without the first and the last
   * tenth.
   */
  function sustained({ taken }: Vendor): number {
    const times = [...taken.values()].map(([first]) => first ?? 0).sort((a, b) => a - b)
    const middle = times.slice(Math.floor(times.length / 10), Math.floor(times.length * 0.9))
    return ((middle.length - 1) * 1_000) / ((middle.at(-1) ?? 0) - (middle[0] ?? 0))
  }

  const allTaken = (vendor: Vendor, count: number, withinMs: number) =>
    expect.poll(() => vendor.taken.size, { timeout: withinMs, interval: 500 }).toBe(count)

  it(`sends ${asks} asks at 75 a second and more through a vendor that takes 80, though one answer in twenty is slow by ten seconds`, {
    timeout: 900_000
  }, async () => {
    const here = await world({ perSecond: 80, key, slowShare: 0.05, slowMs: 10_000 }, 80)
    await here.invite(asks)
    await allTaken(here.vendor, asks, 800_000)
    const { throttled, connections } = here.vendor.counts
    const twice = [...here.vendor.taken.values()].filter((times) => times.length > 1).length
    console.log(
      `${dialect}: ${sustained(here.vendor).toFixed(1)} a second, ${throttled} came too ` +
        `fast, ${twice} came twice, ${connections} connections`
    )
    expect(sustained(here.vendor)).toBeGreaterThanOrEqual(75)
    expect(twice).toBe(0)
    expect(connections).toBeLessThan(asks / 10)
    await end(here)
  })

  it(`sends ${asks} asks through a vendor that takes 20 a second in hardly more than the time that this takes`, {
    timeout: 1_500_000
  }, async () => {
    const here = await world({ perSecond: 20, key }, 80)
    const from = performance.now()
    await here.invite(asks)
    await allTaken(here.vendor, asks, 1_400_000)
    const { throttled } = here.vendor.counts
    const ideal = (asks * 1_000) / 20
    const took = performance.now() - from
    console.log(
      `${dialect}: ${(took / ideal).toFixed(3)} of the ideal time, ` +
        `${((throttled * 100) / (asks + throttled)).toFixed(2)} % came too fast`
    )
    expect(took / ideal).toBeLessThan(1.1)
    expect(throttled / (asks + throttled)).toBeLessThan(0.05)
    await end(here)
  })

  it('loses none when the process is killed while it sends, and a key that is refused meanwhile costs none', {
    timeout: 900_000
  }, async () => {
    const count = asks / 10
    const here = await world({ perSecond: 80, key: 'Bearer another key' }, 80)
    await here.invite(count)
    await expect.poll(() => here.vendor.counts.keyRefused, { timeout: 60_000 }).toBeGreaterThan(1)
    expect([here.vendor.taken.size, here.vendor.counts.keyRefused < 100]).toEqual([0, true])
    here.vendor.manner.key = key
    await here.patch({ settings: { headers: `Authorization: ${key}` } })
    await expect.poll(() => here.vendor.taken.size, { timeout: 60_000 }).toBeGreaterThan(count / 2)
    here.server.process.kill('SIGKILL')
    await once(here.server.process, 'exit')
    here.server = await startServer(here.place.url)
    await allTaken(here.vendor, count, 400_000)
    const twice = [...here.vendor.taken.values()].filter((times) => times.length > 1).length
    console.log(`${dialect}: ${twice} of ${count} came twice, under the same name, after a kill`)
    // What was on its way when it was killed, and no more.
    expect(twice).toBeLessThan(2 * 80)
    await end(here)
  })
})
