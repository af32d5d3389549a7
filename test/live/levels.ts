import { readFileSync } from 'node:fs';
import { PROVED_SEEDS } from '../../source/commands/prove/proof-hash.ts';
import { proveAll, type AskedKernel, type Proved } from '../../source/commands/prove/prove-ask.ts';
import { planSolution } from '../../source/commands/prove/prove-plans.ts';
import { whyNotText } from '../../source/commands/prove/prove.ts';
import { loadCourse } from '../../source/level/load.ts';

/** What is said of the levels, and how many of them differ or cannot be asked about. */
export interface LevelsTold {
  readonly lines: readonly string[];
  readonly wrong: number;
}

/** The model solutions of all levels that were built, on a kernel: which differ, which were asked twice, and which cannot be asked and why. */
export async function proveLevels(kernel: AskedKernel, dist: string): Promise<LevelsTold> {
  const { levels } = loadCourse((file) => readFileSync(`${dist}/${file}`, 'utf8'));
  return tellLevels(await proveAll(kernel, levels.flatMap((level) => PROVED_SEEDS.map((seed) => planSolution(level, seed)))));
}

export function tellLevels(proved: readonly Proved[]): LevelsTold {
  const all = proved.map((one) => ({ ...one, name: `${one.play.level.id}, seed ${one.play.seed}`, bad: one.proofs.filter(({ same }) => !same) }));
  const wrong = all.filter(({ play, bad, failed }) => play.why === 'not-won' || bad.length + failed.length > 0).length;
  const asked = all.filter(({ proofs }) => proofs.length > 0);
  const hosts = asked.flatMap(({ proofs }) => proofs);
  return {
    wrong,
    lines: [
      ...new Set(all.flatMap(({ play }) => (play.why === null ? [] : [`SKIP ${whyNotText(play, 'en')}`]))),
      ...all.flatMap(({ name, again }) => again.map((host) => `again ${name}, host ${host}: the first answer differed`)),
      ...all.flatMap(({ name, failed }) => failed.map(({ host, text }) => `ERROR ${name}, host ${host}: ${text}`)),
      ...all.flatMap(({ name, bad }) => bad.map(({ host, rungs, states }) => {
        const rung = rungs.find(({ difference }) => difference !== null);
        return `FAIL ${name}, host ${host}: ${rung ? `${rung.difference} at ${rung.at.toFixed(1)} ms: expected ${rung.twin?.text ?? 'nothing'} got ${rung.kernel?.text ?? 'nothing'}` : `states expected ${states.twin.join(', ')} got ${states.kernel.join(', ')}`}`;
      })),
      `levels ${new Set(asked.map(({ play }) => play.level.id)).size}  plays ${asked.length}  hosts ${hosts.length}  segments ${hosts.reduce((sum, { rungs }) => sum + rungs.length, 0)}  different or failed ${wrong}`,
    ],
  };
}
