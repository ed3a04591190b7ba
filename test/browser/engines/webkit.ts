import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { hasWebKit } from '../../../bin/browser.js'
import { freePort } from '../../support/free-port'
import type { Engine, Tab } from './driver'
import { clicking, typing, until } from './driver'

/** Longer than anything that a case asks for; a driver that hangs is to say in which call. */
const patienceMs = 15_000

type Send = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>

/** WebKitGTK's MiniBrowser on a screen that is not there, driven through WebDriver over HTTP. */
export const webkit: Engine = {
  name: 'WebKit',
  isInstalled: hasWebKit(),
  async start() {
    const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1200x900x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe']
    })
    const [display] = await once(screen.stdio[3] ?? screen, 'data')
    const port = await freePort()
    const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
      env: { PATH: '/usr/bin:/bin', DISPLAY: `:${String(display).trim()}` },
      stdio: 'ignore'
    })
    const send = sender(`http://127.0.0.1:${port}`)
    await until('WebKitWebDriver', () => send('GET', '/status').catch(() => undefined))
    return {
      newTab: () => newTab(send),
      async stop() {
        await ended(driver)
        await ended(screen)
      }
    }
  }
}

/** MiniBrowser keeps nothing on disk when it is driven, so a session is a profile. */
async function newTab(send: Send): Promise<Tab> {
  // WebDriver says so
  const { sessionId } = (await send('POST', '/session', { capabilities: {} })) as { sessionId: string }
  const session = `/session/${sessionId}`
  await send('POST', `${session}/window/rect`, { width: 1000, height: 800 })
  return {
    open: async (url) => void (await send('POST', `${session}/url`, { url })),
    back: async () => void (await send('POST', `${session}/back`, {})),
    evaluate: (expression) =>
      send('POST', `${session}/execute/sync`, { script: `return ${expression}`, args: [] }),
    click: async (x, y) => void (await send('POST', `${session}/actions`, { actions: clicking(x, y) })),
    type: async (text) => void (await send('POST', `${session}/actions`, { actions: typing(text) })),
    screenshot: async () => Buffer.from(String(await send('GET', `${session}/screenshot`)), 'base64'),
    close: async () => void (await send('DELETE', session))
  }
}

function sender(origin: string): Send {
  return async (method, path, body) => {
    const signal = AbortSignal.timeout(patienceMs)
    const response = await fetch(origin + path, {
      method,
      signal,
      ...(body && { body: JSON.stringify(body) })
    }).catch((error) => {
      throw new Error(`${method} ${path} ${JSON.stringify(body)}: ${error}`)
    })
    const { value } = (await response.json()) as { value: unknown } // WebDriver's envelope
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(value)}`)
    return value
  }
}

async function ended(process: ChildProcess) {
  if (process.exitCode !== null || process.signalCode !== null) return
  const end = once(process, 'exit')
  process.kill('SIGTERM')
  await end
}
