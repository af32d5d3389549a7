import { expect, test } from 'vitest';
import { readPrefix } from '../../source/level/prefix.ts';
import { ip } from '../../source/tcp/address.ts';

test.each([
  ['198.51.100.0/24', '198.51.100.0', 24],
  ['203.0.113.77/24', '203.0.113.0', 24],
  ['203.0.113.77/30', '203.0.113.76', 30],
  ['255.255.255.255/1', '128.0.0.0', 1],
  ['10.1.2.3/8', '10.0.0.0', 8],
])('%s is the network from %s', (text, first, prefix) => {
  expect(readPrefix(text)).toEqual({ ip: ip(first), prefix });
});

test.each(['', '10.0.0.0', '10.0.0.0/', '10.0.0.0/0', '10.0.0.0/31', '10.0.0.0/32', '10.0.0.0/08x', '999.0.0.0/8', '10.0.0/8', ' 10.0.0.0/8'])('"%s" is none', (text) => {
  expect(readPrefix(text)).toBeNull();
});
