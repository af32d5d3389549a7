import { EMPTY_LINE, line, paragraph, span, type Line } from '../../components/line.ts';
import type { Words } from '../../components/words.ts';
import { readTool, TOOL_LINES } from '../../formats/operator/read-tool.ts';
import { runTool, unknownHost, type Tool } from '../../formats/operator/tool.ts';
import type { SessionView } from '../../referee/session-view.ts';
import type { PlayAction } from './play-keys.ts';
import type { PlayState } from './play-state.ts';
import { say, type PressContext } from './pressed.ts';

const LINE_OF = {
  'tool-ss': 'ss -tan',
  'tool-listeners': 'ss -ltn',
  'tool-timers': 'ss -tano',
  'tool-nstat': 'nstat',
  'tool-dmesg': 'dmesg',
  'tool-sysctl': 'sysctl -a',
  'tool-tcpdump': 'tcpdump -n',
} as const satisfies Readonly<Partial<Record<PlayAction, string>>>;

/** What a key of the terminal shows; the last command again, as things stand now. */
export function lookedByKey(state: PlayState, action: keyof typeof LINE_OF | 'tool-again', context: PressContext): PlayState {
  const typed = action === 'tool-again' ? (state.terminal?.line ?? 'ss -tan') : LINE_OF[action];
  const tool = readTool(typed);
  return tool?.ok ? looked(state, context, tool.value, typed) : state;
}

/** The terminal with what the tool prints now. It is no move, and no time passes. */
export function looked(state: PlayState, context: PressContext, tool: Tool, typed: string): PlayState {
  const { machines = [] } = context.view;
  if (machines.length === 0) return say(state, context, 'plain.parse.tool.none');
  const unknown = unknownHost(tool, machines);
  if (unknown) return say(state, context, 'plain.parse.tool.host', unknown);
  const { lines, history } = runTool(tool, machines, state.nstat);
  return { ...state, focus: 'terminal', found: null, terminal: { line: typed, lines }, nstat: history, scroll: { ...state.scroll, terminal: 0 } };
}

/** The command as it was typed and what it printed; before the first one, what there is to look with. */
export function terminalRows(terminal: PlayState['terminal'], { machines = [] }: SessionView, words: Words, width: number): Line[] {
  const prompt = `${machines.length === 1 ? machines[0]!.host.name : ''}# `;
  if (terminal === null) return [...paragraph(words.word('panel.terminal.none', { tools: TOOL_LINES.join(', ') }), width), EMPTY_LINE, line(`${prompt}_`)];
  const printed = terminal.lines.length === 0 ? paragraph(words.word('plain.tool.nothing'), width, { tone: 'unknown' }) : terminal.lines.map((text) => line(text));
  return [line(span(`${prompt}${terminal.line}`, { bold: true })), ...printed];
}
