import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'uqr'

/** Wide enough that a code of our links prints sharp at 5 cm. */
const pixelsPerModule = 16
const quietModules = 4

/** A QR code as a PNG of one bit for each pixel (ISO 15948), for whatever takes no SVG. */
export function qrPng(text: string): Buffer {
  const { data } = encode(text, { border: quietModules, ecc: 'M' })
  const width = data.length * pixelsPerModule
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(width, 4)
  header.writeUInt8(1, 8) // one bit for each pixel, in grey: the rest of the header is 0
  const lines = data.flatMap((modules) => Array<Buffer>(pixelsPerModule).fill(lineOf(modules)))
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0))
  ])
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex')

/** One line of pixels: a byte that says “unfiltered”, then white as 1 and black as 0. */
function lineOf(modules: readonly boolean[]): Buffer {
  const line = Buffer.alloc(1 + Math.ceil((modules.length * pixelsPerModule) / 8))
  modules.forEach((isBlack, place) => {
    // Sixteen pixels are two whole bytes.
    if (!isBlack) line.writeUInt16BE(0xffff, 1 + place * 2)
  })
  return line
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
