import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { answerOf, seeded } from './answers.js'

/*
 * Sends answers as fast as they are acknowledged, in a process of its own so that it does not take the
 * server's time: plain sockets kept open, one request at a time on each, no HTTP library, since the usual
 * ones cost more than the server they measure.
 */
process.on('message', async ({ port, survey, key, connections, seconds, seed }) => {
  const before = process.cpuUsage()
  const start = performance.now()
  const end = start + seconds * 1000
  const counts = await Promise.all(
    Array.from({ length: connections }, (_, index) =>
      sendUntil(end, { port, survey, key, below: seeded(seed + index) })
    )
  )
  const took = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  const answers = counts.reduce((sum, count) => sum + count, 0)
  process.send({ answers, answersPerSecond: answers / took, busy: (user + system) / 1e6 / took })
})

/**
 * Resolves to the number of acknowledged answers. Anything but 201 ends the measurement: a fast refusal is
 * no speed.
 */
function sendUntil(end, { port, survey, key, below }) {
  return new Promise((resolve, reject) => {
    let acknowledged = 0
    let received = ''
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, send)
    socket.setEncoding('latin1')
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      received += chunk
      if (!isWhole(received)) return
      if (!received.startsWith('HTTP/1.1 201 ')) return reject(new Error(`instead of 201: ${received}`))
      received = ''
      acknowledged += 1
      if (performance.now() < end) return send()
      socket.destroy()
      resolve(acknowledged)
    })

    function send() {
      const body = JSON.stringify(answerOf(survey, randomUUID(), below))
      socket.write(
        `POST /api/v1/responses HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ` +
          `${key}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
      )
    }
  })
}

function isWhole(received) {
  const headEnd = received.indexOf('\r\n\r\n')
  if (headEnd < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, headEnd))
  if (!length) throw new Error(`an answer without a length: ${received}`)
  return received.length >= headEnd + 4 + Number(length[1])
}
