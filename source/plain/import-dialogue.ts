import { beforeOf, differenceOf, scopeOf } from '../formats/import/compare.ts';
import type { Conversation, Spoken } from '../formats/import/conversation.ts';
import type { Lang } from '../language.ts';
import { message, type MessageId } from '../message/say.ts';
import type { NumberBase } from '../tcp/notation/print-options.ts';
import { printPacketdrill } from '../tcp/notation/print-packetdrill.ts';
import { parseSegment } from '../tcp/notation/parse-segment.ts';
import { sayProblem } from './say-problem.ts';
import { seconds } from './voice.ts';
import { parseGivenSegment } from '../world/move-notation/segment-line.ts';

/** A conversation from a file that is watched segment by segment, each hidden until it is said or seen. A value. */
export interface ImportDialogue {
  readonly conversation: Conversation;
  readonly lang: Lang;
  /** A simulated kernel can be brought to any point of it. */
  readonly branches: boolean;
  /** The next segment, from 0. */
  readonly at: number;
  /** How each one became known, by index: said rightly at once, after errors, or only seen. */
  readonly known: readonly ('right' | 'tried' | 'seen')[];
  /** The next one was answered wrongly already. */
  readonly tried: boolean;
  /** So many segments were seen beside a branch: they cannot be said rightly at the first try any more. */
  readonly peeked: number;
  readonly over: boolean;
}

export interface ImportAnswered {
  readonly dialogue: ImportDialogue;
  readonly lines: readonly string[];
  /** The player wants to go on otherwise from here. */
  readonly branch?: true;
}

export function openImport(conversation: Conversation, file: string, lang: Lang, branches: boolean): ImportAnswered {
  const dialogue: ImportDialogue = { conversation, lang, branches, at: 0, known: [], tried: false, peeked: 0, over: false };
  const { ends: [one, two], spoken, others } = conversation;
  return {
    dialogue,
    lines: [
      message(lang, 'import.opened', { file, count: spoken.length, one, two }),
      ...(others > 0 ? [message(lang, 'import.others', { count: others })] : []),
      message(lang, branches ? 'import.help-branch' : 'import.help'),
      ...askLines(dialogue),
    ],
  };
}

/** One line of the player: a command, or what he thinks the next segment is. */
export function answerImport(dialogue: ImportDialogue, text: string): ImportAnswered {
  const { conversation, lang, at, branches } = dialogue;
  const line = text.trim();
  const next = conversation.spoken[at];
  const say = (...lines: readonly string[]): ImportAnswered => ({ dialogue, lines });
  switch (line.toLowerCase()) {
    case 'quit':
      return { dialogue: { ...dialogue, over: true }, lines: next ? [endLine(dialogue)] : [] };
    case 'help':
      return say(message(lang, branches ? 'import.help-branch' : 'import.help'));
    case 'back':
      return at === 0 ? say(message(lang, 'import.at-begin')) : moved({ ...dialogue, at: at - 1, known: dialogue.known.slice(0, -1), tried: false }, [message(lang, 'import.back', { n: at })]);
    case 'ladder':
      return say(...conversation.spoken.slice(0, at).map((spoken, index) => shownLine(dialogue, spoken, index)));
    case 'branch':
      return branches ? { dialogue, lines: [], branch: true } : say(message(lang, 'import.branch.capture'));
    case 'next':
      return next ? moved(passed(dialogue, dialogue.tried ? 'tried' : 'seen'), [shownLine(dialogue, next, at)]) : say(message(lang, 'import.over'));
    case 'all': {
      const rest = conversation.spoken.slice(at);
      return moved({ ...dialogue, at: conversation.spoken.length, known: [...dialogue.known, ...rest.map(() => 'seen' as const)], tried: false }, rest.map((spoken, index) => shownLine(dialogue, spoken, at + index)));
    }
    default:
      return next ? answered(dialogue, next, line) : say(message(lang, 'import.over'));
  }
}

function answered(dialogue: ImportDialogue, next: Spoken, line: string): ImportAnswered {
  const { conversation, lang, at } = dialogue;
  const known = beforeOf(conversation, at);
  const scope = scopeOf(known);
  const read = parseGivenSegment(line, { scope });
  if (!read.ok) return { dialogue, lines: [message(lang, 'import.error', { text: sayProblem(lang, read.problem) })] };
  const parsed = parseSegment(line, { scope });
  const difference = differenceOf(next, read.value, parsed.ok ? parsed.given : [], known);
  if (difference === null) return moved(passed(dialogue, dialogue.tried || at < dialogue.peeked ? 'tried' : 'right'), [message(lang, 'import.right', { n: next.n, segment: written(next, known.base) })]);
  const { field, expected, got, why } = difference;
  const [from, to] = next.from === 0 ? conversation.ends : [conversation.ends[1], conversation.ends[0]];
  return {
    dialogue: { ...dialogue, tried: true },
    lines: [message(lang, 'import.wrong', { field: message(lang, `import.field.${field}`), expected, got, why: message(lang, `import.why.${why}` as MessageId, { from, to }) })],
  };
}

function passed(dialogue: ImportDialogue, how: ImportDialogue['known'][number]): ImportDialogue {
  return { ...dialogue, at: dialogue.at + 1, known: [...dialogue.known, how], tried: false };
}

function moved(dialogue: ImportDialogue, lines: readonly string[]): ImportAnswered {
  return { dialogue, lines: [...lines, ...askLines(dialogue)] };
}

/** What is asked now, or that it is over and how it went. */
export function askLines(dialogue: ImportDialogue): readonly string[] {
  const { conversation, lang, at } = dialogue;
  const next = conversation.spoken[at];
  if (!next) return [endLine(dialogue)];
  return [message(lang, 'import.ask', { n: next.n, count: conversation.spoken.length, from: conversation.ends[next.from], time: seconds(next.at) })];
}

function endLine({ conversation, known, lang }: ImportDialogue): string {
  const count = (how: ImportDialogue['known'][number]): number => known.filter((one) => one === how).length;
  return message(lang, 'import.end', { right: count('right'), count: conversation.spoken.length, seen: count('seen') });
}

function shownLine({ conversation, lang }: ImportDialogue, spoken: Spoken, index: number): string {
  const { n, at, from } = spoken;
  const [one, two] = from === 0 ? conversation.ends : [conversation.ends[1], conversation.ends[0]];
  return message(lang, 'import.shown', { n, time: seconds(at), from: one, to: two, segment: written(spoken, beforeOf(conversation, index).base) });
}

/** A window that the file does not say is not there. */
export function written({ segment, unsaid }: Spoken, base: NumberBase): string {
  const { win: _win, ...fields } = segment;
  return printPacketdrill(unsaid.includes('win') ? fields : segment, base);
}
