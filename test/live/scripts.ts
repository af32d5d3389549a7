import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Results } from '../../source/live/job.ts';
import { runJobs } from '../../source/live/launch.ts';
import type { ScriptResult } from '../../source/packetdrill/run/result.ts';
import type { Phrase } from '../../source/phrase.ts';

/** What became of one script on the real kernel. */
export interface Ran {
  readonly file: string;
  readonly answer: Answer<Results['script']>;
  /** The first run missed a time; this is the second. */
  readonly again: boolean;
  readonly ms: number;
}

/** Scripts named, or all below the folders named. */
export function findScripts(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    if (!existsSync(path)) return [];
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.pkt')).sort().map((name) => join(path, name));
  });
}

/** Runs scripts in parallel namespaces. What fails on a time alone is run once more, when the machine is quieter. */
export async function runScripts(entry: string, files: readonly string[], parallel: number, tell: (ran: Ran) => void): Promise<readonly Ran[]> {
  const all: Ran[] = [];
  const missed: string[] = [];
  const run = async (some: readonly string[], atOnce: number, again: boolean): Promise<void> => {
    const started = new Map<string, number>();
    const jobs = some.map((file) => ({ kind: 'script' as const, file, text: readFileSync(file, 'utf8') }));
    await runJobs(entry, jobs, atOnce, (job, answer) => {
      const ran = { file: job.file, answer, again, ms: performance.now() - (started.get(job.file) ?? performance.now()) };
      if (!again && isTimingMiss(answer)) missed.push(job.file);
      else {
        all.push(ran);
        tell(ran);
      }
    });
  };
  await run(files, parallel, false);
  await run(missed, Math.max(1, Math.floor(parallel / 8)), true);
  return all;
}

/** A busy machine is late; whatever else differs, differs again. A segment that did not come in time may be one, too. */
function isTimingMiss(answer: Answer<Results['script']>): boolean {
  if ('failed' in answer || answer.ok.kind !== 'fail') return false;
  const { field, actual } = answer.ok.difference;
  return field === 'time' || field === 'return-time' || (field === 'segment' && typeof actual !== 'string');
}

/** `pass`, `skip tcpi_snd_cwnd`, `fail 12: flags expected S. got R`. */
export function resultLine({ answer }: Pick<Ran, 'answer'>): string {
  if ('failed' in answer) return `ERROR ${answer.failed.split('\n')[0]}`;
  const result = answer.ok;
  if (result.kind === 'unreadable') return `SKIP line ${result.line} cannot be read`;
  if (result.kind === 'pass') return 'PASS';
  if (result.kind === 'skip') return `SKIP ${result.feature}`;
  return `FAIL line ${result.place.line}: ${result.difference.field} expected ${text(result.difference.expected)} got ${text(result.difference.actual)}`;
}

function text(part: (ScriptResult & { kind: 'fail' })['difference']['expected'] | Phrase): string {
  return typeof part === 'string' ? part : `${part.id} ${JSON.stringify(part.params ?? {})}`;
}
