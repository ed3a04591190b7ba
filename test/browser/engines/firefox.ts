import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFirefox } from '../../../bin/browser.js'
import type { Engine, Tab } from './driver'
import { clicking, typing } from './driver'

type Bidi = { send: (method: string, params?: object) => Promise<Record<string, unknown>>; close: () => void }

/** Firefox as Debian packs it, driven through WebDriver BiDi. */
export const firefox: Engine = {
  name: 'Firefox',
  isInstalled: Boolean(findFirefox()),
  async start() {
    const folder = await mkdtemp(join(tmpdir(), 'hearback-firefox-'))
    const process = spawn(
      findFirefox() ?? '',
      ['--headless', '--no-remote', '--profile', folder, '--remote-debugging-port', '0', 'about:blank'],
      {
        env: { PATH: '/usr/bin:/bin', HOME: folder, MOZ_CRASHREPORTER_DISABLE: '1' },
        stdio: ['ignore', 'ignore', 'pipe']
      }
    )
    const bidi = await connect(await addressOf(process.stderr))
    await bidi.send('session.new', { capabilities: {} })
    return {
      newTab: () => newTab(bidi),
      async stop() {
        const end = once(process, 'exit')
        await bidi.send('browser.close')
        await end
        bidi.close()
        await rm(folder, { recursive: true, force: true })
      }
    }
  }
}

/** A user context of Firefox has cookies and storage of its own. */
async function newTab({ send }: Bidi): Promise<Tab> {
  const { userContext } = await send('browser.createUserContext')
  const { context } = await send('browsingContext.create', { type: 'tab', userContext })
  await send('browsingContext.setViewport', { context, viewport: { width: 1000, height: 700 } })
  return {
    open: async (url) => void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
    back: async () => void (await send('browsingContext.traverseHistory', { context, delta: -1 })),
    async evaluate(expression) {
      // JSON spares us the wire format of BiDi, which names the type of every value.
      const whole = `Promise.resolve(${expression}).then((value) => JSON.stringify(value) ?? 'null')`
      const { result, exceptionDetails } = await send('script.evaluate', {
        expression: whole,
        target: { context },
        awaitPromise: true
      })
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails))
      return JSON.parse((result as { value: string }).value) // a string, by the line above
    },
    click: async (x, y) => void (await send('input.performActions', { context, actions: clicking(x, y) })),
    type: async (text) => void (await send('input.performActions', { context, actions: typing(text) })),
    async screenshot() {
      const { data } = await send('browsingContext.captureScreenshot', { context })
      return Buffer.from(String(data), 'base64')
    },
    close: async () => void (await send('browser.removeUserContext', { userContext }))
  }
}

function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    output.on('data', (chunk) => {
      printed += chunk
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(printed)?.[1]
      if (address) resolve(address)
    })
    output.on('end', () => reject(new Error(`Firefox ended before it listened:\n${printed}`)))
  })
}

async function connect(address: string): Promise<Bidi> {
  const socket = new WebSocket(`${address}/session`)
  const waiting = new Map<
    number,
    { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }
  >()
  let last = 0
  socket.onmessage = ({ data }) => {
    const { id, result, error, message } = JSON.parse(data)
    const waiter = waiting.get(id)
    waiting.delete(id)
    if (error) waiter?.reject(new Error(`${error}: ${message}`))
    else waiter?.resolve(result)
  }
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = () => reject(new Error(`No connection to Firefox at ${address}`))
  })
  return {
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        const id = ++last
        waiting.set(id, { resolve, reject })
        socket.send(JSON.stringify({ id, method, params }))
      }),
    close: () => socket.close()
  }
}
