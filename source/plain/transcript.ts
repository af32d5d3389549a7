import { TOOL_LINES } from '../formats/operator/read-tool.ts';
import { factName } from '../message/fact-name.ts';
import { hostName } from '../message/say.ts';
import type { Debrief } from '../referee/debrief.ts';
import { kernelName } from '../referee/kernel-name.ts';
import type { GoalView, JudgedMove, SessionView } from '../referee/session-view.ts';
import { debriefLines } from './debrief-lines.ts';
import { newEvents } from './ladder-lines.ts';
import { nowLine, panelChanges, panelLines } from './panel-lines.ts';
import { askLines, promptLine } from './prompt-lines.ts';
import { verdictLines } from './verdict-lines.ts';
import { phrase, section, tell, type Voice } from './voice.ts';

/** Everything said before the first move: level, task, what has happened so far, what there is, what is asked. */
export function openingLines(view: SessionView, voice: Voice): readonly string[] {
  const you = view.world.lifelines.filter((lifeline) => lifeline.you).map(({ host }) => host);
  return [
    tell(voice, view.par === 0 ? 'plain.level.free' : 'plain.level', { level: view.level, title: section(voice, 'title').join(' '), par: view.par, hints: view.hints.of }),
    tell(voice, `plain.role.${view.role}`, { hosts: you.length === 0 ? tell(voice, 'plain.no-host') : you.map((host) => bothNames(host, voice)).join(', ') }),
    tell(voice, 'plain.variant', { seed: view.seed, kernel: phrase(voice, kernelName(view.kernel)) }),
    ...(view.kernel === view.ownKernel ? [] : [tell(voice, 'kernel.texts', { own: view.ownKernel, kernel: view.kernel })]),
    ...(view.expert ? [tell(voice, 'plain.expert')] : []),
    ...section(voice, 'briefing').map((text) => tell(voice, 'plain.briefing', { text })),
    ...goalLines(view, voice),
    ...(view.onlyTools ? [tell(voice, 'plain.tools', { tools: TOOL_LINES.join(', ') })] : []),
    ...newEvents(null, view.world, voice),
    ...panelLines(view.world, voice),
    ...askLines(view, voice),
    promptLine(view, voice, true),
  ];
}

/** A host as it is said, with the name that is typed when that is another one: `服务器 (server)`. */
function bothNames(host: string, { lang }: Voice): string {
  const said = hostName(lang, host);
  return said === host ? host : `${said} (${host})`;
}

/**
 * What is said after a move: its verdict, then what happened and changed, then hints, goals and the end, then what is
 * asked next. Each thing is said once, in the order in which a listener needs it.
 */
export function changeLines(before: SessionView, after: SessionView, voice: Voice, debrief: Debrief | null = null): readonly string[] {
  const told = new Set(before.judged.map(({ number }) => number));
  const isOver = after.phase === 'won' || after.phase === 'lost';
  const wasOver = before.phase === 'won' || before.phase === 'lost';
  return [
    ...after.judged.filter(({ number }) => !told.has(number)).flatMap((judged) => [...verdictLines(judged, voice), ...letGoLines(judged, voice)]),
    ...predictionResult(before, after, voice),
    ...newEvents(before.world, after.world, voice),
    // A live level may run on with nothing to tell but that.
    ...(after.mode === 'live' && after.world.now !== before.world.now ? [nowLine(after.world, voice)] : []),
    ...panelChanges(before.world, after.world, voice),
    ...hintLines(after, voice, before.hints.shown.length),
    ...(after.hints.offered && !before.hints.offered ? [tell(voice, 'plain.hint.offered')] : []),
    ...goalChanges(before.goals, after.goals, voice),
    ...(isOver && !wasOver ? endLines(after, voice, debrief) : []),
    ...(isSameQuestion(before, after) ? [] : askLines(after, voice)),
    promptLine(after, voice, false),
  ];
}

/** Whoever typed wait wanted no move: that it was one, and what it cost, is said at once. */
function letGoLines({ move, consequences }: JudgedMove, voice: Voice): readonly string[] {
  return move.do === 'wait' ? consequences.slice(0, 1).map((text) => tell(voice, 'plain.verdict.consequence', { text: phrase(voice, text) })) : [];
}

