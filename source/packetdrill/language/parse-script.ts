import { ScriptFault } from './fault.ts';
import { readCall, type Definitions } from './read-expression.ts';
import { readPacket } from './read-segment.ts';
import { readTime } from './read-time.ts';
import type { Action, Code, Command, Script, ScriptEvent, ScriptOption } from './script.ts';
import { atEnd, fault, nextPlace, peek, skip, sourceText, take, takeMark, type SourceText } from './source-text.ts';

export type ParsedScript = { readonly ok: true; readonly script: Script } | { readonly ok: false; readonly fault: ScriptFault };

const OPTION_NAME = /--[A-Za-z0-9_]+/y;
const OPTION_VALUE = /(?:[A-Za-z_][A-Za-z0-9_]*=)?(?:"[^"\n]*"|`[^`\n]*`|[A-Za-z0-9_.:/+-]+)/y;
const TIME_START = /[0-9.+*]/y;

/**
 * Reads a packetdrill script: options, an optional command that prepares the kernel, events, an optional command that
 * cleans up. Spaces, line ends and comments may stand anywhere between words. Never throws, and takes time linear in the text.
 * Source: google/packetdrill, gtests/net/packetdrill/lexer.l and parser.y (the language; nothing of its code).
 */
export function parseScript(text: string): ParsedScript {
  try {
    return { ok: true, script: readScript(sourceText(text)) };
  } catch (error) {
    if (error instanceof ScriptFault) return { ok: false, fault: error };
    throw error;
  }
}

function readScript(source: SourceText): Script {
  const options: ScriptOption[] = [];
  while (peek(source, /--/y) !== null) options.push(readOption(source));
  const definitions = definitionsOf(options);
  const init = peek(source, /`/y) === null ? null : readCommand(source);
  const events: ScriptEvent[] = [];
  let cleanup: Command | null = null;
  while (!atEnd(source)) {
    if (peek(source, /`/y) !== null && events.length > 0) {
      cleanup = readCommand(source);
      if (!atEnd(source)) throw fault(source, 'time-expected');
      break;
    }
    events.push(readEvent(source, definitions));
  }
  if (events.length === 0) throw fault(source, 'no-events');
  return { options, init, events, cleanup };
}

function readOption(source: SourceText): ScriptOption {
  const place = nextPlace(source);
  const name = take(source, OPTION_NAME)?.slice(2);
  if (name === undefined) throw fault(source, 'option-expected');
  if (!takeMark(source, '=')) return { place, name, value: null };
  const value = take(source, OPTION_VALUE);
  if (value === null) throw fault(source, 'option-expected');
  return { place, name, value };
}

function definitionsOf(options: readonly ScriptOption[]): Definitions {
  const definitions = new Map<string, string>();
  for (const { name, value } of options) {
    const equals = value?.indexOf('=') ?? -1;
    if (name === 'define' && value !== null && equals > 0) definitions.set(value.slice(0, equals), value.slice(equals + 1));
  }
  return definitions;
}

function readEvent(source: SourceText, definitions: Definitions): ScriptEvent {
  const place = nextPlace(source);
  if (peek(source, TIME_START) === null) throw fault(source, 'time-expected');
  const { at } = source;
  const time = readTime(source);
  const action = readAction(source, definitions);
  const window = time.kind === 'any' || time.kind === 'absolute-range' || time.kind === 'relative-range';
  if (window && !((action.kind === 'segment' || action.kind === 'foreign') && action.direction === 'out')) throw fault(source, 'time-only-outbound', at);
  return { place, time, action };
}

function readAction(source: SourceText, definitions: Definitions): Action {
  skip(source);
  const mark = source.text[source.at];
  if (mark === '<' || mark === '>') return readPacket(source);
  if (mark === '`') return readCommand(source);
  if (mark === '%') return readCode(source);
  return readCall(source, definitions);
}

function readCommand(source: SourceText): Command {
  const place = nextPlace(source);
  const text = take(source, /`(?:\\[\s\S]|[^`\\])*`/y);
  if (text === null) throw fault(source, 'command-open');
  return { kind: 'command', place, text: text.slice(1, -1) };
}

function readCode(source: SourceText): Code {
  const place = nextPlace(source);
  const end = source.text.indexOf('}%', source.at);
  if (!source.text.startsWith('%{', source.at)) throw fault(source, 'action-expected');
  if (end === -1) throw fault(source, 'code-open');
  const text = source.text.slice(source.at + 2, end);
  source.at = end + 2;
  return { kind: 'code', place, text: text.trim() };
}
