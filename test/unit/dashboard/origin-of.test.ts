import { expect, it } from 'vitest'
import { originOf } from '../../../dashboard/settings/origins/origin-of'

// `localhost:8281` became https://localhost:8281, and every answer was refused.
it.each([
  ['localhost:8281', 'http://localhost:8281'],
  [' LOCALHOST ', 'http://localhost'],
  ['app.localhost:3000/page', 'http://app.localhost:3000'],
  ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['[::1]:3000', 'http://[::1]:3000'],
  ['https://localhost:8281', 'https://localhost:8281'],
  ['localhost.shop.example', 'https://localhost.shop.example'],
  ['shop.example/checkout?step=2', 'https://shop.example'],
  ['http://shop.example', 'http://shop.example'],
  ['*.shop.example', 'https://*.shop.example'],
  ['not an address', 'not an address']
])('%s is %s', (typed, origin) => expect(originOf(typed)).toBe(origin))
