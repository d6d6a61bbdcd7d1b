import { describe, expect, it } from 'vitest';
import { parseWebAddress } from '../../../src/http/web-address';
import { PermanentError } from '../../../src/ports';

const parse = (url: string, allowLoopback = false) =>
  parseWebAddress('[redmine]', url, allowLoopback).href;

describe('an address that a secret may be sent to', () => {
  it.each([
    'https://redmine.example.com/',
    'https://redmine.example.com:8443/redmine',
    'https://8.8.8.8/',
    'https://172.15.0.1/',
    'https://172.32.0.1/',
    'https://100.128.0.1/',
    'https://[2001:db8::1]/',
    'https://local.example.com/',
    'https://xn--bcher-kva.example/',
  ])('%s is one', (url) => {
    expect(parse(url)).toBe(url);
  });

  it.each([
    ['https://localhost/', 'not a place on the internet'],
    ['https://app.localhost/', 'not a place on the internet'],
    ['https://127.0.0.1/', 'not a place on the internet'],
    ['https://127.1/', 'not a place on the internet'],
    ['https://2130706433/', 'not a place on the internet'],
    ['https://0x7f000001/', 'not a place on the internet'],
    ['https://0177.0.0.1/', 'not a place on the internet'],
    ['https://[::1]/', 'not a place on the internet'],
    ['https://[::ffff:7f00:1]/', 'not a place on the internet'],
    ['https://[fe80::1]/', 'not a place on the internet'],
    ['https://[fd12:3456::1]/', 'not a place on the internet'],
    ['https://169.254.169.254/', 'not a place on the internet'],
    ['https://10.1.2.3/', 'not a place on the internet'],
    ['https://LOCALHOST/', 'not a place on the internet'],
    ['https://localhost./', 'not a place on the internet'],
    ['http://127.0.0.1/', 'must be reached by https'],
    ['http://redmine.example.com/', 'must be reached by https'],
    ['https://user:pass@redmine.example.com/', 'must hold no user'],
    ['https://redmine.example.com/?key=1', 'must hold no user'],
    ['ftp://redmine.example.com/', 'is not a web address'],
    ['javascript:alert(1)', 'is not a web address'],
    ['', 'is not a web address'],
  ])('%s is none: %s', (url, reason) => {
    expect(() => parse(url)).toThrow(PermanentError);
    expect(() => parse(url)).toThrow(reason);
  });

  it('may be loopback without a certificate on the local host alone, and nothing else inside', () => {
    expect(parse('http://127.0.0.1:3900/', true)).toBe('http://127.0.0.1:3900/');
    expect(parse('https://localhost/', true)).toBe('https://localhost/');
    for (const url of ['https://169.254.169.254/', 'https://10.0.0.1/', 'https://[fe80::1]/']) {
      expect(() => parse(url, true)).toThrow('not a place on the internet');
    }
    expect(() => parse('http://redmine.example.com/', true)).toThrow('must be reached by https');
  });
});
