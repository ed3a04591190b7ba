import type { en } from './en'

export type Words = typeof en
