import type { Place } from './script.ts';

/** What can be wrong with a script's text, and an example of what is right. The names are keys of the catalogue, too. */
export const FAULT_EXAMPLES = {
  'text-too-big': '--tolerance_usecs=10000',
  'line-too-long': '+0 < S 0:0(0) win 1000 <mss 1460>',
  'comment-open': '/* a comment */',
  'mark-expected': '+0 listen(3, 1) = 0',
  'option-expected': '--tolerance_usecs=10000',
  'command-open': '`sysctl -q net.ipv4.tcp_timestamps=0`',
  'code-open': '%{ assert tcpi_state == TCP_ESTABLISHED }%',
  'string-open': '"GET / HTTP/1.0"',
  'no-events': '0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3',
  'time-expected': '+.1 < . 1:1(0) ack 1 win 257',
  'time-backwards': '0.1~0.2 > F. 1:1(0) ack 1',
  'time-only-outbound': '* > . 1:1(0) ack 1',
  'action-expected': '+0 close(4) = 0',
  'flags-expected': '+0 < S. 0:0(0) ack 1 win 5000',
  'sequence-expected': '1:1001(1000)',
  'sequence-mismatch': '1:1001(1000)',
  'number-expected': 'win 257',
  'number-too-big': 'ack 4294967295',
  'option-unknown': '<mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7>',
  'window-needed': '+0 < . 1:1(0) ack 1 win 257',
  'options-padding': '<mss 1460,nop,wscale 7>',
  'options-too-long': '<mss 1460,nop,wscale 7>',
  'options-any-inbound': '+0 < S 0:0(0) win 1000 <mss 1460>',
  'expression-expected': 'setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0',
  'too-deep': '[1]',
} as const satisfies Record<string, string>;

export type FaultName = keyof typeof FAULT_EXAMPLES;

/** A script that cannot be read. Thrown inside the parser only: parseScript returns it as a value. */
export class ScriptFault extends Error {
  readonly fault: FaultName;
  readonly place: Place;
  /** What stood there; '' at the end of the text. */
  readonly got: string;
  /** The mark or word that was wanted, where there is one. */
  readonly wanted: string | null;

  constructor(fault: FaultName, place: Place, got: string, wanted: string | null = null) {
    super(`${place.line}:${place.column}: ${fault}`);
    this.fault = fault;
    this.place = place;
    this.got = got;
    this.wanted = wanted;
  }
}
