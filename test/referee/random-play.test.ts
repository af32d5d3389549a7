import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseCourse } from '../../source/level/parse-course.ts';
import type { Level } from '../../source/level/level.ts';
import { say } from '../../source/message/say.ts';
import { verdictNames } from '../../source/referee/verdict-names.ts';
import { OUTCOMES, type Verdict } from '../../source/referee/verdict.ts';
import type { Session } from '../../source/referee/session.ts';
import { brokenInvariants } from '../kernel/invariants.ts';
import { shippedFiles } from '../level/level-files.ts';
import { again, randomGame } from './random-game.ts';
import { cloneWorld } from '../../source/world/clone-world.ts';

/** Moves in all, over all levels in turns. ACKADEMY_RANDOM_MOVES sets another number. */
const MOVES = Number(process.env['ACKADEMY_RANDOM_MOVES'] ?? 100_000);
/** A flood costs seconds of simulation for every setting that is tried. */
const LIVE_MOVES = Math.max(20, Math.round(MOVES / 2500));
const MOVES_A_GAME = 40;
/** With fewer moves luck decides what is met. */
const ENOUGH = 100_000;
const TOO_FEW = `ACKADEMY_RANDOM_MOVES is ${MOVES}: what is met is looked at from ${ENOUGH} moves on`;

const { levels } = parseCourse(shippedFiles()).course;
const inTurns = levels.filter(({ mode }) => mode === 'turns');

/** What a player may make of a kernel's books by overruling it; all else holds whatever he does. */
const OWN_DOING = /out-of-order data|a hole in what is unacknowledged|accept queue longer than backlog|last ACK after RCV\.NXT|unacknowledged, but no timer|request that no timer will ever end|^young$/;

interface Findings {
  readonly faults: string[];
  readonly verdicts: Map<string, Verdict>;
  moves: number;
}

/** Plays a level again and again, until so many moves are made. */
function playOften(level: Level, moves: number): Findings {
  const found: Findings = { faults: [], verdicts: new Map(), moves: 0 };
  for (let seed = 1; found.moves < moves && found.faults.length < 5; seed++) {
    let made = 0;
    const fault = (what: string): number => found.faults.push(`${level.id}, seed ${seed}, move ${made}: ${what}`);
    try {
      const game = randomGame(level, seed, MOVES_A_GAME, (session) => {
        made++;
        for (const broken of brokenBooks(session)) fault(broken);
      });
      for (const verdict of game.verdicts) {
        if (!found.verdicts.has(verdict.name)) for (const flaw of flawsOf(verdict)) fault(flaw);
        found.verdicts.set(verdict.name, verdict);
      }
      if (!sameSession(again(game.session), game.session)) fault('played again, it ends otherwise');
      found.moves += made;
    } catch (error) {
      fault(error instanceof Error ? (error.stack ?? error.message) : String(error));
      found.moves += made + 1;
    }
  }
  return found;
}

function brokenBooks({ world }: Session): string[] {
  return [...world.hosts.values()].flatMap((host) => brokenInvariants(host).filter((broken) => !OWN_DOING.test(broken)).map((broken) => `${host.name}: ${broken}`));
}

function flawsOf(verdict: Verdict): string[] {
  const refused = verdict.outcome === 'refused';
  const phrases = [verdict.why, verdict.evidence, verdict.counterfactual].filter((phrase) => phrase !== null);
  return [
    ...(names.has(verdict.name) ? [] : [`${verdict.name} is not among the names of verdicts`]),
    ...(refused || verdict.cite.length > 0 ? [] : [`${verdict.name} says nowhere where it can be read`]),
    ...(['en', 'zh-Hans'] as const).flatMap((lang) => phrases.map((phrase) => say(lang, phrase)).filter((text) => /[<{](?:verdict|refused|decision|errno|\w+\})/.test(text)).map((text) => `${verdict.name}: ${text}`)),
  ];
}

function sameSession(a: Session, b: Session): boolean {
  // A copy has forgotten what connect() found out about ports: how much that is depends on when the last copy was made.
  const essence = ({ world, judged, strays, predictions, hints, phase, movesMade, goalsMet, held, loss }: Session): unknown => ({ world: cloneWorld(world), judged, strays, predictions, hints, phase, movesMade, goalsMet, held, loss });
  return isDeepStrictEqual(essence(a), essence(b));
}

const names = verdictNames();

describe('seven moves in ten by the menu or as Linux, three as they come', () => {
  const seen = new Map<string, Verdict>();

  it.each(levels.map((level) => [level.id, level] as const))('%s: nothing crashes, books stay whole, every verdict has its reason, and the moves played again give the same', (_id, level) => {
    const moves = level.mode === 'live' ? LIVE_MOVES : MOVES / inTurns.length;
    const found = playOften(level, moves);
    for (const [name, verdict] of found.verdicts) seen.set(name, verdict);
    expect(found.faults).toEqual([]);
    expect(found.moves).toBeGreaterThanOrEqual(moves);
  }, 600_000);

  // Harm is done by luck alone: act.test.ts proves it.
  it('meets verdicts of every other kind', ({ skip }) => {
    skip(MOVES < ENOUGH, TOO_FEW);
    const outcomes = new Set([...seen.values()].map(({ outcome }) => outcome));
    expect(OUTCOMES.filter((outcome) => !outcomes.has(outcome) && outcome !== 'harmful')).toEqual([]);
  });
});
