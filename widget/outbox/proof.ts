import type { Fate, Posted } from '../shared/protocol'

/** For so long the page waits at most before it has its turn again, in ms. */
const sliceMs = 8
/** The clock is looked at after so many hashes, which a slow phone does within a millisecond or two. */
const perLook = 100

/**
 * Does the work that the server wants for an answer, then sends the answer again with the proof. What was
 * sent with one and is still not enough waits for a later try, so that nobody works for ever. A part of its
 * own: a survey asks for it under attack.
 */
export async function prove(
  challenge: string,
  answer: Posted,
  post: (answer: Posted) => Promise<Fate>
): Promise<Fate> {
  return answer.proof ? 'waiting' : post({ ...answer, proof: await work(challenge) })
}

/**
 * The numbers whose hashes begin with as many zero bits as the challenge says at its beginning, one for
 * each of the parts that it says next. Found in slices, between which the page lives on: a worker would be
 * a script of another origin, which pages forbid.
 */
async function work(challenge: string): Promise<string> {
  const [bits = 0, parts = 0] = challenge.split('.').map(Number)
  const most = 2 ** (32 - bits)
  const found: string[] = []
  let ends = performance.now() + sliceMs
  for (let part = 0; part < parts; part++) {
    const block = blockOf(`${part}.${challenge}`)
    for (block[0] = 0; firstWord(block) >= most; block[0]++) {
      if (block[0] % perLook || performance.now() < ends) continue
      await turn()
      ends = performance.now() + sliceMs
    }
    found.push(block[0].toString(36))
  }
  return `${challenge}~${found.join('-')}`
}

/** Timers of pages that nobody looks at wait for a second each; messages do not. */
function turn(): Promise<unknown> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve(undefined)
    }
    port2.postMessage(0)
  })
}

/**
 * Four bytes for a number, then the text, as the one block of SHA-256 that it fits in: at most 51 letters
 * of ASCII.
 */
function blockOf(text: string): Uint32Array & { 0: number } {
  const bytes = new DataView(new ArrayBuffer(64))
  for (let place = 0; place < text.length; place++) bytes.setUint8(place + 4, text.charCodeAt(place))
  bytes.setUint8(text.length + 4, 0x80)
  bytes.setUint32(60, (text.length + 4) * 8)
  // It has sixteen words, so the first is there.
  return Uint32Array.from({ length: 16 }, (_, word) => bytes.getUint32(word * 4)) as Uint32Array & {
    0: number
  }
}

/** The fractional parts of the square and cube roots of the first primes: FIPS 180-4, 4.2.2 and 5.3.3. */
const primes = Array.from({ length: 310 }, (_, number) => number + 2).filter(
  (number) => ![2, 3, 5, 7, 11, 13, 17].some((less) => less < number && number % less === 0)
)
const fraction = (root: number) => (root % 1) * 2 ** 32
const start = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))
const constants = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
const schedule = new Int32Array(64)

/** The first four bytes of the SHA-256 of one block, as a number. */
function firstWord(block: Uint32Array): number {
  const w = schedule
  const k = constants
  w.set(block)
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = start
  const first = a
  for (let round = 0; round < 64; round++) {
    if (round > 15) {
      const x = w[round - 15] as number // all 64 are there
      const y = w[round - 2] as number
      const small = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
      const large = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
      w[round] = (w[round - 16] as number) + small + (w[round - 7] as number) + large
    }
    const one =
      h +
      (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) +
      ((e & f) ^ (~e & g)) +
      (k[round] as number) +
      (w[round] as number)
    const two =
      (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) +
      ((a & b) ^ (a & c) ^ (b & c))
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  return (first + a) >>> 0
}
