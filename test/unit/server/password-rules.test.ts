import { expect, it } from 'vitest'
import { isCommon, requireGoodPassword } from '../../../server/accounts/password-rules'
import { Problem } from '../../../server/contract/problem'

it.each([
  'password',
  'Password1',
  'P@ssw0rd',
  'passw0rd!',
  '12345678',
  '123456789',
  '1234567890',
  '87654321',
  '11111111',
  '00000000',
  '12121212',
  '1q2w3e4r',
  '1qaz2wsx',
  'q1w2e3r4',
  'qwertyui',
  'qwerty123',
  'Qwerty12345!',
  'asdfghjkl',
  'zxcvbnm1',
  'iloveyou',
  'sunshine1',
  'football',
  'baseball7',
  'superman',
  'trustno1',
  'letmein123',
  'welcome1',
  'Welcome2026!',
  'princess',
  'michelle',
  'jennifer1',
  'liverpool',
  'chelsea1',
  'arsenal123',
  'starwars',
  'computer',
  'corvette',
  'mercedes',
  'samantha',
  'changeme',
  'changeme123',
  'admin123',
  'administrator',
  'Admin@123',
  'monkey12',
  'dragon123',
  'master123',
  'abc12345',
  'abcd1234',
  'aaaaaaaa',
  'abababab',
  'passwordpassword',
  'testtest',
  'password123456',
  'zaq12wsx',
  'zaq1zaq1',
  'pakistan',
  'pakistan123',
  'bismillah',
  'inshallah',
  'mongolia1',
  'chinggis',
  'motdepasse',
  'passwort1',
  'contraseña',
  'hearback1',
  'charlie1',
  'whatever',
  'hunter22',
  'shadow99',
  'mypassword',
  'thepassword1',
  'qwertyuiop',
  'qazwsxedc',
  '789456123',
  '147258369',
  'summer2026',
  'Winter2025!',
  'september',
  'December12',
  'december2026',
  'iloveyou2',
  '!@#$%^&*password',
  'l0vely12',
  'monkey!!',
  'aaaaaaaaaaaaaaaa'
])('counts %s among the passwords that everybody has', (password) => {
  expect(isCommon(password)).toBe(true)
})

it.each([
  'correct horse battery',
  'another good one',
  'what the thief chose',
  'purple tree sings',
  'Tz7#kk-02pq',
  'vandaag regent het',
  'Nine1Lamps.Glow',
  'o8Wq-fja7rT',
  'маш сайн нууц үг',
  'ایک اچھا پاس ورڈ',
  'jenniferlovesrain',
  'not the password'
])('takes %s', (password) => {
  expect(isCommon(password)).toBe(false)
})

it.each([
  ['olga@example.com', 'Olga', 'olga@example.com'],
  ['olga.petrova@example.com', 'O', 'olga.petrova'],
  ['olga.petrova@example.com', 'O', 'OlgaPetrova1'],
  ['petrova@larkandsons.example', 'O', 'larkandsons99'],
  ['o@example.com', 'Olga Petrova', 'petrova2026'],
  ['o@example.com', 'Olga Petrova', 'Olga Petrova!'],
  ['olgapetrova@example.com', 'O', 'avortepaglo1'],
  ['petrova@example.com', 'O', 'p3tr0va!!'],
  ['petrova@example.com', 'O', 'petrovapetrova']
])('refuses of %s, called %s, the password %s, which follows from it', (email, name, password) => {
  expect(codeOf(() => requireGoodPassword(password, { email, name }))).toBe('password-own')
})

it('judges the longest password at once', () => {
  const started = performance.now()
  for (const piece of ['a', 'ab1', '1!', 'password']) isCommon(piece.repeat(128).slice(0, 128))
  expect(performance.now() - started).toBeLessThan(500)
})

function codeOf(work: () => void) {
  try {
    work()
    return 'taken'
  } catch (error) {
    return error instanceof Problem ? error.code : error
  }
}
