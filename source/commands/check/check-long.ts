import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Level } from '../../level/level.ts';
import { counted } from '../../level/report.ts';
import { SEARCH_FILE, usualGames } from '../../level/long-search.ts';
import { message } from '../../message/say.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { ExitCode, Invocation } from '../command.ts';
import { languageFor } from '../language-choice.ts';
import { folderOf } from '../prove/prove-keep.ts';
import { complain, print, printJson } from '../shell.ts';
import { doInThreads } from './check-in-threads.ts';
import type { CheckAnswer, LongAnswer } from './check-job.ts';

/** What `ackademy check --long --json` prints. */
export interface SearchJson {
  readonly format: 'ackademy-search-report';
  readonly version: 1;
  readonly ok: boolean;
  readonly levels: readonly (Omit<LongAnswer, 'search'> & { readonly par: number; readonly proved: boolean; readonly atLeast: number; readonly games: number; readonly wins: number; readonly best: number | null; readonly plays: number })[];
}

/**
 * `ackademy check --long [--count N]`: looks for ways shorter than par with a budget of minutes and hours, and keeps what came of it
 * beside each level, for the check and for the player. 1 when a shorter way or one without the idea was found: that is not kept.
 */
export async function checkLong(invocation: Invocation, levels: readonly Level[], folder: string): Promise<ExitCode> {
  const { options, shell } = invocation;
  const lang = languageFor(invocation);
  const games = options.count === null ? null : Number(options.count);
  if (games !== null && !(Number.isInteger(games) && games > 0 && games <= 1_000_000)) {
    complain(shell, message(lang, 'cli.check.count', { got: visible(options.count ?? '') }));
    return 2;
  }
  // Each is told and kept at once: a search may go on for hours.
  const files: (string | null)[] = [];
  const told = (answer: CheckAnswer): void => {
    if (!('search' in answer)) return;
    if (!options.json) print(shell, ...longLines(answer, levels.find(({ id }) => id === answer.id)!.par));
    if (answer.findings.length === 0) files.push(keep(answer, folder));
  };
  const answers = (await doInThreads(levels.map((level) => ({ level, games: games ?? usualGames(level) })), told)).filter((answer) => 'search' in answer);
  const ok = answers.every(({ findings }) => findings.length === 0);
  if (options.json) printJson(shell, { format: 'ackademy-search-report', version: 1, ok, levels: answers.map((answer) => jsonOf(answer, levels)) } satisfies SearchJson);
  else print(shell, ...files.filter((file) => file !== null));
  return !ok ? 1 : files.includes(null) ? 3 : 0;
}

function jsonOf({ id, search: { proved, atLeast, games, wins, best, plays }, findings, ms }: LongAnswer, levels: readonly Level[]): SearchJson['levels'][number] {
  return { id, par: levels.find((level) => level.id === id)!.par, proved, atLeast, games, wins, best, plays, findings, ms };
}

/** One level as lines: what came of it, then one a finding, indented. */
function longLines({ id, search: { proved, atLeast, games, wins, best, plays }, findings, ms }: LongAnswer, par: number): readonly string[] {
  const clean = proved ? `par ${par} proved` : `par ${par} not proved (none of fewer than ${counted(atLeast, 'move')} wins); ${games} random plays, ${wins} won${best === null ? '' : `, best ${best}`}`;
  return [
    `${findings.length === 0 ? 'OK ' : 'BAD'} ${id}: ${clean}; ${plays} plays, ${Math.round(ms / 1000)} s`,
    ...findings.map(({ check, about, message: text }) => `    ${check} ${about}: ${text}`),
  ];
}

/** The file, or null when the level has no folder below `levels`. */
function keep({ id, search }: LongAnswer, levels: string): string | null {
  const folder = folderOf(id, levels);
  if (folder === null) return null;
  const file = join(folder, SEARCH_FILE);
  writeFileSync(file, `${JSON.stringify(search)}\n`);
  return file;
}
