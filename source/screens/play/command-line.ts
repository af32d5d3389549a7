import { SIMPLE_COMMANDS, TIME_COMMANDS } from '../../plain/local-command.ts';
import { parseMove, type Parsed } from '../../plain/parse-move.ts';
import type { Lang } from '../../language.ts';
import type { SessionView } from '../../referee/session-view.ts';
import { TCP_STATES } from '../../tcp/state.ts';
import { QUEUE_NAMES } from '../../world/move.ts';
import { SS_STATES } from '../../formats/operator/ss.ts';
import { scopeOf } from './scope.ts';

/** Reads what was typed behind the colon: a move, or a command that concerns only what is shown. */
export function readCommand(text: string, view: SessionView, lang: Lang): Parsed {
  return parseMove(text, {
    language: lang,
    scope: scopeOf(view),
    sockets: view.onlyTools ? (view.machines ?? []).flatMap(({ host }) => [...host.sockets.keys()]) : view.world.sockets.flatMap((socket) => (socket.id === null ? [] : [socket.id])),
    choices: view.choices,
    prediction: view.prediction,
    role: view.role,
    over: view.phase === 'won' || view.phase === 'lost',
  });
}

const VERBS = ['wait', 'drop', 'silent', 'sysctl', 'call', 'queue', 'state', 'timer', 'returns', 'predict', 'skip', 'hint', 'why', 'about', ...SIMPLE_COMMANDS, ...TIME_COMMANDS] as const;

/** What the last word could be, by the word before it. */
function candidates(words: readonly string[], view: SessionView): string[] {
  const [verb] = words;
  if (words.length === 1) return [...VERBS, ...(view.machines?.length ? ['ss', 'nstat', 'dmesg', 'tcpdump'] : [])];
  switch (verb) {
    case 'ss':
      return ['-tan', '-ltn', '-tano', 'state', 'sport', 'dport', ...Object.keys(SS_STATES)];
    case 'sysctl':
      return view.world.sysctls.map((sysctl) => `${sysctl.name}=`);
    case 'about':
      return view.world.sysctls.map((sysctl) => sysctl.name.replace(/^net\.(ipv4|core)\./, ''));
    case 'queue':
      return [...QUEUE_NAMES];
    case 'state':
      return [...TCP_STATES];
    case 'predict':
      return view.prediction?.options.map((option) => option.key) ?? [];
    case undefined:
      return [];
    default:
      return ['seq', 'ack', 'win', 'len', 'src', 'dst', ...Object.keys(scopeOf(view))];
  }
}

/** The line with its last word completed as far as all candidates agree; the candidates where they differ. */
export function completed(text: string, view: SessionView): { readonly text: string; readonly options: readonly string[] } {
  const words = text.split(/ +/);
  const last = words.at(-1) ?? '';
  const fitting = [...new Set(candidates(words, view))].filter((candidate) => candidate.toLowerCase().startsWith(last.toLowerCase()));
  const first = fitting[0];
  if (first === undefined) return { text, options: [] };
  let common = first;
  for (const candidate of fitting) {
    while (!candidate.toLowerCase().startsWith(common.toLowerCase())) common = common.slice(0, -1);
  }
  const whole = fitting.length === 1 && !common.endsWith('=') ? `${common} ` : common;
  return { text: text.slice(0, text.length - last.length) + whole, options: fitting.length > 1 ? fitting : [] };
}
