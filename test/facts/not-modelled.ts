import type { FactId } from '../../source/level/facts.ts';

/** Facts that the simulation does not carry, and why. A fact that a test comes to carry must leave this list. */
export const NOT_MODELLED: Partial<Readonly<Record<FactId, string>>> = {
  'F3.24': 'what RFC 4987 and the documentation say of cookies; the losses themselves are F3.13, F3.16 and F3.21',
  'F5.24': 'tcp_max_orphans and memory pressure are out of scope',
  'F7.23': 'a message of kernels before 2.6.38 that says what TCPTimeWaitOverflow counts',
  'F7.26': 'all times are nominal; the 7.5 s granularity of TIME-WAIT up to 3.10 is left out',
  'F7.27': 'there is no ICMP in the simulation',
  'F8.12': 'a risk for others, which follows from F7.9 and F7.18',
  'F10.8': 'there is no ICMP in the simulation',
  'F10.9': 'there is no ICMP in the simulation',
  'F11.10': 'the history of F11.9',
  'F12.4': 'tcp_retries1 has an effect on the route alone, and routes are not modelled',
};
