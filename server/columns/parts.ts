import { z95 } from '../statistics/interval'
import { wilson } from '../statistics/proportions'
import { hoursFor, makeOffsets, makeOpenTime } from '../time/opening-hours'
import { makeAnswers } from './answers'
import { makeBusiness } from './business'
import { makeConversations } from './conversations'
import { makeDurations } from './durations'
import { makeFacets } from './facets'
import { makeFurther } from './further'
import { makeInvitations } from './invitations'
import { makeKit } from './kit'
import { makeReturns } from './returns'
import { makeSets } from './sets'
import type { StoreParts } from './store'

/** What a store is made of, here and by its text in the thread of the columns. */
export const storeParts: StoreParts = {
  ...{ makeKit, makeSets, makeAnswers, makeConversations, makeInvitations },
  ...{ makeFacets, makeFurther, makeReturns, makeDurations, wilson, z95 },
  ...{ makeBusiness, makeOffsets, makeOpenTime, hoursFor }
}

/** The same as text. */
export const textOfParts = `{ ${Object.entries(storeParts)
  .map(([name, part]) => `${name}: ${String(part)}`)
  .join(', ')} }`
