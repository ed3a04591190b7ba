import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportReport } from '../../server/contract/imports'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'
import type { Sent } from '../support/importing'
import { imported, refused } from '../support/importing'

const dayMs = 86_400_000
const csv = (...lines: string[]) => `${lines.join('\n')}\n`
const mapping = { rating: 'score', comment: 'remark', externalId: 'id', answeredAt: 'at' }

onBothDatabases((fresh) => {
  let now: number
  let app: TestApp
  let survey: string
  let site: string
  beforeEach(async () => {
    now = Date.parse('2026-11-20T07:00:00Z')
    app = await startApp(fresh, { now: () => now })
    const given = await givenSurvey(app)
    survey = given.survey.id
    site = given.site.id
  })
  afterEach(() => app.close())

  const send = (file: Sent['file'], more: Partial<Sent> = {}) =>
    imported(app, { survey, file, mapping, ...more })
  const select = () => app.services.database.handle.select()
  const answers = async () => select().from(app.services.database.tables.response)
  const invitations = async () => select().from(app.services.database.tables.invitation)
  const conversations = async () => select().from(app.services.database.tables.conversation)
  const runs = async () => select().from(app.services.database.tables.importRun)
  const get = async (path: string, key = testKey) => app.request(`/api/v1${path}`, { key })

  describe('rows', () => {
    const file = csv(
      'id,score,remark,at,channel,why,who',
      'a1,5,"very, very\ngood",2026-11-01 23:30,Call-Center,Billing Question,ana',
      'a2,,,2026-11-02,Chat,Refund,ben',
      'a3,0,,2026-11-03,Chat,Refund,'
    )
    const whole = {
      ...mapping,
      offScale: 'no-answer',
      channel: 'channel',
      topics: ['why'],
      agent: 'who',
      team: { value: 'tier-1' },
      channels: { 'Call-Center': 'voice' }
    }

    it('says in a dry run what it would do, and stores nothing', async () => {
      const report = await send(file, { mapping: whole, dryRun: true })
      expect(report).toMatchObject({
        id: null,
        state: 'done',
        dryRun: true,
        mapping: whole,
        columns: ['id', 'score', 'remark', 'at', 'channel', 'why', 'who'],
        scale: { min: 1, max: 5 },
        encoding: { name: 'utf-8', warnings: [] },
        delimiter: ',',
        counts: { rows: 3, accepted: 1, unanswered: 2, offScale: 1, duplicate: 0, rejected: 0 }
      })
      expect(report.sample).toHaveLength(3)
      expect(report.sample[0]).toMatchObject({
        line: 2,
        rating: 5,
        comment: 'very, very\ngood',
        channel: 'voice',
        topics: ['billing-question'],
        agent: 'ana',
        team: 'tier-1',
        answeredAt: '2026-11-01T18:30:00.000Z',
        answeredOn: '2026-11-01'
      })
      expect([await answers(), await invitations(), await runs()]).toEqual([[], [], []])
    })

    it('keep topics apart that two columns call by one word, also in a later file that has it in one of them only', async () => {
      const topics = async (order: Partial<Sent>, ...lines: string[]) =>
        send(csv('id,score,at,Product,Reason', ...lines), {
          mapping: { rating: 'score', externalId: 'id', answeredAt: 'at', topics: ['Product', 'Reason'] },
          ...order
        })
      const first = await topics({}, 'b1,5,2026-11-01,Delivery,Price', 'b2,1,2026-11-02,Shop,Delivery')
      expect([first.sharedTopics, first.counts.accepted]).toEqual([['Delivery'], 2])
      expect((await topics({}, 'b3,2,2026-11-03,Shop,Delivery')).sharedTopics).toEqual([])
      const scores = (await (await get(`/scores?survey=${survey}&by=topic`)).json()) as {
        rows: { key: string; label: string; score: { count: number } }[]
      }
      expect(scores.rows.map(({ key, label, score }) => [key, label, score.count]).sort()).toEqual([
        ['price', 'Price', 1],
        ['product-delivery', 'Product: Delivery', 1],
        ['reason-delivery', 'Reason: Delivery', 2],
        ['shop', 'Shop', 2]
      ])
    })

    it('become answers, and those without an answer invitations, so that response rates stay honest', async () => {
      const report = await send(file, { mapping: whole })
      expect(report).toMatchObject({
        state: 'done',
        dryRun: false,
        counts: { rows: 3, accepted: 1, unanswered: 2 }
      })
      const scores = (await (await get(`/scores?survey=${survey}&by=topic`)).json()) as {
        total: object
        rows: object[]
      }
      expect(scores).toMatchObject({
        total: { count: 1, tally: { 5: 1 } },
        rows: [{ key: 'billing-question', label: 'Billing Question' }]
      })
      const asked = await invitations()
      expect(asked).toHaveLength(3)
      expect(asked.map((row) => [row.state, row.tokenHash, row.answeredAt !== null, row.sentAt])).toEqual(
        expect.arrayContaining([
          ['sent', null, true, Date.parse('2026-11-01T18:30:00Z')],
          ['sent', null, false, Date.parse('2026-11-01T19:00:00Z')],
          ['sent', null, false, Date.parse('2026-11-02T19:00:00Z')]
        ])
      )
      const [answer] = await answers()
      expect(asked).toContainEqual(
        expect.objectContaining({
          id: answer?.invitationId,
          channel: 'voice',
          agent: 'ana',
          answeredAt: answer?.answeredAt
        })
      )
    })

    it('make no invitations when the file lists answers only', async () => {
      await send(csv('id,score,remark,at', 'a1,5,,2026-11-01', 'a2,1,NA,2026-11-01'))
      expect(await answers()).toHaveLength(2)
      expect(await invitations()).toEqual([])
    })

    it('without a time were answered now, and keep that when they come again', async () => {
      const plain = { rating: 'score' }
      await send('score\n5\n5\n4\n', { mapping: plain })
      now += 3 * dayMs
      expect((await send('score\n5\n5\n4\n5\n', { mapping: plain })).counts).toMatchObject({
        accepted: 1,
        duplicate: 3,
        sameAsBefore: 3
      })
      const days = (await answers()).map((row) => row.answeredOn)
      expect(days.sort()).toEqual(['2026-11-20', '2026-11-20', '2026-11-20', '2026-11-23'])
    })
  })

  it('reads times that name no zone in the zone that the mapping says, or else in that of the site', async () => {
    const file = csv(
      'id,score,remark,at',
      'z1,5,,2026-11-01 23:30',
      'z2,4,,2026-11-01T23:30:00+09:00',
      'z3,4,,1793000000'
    )
    const told = await send(file, { mapping: { ...mapping, timeZone: 'America/New_York' }, dryRun: true })
    const untold = await send(file, { dryRun: true })
    expect(told.timeZone).toBe('America/New_York')
    expect(told.sample.map(({ answeredAt }) => answeredAt)).toEqual([
      '2026-11-02T04:30:00.000Z',
      '2026-11-01T14:30:00.000Z',
      '2026-10-26T07:33:20.000Z'
    ])
    expect(untold.timeZone).toBe('Asia/Karachi')
    expect(untold.sample[0]?.answeredAt).toBe('2026-11-01T18:30:00.000Z')
    expect(
      await refused(app, { survey, file, mapping: { ...mapping, timeZone: 'Mars/Olympus' } })
    ).toMatchObject({ status: 422, field: 'mapping.timeZone' })
  })

  it('says so where no column tells when they were answered', async () => {
    const dated = await send(csv('id,score,remark,at', 'n1,5,,2026-11-01'), { dryRun: true })
    const undated = await send(csv('id,score', 'n1,5'), {
      mapping: { rating: 'score', externalId: 'id' },
      dryRun: true
    })
    expect(dated.warnings).toEqual([])
    expect(undated.warnings).toEqual([
      'No column says when they were answered, so all of them count as answered now.'
    ])
  })

  it('names every row that it left out, also to whoever asks later; a list of imports stays short', async () => {
    const report = await send(
      csv('id,score,remark,at', ...Array.from({ length: 250 }, (_, index) => `r${index},many,,2026-11-01`))
    )
    expect(report.rejected.map(({ line }) => line)).toEqual(
      Array.from({ length: 250 }, (_, index) => index + 2)
    )
    const later = (await (await get(`/imports/${report.id}`)).json()) as ImportReport // as above
    const [listed] = ((await (await get(`/imports?survey=${survey}`)).json()) as { rows: ImportReport[] })
      .rows // as the API describes it
    expect(later.rejected).toHaveLength(250)
    expect(listed).toMatchObject({ counts: { rejected: 250 }, rejected: [] })
  })

  describe('importing again', () => {
    const first = csv('id,score,remark,at', 'a1,5,fine,2026-11-01', 'a2,NA,,2026-11-01', 'a3,2,,2026-11-01')

    it('adds nothing, also on another day', async () => {
      await send(first)
      const kept = [await answers(), await invitations()]
      now += 40 * dayMs
      expect((await send(first)).counts).toMatchObject({
        rows: 3,
        accepted: 0,
        unanswered: 0,
        changed: 0,
        duplicate: 3,
        sameAsBefore: 3,
        rejected: 0
      })
      expect((await send(first, { dryRun: true })).counts).toMatchObject({ accepted: 0, duplicate: 3 })
      expect([await answers(), await invitations()]).toEqual(kept)
    })

    it('adds nothing when it is done twice at the same time', async () => {
      const reports = await Promise.all([send(first), send(first), send(first)])
      expect(reports.reduce((sum, { counts }) => sum + counts.accepted, 0)).toBe(2)
      expect(await answers()).toHaveLength(2)
      expect(await invitations()).toHaveLength(3)
    })

    it('takes in the answer of somebody who had not answered yet', async () => {
      await send(first)
      const report = await send(csv('id,score,remark,at', 'a1,5,fine,2026-11-01', 'a2,4,,2026-11-19'))
      expect(report.counts).toMatchObject({ accepted: 1, duplicate: 1 })
      expect(await invitations()).toHaveLength(3)
      expect((await invitations()).filter((row) => row.answeredAt === null)).toEqual([])
    })

    it('corrects an answer within the edit window, and afterwards says that it is another one', async () => {
      await send(first)
      const other = csv('id,score,remark,at', 'a1,1,changed my mind,2026-11-01')
      expect((await send(other, { dryRun: true })).counts).toMatchObject({ changed: 1, duplicate: 0 })
      expect((await send(other)).counts).toMatchObject({ changed: 1, duplicate: 0 })
      now += 2 * dayMs
      const late = await send(first)
      expect(late.counts).toMatchObject({ changed: 0, duplicate: 2, rejected: 1 })
      expect(late.rejected).toEqual([
        {
          line: 2,
          code: 'locked',
          reason: 'is there already with another answer, and the time to change it is over'
        }
      ])
    })
  })

  it('takes the first of several rows with one id that say the same, or the first that has an answer', async () => {
    const report = await send(
      csv('id,score,remark,at', 'a1,,,', 'a1,4,,2026-11-02', 'a1,4,,2026-11-02', 'a2,5,,2026-11-03', 'a2,,,')
    )
    expect(report.counts).toMatchObject({
      rows: 5,
      accepted: 2,
      unanswered: 1,
      duplicate: 2,
      sameAsBefore: 0
    })
    expect(report.warnings).toEqual(['rows with the id of an earlier row were left out: 2 (line 4, 6)'])
    expect((await answers()).map((row) => row.rating).sort()).toEqual([4, 5])
  })

  it('keeps both of two different answers with one id', async () => {
    const report = await send(
      csv('id,score,remark,at', 'a1,4,,2026-11-02', 'a1,1,,2026-11-03', 'a2,5,,2026-11-03')
    )
    expect(report.counts).toMatchObject({ rows: 3, accepted: 3, duplicate: 0 })
    expect(report.warnings).toEqual([
      'ids that repeat with different answers were not taken for ids: their rows are known ' +
        'by what they say: 2 (line 2, 3)'
    ])
  })

  it('says of each row that it cannot keep the line, the column, the cell and why', async () => {
    const report = await send(
      csv(
        'id,score,remark,at',
        'a1,4.5,,2026-11-01',
        'a2,good,,2026-11-01',
        'a3,4,"two\nlines",soon',
        'a4,4,,',
        'a5,4',
        `${'x'.repeat(300)},4,,2026-11-01`,
        'a6,4,,2026-11-01,',
        'a7,4,nul\0,2026-11-01',
        '"Period: October"'
      )
    )
    expect(report.counts).toMatchObject({ rows: 9, accepted: 1, rejected: 7, skipped: 1 })
    expect(report.rejected).toEqual([
      {
        line: 2,
        column: 'score',
        value: '4.5',
        code: 'between-points',
        reason: 'lies between two points of the scale 1 to 5'
      },
      {
        line: 3,
        column: 'score',
        value: 'good',
        code: 'no-point',
        reason: 'is not a whole number from 1 to 5'
      },
      {
        line: 4,
        column: 'at',
        value: 'soon',
        code: 'no-time',
        reason: 'is not a time that can be read; give its format in the mapping'
      },
      { line: 6, column: 'at', code: 'undated', reason: 'is empty, so nobody knows when this was answered' },
      { line: 7, column: 'at', code: 'undated', reason: 'is empty, so nobody knows when this was answered' },
      {
        line: 8,
        column: 'id',
        value: `${'x'.repeat(59)}…`,
        code: 'too-long',
        reason: 'is longer than 200 characters; is it the right column?'
      },
      { line: 10, column: 'remark', code: 'no-text', reason: 'holds a NUL character, which is no text' }
    ])
    expect(report.rejectedByReason['is empty, so nobody knows when this was answered']).toBe(2)
    expect(report.warnings).toEqual(['remarks below the table were left out: 1 (line 11)'])
    const kept = (await (await get(`/imports/${report.id}`)).json()) as ImportReport
    expect(kept).toEqual({
      ...report,
      examples: [],
      ratings: [],
      channels: [],
      sample: [],
      rejected: report.rejected.map(({ value: _cell, ...rest }) => rest)
    })
  })

  it('shortens a long comment rather than lose its rating, and says so', async () => {
    const report = await send(csv('id,score,remark,at', `a1,4,${'long '.repeat(2_000)},2026-11-01`))
    expect(report.counts.accepted).toBe(1)
    expect(report.warnings).toEqual(['comments were cut to 5000 characters: 1 (line 2)'])
  })

  describe('a mapping', () => {
    it('is proposed from the names of the columns', async () => {
      const report = await send(
        csv(
          'Ticket ID,CSAT Score,Customer Remarks,Channel Name,Tags,Assignee,Responded At',
          '7,4,ok,Chat,"refund, late delivery;VIP",ana,2026-11-01T10:00:00Z'
        ),
        { mapping: undefined, dryRun: true }
      )
      expect(report.mapping).toEqual({
        rating: 'CSAT Score',
        comment: 'Customer Remarks',
        channel: 'Channel Name',
        topics: [{ column: 'Tags', split: true }],
        agent: 'Assignee',
        answeredAt: 'Responded At',
        conversation: { id: 'Ticket ID' }
      })
      expect(report.sample[0]).toMatchObject({
        topics: ['refund', 'late-delivery', 'vip'],
        conversation: '7',
        channel: 'web'
      })
    })

    it('is used as it was given; what else the columns suggest is only shown', async () => {
      const report = await send(csv('score,agent,reason', '4,ana,refund'), { mapping: { rating: 'score' } })
      expect(report).toMatchObject({
        mapping: { rating: 'score' },
        suggested: { agent: 'agent', topics: ['reason'] },
        sample: [{ agent: null, topics: [] }]
      })
    })

    it.each([
      [
        'names a column that is not there',
        { rating: 'Score' },
        'The mapping takes “rating” from a column “Score”, and the file has none of that name. ' +
          'Its columns are: id, score, remark, at (1), at (2).',
        'mapping.rating'
      ],
      [
        'names a column that is there twice',
        { ...mapping },
        'The mapping takes “answeredAt” from “at”, and the file has 2 columns of that name; ' +
          'they are called “at (1)” and “at (2)”.',
        'mapping.answeredAt'
      ],
      [
        'has a part that nobody knows',
        { rating: 'score', rateing: 'x' },
        'Unrecognized key',
        'mapping.rateing'
      ],
      [
        'has a format without meaning',
        { rating: 'score', answeredAt: { column: 'remark', format: 'DD/MM/YY' } },
        'the format “DD/MM/YY” has “DD”, which means nothing',
        'mapping.answeredAt'
      ],
      ['is not JSON', '{rating', '“mapping” is not valid JSON', 'mapping'],
      ['is not an object', '[]', 'expected object', 'mapping']
    ])('is refused when it %s', async (_what, wrong, message, field) => {
      const file = csv('id,score,remark,at,at', 'a1,4,,2026-11-01,2026-11-01')
      expect(await refused(app, { survey, file, mapping: wrong })).toMatchObject({
        status: 422,
        code: 'invalid',
        message: expect.stringContaining(message) as string,
        field
      })
    })

    it('is asked for when no column looks like a rating', async () => {
      expect(await refused(app, { survey, file: 'name,city\nx,y\n' })).toMatchObject({
        status: 422,
        message: expect.stringContaining('The columns are: name, city.') as string,
        field: 'mapping.rating'
      })
    })
  })

  it('adds what a file says of conversations, where missing is never zero and a negative time is left out', async () => {
    const times = {
      openedAt: { column: 'opened', format: 'dd/MM/yyyy HH:mm' },
      firstResponseAt: { column: 'replied', format: 'dd/MM/yyyy HH:mm' },
      handleSeconds: { column: 'handled', unit: 'minutes' }
    }
    const file = csv(
      'id,score,opened,replied,handled',
      'c1,5,01/11/2026 10:00,01/11/2026 10:05,2.5',
      'c2,,01/11/2026 10:00,01/11/2026 09:55,-3',
      'c3,4,01/11/2026 10:00,soon,',
      'c4,4,,,'
    )
    const order = {
      mapping: { rating: 'score', externalId: 'id', agent: { value: 'ana' }, conversation: times }
    }
    const report = await send(file, order)
    expect(report.warnings).toEqual([
      'No column says when they were answered, so all of them count as answered now.',
      '“firstResponseAt” lies before “openedAt” and was left out: 1 (line 3)',
      '“handleSeconds” is negative or no number and was left out: 1 (line 3)',
      '“firstResponseAt” cannot be read and was left out: 1 (line 4)'
    ])
    await send(
      csv('id,score,opened,replied,handled', 'c1,5,,,', 'c3,4,01/11/2026 10:00,01/11/2026 10:30,'),
      order
    )
    const opened = Date.parse('2026-11-01T05:00:00Z')
    const known = (await conversations()).map((row) => [
      row.id,
      row.agent,
      row.openedAt,
      row.firstResponseAt,
      row.handleSeconds
    ])
    expect(known.sort()).toEqual([
      ['c1', 'ana', opened, opened + 5 * 60_000, 150],
      ['c2', 'ana', opened, null, null],
      ['c3', 'ana', opened, opened + 30 * 60_000, null]
    ])
    expect((await answers()).map((row) => row.conversation).sort()).toEqual(['c1', 'c3', 'c4'])
  })

  it('puts together what several rows say of one conversation', async () => {
    const file = csv('id,ticket,score,opened,handled', 'r1,t1,5,2026-11-01 10:00,', 'r2,t1,4,,60')
    const order = {
      mapping: {
        rating: 'score',
        externalId: 'id',
        conversation: { id: 'ticket', openedAt: 'opened', handleSeconds: 'handled' }
      }
    }
    expect((await send(file, order)).counts.accepted).toBe(2)
    expect(await conversations()).toEqual([
      expect.objectContaining({
        id: 't1',
        openedAt: Date.parse('2026-11-01T05:00:00Z'),
        handleSeconds: 60,
        holdSeconds: null
      })
    ])
  })

  it('reads files as spreadsheets of all kinds write them', async () => {
    const order = { mapping: { rating: 'Note', comment: 'Remarque', externalId: 'N°' } }
    const text = 'N°;Note;Remarque\r\n1;5;"très\r\nbien"\r\n2;4;\r\n'
    const windows = await send(new Uint8Array(Buffer.from(text, 'latin1')), order)
    expect(windows).toMatchObject({
      delimiter: ';',
      encoding: { name: 'windows-1252' },
      counts: { accepted: 2 }
    })
    const excel = await send(
      new Uint8Array(Buffer.from(`\ufeff${text.replaceAll(';', '\t')}`, 'utf16le')),
      order
    )
    expect(excel).toMatchObject({
      delimiter: '\t',
      encoding: { name: 'utf-16le', warnings: [] },
      counts: { accepted: 0, duplicate: 2 }
    })
  })

  it.each([
    ['an empty file', '', 'it is empty'],
    ['a workbook', 'PK\x03\x04 and more', 'it is a workbook or an archive'],
    ['a picture', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0', 'it is not text'],
    ['an open quotation mark', 'score\n"4\n5\n', 'a quotation mark is opened and never closed']
  ])('refuses %s with a sentence and stores nothing', async (_what, file, message) => {
    expect(await refused(app, { survey, file, mapping: { rating: 'score' } })).toMatchObject({
      status: 422,
      code: 'malformed-csv',
      message: expect.stringContaining(message) as string
    })
    expect(await runs()).toEqual([])
  })

  it('imports a file that has a header and nothing else', async () => {
    expect(await send('score\n', { mapping: { rating: 'score' } })).toMatchObject({
      state: 'done',
      total: 0,
      counts: { rows: 0, rejected: 0 }
    })
  })

  it('refuses what is no form, not whole, too large or without a file', async () => {
    const post = (headers: Record<string, string>, body?: BodyInit) =>
      app.app.request('/api/v1/imports', {
        method: 'POST',
        headers: { authorization: `Bearer ${testKey}`, ...headers },
        body: body ?? null
      })
    expect((await post({ 'content-type': 'application/json' }, '{}')).status).toBe(415)
    expect(
      (
        await post(
          { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '67108865' },
          '--x--'
        )
      ).status
    ).toBe(413)
    expect(
      (await post({ 'content-type': 'multipart/form-data; boundary=x' }, '--x\r\nnonsense')).status
    ).toBe(422)
    const form = new FormData()
    form.set('survey', survey)
    const withoutFile = await post({}, form)
    expect([withoutFile.status, await withoutFile.json()]).toEqual([
      422,
      { code: 'invalid', message: '“file” is wrong: must be a file.', field: 'file' }
    ])
    expect(
      (
        await app.app.request('/api/v1/imports?dryRun=maybe', {
          method: 'POST',
          body: form,
          headers: { authorization: `Bearer ${testKey}` }
        })
      ).status
    ).toBe(422)
  })

  it('lets owners and keys with the scope “admin” import into their own site, and tells others nothing of it', async () => {
    const key = async (of: string, ...scopes: string[]) =>
      (
        (await (
          await app.request('/api/v1/keys', { key: testKey, body: { site: of, name: 'k', scopes } })
        ).json()) as { key: string }
      ).key
    const own = await key(site, 'admin')
    const weak = await key(site, 'responses:write', 'scores:read')
    const other = await key((await givenSurvey(app, {}, { name: 'Other' })).site.id, 'admin')
    const file = csv('id,score,remark,at', 'a1,5,,2026-11-01')
    const report = await imported(app, { survey, file, mapping, key: own })
    expect((await get(`/imports/${report.id}`, own)).status).toBe(200)
    expect(await refused(app, { survey, file, mapping, key: weak })).toMatchObject({
      status: 403,
      code: 'scope-missing'
    })
    expect(await refused(app, { survey, file, mapping, key: other })).toMatchObject({
      status: 404,
      code: 'survey-unknown'
    })
    expect((await get(`/imports/${report.id}`, other)).status).toBe(404)
    expect((await get(`/imports?survey=${survey}`, other)).status).toBe(404)
    expect((await app.app.request('/api/v1/imports', { method: 'POST' })).status).toBe(401)
    const manager = await makeMember(app, site, { email: 'm@example.com', role: 'manager' })
    expect((await app.request(`/api/v1/imports/${report.id}`, { cookie: manager })).status).toBe(403)
    const [noted] = (
      await app.services.database.handle.select().from(app.services.database.tables.audit)
    ).filter(({ action }) => action === 'import-started')
    expect(noted).toMatchObject({ siteId: site, subject: report.id })
  })

  it('tells how far it has come while it runs, and what became of it', async () => {
    const file = csv(
      'id,score,remark,at',
      ...Array.from({ length: 12_000 }, (_, index) => `r${index},${1 + (index % 5)},,2026-11-01`)
    )
    const running = send(file)
    const list = async () =>
      ((await (await get(`/imports?survey=${survey}`)).json()) as { rows: ImportReport[] }).rows
    await expect
      .poll(
        async () =>
          (await list()).filter(
            ({ state, counts, total }) => state === 'running' && counts.rows > 0 && counts.rows < total
          ),
        { interval: 5, timeout: 20_000 }
      )
      .toHaveLength(1)
    const report = await running
    expect(await list()).toEqual([
      expect.objectContaining({
        id: report.id,
        state: 'done',
        counts: expect.objectContaining({ accepted: 12_000 }) as object
      })
    ])
  })

  it('says of an import whose process went down that it broke off', async () => {
    const { importRun } = app.services.database.tables
    const { id } = await send(csv('id,score,remark,at', 'a1,5,,2026-11-01'))
    const [row] = await app.services.database.handle.select().from(importRun)
    await app.services.database.handle
      .update(importRun)
      .set({ state: 'running', report: (row?.report ?? '').replace('"state":"done"', '"state":"running"') })
    expect(await (await get(`/imports/${id}`)).json()).toMatchObject({ state: 'running' })
    now += 10 * 60_000
    expect(await (await get(`/imports/${id}`)).json()).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('import the file again') as string
    })
  })
})

