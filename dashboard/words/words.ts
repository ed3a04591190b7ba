import type { en } from './en/en'
import type { settingUp } from './en/setting-up'

export type Words = typeof en
export type SettingUpWords = typeof settingUp
