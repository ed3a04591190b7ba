/** A small file as a tool exports it, the survey that it fits, and what must become of it. */
export type ExportedFile = {
  source: string
  what: string
  survey: Record<string, unknown>
  file: string
  counts: { rows: number; accepted: number; unanswered?: number; skipped?: number; rejected?: number }
  /** Ratings in the order of the file. */
  ratings: number[]
  first: Record<string, unknown>
  asked?: number
}

const lines = (...all: string[]) => `${all.join('\n')}\n`
const json = (value: unknown) => JSON.stringify(value, null, 2)
const csat = { metric: 'csat' } as const
const threePoints = { metric: 'csat', scale: { min: 1, max: 3 } } as const

export const exportedFiles: ExportedFile[] = [
  {
    source: 'zendesk',
    what: 'its API, older kind',
    survey: { metric: 'thumbs' },
    file: json({
      satisfaction_ratings: [
        {
          id: 31,
          url: 'https://x.example/31',
          assignee_id: 135,
          group_id: 44,
          requester_id: 71,
          ticket_id: 208,
          score: 'good',
          comment: 'Fixed it, at once',
          reason: null,
          created_at: '2026-10-20T22:55:29Z',
          updated_at: '2026-10-21T08:10:00Z'
        },
        {
          id: 32,
          assignee_id: 136,
          group_id: 44,
          requester_id: 72,
          ticket_id: 209,
          score: 'bad_with_comment',
          comment: 'Too slow',
          reason: 'The issue took too long to resolve',
          created_at: '2026-10-20T22:55:29Z',
          updated_at: '2026-10-22T08:10:00Z'
        },
        {
          id: 33,
          assignee_id: 136,
          group_id: 44,
          requester_id: 73,
          ticket_id: 210,
          score: 'offered',
          comment: null,
          reason: null,
          created_at: '2026-10-20T22:55:29Z',
          updated_at: '2026-10-20T22:55:29Z'
        },
        {
          id: 34,
          assignee_id: 136,
          group_id: 44,
          requester_id: 74,
          ticket_id: 211,
          score: 'unoffered',
          comment: null,
          reason: null,
          created_at: '2026-10-20T22:55:29Z',
          updated_at: '2026-10-20T22:55:29Z'
        },
        {
          id: 35,
          assignee_id: 136,
          group_id: 44,
          requester_id: 75,
          ticket_id: 212,
          score: 'meh',
          comment: null,
          reason: null,
          created_at: '2026-10-20T22:55:29Z',
          updated_at: '2026-10-20T22:55:29Z'
        }
      ],
      count: 5,
      next_page: null
    }),
    counts: { rows: 5, accepted: 2, unanswered: 1, skipped: 1, rejected: 1 },
    ratings: [1, 0],
    asked: 3,
    first: {
      comment: 'Fixed it, at once',
      agent: '135',
      team: '44',
      conversation: '208',
      customer: '71',
      topics: [],
      answeredAt: '2026-10-21T08:10:00.000Z'
    }
  },
  {
    source: 'zendesk',
    what: 'CSV',
    survey: { metric: 'csat', scale: { min: 1, max: 2 } },
    file: lines(
      'id,score,comment,reason,ticket_id,assignee_id,requester_id,group_id,created_at,updated_at',
      '1,good,,,9,5,6,7,2026-10-20T22:55:29Z,2026-10-20T22:55:29Z',
      '2,bad,,No answer,9,5,6,7,2026-10-20T22:55:29Z,2026-10-21T22:55:29Z'
    ),
    counts: { rows: 2, accepted: 2 },
    ratings: [2, 1],
    first: { conversation: '9' }
  },
  {
    source: 'zendesk-surveys',
    what: 'its API, newer kind',
    survey: csat,
    file: json({
      survey_responses: [
        {
          id: '01J0A',
          survey: { id: '01S', version: 3, state: 'enabled' },
          responder_id: 81,
          subjects: [{ id: '99', type: 'ticket', zrn: 'zen:ticket:99' }],
          answers: [
            {
              type: 'rating_scale',
              rating: 2,
              rating_category: 'bad',
              created_at: '2026-10-14T12:00:00.000Z',
              updated_at: '2026-10-14T12:00:05.000Z'
            },
            {
              type: 'closed_ended',
              selections: [
                { type: 'predefined', option: { id: 'a', label: { type: 'static', value: 'Waited long' } } }
              ]
            },
            { type: 'open_ended', value: 'An hour, really' }
          ]
        },
        {
          id: '01J0B',
          survey_id: '01S',
          responder_id: 82,
          subject_zrns: ['zen:ticket:100'],
          answers: [
            {
              type: 'rating_scale',
              rating: 5,
              rating_category: 'good',
              created_at: '2026-10-14T12:00:00.000Z',
              updated_at: '2026-10-14T12:00:05.000Z'
            }
          ]
        },
        {
          id: '01J0C',
          survey_id: '01S',
          responder_id: 83,
          subject_zrns: ['zen:ticket:101'],
          answers: [{ type: 'skipped', created_at: '2026-10-14T12:00:00.000Z' }]
        },
        {
          id: '01J0D',
          survey_id: '01S',
          responder_id: 84,
          subject_zrns: ['zen:ticket:102'],
          answers: [
            {
              type: 'rating_scale',
              rating: 2,
              rating_category: 'good',
              created_at: '2026-10-14T12:00:00.000Z'
            }
          ]
        }
      ]
    }),
    counts: { rows: 4, accepted: 2, unanswered: 1, rejected: 1 },
    ratings: [2, 5],
    asked: 3,
    first: {
      comment: 'An hour, really',
      topics: ['waited-long'],
      conversation: '99',
      customer: '81',
      answeredAt: '2026-10-14T12:00:05.000Z'
    }
  },
  {
    source: 'intercom',
    what: 'its API',
    survey: csat,
    file: json({
      type: 'conversation.list',
      pages: { type: 'pages', total_pages: 1 },
      conversations: [
        {
          type: 'conversation',
          id: '512',
          created_at: 1793000000,
          source: { type: 'conversation', author: { type: 'user', id: 'u7' } },
          team_assignee_id: 4,
          tags: { type: 'tag.list', tags: [{ type: 'tag', id: '1', name: 'Refund, late' }] },
          conversation_rating: {
            rating: 5,
            remark: 'Lovely',
            created_at: 1793000500,
            updated_at: 1793000600,
            contact: { type: 'contact', id: 'c9' },
            teammate: { type: 'admin', id: 't3' }
          },
          statistics: { first_admin_reply_at: 1793000100, last_close_at: 1793000400, handling_time: 240 }
        },
        {
          type: 'conversation',
          id: '513',
          created_at: 1793000000,
          source: { type: 'email' },
          tags: { type: 'tag.list', tags: [] },
          conversation_rating: {
            rating: null,
            remark: null,
            created_at: 1793000500,
            updated_at: null,
            contact: null,
            teammate: null
          },
          statistics: {}
        },
        {
          type: 'conversation',
          id: '514',
          created_at: 1793000000,
          source: { type: 'whatsapp' },
          tags: { type: 'tag.list', tags: [] },
          conversation_rating: null,
          statistics: {}
        },
        {
          type: 'conversation',
          id: '515',
          created_at: 1793000000,
          source: { type: 'whatsapp' },
          tags: { type: 'tag.list', tags: [] },
          conversation_rating: { rating: 'terrible', created_at: 1793000500, updated_at: 1793000600 },
          statistics: {}
        }
      ]
    }),
    counts: { rows: 4, accepted: 2, unanswered: 1, skipped: 1 },
    ratings: [5, 1],
    asked: 3,
    first: {
      comment: 'Lovely',
      channel: 'web',
      topics: ['refund', 'late'],
      agent: 't3',
      team: '4',
      conversation: '512',
      customer: 'c9',
      answeredAt: new Date(1793000600_000).toISOString()
    }
  },
  {
    source: 'intercom',
    what: 'CSV, whose columns name the zone of their times',
    survey: csat,
    file: lines(
      '"Conversation ID","Conversation started at (UTC)","Conversation rating","Conversation ' +
        'rating remark","Conversation rated at (UTC)","Conversation tags",Channel',
      '215,2026-10-01 10:00:00,5,"Love it","2026-10-01 23:30:00","Billing, Refund",Messenger',
      '216,2026-10-01 10:00:00,😠,,2026-10-02 11:00:00,,Email',
      '217,2026-10-01 10:00:00,,,,,Email'
    ),
    counts: { rows: 3, accepted: 2, skipped: 1 },
    ratings: [5, 1],
    first: {
      comment: 'Love it',
      channel: 'web',
      topics: ['billing', 'refund'],
      conversation: '215',
      answeredAt: '2026-10-01T23:30:00.000Z'
    }
  },
  {
    source: 'zendesk-surveys',
    what: 'its API, newer kind, one response at a time',
    survey: csat,
    file: lines(
      json({
        survey_response: {
          id: '01J1',
          survey_id: '01S',
          responder_id: 81,
          subjects: [{ id: '99', type: 'ticket' }],
          answers: [
            { type: 'rating_scale', rating: 4, rating_category: 'good', created_at: '2026-10-14T12:00:00Z' }
          ]
        }
      }),
      json({
        survey_response: {
          id: '01J2',
          survey_id: '01S',
          responder_id: 82,
          subjects: [{ id: '98', type: 'ticket' }],
          answers: []
        }
      })
    ),
    counts: { rows: 2, accepted: 1, unanswered: 1 },
    ratings: [4],
    asked: 2,
    first: { conversation: '99', customer: '81', answeredAt: '2026-10-14T12:00:00.000Z' }
  },
  {
    source: 'medallia',
    what: 'CSV, where nobody is known by the first of two columns',
    survey: csat,
    file: lines(
      'request_id,request_sent_at,response_received_at,star_rating,comments,employee_custom_id,employee_email',
      'r1,2026-10-01 10:00:00,2026-10-01 23:30:00,5,,,ana@x.example'
    ),
    counts: { rows: 1, accepted: 1 },
    ratings: [5],
    first: { agent: 'ana@x.example', answeredAt: '2026-10-01T23:30:00.000Z' }
  },
  {
    source: 'delighted',
    what: 'its API, surveys of several types',
    survey: { metric: 'nps' },
    file: json([
      {
        id: 'd1',
        person: 'p1',
        survey_type: 'nps',
        score: 9,
        comment: 'Grand',
        permalink: 'https://x.example/d1',
        created_at: 1793000000,
        updated_at: null,
        person_properties: { 'Delighted Source': 'Email', team: 'north' },
        notes: [],
        tags: ['delivery'],
        additional_answers: []
      },
      {
        id: 'd2',
        person: 'p2',
        survey_type: 'nps',
        score: 0,
        comment: null,
        permalink: 'https://x.example/d2',
        created_at: 1793000100,
        updated_at: 1793000200,
        person_properties: { 'Delighted Source': 'SMS', team: 'north' },
        notes: [],
        tags: [],
        additional_answers: []
      },
      {
        id: 'd3',
        person: 'p3',
        survey_type: 'csat',
        score: 4,
        comment: null,
        permalink: 'https://x.example/d3',
        created_at: 1793000100,
        updated_at: null,
        person_properties: {},
        notes: [],
        tags: [],
        additional_answers: []
      },
      {
        id: 'd4',
        person: 'p4',
        survey_type: 'pmf',
        score: 1,
        comment: null,
        permalink: 'https://x.example/d4',
        created_at: 1793000100,
        updated_at: null,
        person_properties: {},
        notes: [],
        tags: [],
        additional_answers: []
      }
    ]),
    counts: { rows: 4, accepted: 2, rejected: 2 },
    ratings: [9, 0],
    first: {
      comment: 'Grand',
      channel: 'email',
      topics: ['delivery'],
      team: 'north',
      customer: 'p1',
      answeredAt: new Date(1793000000_000).toISOString()
    }
  },
  {
    source: 'freshdesk',
    what: 'its API, on three points',
    survey: threePoints,
    file: json([
      {
        id: 1,
        survey_id: 21,
        user_id: 31,
        agent_id: 41,
        group_id: 51,
        ticket_id: 61,
        feedback: 'Sehr gut',
        ratings: { default_question: 103, question_2: -102 },
        created_at: '2026-10-20T22:55:29Z',
        updated_at: '2026-10-20T22:55:29Z'
      },
      {
        id: 2,
        survey_id: 21,
        user_id: 32,
        agent_id: 41,
        group_id: 51,
        ticket_id: 62,
        feedback: null,
        ratings: [{ question: 'default_question', value: 100 }],
        created_at: '2026-10-20T22:55:29Z'
      },
      {
        id: 3,
        survey_id: 21,
        user_id: 33,
        agent_id: 42,
        group_id: 51,
        ticket_id: 63,
        feedback: null,
        ratings: { default_question: -101 },
        created_at: '2026-10-20T22:55:29Z'
      },
      {
        id: 4,
        survey_id: 21,
        user_id: 34,
        agent_id: 42,
        group_id: 51,
        ticket_id: 64,
        feedback: null,
        ratings: { default_question: 104 },
        created_at: '2026-10-20T22:55:29Z'
      }
    ]),
    counts: { rows: 4, accepted: 3, rejected: 1 },
    ratings: [3, 2, 1],
    first: { comment: 'Sehr gut', agent: '41', team: '51', conversation: '61', customer: '31' }
  },
  {
    source: 'freshdesk',
    what: 'a record on each line, on seven points',
    survey: { metric: 'ces' },
    file: lines(
      ...[-103, -102, -101, 100, 101, 102, 103].map((code, index) =>
        JSON.stringify({
          id: index,
          survey_id: 1,
          ticket_id: index,
          ratings: { default_question: code },
          created_at: '2026-10-20T22:55:29Z'
        })
      )
    ),
    counts: { rows: 7, accepted: 7 },
    ratings: [1, 2, 3, 4, 5, 6, 7],
    first: { conversation: '0' }
  },
  {
    source: 'help-scout',
    what: 'its API',
    survey: threePoints,
    file: json([
      {
        id: 1,
        threadId: 10,
        conversationId: 123,
        mailboxId: 85,
        rating: 'great',
        user: { id: 11, email: 'vern@example.com' },
        customer: { id: 500 },
        comments: 'Well done!',
        createdAt: '2026-10-12T12:12:13'
      },
      {
        id: 2,
        threadId: 11,
        conversationId: 124,
        mailboxId: 85,
        rating: 'not_good',
        user: { id: 11, email: 'vern@example.com' },
        customer: { id: 501 },
        comments: '',
        createdAt: '2026-10-12T12:12:13'
      },
      {
        id: 3,
        threadId: 12,
        conversationId: 125,
        mailboxId: 85,
        rating: 'Okay',
        user: { id: 11, email: 'vern@example.com' },
        customer: { id: 502 },
        comments: '',
        createdAt: '2026-10-12T12:12:13'
      }
    ]),
    counts: { rows: 3, accepted: 3 },
    ratings: [3, 1, 2],
    first: {
      comment: 'Well done!',
      agent: 'vern@example.com',
      team: '85',
      conversation: '123',
      customer: '500',
      answeredAt: '2026-10-12T12:12:13.000Z'
    }
  },
  {
    source: 'help-scout',
    what: 'answers to its surveys, in faces',
    survey: threePoints,
    file: lines(
      'name,value,category,comment,timestamp',
      'After chat,🙁,detractor,,2026-10-12T12:12:13Z',
      'After chat,😐,passive,,2026-10-12T12:13:13Z',
      'After chat,😃,promoter,Nice,2026-10-12T12:14:13Z',
      'After chat,🦊,promoter,Nice,2026-10-12T12:14:13Z'
    ),
    counts: { rows: 4, accepted: 3, rejected: 1 },
    ratings: [1, 2, 3],
    first: { comment: null }
  },
  {
    source: 'gorgias',
    what: 'its API',
    survey: csat,
    file: json([
      {
        id: 1234,
        body_text: 'Such speed',
        created_datetime: '2026-10-16T15:59:41.966927',
        customer_id: 120,
        meta: null,
        score: 2,
        scored_datetime: '2026-10-25T15:59:41.966927',
        sent_datetime: '2026-10-23T15:59:41.966927',
        should_send_datetime: '2026-10-23T15:59:41.966927',
        ticket_id: 12
      },
      {
        id: 1235,
        body_text: null,
        created_datetime: '2026-10-16T15:59:41.966927',
        customer_id: 121,
        meta: null,
        score: null,
        scored_datetime: null,
        sent_datetime: '2026-10-23T15:59:41.966927',
        should_send_datetime: '2026-10-23T15:59:41.966927',
        ticket_id: 13
      },
      {
        id: 1236,
        body_text: null,
        created_datetime: '2026-10-16T15:59:41.966927',
        customer_id: 122,
        meta: null,
        score: null,
        scored_datetime: null,
        sent_datetime: null,
        should_send_datetime: null,
        ticket_id: 14
      }
    ]),
    counts: { rows: 3, accepted: 1, unanswered: 1, skipped: 1 },
    ratings: [2],
    asked: 2,
    first: {
      comment: 'Such speed',
      customer: '120',
      conversation: '12',
      answeredAt: '2026-10-25T15:59:41.966Z'
    }
  },
  {
    source: 'medallia',
    what: 'CSV of Agent Connect',
    survey: csat,
    file: lines(
      'request_id,request_sent_at,request_delivery_status,response_received_at,star_rating,comments,areas_for_improvement,ext_interaction_id,channel,tags,request_sent_to,employee_email,team_leader',
      'r1,2026-10-01T10:00:00Z,delivered,2026-10-02T10:00:00Z,5,"Kind, quick",,i1,Phone,"vip; returns",a@example.com,ana@example.com,Olga',
      'r2,2026-10-01T10:00:00Z,delivered,,,,,i2,Chat,,b@example.com,ana@example.com,Olga',
      'r3,2026-10-01T10:00:00Z,delivered,2026-10-02T10:00:00Z,1,,Knowledge,i3,Chat,,c@example.com,ben@example.com,Olga'
    ),
    counts: { rows: 3, accepted: 2, unanswered: 1 },
    ratings: [5, 1],
    asked: 3,
    first: {
      comment: 'Kind, quick',
      channel: 'voice',
      topics: ['vip', 'returns'],
      agent: 'ana@example.com',
      team: 'Olga',
      conversation: 'i1',
      customer: 'a@example.com'
    }
  },
  {
    source: 'qualtrics',
    what: 'CSV with three header rows',
    survey: { metric: 'nps' },
    file: lines(
      'StartDate,EndDate,Status,Finished,RecordedDate,ResponseId,ExternalReference,UserLanguage,Q3_NPS_GROUP,Q3',
      'Start Date,End Date,Response Type,Finished,Recorded Date,Response ID,External Data ' +
        'Reference,User Language,How likely are you … - Group,"How likely are you to',
      'recommend us?"',
      '"{""ImportId"":""startDate"",""timeZone"":""America/Denver""}","{""ImportId"":""endDate"",""timeZone"":""America/Denver""}","{""ImportId"":""status""}","{""ImportId"":""finished""}","{""ImportId"":""recordedDate"",""timeZone"":""America/Denver""}","{""ImportId"":""_recordId""}","{""ImportId"":""externalDataReference""}","{""ImportId"":""userLanguage""}","{""ImportId"":""QID3_NPS_GROUP""}","{""ImportId"":""QID3""}"',
      '2026-07-01 10:00:00,2026-07-01 10:01:00,IP Address,True,2026-07-01 10:01:01,R_1,k7,EN,Promoter,10',
      '2026-07-01 10:00:00,2026-07-01 10:01:00,Survey Preview,True,2026-07-01 10:01:01,R_2,k8,EN,Promoter,10',
      '2026-07-01 10:00:00,2026-07-01 10:01:00,0,True,2026-07-01 10:01:01,R_3,k9,EN,Detractor,3',
      '2026-07-01 10:00:00,2026-07-01 10:01:00,0,True,2026-07-01 10:01:01,R_4,k9,EN,,11'
    ),
    counts: { rows: 4, accepted: 2, skipped: 1, rejected: 1 },
    ratings: [10, 3],
    first: { line: 5, customer: 'k7', locale: 'en', answeredAt: '2026-07-01T16:01:01.000Z' }
  },
  {
    source: 'survey-monkey',
    what: 'CSV with two header rows',
    survey: csat,
    file: lines(
      'Respondent ID,Collector ID,Date Created,Date Modified,IP Address,Custom Data 1,CSAT,What went wrong?,',
      ',,,,,,Response,Open-Ended Response,Other (please specify)',
      '118,446,10/24/2026 09:30:15 AM,10/24/2026 09:31:15 PM,,k1,Very satisfied,Nothing,',
      '119,446,10/25/2026 09:30:15 AM,10/25/2026 09:31:15 PM,,k2,2,Slow,Rude',
      '120,446,10/25/2026 09:30:15 AM,10/25/2026 09:31:15 PM,,k3,So so,,'
    ),
    counts: { rows: 3, accepted: 2, rejected: 1 },
    ratings: [5, 2],
    first: { line: 3, customer: 'k1', answeredAt: '2026-10-24T16:31:15.000Z' }
  },
  {
    source: 'survey-monkey',
    what: 'its API',
    survey: csat,
    file: json({
      data: [
        {
          id: '118',
          recipient_id: '',
          collection_mode: 'default',
          response_status: 'completed',
          collector_id: '446',
          survey_id: '5',
          custom_value: '',
          custom_variables: { agent: 'ana' },
          date_created: '2026-10-10T07:48:07+00:00',
          date_modified: '2026-10-10T08:09:25+00:00',
          pages: [
            {
              id: '1',
              questions: [{ id: '7', heading: 'CSAT', answers: [{ choice_id: '9', simple_text: '4' }] }]
            }
          ]
        },
        {
          id: '119',
          recipient_id: '',
          collection_mode: 'survey_preview',
          response_status: 'completed',
          collector_id: '446',
          survey_id: '5',
          custom_value: '',
          custom_variables: {},
          date_created: '2026-10-10T07:48:07+00:00',
          date_modified: '2026-10-10T08:09:25+00:00',
          pages: [{ id: '1', questions: [{ id: '7', heading: 'CSAT', answers: [{ simple_text: '4' }] }] }]
        },
        {
          id: '120',
          recipient_id: '',
          collection_mode: 'default',
          response_status: 'disqualified',
          collector_id: '446',
          survey_id: '5',
          custom_value: '',
          custom_variables: {},
          date_created: '2026-10-10T07:48:07+00:00',
          date_modified: '2026-10-10T08:09:25+00:00',
          pages: []
        }
      ],
      per_page: 50
    }),
    counts: { rows: 3, accepted: 1, skipped: 2 },
    ratings: [4],
    first: { agent: 'ana', answeredAt: '2026-10-10T08:09:25.000Z' }
  },
  {
    source: 'chatwoot',
    what: 'CSV in Spanish, with empty lines and a footer',
    survey: csat,
    file: lines(
      'Agente,Puntos,Opinión,Contacto,Correo,Teléfono,Enlace,Fecha',
      '',
      'Ana (ana@example.com),5,"Muy, muy ' +
        'bien",Luz,luz@example.com,,https://chat.example.com/app/accounts/2/conversations/71,2026-10-05 ' +
        '09:00:00 UTC',
      '',
      ',2,,Sol,sol@example.com,+34600,https://chat.example.com/app/accounts/2/conversations/72,2026-10-06 09:00:00 UTC',
      '',
      'Periodo del informe 2026-10-01 a 2026-10-31'
    ),
    counts: { rows: 2, accepted: 2 },
    ratings: [5, 2],
    first: {
      line: 3,
      agent: 'Ana (ana@example.com)',
      comment: 'Muy, muy bien',
      customer: 'luz@example.com',
      conversation: '71',
      answeredAt: '2026-10-05T09:00:00.000Z'
    }
  },
  {
    source: 'gladly',
    what: 'CSV, surveys of several formats',
    survey: csat,
    file: lines(
      'Conversation Id,Customer Id,Conversation Link,Survey Date,Survey Source,Survey Format,Raw Score,Survey Score',
      'g1,k1,https://x.example/g1,2026-10-05T09:00:00Z,SMS,CSAT (1-5),4,80',
      'g2,k2,https://x.example/g2,2026-10-05T09:00:00Z,Email,NPS (1-10),9,100'
    ),
    counts: { rows: 2, accepted: 1, rejected: 1 },
    ratings: [4],
    first: { channel: 'sms', conversation: 'g1', customer: 'k1' }
  },
  {
    source: 'csv',
    what: 'any table, with days as people write them',
    survey: csat,
    file: lines(
      'Ticket ID;CSAT Score;Customer Remarks;Responded At',
      '7;4/5;ok;03/04/2026 9:30',
      '8;٥;;24/04/2026 18:00',
      '9;;;24/04/2026 18:00'
    ),
    counts: { rows: 3, accepted: 2, unanswered: 1 },
    ratings: [4, 5],
    asked: 3,
    first: { comment: 'ok', conversation: '7', answeredAt: '2026-04-03T04:30:00.000Z' }
  }
]
