import { parseIp, type Ip } from '../../tcp/address.ts';
import type { TcpState } from '../../tcp/state.ts';

/**
 * What the commands between backticks may be: a closed list, because nothing is given to a shell. Each stands for what the
 * real command would say of the kernel. Source: conformance scripts of google/packetdrill and the Linux self-tests use these forms.
 */
export type Step =
  | { readonly kind: 'sysctl'; readonly name: string; readonly value: string; readonly quiet: boolean }
  /** `ss -Htan state X | grep -c . | grep -x N`: so many sockets are in that state. */
  | { readonly kind: 'ss'; readonly state: TcpState; readonly count: number }
  /** `ss -4 -n ... | grep WORD ...`: a line has all these words. */
  | { readonly kind: 'ss-lines'; readonly states: 'established' | TcpState; readonly words: readonly string[] }
  /** `nstat -asz NAME | grep -q "NAME *N "`: the counter has that value. */
  | { readonly kind: 'nstat'; readonly counter: string; readonly value: number; readonly since: boolean }
  /** `nstat -n`: later ones without -s count from here. */
  | { readonly kind: 'nstat-begins' }
  /** `ip route change TO via GATEWAY dev tun0 advmss N`: the largest segment that SYNs to there ask for, bytes. */
  | { readonly kind: 'advmss'; readonly to: Ip; readonly mss: number }
  /** Something that changes nothing here. */
  | { readonly kind: 'nothing' };

/** The steps of a command line, or the first thing in it that is not known. */
export type ReadCommand = { readonly ok: true; readonly steps: readonly Step[] } | { readonly ok: false; readonly unknown: string };

/** Settings of `defaults.sh` of google/packetdrill and of the Linux self-tests, as facts about those suites. */
const SUITE_DEFAULTS: ReadonlyArray<readonly [string, string]> = [
  ['net.ipv4.tcp_rmem', '4096 540000 15728640'],
  ['net.ipv4.tcp_wmem', '4096 262144 4194304'],
  ['net.ipv4.tcp_timestamps', '1'],
  ['net.ipv4.tcp_syn_retries', '5'],
  ['net.ipv4.tcp_synack_retries', '5'],
  ['net.ipv4.tcp_frto', '2'],
  ['net.ipv4.tcp_sack', '1'],
  ['net.ipv4.tcp_dsack', '1'],
  ['net.ipv4.tcp_ecn', '0'],
  ['net.ipv4.tcp_syncookies', '1'],
];

/** States as ss spells them. */
const SS_STATES: Readonly<Record<string, TcpState>> = {
  established: 'ESTABLISHED',
  'syn-sent': 'SYN-SENT',
  'syn-recv': 'SYN-RECEIVED',
  'fin-wait-1': 'FIN-WAIT-1',
  'fin-wait-2': 'FIN-WAIT-2',
  'time-wait': 'TIME-WAIT',
  closed: 'CLOSED',
  'close-wait': 'CLOSE-WAIT',
  'last-ack': 'LAST-ACK',
  listening: 'LISTEN',
  closing: 'CLOSING',
};

