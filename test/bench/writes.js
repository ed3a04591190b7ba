import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startEcho, startHearback } from './servers.js'

const connections = [64, 256]
const rounds = 5
const seconds = 4

/** Rows of database, connections, answers a second, echoes a second, share. The first round warms up and does not count. */
export async function measureWrites(databases, log) {
  const echo = { name: 'echo', ...(await startEcho()) }
  const sides = [echo]
  for (const { name, fresh } of databases) sides.push({ name, ...(await startHearback(await fresh('writes'))) })
  const rows = []
  for (const count of connections) {
    const speeds = new Map(sides.map((side) => [side, []]))
    for (let round = 0; round <= rounds; round++) {
      for (const side of sides) {
        const { answersPerSecond } = await send(side, count, round)
        if (round > 0) speeds.get(side).push(answersPerSecond)
      }
      if (round > 0) log(`${count} connections, round ${round} of ${rounds}: ${sides.map((side) => `${side.name} ${Math.round(speeds.get(side).at(-1))}/s`).join(', ')}`)
    }
    const echoes = median(speeds.get(echo))
    for (const side of sides.slice(1)) {
      const answers = median(speeds.get(side))
      rows.push([side.name, count, whole(answers), whole(echoes), `${((100 * answers) / echoes).toFixed(0)} %`])
    }
  }
  await Promise.all(sides.map((side) => side.stop()))
  return rows
}

async function send({ port, survey, key }, count, round) {
  const client = fork(fileURLToPath(new URL('client.js', import.meta.url)))
  const result = new Promise((resolve, reject) => {
    client.once('message', resolve)
    client.once('exit', (code) => reject(new Error(`the sender stopped with ${code}`)))
  })
  client.send({ port, survey, key, connections: count, seconds, seed: round * 1_000_000 })
  try {
    return await result
  } finally {
    client.removeAllListeners('exit')
    client.kill()
  }
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

function whole(value) {
  return Math.round(value).toLocaleString('en')
}
