import { fork, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const key = 'hb_the_operator_of_the_bench_1'
const hearback = fileURLToPath(new URL('../../bin/hearback.js', import.meta.url))

/**
 * The server as it ships, in a process of its own, with a site and a survey to answer; `made` are those of
 * a start before, `settings` those of the site.
 */
export async function startHearback(databaseUrl, environment = {}, made = undefined, settings = {}) {
  const env = {
    ...process.env,
    PORT: '0',
    DATABASE_URL: databaseUrl,
    HEARBACK_API_KEY: key,
    HEARBACK_SECRET: 'the bench needs a secret of thirty-two',
    ...environment
  }
  const server = spawn(process.execPath, [hearback, 'serve'], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const port = await portOf(server)
  const headers = { authorization: `Bearer ${key}` }

  async function request(path, body) {
    return sent(
      path,
      body
        ? {
            headers: { ...headers, 'content-type': 'application/json' },
            method: 'POST',
            body: JSON.stringify(body)
          }
        : { headers }
    )
  }

  async function upload(path, fields, file) {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    body.set('file', new File([file], 'bench.csv'))
    return sent(path, { headers, method: 'POST', body })
  }

  async function sent(path, init) {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, init)
    const answer = response.status === 204 ? undefined : await response.json()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`)
    return answer
  }

  const site = made?.site ?? (await request('/sites', { name: 'Bench', timeZone: 'UTC', ...settings }))
  const survey =
    made?.survey ?? (await request('/surveys', { site: site.id, name: 'Bench', metric: 'csat' })).id
  return { port, key, pid: server.pid, site, survey, request, upload, stop: () => ended(server) }
}

export async function startEcho() {
  const server = fork(fileURLToPath(new URL('echo.js', import.meta.url)))
  const { port } = await new Promise((resolve) => server.once('message', resolve))
  return { port, key, pid: server.pid, survey: 'svy_0123456789abcdef', stop: () => ended(server) }
}

async function ended(server) {
  const end = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await end
}

function portOf(server) {
  return new Promise((resolve, reject) => {
    let printed = ''
    server.once('exit', (code) => reject(new Error(`the server stopped with ${code} before it listened`)))
    server.stdout.on('data', (chunk) => {
      printed += chunk
      const found = /Listening +http:\/\/127\.0\.0\.1:(\d+)/.exec(printed)
      if (found) resolve(Number(found[1]))
    })
  })
}