/** Hints of the present state that are paid for, from a number on. */
function hintLines({ hints }: SessionView, voice: Voice, from = 0): readonly string[] {
  return hints.shown.slice(from).map((hint, index) => tell(voice, 'plain.hint', { number: from + index + 1, of: hints.of, text: phrase(voice, hint) }));
}

/** What was asked before is still asked: a hint or a settings change is no reason to say the menu again. */
function isSameQuestion(before: SessionView, after: SessionView): boolean {
  const question = ({ phase, prediction, decision, choices }: SessionView): string => JSON.stringify([phase, prediction?.id, decision, choices]);
  return question(before) === question(after);
}

/** The whole situation again: the answer to `state`, and what is said after undo and redo. */
export function stateLines(view: SessionView, voice: Voice, { all = false } = {}): readonly string[] {
  // Hints that were asked for later hold for the state that one is back in: the next one goes on behind them.
  return [...panelLines(view.world, voice, { all }), ...goalLines(view, voice), ...hintLines(view, voice), ...askLines(view, voice), promptLine(view, voice, false)];
}

export function goalLines(view: SessionView, voice: Voice): readonly string[] {
  return view.goals.map((goal, index) => goalLine(goal, index, voice));
}

/** How it ended, what came of the predictions, and what the level wants remembered. */
export function endLines(view: SessionView, voice: Voice, debrief: Debrief | null): readonly string[] {
  if (!debrief) return outcomeLines(view, voice);
  // When all is shown, what could not be seen before is told among the events.
  const told = new Set(view.world.ladder.flatMap((entry) => (entry.kind === 'segment' ? [entry.n] : [])));
  return [...outcomeLines(view, voice), ...debriefLines({ ...debrief, hidden: debrief.hidden.filter(({ n }) => !told.has(n)) }, voice)];
}

function outcomeLines(view: SessionView, voice: Voice): readonly string[] {
  if (view.phase === 'lost') {
    const why = view.loss ? [tell(voice, 'plain.lost.why', { text: phrase(voice, view.loss.why), rule: factName(voice.lang, view.loss.rule) })] : [];
    return [tell(voice, 'plain.lost'), ...why];
  }
  return [
    tell(voice, 'plain.won', { stars: view.stars, moves: view.movesMade, par: view.par }),
    ...section(voice, 'debrief').map((text) => tell(voice, 'plain.debrief', { text })),
    ...section(voice, 'takeaway').map((text) => tell(voice, 'plain.takeaway', { text })),
  ];
}

function goalLine({ text, met, progress }: GoalView, index: number, voice: Voice): string {
  const state = tell(voice, met ? 'plain.goal.met' : 'plain.goal.open');
  const line = tell(voice, 'plain.goal', { number: index + 1, text: phrase(voice, text), state });
  return progress ? `${line} ${tell(voice, 'plain.goal.progress', { ...progress, unit: progress.unit && ` ${progress.unit}` })}` : line;
}

function goalChanges(before: readonly GoalView[], after: readonly GoalView[], voice: Voice): readonly string[] {
  return after.flatMap((goal, index) => {
    const old = before[index];
    const same = old?.met === goal.met && (goal.met || old?.progress?.have === goal.progress?.have);
    return same ? [] : [goalLine(goal, index, voice)];
  });
}

function predictionResult(before: SessionView, after: SessionView, voice: Voice): readonly string[] {
  const right = after.predictions.right - before.predictions.right;
  const skipped = after.predictions.skipped - before.predictions.skipped;
  const wentOn = after.judged.length > before.judged.length || after.world.now !== before.world.now;
  if (skipped > 0) return [tell(voice, wentOn ? 'plain.predict.passed-by' : 'plain.predict.skipped')];
  if (right > 0) return [tell(voice, 'plain.predict.right')];
  return before.prediction && after.prediction?.id !== before.prediction.id ? [tell(voice, 'plain.predict.noted')] : [];
}
