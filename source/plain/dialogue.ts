import { runTool, unknownHost, type NstatHistory } from '../formats/operator/tool.ts';
import type { Lang } from '../language.ts';
import { LIVE_STEP } from '../level/playthrough.ts';
import type { LevelTexts } from '../message/say.ts';
import type { Debrief } from '../referee/debrief.ts';
import type { SessionView } from '../referee/session-view.ts';
import type { Verdict } from '../referee/verdict.ts';
import { cleanLine } from '../tcp/notation/clean-line.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Ms } from '../time.ts';
import type { Move } from '../world/move.ts';
import { printMove } from '../world/move-notation/print-move.ts';
import { parseMove, type PlainInput } from './parse-move.ts';
import { switched, type Visit } from '../referee/travel/visit.ts';
import { answerTime, LOOKING_NOWHERE, type Looking } from './time-dialogue.ts';
import { aboutLines } from './about-lines.ts';
import { helpLines, reportLines } from './help-lines.ts';
import { menuLines, promptLine } from './prompt-lines.ts';
import { changeLines, goalLines, openingLines, stateLines } from './transcript.ts';
import { refusalLines, whyLines } from './verdict-lines.ts';
import { seconds, tell, type Voice } from './voice.ts';

/** What the dialogue needs of the referee; S is a session. A refused move leaves the session as it was. */
export interface Referee<S> {
  readonly view: (session: S) => SessionView;
  readonly play: (session: S, move: Move) => { readonly session: S; readonly verdict: Verdict | null };
  readonly undo: (session: S) => S;
  readonly redo: (session: S) => S;
  readonly advanceLive: (session: S, to: Ms) => S;
  readonly debrief: (session: S) => Debrief;
  readonly visits: Visits<S>;
}

/** The run with its branches, of which a session is the one that is played. */
export interface Visits<S> {
  readonly begin: (session: S) => Visit;
  readonly played: (visit: Visit, session: S) => Visit;
  readonly current: (visit: Visit) => S;
}

/** A level played line by line. A value: each line answered gives the next one. */
export interface Dialogue<S> {
  readonly referee: Referee<S>;
  readonly session: S;
  readonly voice: Voice;
  /** Null as long as there is no branch. */
  readonly visit: Visit | null;
  readonly looking: Looking;
  /** What nstat remembers of the last time. */
  readonly history: NstatHistory;
  /** `quit` was typed. */
  readonly over: boolean;
}

export interface Answered<S> {
  readonly dialogue: Dialogue<S>;
  readonly lines: readonly string[];
}

export function openDialogue<S>(referee: Referee<S>, session: S, speech: { readonly lang: Lang; readonly texts: LevelTexts; readonly numbers: Voice['numbers'] }): Answered<S> {
  const voice: Voice = { ...speech, segments: 'words' };
  return { dialogue: { referee, session, voice, visit: null, looking: LOOKING_NOWHERE, history: {}, over: false }, lines: openingLines(referee.view(session), voice) };
}

/** The player's line as the transcript shows it when it did not come from a keyboard. */
export function echoLine(text: string, voice: Voice): string {
  const line = cleanLine(text);
  return line.ok ? tell(voice, 'plain.you', { line: line.value.trim() }) : tell(voice, 'plain.you.unreadable');
}

/** What a typed segment takes from the decision. Window and options belong to the segment Linux would send, so the world adds them where they fit. */
function linesTemplate(view: SessionView): Partial<Segment> {
  const { win: _win, options: _options, flags: _flags, length: _length, data: _data, ...ends } = view.decision?.template ?? {};
  return ends;
}

