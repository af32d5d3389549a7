import { describe, expect, it } from 'vitest';
import { parseCourse } from '../../source/level/parse-course.ts';
import { createRandom } from '../../source/random.ts';
import { say } from '../../source/message/say.ts';
import { groundsOf } from '../../source/referee/cite.ts';
import { ANSWER_NAMES } from '../../source/referee/answer-reasons.ts';
import type { Session } from '../../source/referee/session.ts';
import { verdictNames } from '../../source/referee/verdict-names.ts';
import type { Verdict } from '../../source/referee/verdict.ts';
import { shippedFiles } from '../level/level-files.ts';
import { Conversation } from './conversation.ts';
import { CALLS, SETTINGS } from './desks.ts';
import { asLinux, probes, tryOut } from './guided-player.ts';
import { randomGame } from './random-game.ts';
import { sandbox } from './sandbox.ts';
import { AS_LINUX, STAGES } from './stages.ts';
import { TELLING_SEEDS } from './telling-seeds.ts';

/** With few random moves (ACKADEMY_RANDOM_MOVES) luck decides what is met. */
const MOVES = Number(process.env['ACKADEMY_RANDOM_MOVES'] ?? 100_000);
const ENOUGH = 100_000;
const GAMES_A_LEVEL = 12;

const names = verdictNames();
const answers: ReadonlySet<string> = new Set(ANSWER_NAMES);
const seen = new Set<string>();
const faults = new Set<string>();

function met(verdict: Verdict, before: Session | null = null): void {
  const { name } = verdict;
  // An answer is named after the decision that it answers.
  const pending = before?.world.pending ?? null;
  if (pending && answers.has(name) && !name.startsWith('unprovoked/') && name.split('/')[0] !== groundsOf(pending).area) faults.add(`${name} where ${groundsOf(pending).name} is answered`);
  if (seen.has(name)) return;
  seen.add(name);
  if (!names.has(name)) faults.add(`${name} is not among the names`);
  for (const lang of ['en', 'zh-Hans'] as const) {
    for (const phrase of [verdict.why, verdict.evidence, verdict.counterfactual]) {
      const text = phrase === null ? '' : say(lang, phrase);
      if (/[<{](?:verdict|refused|decision|errno|\w+\})/.test(text)) faults.add(`${name}: ${text}`);
    }
  }
}

describe.skipIf(MOVES < ENOUGH)('every name of a verdict is met, and no other', () => {
  it('by lines typed at machines whose settings and sockets are the player\'s', () => {
    for (const [level, lines] of [...CALLS, ...SETTINGS]) {
      const play = new Conversation(level);
      for (const line of lines) {
        play.say(line);
        if (play.verdict) met(play.verdict);
      }
    }
    expect([...names].filter((name) => name.startsWith('setting/') && !seen.has(name))).toEqual([]);
  }, 120_000);

  it('by conversations in which things come together that seldom do', () => {
    for (const [, level, lines] of STAGES) {
      const play = new Conversation(level);
      const random = createRandom(1);
      for (const line of lines) {
        const { session } = play;
        const { pending } = session.world;
        if (pending) for (const move of probes(random, session, pending, (name) => names.has(name) && !seen.has(name))) {
          play.say(move);
          if (play.verdict) met(play.verdict, session);
          play.session = session;
        }
        play.say(line !== AS_LINUX ? line : pending ? asLinux(pending) : { do: 'wait', ms: null });
        if (play.verdict) met(play.verdict, session);
      }
    }
    expect([...faults]).toEqual([]);
  });

  it('by an expert who asks for a hint, and who leaves a number out', () => {
    const { levels } = parseCourse(shippedFiles()).course;
    const play = new Conversation(levels.find(({ id }) => id === 'first-syn')!, { expert: true });
    for (const line of ['hint', 'S']) {
      play.say(line);
      if (play.verdict) met(play.verdict);
    }
    expect(seen).toContain('refused/expert-hint');
    expect(seen).toContain('refused/expert-seq');
  });

  it('in a class that allows no hint, and wants its question answered', () => {
    const { levels } = parseCourse(shippedFiles()).course;
    const play = new Conversation(levels.find(({ id }) => id === 'first-syn')!, { graded: { hints: 0, predict: 'required' } });
    for (const line of ['hint', 'S', 'skip']) {
      play.say(line);
      if (play.verdict) met(play.verdict);
    }
    expect(seen).toContain('refused/class-hints');
    expect(seen).toContain('refused/class-predict');
  });

  it('by random play of the levels that come in turns', () => {
    const { levels } = parseCourse(shippedFiles()).course;
    for (const level of levels) for (let seed = 1; seed <= (level.mode === 'live' ? 1 : GAMES_A_LEVEL); seed++) for (const verdict of randomGame(level, seed, 40, () => undefined).verdicts) met(verdict);
    expect([...faults]).toEqual([]);
  }, 300_000);

  it('by a player who tries out what may come of a decision, in worlds without a story', () => {
    for (const seed of TELLING_SEEDS) tryOut(sandbox(seed), seed, 40, (name) => names.has(name) && !seen.has(name), met);
    expect([...faults]).toEqual([]);
    expect([...names].filter((name) => !seen.has(name))).toEqual([]);
  }, 300_000);
});

it.runIf(MOVES < ENOUGH)(`is looked at from ${ENOUGH} moves on`, ({ skip }) => skip(`ACKADEMY_RANDOM_MOVES is ${MOVES}`));