const DEFAULTS_SH = /^(?:\.{1,2}\/)*(?:common\/)?defaults\.sh$/;
const SET_SYSCTLS = /^(?:\.{1,2}\/)*(?:common\/)?set_sysctls\.py((?:\s+\S+=\S+)+)$/;
const SYSCTL = /^sysctl((?:\s+-[a-z]+)*)((?:\s+[\w./-]+=(?:"[^"]*"|'[^']*'|\S+))+)$/;
const NOTHING = /^(?:ip tcp_metrics flush(?: all)?|tc qdisc (?:add|del|delete|replace) dev tun0 root(?: pfifo)?|\/tmp\/sysctl_restore_\$\{PPID\}\.sh|true|sleep [0-9.]+|nstat)$/;
const SS_COUNT = /^ss -(?=[4a-zA-Z]*H)(?=[4a-zA-Z]*t)(?=[4a-zA-Z]*n)[4Htan]+ state ([a-z0-9-]+)(?: '[^']*')? \| grep -c \. \| grep -q?x (\d+)$/;
const SS_GREP = /^ss -4 -n(?: state ([A-Za-z0-9-]+))?(?: --options --extended --info)?(?: '\( sport = (:\d+) \)')?(?: src ([\d.]+)\/32)?((?: \| grep (?:-q )?[\w.:]+)+)$/;
const NSTAT = /^nstat -(?=[asz]*a)(?=[asz]*z)[asz]+ ([A-Za-z0-9]+) \| grep -q '\^\1 \*(\d+) '$/;
const NSTAT_SINCE = /^nstat \| grep ([A-Za-z0-9]+) \| grep -q " (\d+) "$/;
const ADVMSS = /^ip route change ([\d.]+) via [\d.]+ dev tun0 advmss (\d{1,5})$/;
const ARITHMETIC = /\$\(\((\d{1,9}(?: ?\* ?\d{1,9})*)\)\)/g;

export function readCommand(text: string): ReadCommand {
  const steps: Step[] = [];
  const lines = text
    .replaceAll(/\\\n/g, ' ')
    .replaceAll(ARITHMETIC, (_, product: string) => String(product.split('*').reduce((all, factor) => all * Number(factor), 1)))
    .split(/[\n;]|&&/)
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  for (const line of lines) {
    const read = readLine(line.replaceAll(/ ?(?:> ?\/dev\/null|2> ?\/dev\/null|2>&1)/g, '').trim());
    if (read === null) return { ok: false, unknown: line };
    steps.push(...read);
  }
  return { ok: true, steps };
}

function readLine(line: string): readonly Step[] | null {
  if (NOTHING.test(line)) return [{ kind: 'nothing' }];
  if (DEFAULTS_SH.test(line)) return SUITE_DEFAULTS.map(([name, value]) => ({ kind: 'sysctl', name, value, quiet: true }));
  const settings = SYSCTL.exec(line);
  if (settings) return assignments(settings[2]!, /e/.test(settings[1] ?? ''));
  const paths = SET_SYSCTLS.exec(line);
  if (paths) return assignments(paths[1]!.replaceAll(/\/proc\/sys\//g, ''), false);
  const counted = SS_COUNT.exec(line);
  const state = SS_STATES[counted?.[1] ?? ''];
  if (counted && state) return [{ kind: 'ss', state, count: Number(counted[2]) }];
  const grepped = SS_GREP.exec(line);
  if (grepped) return ssLines(grepped);
  const counter = NSTAT.exec(line);
  if (counter) return [{ kind: 'nstat', counter: counter[1]!, value: Number(counter[2]), since: false }];
  const since = NSTAT_SINCE.exec(line);
  if (since) return [{ kind: 'nstat', counter: since[1]!, value: Number(since[2]), since: true }];
  if (line === 'nstat -n') return [{ kind: 'nstat-begins' }];
  const route = ADVMSS.exec(line);
  const to = parseIp(route?.[1] ?? '');
  return route && to !== null ? [{ kind: 'advmss', to, mss: Number(route[2]) }] : null;
}

function ssLines([, stateName, sport, src, greps]: RegExpExecArray): readonly Step[] | null {
  const states = stateName === undefined ? 'established' : SS_STATES[stateName.toLowerCase()];
  if (states === undefined) return null;
  const words = [...greps!.matchAll(/ \| grep (?:-q )?([\w.:]+)/g)].map((found) => found[1]!);
  return [{ kind: 'ss-lines', states, words: [...words, ...(sport === undefined ? [] : [sport]), ...(src === undefined ? [] : [src])] }];
}

/** `a.b=1 c/d="2 3"`, slashes read as dots. */
function assignments(text: string, quiet: boolean): readonly Step[] {
  return [...text.matchAll(/([\w./-]+)=("[^"]*"|'[^']*'|\S+)/g)].map(([, name = '', value = '']) => ({
    kind: 'sysctl',
    name: name.replaceAll('/', '.'),
    value: value.replaceAll(/^["']|["']$/g, '').trim(),
    quiet,
  }));
}