/** One line of the player, and everything that is said to it. */
export function answerLine<S>(dialogue: Dialogue<S>, text: string): Answered<S> {
  const { referee, session, voice } = dialogue;
  const view = referee.view(session);
  const parsed = parseMove(text, {
    language: voice.lang,
    choices: view.choices,
    prediction: view.prediction,
    role: view.role,
    over: view.phase === 'won' || view.phase === 'lost',
    scope: view.decision?.scope ?? {},
    template: linesTemplate(view),
    sockets: ownSockets(view),
  });
  if (!parsed.ok) return { dialogue, lines: [tell(voice, 'plain.error', { text: parsed.error }), promptLine(view, voice, false)] };
  return parsed.input.kind === 'move' ? answerMove(dialogue, view, parsed.input.move) : answerCommand(dialogue, view, parsed.input);
}

function answerMove<S>(dialogue: Dialogue<S>, before: SessionView, move: Move): Answered<S> {
  const { referee, voice } = dialogue;
  if (move.do === 'wait' && before.mode === 'live') {
    const to = Math.min(before.world.now + (move.ms ?? LIVE_STEP), before.world.horizon);
    // As with any other move, a question that is asked now is skipped by it.
    const skipped = before.phase === 'predicting' ? referee.play(dialogue.session, { do: 'skip' }) : { session: dialogue.session, verdict: null };
    if (skipped.verdict?.outcome === 'refused') return { dialogue, lines: [...refusalLines(skipped.verdict, voice), promptLine(before, voice, false)] };
    return stoppedEarly(changed(dialogue, before, referee.advanceLive(skipped.session, to)), to);
  }
  // Nobody lets a decision pass of which nothing was told yet.
  if (move.do === 'wait' && before.phase === 'predicting' && before.decision) return { dialogue, lines: [tell(voice, 'plain.error', { text: tell(voice, 'plain.predict.first') }), promptLine(before, voice, false)] };
  const { session, verdict } = referee.play(dialogue.session, move);
  if (verdict?.outcome === 'refused') return { dialogue, lines: [...refusalLines(verdict, voice), promptLine(before, voice, false)] };
  return changed(dialogue, before, session);
}

/** A wait that a prediction has cut short says so: whoever types ahead must know what the next line meets. */
function stoppedEarly<S>({ dialogue, lines }: Answered<S>, to: Ms): Answered<S> {
  const { phase, world: { now } } = dialogue.referee.view(dialogue.session);
  return phase === 'predicting' && now < to ? { dialogue, lines: [tell(dialogue.voice, 'plain.wait.stopped', { time: seconds(now), rest: seconds(to - now) }), ...lines] } : { dialogue, lines };
}

function changed<S>(dialogue: Dialogue<S>, before: SessionView, session: S): Answered<S> {
  const after = dialogue.referee.view(session);
  const isOver = after.phase === 'won' || after.phase === 'lost';
  return { dialogue: { ...dialogue, session, looking: LOOKING_NOWHERE }, lines: changeLines(before, after, dialogue.voice, isOver ? dialogue.referee.debrief(session) : null) };
}

