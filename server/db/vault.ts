import { createHmac } from 'node:crypto'
import { problem } from '../contract/problem'
import type { Sealing } from '../secrets/sealing'
import { sealingWith } from '../secrets/sealing'
import { plainly } from '../text/plain-address'

/**
 * What seals names and addresses at rest, and finds them again. Its two keys are made once, and kept in the
 * database sealed by the server's secret: another secret seals two keys anew, and nothing else.
 */
export type Vault = {
  /**
   * Text as it is kept: before the first start, as it is, to be sealed by that. Throws `secret-unknown`
   * where the keys could not be opened. `about` is where it is kept; elsewhere it does not open.
   */
  seal(text: string, about: string): string
  /**
   * What was kept. What cannot be opened comes as it is kept and is kept again as it came, so that nothing
   * is lost until it can.
   */
  open(kept: string, about: string): string
  /**
   * By what a customer of a site is looked up, by name or address, however it is written; null for nobody.
   */
  hash(siteId: string, who: string | null | undefined): string | null
  /** Throws `secret-unknown` where the keys could not be opened. */
  needOpen(): void
  use(keys: Keys): void
  /** To be called where the keys cannot be opened: from then on nothing is kept that should be sealed. */
  refuse(): void
}

type Keys = { seal: Buffer; hash: Buffer }

/** What is kept begins so; nothing that a customer is called does. */
const mark = '~1.'

type Opened = { at: 'open'; sealing: Pick<Sealing, 'seal' | 'open'>; hash: Buffer }

export function makeVault(): Vault {
  let state: Opened | { at: 'unused' } | { at: 'refused' } = { at: 'unused' }

  /** The keys; nothing before the first start. */
  function opened(): Opened | undefined {
    if (state.at === 'refused') throw problem('secret-unknown')
    return state.at === 'open' ? state : undefined
  }

  return {
    seal(text, about) {
      if (isSealed(text) && state.at !== 'open') return text
      const keys = opened()
      return keys ? `${mark}${keys.sealing.seal(text, about)}` : text
    },
    open(kept, about) {
      if (!isSealed(kept) || state.at !== 'open') return kept
      return state.sealing.open(kept.slice(mark.length), about) ?? kept
    },
    hash(siteId, who) {
      const plain = who && !isSealed(who) ? plainly(who) : ''
      const keys = plain === '' ? undefined : opened()
      return keys
        ? createHmac('sha256', keys.hash).update(`${siteId}\n${plain}`).digest('base64url').slice(0, 22)
        : null
    },
    needOpen: () => void opened(),
    use({ seal, hash }) {
      state = { at: 'open', sealing: sealingWith(seal), hash }
    },
    refuse() {
      state = { at: 'refused' }
    }
  }
}

/** Whether text is as the vault keeps it. */
export function isSealed(kept: string): boolean {
  return kept.startsWith(mark)
}

/** What may be shown of a name or an address: nothing where it could not be opened. */
export function readable(text: string | null): string | null {
  return text === null || isSealed(text) ? null : text
}
