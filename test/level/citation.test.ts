import { expect, test } from 'vitest';
import { citationError } from '../../source/level/citation.ts';
import { FACTS, isFact } from '../../source/level/facts.ts';
import { DECISIONS } from '../../source/kernel/decision.ts';
import { SYSCTLS } from '../../source/kernel/sysctl.ts';

test.each(['F3.2', 'RFC 9293 3.5.2', 'RFC 9293', 'RFC 9293 Fig. 12', 'RFC 1337 2', 'tcp_input.c:tcp_conn_request', 'include/net/tcp.h:before', 'listen(2)', 'tcp(7)', 'ip-sysctl.rst tcp_rfc1337'])('%s can be looked up', (citation) => {
  expect(citationError(citation)).toBeNull();
});

test.each([
  ['F3.99', 'there is no fact F3.99'],
  ['RFC 9999 1', 'RFC 9999 is none of those that the game knows'],
  ['RFC 9293 section 3', 'expected a fact'],
  ['tcp_input.c', 'expected a fact'],
  ['the kernel', 'expected a fact'],
  ['Fx', 'expected a fact'],
])('%s cannot', (citation, why) => {
  expect(citationError(citation)).toContain(why);
});

test('every fact that the kernel and its sysctls name is in the list', () => {
  const named = [...Object.values(DECISIONS), ...Object.values(SYSCTLS)].map(({ fact }) => fact);
  expect(named.filter((fact) => !isFact(fact))).toEqual([]);
  expect(FACTS).toHaveLength(199);
  expect(isFact('constructor')).toBe(false);
});