function answerCommand<S>(dialogue: Dialogue<S>, view: SessionView, command: Exclude<PlainInput, { kind: 'move' }>): Answered<S> {
  const { referee, session, voice } = dialogue;
  const prompt = promptLine(view, voice, false);
  const say = (...lines: readonly string[]): Answered<S> => ({ dialogue, lines: [...lines, prompt] });
  switch (command.kind) {
    case 'why':
      return say(...whyLines(view, command.number, voice));
    case 'goal':
      return say(...goalLines(view, voice));
    case 'state':
      return { dialogue, lines: stateLines(view, voice, command) };
    case 'menu':
      return view.choices.length === 0 ? say(tell(voice, 'plain.menu.none')) : say(...menuLines(view.choices, voice));
    case 'about':
      return say(...aboutLines(view, command.name, voice));
    case 'tool': {
      const { machines = [] } = view;
      if (machines.length === 0) return say(tell(voice, 'plain.parse.tool.none'));
      const unknown = unknownHost(command.tool, machines);
      if (unknown) return say(tell(voice, 'plain.error', { text: tell(voice, 'plain.parse.tool.host', unknown) }));
      const { lines, history } = runTool(command.tool, machines, dialogue.history);
      return { dialogue: { ...dialogue, history }, lines: [...(lines.length === 0 ? [tell(voice, 'plain.tool.nothing')] : lines), prompt] };
    }
    case 'help':
      return say(...helpLines(voice));
    case 'report':
      return say(...reportLines(view, voice));
    case 'segments': {
      const next = { ...dialogue, voice: { ...voice, segments: command.as } };
      return { dialogue: next, lines: [tell(voice, `plain.segments.${command.as}`), prompt] };
    }
    case 'undo': {
      if (!view.canUndo) return say(tell(voice, 'plain.nothing-to-undo'));
      return travelled(dialogue, referee.undo(session), 'plain.undone');
    }
    case 'redo': {
      if (!view.canRedo) return say(tell(voice, 'plain.nothing-to-redo'));
      return travelled(dialogue, referee.redo(session), 'plain.redone');
    }
    case 'quit':
      return { dialogue: { ...dialogue, over: true }, lines: [] };
    case 'back':
    case 'forward':
    case 'at':
    case 'branch':
    case 'branches':
    case 'compare':
    case 'take': {
      const { visit, looking, lines, isElsewhere } = answerTime(visitOf(dialogue), dialogue.looking, command, voice);
      if (!isElsewhere) return { dialogue: { ...dialogue, looking }, lines: [...lines, prompt] };
      const there = referee.visits.current(visit);
      return { dialogue: { ...dialogue, visit, looking, session: there }, lines: [...lines, ...stateLines(referee.view(there), voice)] };
    }
  }
  return command satisfies never;
}

/** After undo and redo the whole situation is said: a listener cannot glance at what went away. */
function travelled<S>(dialogue: Dialogue<S>, session: S, headline: 'plain.undone' | 'plain.redone'): Answered<S> {
  const before = dialogue.referee.view(dialogue.session);
  const after = dialogue.referee.view(session);
  const longer = before.judged.length > after.judged.length ? before : after;
  const shorter = longer === before ? after : before;
  const moves = longer.judged.slice(shorter.judged.length).map(({ move }) => printMove(move));
  return { dialogue: { ...dialogue, session, looking: LOOKING_NOWHERE }, lines: [tell(dialogue.voice, headline, { move: moves.join('; '), time: seconds(after.world.now) }), ...stateLines(after, dialogue.voice)] };
}

/** Numbers of sockets on hosts that are the player's. */
function ownSockets({ world, machines = [], onlyTools }: SessionView): readonly number[] {
  if (onlyTools) return machines.flatMap(({ host }) => [...host.sockets.keys()]);
  const mine = new Set(world.lifelines.filter(({ you }) => you).map(({ host }) => host));
  return world.sockets.flatMap(({ host, id }) => (mine.has(host) && id !== null ? [id] : []));
}

/** The last line, for whoever reads the transcript afterwards. */
export function closingLine<S>(dialogue: Dialogue<S>): string {
  const { referee, voice } = dialogue;
  const view = referee.view(runIn(dialogue));
  return view.phase === 'won' ? tell(voice, 'plain.bye.solved') : tell(voice, 'plain.bye', { moves: view.movesMade });
}

/** What is reached in a branch counts when the branch is taken. */
export function isSolved<S>(dialogue: Dialogue<S>): boolean {
  return dialogue.referee.view(runIn(dialogue)).phase === 'won';
}

/** The run itself, whatever branch is played. */
export function runIn<S>(dialogue: Dialogue<S>): S {
  const { visit, session, referee } = dialogue;
  return visit === null || visit.current === 0 ? session : referee.visits.current(switched(visitOf(dialogue), 0));
}

function visitOf<S>({ visit, session, referee: { visits } }: Dialogue<S>): Visit {
  return visit === null ? visits.begin(session) : visits.played(visit, session);
}
