import { arabicScript } from './arabic-script'
import { eastAsian } from './east-asian'
import { european } from './european'
import { germanic } from './germanic'
import type { Lexicon } from './lexicon'
import { romance } from './romance'
import { slavic } from './slavic'
import { southAsian } from './south-asian'
import { turkic } from './turkic'

/** Every language in which a wish to be left alone is understood, by its tag. */
export const lexicons: Readonly<Record<string, Lexicon>> = {
  ...germanic,
  ...romance,
  ...slavic,
  ...european,
  ...turkic,
  ...arabicScript,
  ...southAsian,
  ...eastAsian
}
