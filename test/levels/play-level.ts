import { readdirSync, readFileSync } from 'node:fs';
import { checkLevel } from '../../source/level/check.ts';
import { drawLevel } from '../../source/level/draw.ts';
import { holds } from '../../source/level/holds.ts';
import { readTool } from '../../source/formats/operator/read-tool.ts';
import { runTool } from '../../source/formats/operator/tool.ts';
import type { Level } from '../../source/level/level.ts';
import { parseLevel } from '../../source/level/parse.ts';
import { play } from '../../source/referee/play.ts';
import { sessionEngine } from '../../source/referee/session-engine.ts';
import { facts, startSession, type Session } from '../../source/referee/session.ts';
import type { Verdict } from '../../source/referee/verdict.ts';
import { sessionView } from '../../source/referee/view.ts';
import { parseMoveLine } from '../../source/world/move-notation/parse-move.ts';

const LEVELS = new URL('../../levels/', import.meta.url);

/** A level of the course from its folder, such as `01-opening/01-first-syn`. Throws with its problems when it has any. */
export function levelAt(folder: string): Level {
  const names = readdirSync(new URL(`${folder}/`, LEVELS));
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(new URL(`${folder}/${name}`, LEVELS), 'utf8')]));
  const result = parseLevel({ folder, world: Number(folder.slice(0, 2)), files });
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
  return result.level;
}

/** What `check` finds wrong with a level; nothing for a good one. */
export function findingsOf(level: Level): readonly unknown[] {
  return checkLevel(level, sessionEngine).findings;
}

export interface Conversation {
  readonly session: Session;
  /** One for each line; null where nothing is judged. */
  readonly verdicts: readonly (Verdict | null)[];
}

/** Opens a level and plays lines of the plain mode, skipping predictions that are asked on the way. */
export function playLevel(level: Level, seed: string, lines: readonly string[]): Conversation {
  let session = startSession(drawLevel(level, seed));
  const verdicts: (Verdict | null)[] = [];
  for (const line of lines) {
    while (session.phase === 'predicting' && !/^(?:predict|skip)/.test(line)) session = play(session, { do: 'skip' }).session;
    const read = parseMoveLine(line, { scope: sessionView(session).decision?.scope ?? {} });
    if (!read.ok) throw new Error(`"${line}": ${read.problem.id}`);
    const played = play(session, read.value);
    session = played.session;
    verdicts.push(played.verdict);
  }
  return { session, verdicts };
}

/** The hint that belongs to the state a session is in. */
export function hintAt(session: Session): Level['hints'][number] {
  return session.drawn.level.hints.find(({ when }) => when === null || holds(when, facts(session)))!;
}

/** What a tool of the operator prints on his hosts. */
export function prints(session: Session, line: string): readonly string[] {
  const tool = readTool(line);
  if (!tool?.ok) throw new Error(`no tool: ${line}`);
  return runTool(tool.value, sessionView(session).machines ?? [], {}).lines;
}
