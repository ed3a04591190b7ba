import type { wilson } from '../statistics/proportions'
import type { Answers, makeAnswers } from './answers'
import type { BusinessParts, makeBusiness } from './business'
import type { Conversations, makeConversations } from './conversations'
import type { makeDurations } from './durations'
import type { makeFacets } from './facets'
import type { makeFurther } from './further'
import type { Invitations, makeInvitations } from './invitations'
import type { makeKit } from './kit'
import type { makeReturns } from './returns'
import type { makeSets, Sets } from './sets'
import type {
  ConversationRows,
  InvitationRows,
  Kind,
  OfAnswers,
  OfConversations,
  Questions,
  Rows,
  SetOfTags,
  SetsOf
} from './wire'

/** What a store is made of: functions that need nothing from outside. */
export type StoreParts = BusinessParts & {
  makeKit: typeof makeKit
  makeSets: typeof makeSets
  makeAnswers: typeof makeAnswers
  makeConversations: typeof makeConversations
  makeInvitations: typeof makeInvitations
  makeFacets: typeof makeFacets
  makeFurther: typeof makeFurther
  makeReturns: typeof makeReturns
  makeBusiness: typeof makeBusiness
  makeDurations: typeof makeDurations
  wilson: typeof wilson
  z95: number
}

/**
 * The columns of a database: of each answer, conversation and invitation a handful of whole numbers, in typed
 * arrays. It runs in a thread of its own from the text of this very function (see thread.ts), so that nothing
 * outside of it may be used.
 */
export function makeStore(parts: StoreParts) {
  const { makeKit, makeSets, makeAnswers, makeConversations, makeInvitations } = parts
  const { makeFacets, makeFurther, makeDurations, wilson, z95 } = parts
  const kit = makeKit()
  const cellsEach = 6 // as many as `answerCells`
  // Bits of the numbers of places: see `placeNumbers`.
  const [anyPlace, latestPlaces] = [0b11110, 0b00110]
  const figures = makeDurations(wilson, z95)
  const names: Record<SetsOf, readonly string[]> = {
    answers: ['channel', 'agent', 'team', 'locale', 'surface', 'topics', 'claimed', 'handler', 'bot'],
    conversations: ['channel', 'agent', 'team', 'topics'],
    invitations: ['channel', 'agent', 'team', 'locale', 'delivery', 'topics']
  }
  const sets = new Map<string, Sets>()
  const surveys = new Map<string, { site: string; rows: Answers }>()
  const sites = new Map<string, Conversations>()
  const asks = new Map<string, { site: string; rows: Invitations }>()

  function setsOf(of: SetsOf, site: string): Sets {
    const name = `${of} ${site}`
    const known = sets.get(name) ?? makeSets(kit, names[of])
    sets.set(name, known)
    return known
  }

  function conversationsOf(site: string): Conversations {
    const known =
      sites.get(site) ?? makeConversations(kit, setsOf('conversations', site), { ...parts, figures })
    sites.set(site, known)
    return known
  }

  function put({ site, survey, ids, cells, conversations, further, facets, attributes }: Rows) {
    const known = surveys.get(survey)
    // Of answers that are gone it is not known whose they were.
    const { rows } = known ?? { rows: makeAnswers(kit, { makeFacets, makeFurther }) }
    surveys.set(survey, { site: site || (known?.site ?? ''), rows })
    const places = ids.map((id, index) => {
      const its = cells.subarray(cellsEach * index, cellsEach * (index + 1))
      const conversation = (its[4] ?? 0) > 0 ? conversations?.[index] : undefined
      return rows.put(id, {
        cells: its,
        conversation: conversation ? conversationsOf(site).rowOf(conversation) + 1 : 0,
        further: further?.[index] ?? null,
        facets: facets?.[index] ?? {}
      })
    })
    rows.keepAttributes(places, attributes ?? [])
  }

  function invitationsOf(survey: string, site: string) {
    const known = asks.get(survey)
    // Of invitations that are gone it is not known whose they were.
    const found = {
      site: site || (known?.site ?? ''),
      rows: known?.rows ?? makeInvitations(kit, { makeFacets })
    }
    asks.set(survey, found)
    return found
  }

  /** The answers to a survey, and what their sets of tags count as. */
  function opened<Nothing>({ survey }: OfAnswers, nothing: Nothing) {
    const found = surveys.get(survey)
    if (!found) return { nothing }
    return { rows: found.rows, tags: setsOf('answers', found.site), site: found.site }
  }

  /** A bit for each conversation that has an answer that fits. */
  function answeredBy({ site, answered, survey: only }: OfConversations): Uint8Array | undefined {
    if (Object.keys(answered).length === 0) return undefined
    const bits = new Uint8Array((conversationsOf(site).size() >> 3) + 1)
    const tags = setsOf('answers', site)
    const places = only === undefined ? anyPlace : latestPlaces
    for (const [id, survey] of surveys) {
      if (survey.site !== site || (only ?? id) !== id) continue
      survey.rows.eachConversation({ filters: answered, places }, tags, (row) => {
        bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7))
      })
    }
    return bits
  }

  const asked: { [One in Kind]: (question: Questions[One][0]) => Questions[One][1] } = {
    count(question) {
      const noKeys = { values: [], codes: new Uint32Array() }
      const { rows, tags, nothing } = opened(question, {
        keys: noKeys,
        meanings: [],
        cells: new Uint32Array()
      })
      return rows ? rows.count(question, tags) : nothing
    },
    waits(question) {
      const { rows, tags, site, nothing } = opened(question, { meanings: [], cells: new Uint32Array() })
      return rows ? rows.waits(question, tags, conversationsOf(site).waited) : nothing
    },
    further(question) {
      const { rows, tags, nothing } = opened(question, { counts: [], names: [] })
      return rows ? rows.further(question, tags) : nothing
    },
    moments(question) {
      const { rows, tags, nothing } = opened(question, { count: 0, means: [], products: [] })
      return rows ? rows.moments(question, tags) : nothing
    },
    conversations: (question) => conversationsOf(question.site).count(question, answeredBy(question)),
    service: (question) => conversationsOf(question.site).service(question, answeredBy(question)),
    breaches: (question) => conversationsOf(question.site).breaches(question, answeredBy(question)),
    funnel(question) {
      const { rows, site } = invitationsOf(question.survey, '')
      return rows.funnel(question, setsOf('invitations', site))
    },
    differing: (rows) => conversationsOf(rows.site).differing(rows),
    differingInvitations: (rows) => invitationsOf(rows.survey, rows.site).rows.differing(rows)
  }

  return {
    define(of: SetsOf, site: string, some: readonly SetOfTags[]) {
      setsOf(of, site).define(some)
      if (of === 'conversations') conversationsOf(site).forgetTopics()
    },
    put,
    putInvitations: (rows: InvitationRows) => invitationsOf(rows.survey, rows.site).rows.put(rows),
    putConversations: (rows: ConversationRows) => conversationsOf(rows.site).put(rows),
    ask: <One extends Kind>(kind: One, question: Questions[One][0]): Questions[One][1] =>
      asked[kind](question),
    size: () => [...surveys.values()].reduce((sum, { rows }) => sum + rows.size(), 0)
  }
}

export type Store = ReturnType<typeof makeStore>
