import { visible } from '../../tcp/notation/visible.ts';
import { problem, read, type Read } from '../../world/move-notation/problem.ts';
import { SS_STATES, type SsRequest } from './ss.ts';
import type { Look, Pipe, Tool } from './tool.ts';

/** The tools of an operator, as he would type them first. */
export const TOOL_LINES = ['ss -tan', 'ss -ltn', 'nstat', 'dmesg', 'sysctl -a', 'tcpdump -n'] as const;

/** `on www: ` or `www: ` before a tool: on that host alone, as moves have it. */
const HOST = /^(?:on +)?([a-z][a-z0-9-]*): *(?=\S)/;

/** The tool that a cleaned line asks for; null when it is none. A move such as `sysctl tcp_syncookies=1` is none. */
export function readTool(line: string): Read<Tool> | null {
  const [prefix, host = null] = HOST.exec(line) ?? [];
  const [command = '', ...behind] = line.slice(prefix?.length ?? 0).split('|').map((part) => part.trim());
  const [name = '', ...words] = command.split(/ +/);
  const look = readLook(name, words);
  if (look === null) return null;
  if (!look.ok) return look;
  const pipes: Pipe[] = [];
  for (const part of behind) {
    const pipe = readPipe(part);
    if (!pipe) return problem('tool.pipe', { got: visible(part) });
    pipes.push(pipe);
  }
  return read({ look: look.value, pipes, host });
}

function readLook(name: string, words: readonly string[]): Read<Look> | null {
  switch (name) {
    case 'ss':
      return readSs(words);
    case 'nstat': {
      const { letters, rest } = options(words);
      if (!/^[azs]*$/.test(letters)) return problem('tool.nstat', { got: visible(words.join(' ')) });
      return read({ name, request: { absolute: letters.includes('a'), zeros: letters.includes('z'), patterns: rest.map((word) => word.replaceAll(/["']/g, '')) } });
    }
    case 'dmesg':
      return words.length === 0 ? read({ name }) : problem('tool.dmesg', { got: visible(words.join(' ')) });
    case 'sysctl':
      if (words[0] !== '-a') return null;
      return words.length === 1 ? read({ name }) : problem('tool.sysctl', { got: visible(words.slice(1).join(' ')) });
    case 'tcpdump': {
      const { letters, rest } = options(words);
      return rest.length === 0 && /^[nSl]*$/.test(letters) ? read({ name, absolute: letters.includes('S') }) : problem('tool.tcpdump', { got: visible(words.join(' ')) });
    }
    default:
      return null;
  }
}

/** The letters of all options, and the words that are none. */
function options(words: readonly string[]): { readonly letters: string; readonly rest: readonly string[] } {
  return { letters: words.flatMap((word) => (/^-[A-Za-z46]+$/.test(word) ? [word.slice(1)] : [])).join(''), rest: words.filter((word) => !/^-[A-Za-z46]+$/.test(word)) };
}

function readSs(words: readonly string[]): Read<Look> {
  const { letters, rest } = options(words);
  const bad = (got: string) => problem('tool.ss', { got: visible(got) });
  if (!/^[tanlo4]*$/.test(letters) || !letters.includes('t')) return bad(words.join(' '));
  const which = letters.includes('l') ? 'listening' : letters.includes('a') ? 'all' : 'connected';
  let request: SsRequest = { which, timers: letters.includes('o'), state: null, sport: null, dport: null };
  const queue = rest.filter((word) => word !== '=' && word !== '(' && word !== ')' && word !== 'and');
  for (let i = 0; i < queue.length; i += 2) {
    const [key, value = ''] = [queue[i], queue[i + 1]];
    if (key === 'state') {
      if (!Object.hasOwn(SS_STATES, value.toLowerCase())) return problem('tool.state', { got: visible(value), names: Object.keys(SS_STATES).join(', ') });
      request = { ...request, state: value.toLowerCase() };
    } else if ((key === 'sport' || key === 'dport') && /^:?\d{1,5}$/.test(value)) {
      request = { ...request, [key]: Number(value.replace(':', '')) };
    } else return bad([key, value].join(' ').trim());
  }
  return read({ name: 'ss', request });
}

function readPipe(text: string): Pipe | null {
  if (/^wc +-l$/.test(text)) return { do: 'count' };
  const [, which, lines] = /^(head|tail)(?: +(?:-n +|-n)?-?(\d{1,5}))?$/.exec(text) ?? [];
  if (which === 'head' || which === 'tail') return { do: which, lines: lines === undefined ? 10 : Number(lines) };
  const [, invert, sought] = /^grep (?:(-v) )?(\S.*)$/.exec(text) ?? [];
  return sought === undefined ? null : { do: 'grep', text: sought.replaceAll(/^["']|["']$/g, ''), invert: invert !== undefined };
}