type Operation = { requestBody?: { content: object }; responses: object }

it('is described in OpenAPI with its form and its report', async () => {
  const app = await startApp(async () => ({ url: 'file::memory:', remove: async () => {} }))
  const { paths } = (await (await app.request('/api/v1/openapi.json')).json()) as {
    paths: Record<string, Record<string, Operation>>
  }
  await app.close()
  const post = paths['/api/v1/imports']?.post
  expect(Object.keys(post?.requestBody?.content ?? {})).toEqual(['multipart/form-data'])
  expect(Object.keys(post?.responses ?? {})).toEqual(
    expect.arrayContaining(['200', '201', '413', '415', '422'])
  )
  expect(paths['/api/v1/imports/{id}']?.get).toBeDefined()
})

it('holds little of a large file in memory while it comes', async () => {
  const app = await startApp(async () => ({ url: 'file::memory:', remove: async () => {} }))
  const { survey } = await givenSurvey(app)
  const megabyte = 1024 * 1024
  const part = (head: string, text: string) => `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}`
  // A mapping that is wrong, so that no row of the file is looked at.
  const parts = [
    part('name="file"; filename="a.csv"', ''),
    `${part('name="mapping"', '{')}\r\n`,
    `${part('name="survey"', survey.id)}\r\n`
  ]
  // The same megabyte again and again takes no memory of its own.
  const filling = new Uint8Array(megabyte).fill(97)
  const before = process.memoryUsage().arrayBuffers
  let [sent, most] = [0, before]
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      most = Math.max(most, process.memoryUsage().arrayBuffers)
      const next = parts.pop()
      if (next !== undefined) controller.enqueue(Buffer.from(next))
      else if (sent++ < 60) controller.enqueue(filling)
      else {
        controller.enqueue(Buffer.from('\r\n--x--\r\n'))
        controller.close()
      }
    }
  })
  const headers = { authorization: `Bearer ${testKey}`, 'content-type': 'multipart/form-data; boundary=x' }
  // TypeScript does not know yet that a body which is a stream needs “duplex”.
  const response = await app.app.request('/api/v1/imports?dryRun=true', {
    method: 'POST',
    headers,
    body,
    duplex: 'half'
  } as RequestInit)
  most = Math.max(most, process.memoryUsage().arrayBuffers)
  await app.close()
  expect([response.status, await response.json()]).toEqual([
    422,
    expect.objectContaining({ field: 'mapping' })
  ])
  expect((most - before) / megabyte).toBeLessThan(20)
})
