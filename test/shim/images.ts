/** What the shim wrote down of one call on one of the two files. */
type Call = { kind: number; file: number; offset: number; bytes: Buffer }

const kinds = { write: 1, sync: 2, cut: 3, gone: 4 }
const headBytes = 16
const sector = 512

/** What the disk may hold of the file and its log. */
export type Image = { file: Buffer; log: Buffer }

/**
 * How the calls that were not synced yet may have come to the disk: none, all, some of them, some of them
 * torn at a sector.
 */
export const fates = ['none', 'all', 'some', 'torn'] as const
export type Fate = (typeof fates)[number]

/**
 * Goes through a trace of the shim, and makes what the disk might hold if the power went away at a place in
 * it.
 */
export class Disk {
  readonly #calls: { at: number; call: Call }[] = []
  #next = 0
  /** What was synced, by file, and what was not yet. */
  readonly #durable: readonly [Bytes, Bytes]
  #open: [Call[], Call[]] = [[], []]

  /** `before`: what the two held when the trace began. */
  constructor(trace: Buffer, before: Image = { file: Buffer.alloc(0), log: Buffer.alloc(0) }) {
    this.#durable = [new Bytes(before.file), new Bytes(before.log)]
    for (let at = 0; at + headBytes <= trace.length; ) {
      const length = trace.readUInt32LE(at + 4)
      const call = {
        kind: trace[at] ?? 0,
        file: trace[at + 1] ?? 0,
        offset: Number(trace.readBigUInt64LE(at + 8)),
        bytes: trace.subarray(at + headBytes, at + headBytes + length)
      }
      at += headBytes + length
      this.#calls.push({ at, call })
    }
  }

  /** The places after each call, in order. */
  get places(): number[] {
    return this.#calls.map(({ at }) => at)
  }

  /** Goes on to a place, which comes after the last one. */
  goTo(place: number) {
    for (let next = this.#calls[this.#next]; next && next.at <= place; next = this.#calls[++this.#next]) {
      const { call } = next
      const index = call.file === 1 ? 0 : 1
      if (call.kind !== kinds.sync) this.#open[index].push(call)
      else {
        for (const open of this.#open[index]) this.#durable[index].apply(open)
        this.#open[index] = []
      }
    }
  }

  image(fate: Fate, random: () => number): Image {
    const [file, log] = ([0, 1] as const).map((index) => {
      const open = this.#open[index]
      if (fate === 'none' || open.length === 0) return this.#durable[index].copy()
      const bytes = new Bytes(this.#durable[index].copy())
      for (const call of open) {
        if (fate !== 'all' && random() < 0.5) continue
        bytes.apply(fate === 'torn' && call.kind === kinds.write ? torn(call, random) : call)
      }
      return bytes.copy()
    }) as [Buffer, Buffer] // one for each file
    return { file, log }
  }
}

/** Bytes of a file that grow in place. */
class Bytes {
  #bytes: Buffer
  #length: number

  constructor(bytes: Buffer) {
    this.#bytes = Buffer.from(bytes)
    this.#length = bytes.length
  }

  apply({ kind, offset, bytes }: Call) {
    if (kind === kinds.gone) return this.#cut(0)
    if (kind === kinds.cut) return this.#cut(offset)
    if (offset + bytes.length > this.#length) this.#cut(offset + bytes.length)
    bytes.copy(this.#bytes, offset)
  }

  copy(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length))
  }

  #cut(length: number) {
    if (length > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(2 * length - this.#bytes.length)])
    if (length > this.#length) this.#bytes.fill(0, this.#length, length)
    this.#length = length
  }
}

/** Only some sectors of what was written. */
function torn({ offset, bytes, ...call }: Call, random: () => number): Call {
  const kept = Math.floor(random() * Math.ceil(bytes.length / sector)) * sector
  return { ...call, offset, bytes: bytes.subarray(0, kept) }
}
