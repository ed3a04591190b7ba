import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startEcho, startHearback } from './servers.js'

const connections = [1, 64, 256]
const rounds = 5
const seconds = 4

/**
 * Rows of database, connections, answers a second, echoes a second, share, processor time of one answer as
 * a multiple of an echo's, kilobytes written for one. What a database of its own uses is not seen. The
 * first round warms up and does not count.
 */
export async function measureWrites(databases, log) {
  const echo = { name: 'echo', ...(await startEcho()) }
  const sides = [echo]
  for (const { name, fresh } of databases)
    sides.push({ name, ...(await startHearback(await fresh('writes'))) })
  const rows = []
  for (const count of connections) {
    const speeds = new Map(sides.map((side) => [side, []]))
    const used = new Map(sides.map((side) => [side, []]))
    for (let round = 0; round <= rounds; round++) {
      for (const side of sides) {
        const before = usedBy(side.pid)
        const { answersPerSecond, answers } = await send(side, count, round)
        const after = usedBy(side.pid)
        if (round === 0) continue
        speeds.get(side).push(answersPerSecond)
        used.get(side).push({
          processor: (after.ticks - before.ticks) / answers,
          kilobytes: (after.written - before.written) / answers / 1000
        })
      }
      if (round > 0)
        log(
          `${count} connections, round ${round} of ${rounds}: ${sides.map((side) => `${side.name} ${Math.round(speeds.get(side).at(-1))}/s`).join(', ')}`
        )
    }
    const echoes = median(speeds.get(echo))
    for (const side of sides.slice(1)) {
      const answers = median(speeds.get(side))
      const of = (what, one) => median(used.get(one).map((use) => use[what]))
      const apart =
        side.name === 'SQLite'
          ? [
              `${(of('processor', side) / of('processor', echo)).toFixed(1)} ×`,
              of('kilobytes', side).toFixed(1)
            ]
          : ['–', '–']
      rows.push([
        side.name,
        count,
        whole(answers),
        whole(echoes),
        `${((100 * answers) / echoes).toFixed(0)} %`,
        ...apart
      ])
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

/** Processor time in ticks and bytes that went to the disk, of a process so far. */
function usedBy(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  const written = /^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1]
  return { ticks: Number(stat[11]) + Number(stat[12]), written: Number(written) }
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

function whole(value) {
  return Math.round(value).toLocaleString('en')
}
