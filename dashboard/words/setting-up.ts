import { words as everywhere, loadSettingUp } from '.'
import type { SettingUpWords, Words } from './words'

/** What every page says and what those say that set something up: whoever imports it waits for the latter, too. */
export const words: Words & SettingUpWords = { ...everywhere, ...(await loadSettingUp()) }
