import type { en } from './en/en'

export type Words = typeof en
