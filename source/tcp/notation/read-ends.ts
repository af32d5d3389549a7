import { parseIp } from '../address.ts';
import { skipSpaces, take } from './cursor.ts';
import { claim, problem, type Draft, type Problem } from './draft.ts';

/** `10.0.0.5:40112`, tcpdump's `10.0.0.5.40112`, or the address alone. */
const END = /(\d+\.\d+\.\d+\.\d+)(?:[:.](\d+))?(?![\w.:]*\w)/y;

function readEnd(draft: Draft, side: 'src' | 'dst', needsPort: boolean): Problem {
  const { cursor, fields } = draft;
  const at = skipSpaces(cursor.text, cursor.at);
  END.lastIndex = at;
  const found = END.exec(cursor.text);
  const ip = parseIp(found?.[1] ?? '');
  if (!found || ip === null || (needsPort && found[2] === undefined)) return problem(draft, 'address/expected', at);
  const port = found[2] === undefined ? undefined : Number(found[2]);
  if (port !== undefined && port > 0xffff) return problem(draft, 'port/too-big', at);
  const twice = claim(draft, side, at);
  if (twice) return twice;
  fields[`${side}Ip`] = ip;
  if (port !== undefined) fields[`${side}Port`] = port;
  cursor.at = at + found[0].length;
  return null;
}

/** What follows `src` or `dst`. */
export function readSource(draft: Draft): Problem {
  return readEnd(draft, 'src', false);
}

export function readDestination(draft: Draft): Problem {
  return readEnd(draft, 'dst', false);
}

/**
 * What tcpdump may print before the addresses: date and time (or seconds), interface and direction, `IP`, and with
 * -v the IP header in parentheses.
 */
const BEFORE_ADDRESSES =
  /(?:\d{4}-\d\d-\d\d +)?(?:\d+(?::\d\d:\d\d)?(?:\.\d+)? +)?(?:[\w.@-]+ +(?:In|Out|B|M|P) +)?(?:IP +)?(?:\((?:[^()]|\([^()]*\))*\) +)?/iy;

/** Takes the front of a tcpdump line: `12:00:00.000000 IP 10.0.0.5.40112 > 10.0.0.9.80:`. Leaves any other text as it is. */
export function readTcpdumpFront(draft: Draft): Problem {
  const { cursor } = draft;
  // Only tcpdump writes ` > ` before its flags; elsewhere `>` closes a list of options.
  const front = /^[^<]*? > /.exec(cursor.text);
  if (!front && !/^ *(?:[\d:.-]+ +)*IP6? /i.test(cursor.text)) return null;
  take(cursor, BEFORE_ADDRESSES);
  const wrong = readEnd(draft, 'src', true);
  if (wrong) return wrong;
  const arrow = skipSpaces(cursor.text, cursor.at);
  if (take(cursor, />/y) === null) return problem(draft, 'mark/expected', arrow, { expected: '>' });
  const wrongToo = readEnd(draft, 'dst', true);
  if (wrongToo) return wrongToo;
  take(cursor, /:/y);
  return null;
}
