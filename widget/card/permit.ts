import type { Tags } from '../shared/protocol'
import { toJson } from '../shared/store'

const permitMs = 5_000

/**
 * A customer whom the page vouches for may have been asked, or have answered, elsewhere: only the server
 * knows. Throws its rule where it says not to ask. A part of its own: most pages do not say who is there.
 */
export async function permit(base: string, survey: string, tags: Tags) {
  const response = await fetch(`${base}/api/v1/eligibility`, {
    method: 'POST',
    body: toJson({ survey, ...tags }),
    credentials: 'omit',
    signal: AbortSignal.timeout(permitMs)
  })
  const verdict = await response.json()
  // Whoever answers in place of our server says nothing that is told to the page.
  if (!verdict.eligible) throw { rule: verdict.rule }
}
