import type { Lang } from '../language.ts';
import type { Choice, PredictionView, SessionView } from '../referee/session-view.ts';
import type { Move } from '../world/move.ts';
import { cleanLine } from '../tcp/notation/clean-line.ts';
import { parseMoveLine, type MoveContext } from '../world/move-notation/parse-move.ts';
import { visible } from '../tcp/notation/visible.ts';
import { problem, type Problem } from '../world/move-notation/problem.ts';
import { sayProblem } from './say-problem.ts';
import { readLocalCommand, SIMPLE_COMMANDS, type LocalCommand } from './local-command.ts';

/** What a line is read against: the names and sockets of the situation, the menu shown, the question asked. */
export interface ParseContext extends MoveContext {
  readonly language: Lang;
  readonly choices?: readonly Choice[];
  readonly prediction?: Pick<PredictionView, 'options'> | null;
  /** What is offered to whoever typed something else. */
  readonly role?: SessionView['role'];
  /** The level is over: its numbers have no names any more, and no move is one. */
  readonly over?: boolean;
}

export type PlainInput = { readonly kind: 'move'; readonly move: Move } | LocalCommand;

export type Parsed = { readonly ok: true; readonly input: PlainInput } | { readonly ok: false; readonly error: string };

/**
 * Reads a line that a player typed: a move, a number of the menu, an answer to the question asked, or a command that
 * concerns only what is shown (`why 2`, `goal`, `undo`). The error is a sentence in the player's language.
 */
export function parseMove(text: string, context: ParseContext): Parsed {
  const clean = cleanLine(text);
  if (clean.ok) {
    const line = clean.value.trim();
    const answer = readAnswer(line, context);
    if (answer) return 'id' in answer ? refuse(answer, context) : { ok: true, input: { kind: 'move', move: answer } };
    const local = readLocalCommand(line);
    if (local) return 'id' in local ? refuse(local, context) : { ok: true, input: local };
  }
  const move = parseMoveLine(text, context);
  if (!move.ok) return refuse(context.over && move.problem.notation ? { id: 'refused.level-is-over' } : withNames(move.problem, context), context);
  const unknown = move.value.do === 'predict' ? checkAnswer(move.value.answer, context) : null;
  return unknown ? refuse(unknown, context) : { ok: true, input: { kind: 'move', move: move.value } };
}

/** A bare number or key: of the question while one is asked, otherwise of the menu. Null when the line is neither. */
function readAnswer(line: string, { prediction, choices = [] }: ParseContext): Move | Problem | null {
  const [, word = '', sure] = /^([a-z]|\d{1,4})(?: +([1-3]))?$/i.exec(line) ?? [];
  if (word === '') return null;
  const isNumber = /^\d/.test(word);
  if (prediction) {
    const option = isNumber ? prediction.options[Number(word) - 1] : prediction.options.find(({ key }) => key === word);
    if (option) return { do: 'predict', answer: option.key, confidence: sure === undefined ? null : (Number(sure) as 1 | 2 | 3) };
    return isNumber ? noSuchAnswer(word, prediction) : null;
  }
  if (!isNumber) return null;
  if (sure !== undefined) return problem('answer-alone', { word, got: visible(line) }).problem;
  const choice = choices[Number(word) - 1];
  if (choice) return choice.move;
  return choices.length === 0 ? problem('no-menu').problem : problem('answer-menu', { most: choices.length, got: word }).problem;
}

const UNKNOWN = /^plain\.parse\.unknown(-near)?$/;
const OPERATORS = ['wait', 'sysctl', 'call', 'ss', 'nstat', 'dmesg', 'tcpdump', 'predict', 'skip', 'hint', 'about'];

/** What can be typed besides moves is named, too; to an operator, what is his. */
function withNames(reason: Problem, { role }: ParseContext): Problem {
  const [match, near = ''] = UNKNOWN.exec(reason.id) ?? [];
  if (match === undefined) return reason;
  const own = role === 'operator' ? OPERATORS : [String(reason.params?.['names'])];
  const names = [...own, 'why', ...SIMPLE_COMMANDS].join(', ');
  return { id: role === 'operator' ? `plain.parse.operator${near}` : reason.id, params: { ...reason.params, names } };
}

function checkAnswer(answer: string, { prediction }: ParseContext): Problem | null {
  return prediction && !prediction.options.some(({ key }) => key === answer) ? noSuchAnswer(answer, prediction) : null;
}

function noSuchAnswer(got: string, { options, required }: Pick<PredictionView, 'options' | 'required'>): Problem {
  return problem(required ? 'answer-required' : 'answer', { names: options.map(({ key }) => key).join(', '), got: visible(got) }).problem;
}

function refuse(reason: Problem, { language }: ParseContext): Parsed {
  return { ok: false, error: sayProblem(language, reason) };
}
