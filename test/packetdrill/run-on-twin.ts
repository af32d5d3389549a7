import { parseScript } from '../../source/packetdrill/language/parse-script.ts';
import type { ScriptResult } from '../../source/packetdrill/run/result.ts';
import { runScript } from '../../source/packetdrill/run/run-script.ts';
import { TwinTarget } from '../../source/packetdrill/twin/twin-target.ts';

/** Runs a script's text on the simulated 6.18. */
export async function onTwin(text: string): Promise<ScriptResult> {
  const parsed = parseScript(text);
  if (!parsed.ok) throw parsed.fault;
  return runScript(parsed.script, new TwinTarget('6.18'));
}

/** The result in a line: `pass`, `skip FEATURE`, `fail LINE FIELD: expected EXPECTED got ACTUAL`. */
export async function resultOf(text: string): Promise<string> {
  const result = await onTwin(text);
  if (result.kind === 'pass') return 'pass';
  if (result.kind === 'skip') return `skip ${result.feature}`;
  const { difference, place } = result;
  const words = (part: typeof difference.expected): string => (typeof part === 'string' ? part : `${part.id} ${JSON.stringify(part.params ?? {})}`);
  return `fail ${place.line} ${difference.field}: expected ${words(difference.expected)} got ${words(difference.actual)}`;
}

/** A listener on 8080, and its first connection accepted as descriptor 4. Eight lines, 0.1 s round trip. */
export const ACCEPTED = `0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
+0 setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0
+0 bind(3, ..., ...) = 0
+0 listen(3, 1) = 0
+0 < S 0:0(0) win 1000 <mss 1000>
+0 > S. 0:0(0) ack 1 <mss 1460>
+.1 < . 1:1(0) ack 1 win 1000
+0 accept(3, ..., ...) = 4
`;

/** A connection that connect() opened, as descriptor 3. Six lines. */
export const CONNECTED = `0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
+0 fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0
+0 connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)
+0 > S 0:0(0) <...>
+.1 < S. 0:0(0) ack 1 win 1000 <mss 1000>
+0 > . 1:1(0) ack 1
`;
