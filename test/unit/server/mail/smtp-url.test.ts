import { expect, it } from 'vitest'
import { readSmtpUrl } from '../../../../server/mail/smtp-url'

it.each([
  ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, security: 'starttls' }],
  ['smtp://mail.example.com/', { host: 'mail.example.com', port: 587, security: 'starttls' }],
  ['smtp://mail.example.com:25', { host: 'mail.example.com', port: 25, security: 'starttls' }],
  ['smtps://mail.example.com', { host: 'mail.example.com', port: 465, security: 'tls' }],
  ['smtps://10.0.0.9:2465', { host: '10.0.0.9', port: 2465, security: 'tls' }],
  ['SMTPS://Mail.Example.com', { port: 465, security: 'tls' }],
  // Within one's own network STARTTLS is taken where it is offered; the Internet is everything else.
  ['smtp://localhost:1025', { host: 'localhost', port: 1025, security: 'offered' }],
  ['smtp://127.0.0.1', { security: 'offered' }],
  ['smtp://10.1.2.3', { security: 'offered' }],
  ['smtp://172.16.0.1', { security: 'offered' }],
  ['smtp://172.32.0.1', { security: 'starttls' }],
  ['smtp://192.168.1.1', { security: 'offered' }],
  ['smtp://192.169.1.1', { security: 'starttls' }],
  ['smtp://[::1]:2525', { host: '::1', port: 2525, security: 'offered' }],
  ['smtp://[fd12::7]', { host: 'fd12::7', security: 'offered' }],
  ['smtp://[2001:db8::7]', { host: '2001:db8::7', security: 'starttls' }],
  ['smtp://localhost.example.com', { security: 'starttls' }],
  ['smtp://127.0.0.1.example.com', { security: 'starttls' }]
])('reads where %s is and how it keeps mails private', (url, server) => {
  expect(readSmtpUrl(url)).toMatchObject(server)
  expect(readSmtpUrl(url)).not.toHaveProperty('auth')
})

it.each([
  ['smtp://shop:secret@mail.example.com', 'shop', 'secret'],
  ['smtp://shop%40example.com:s%3Ae%2Fc%40r%23e%3Ft@mail.example.com', 'shop@example.com', 's:e/c@r#e?t'],
  ['smtp://shop:a:b:c@mail.example.com', 'shop', 'a:b:c'],
  ['smtp://shop:p%25ss%20word@mail.example.com', 'shop', 'p%ss word'],
  ['smtp://shop:+plus+@mail.example.com', 'shop', '+plus+'],
  ['smtp://shop:h%C3%A9%D0%B4%F0%9F%94%91@mail.example.com', 'shop', 'héд🔑'],
  ['smtp://shop:héд@mail.example.com', 'shop', 'héд'],
  ['smtp://apikey@mail.example.com', 'apikey', '']
])('reads the user and the password of %s', (url, user, pass) => {
  expect(readSmtpUrl(url)).toMatchObject({ host: 'mail.example.com', auth: { user, pass } })
})

it.each([
  '',
  'mail.example.com',
  'mail.example.com:587',
  'https://mail.example.com',
  'smtp:',
  'smtp://',
  'smtp:///path',
  'smtp://:secret@mail.example.com',
  'smtp://shop:100%@mail.example.com',
  'smtp://shop:%ff@mail.example.com',
  'smtp://mail.example.com:99999',
  'smtp://mail.example.com:0x19',
  'smtp://mail.example.com:port',
  'smtp://mail.example.com/inbox',
  'smtp://mail.example.com?pool=true',
  'smtp://mail.example.com#1',
  'smtp://mail example.com'
])('reads nothing from “%s”', (url) => {
  expect(readSmtpUrl(url)).toBeUndefined()
})
