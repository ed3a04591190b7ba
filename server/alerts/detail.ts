import type { AlertSignal } from '../contract/alerts'

/** A digest of these days; its figures are read when it is sent, so that they are those of that moment. */
export type DigestDetail = Extract<AlertSignal, { kind: 'weekly-digest' | 'monthly-digest' }>

/** Something to tell. `about` is the same for the same thing, however often it is found. */
export type Signal = { about: string; detail: AlertSignal }

export type Target = Extract<AlertSignal, { kind: 'target-missed' }>['target']

export function isDigest(detail: AlertSignal): detail is DigestDetail {
  return detail.kind === 'weekly-digest' || detail.kind === 'monthly-digest'
}
