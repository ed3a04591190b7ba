import { words } from '../words'

const example = `import { createHmac } from 'node:crypto'

// Those of these four that you send, in this order, as text.
const claims = { agent: 'ana', conversation: 'T-4711', customer: 'c-1', team: 'tier-1' }
const signature = createHmac('sha256', process.env.HEARBACK_SITE_SECRET)
  .update(JSON.stringify(claims)).digest('hex')
// On the page: hearback('identify', { ...claims, signature })`

/** How a site's own server vouches for what its pages say. */
export function Signing() {
  return (
    <details class="as-table signing">
      <summary>{words.standing.signing.example}</summary>
      <pre dir="ltr" tabIndex={0}>
        <code>{example}</code>
      </pre>
      <p class="faint">{words.standing.signing.more}</p>
    </details>
  )
}
