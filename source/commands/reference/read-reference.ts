import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Course } from '../../level/course.ts';
import { drawLevel } from '../../level/draw.ts';
import type { Level } from '../../level/level.ts';
import { metIn } from '../../referee/met.ts';
import type { ReferenceKey } from '../../referee/reference-key.ts';
import { lookUp, type LookedUp, type MetIn } from '../../referee/reference.ts';
import { fromRun } from '../../referee/replay.ts';
import { ENGINE_VERSION, type RunFile } from '../../referee/run.ts';
import { RUNS_FOLDER } from '../../storage/kept-runs.ts';
import type { Keeper } from '../../storage/keeper.ts';
import { readBuilt } from '../course/read-course.ts';
import { readRun } from '../replay/read-run.ts';
import { metBySolving, REFERENCE_FILE, REFERENCE_FORMAT, type ReferenceIndex } from './reference-index.ts';

/** Runs that are played again: more would be waited for. The latest are the ones that are remembered. */
const MOST_RUNS = 40;

/** What a player of these levels finds in the reference. `data`: the folder in which runs are kept; `isPack`: levels that the build did not see. */
export function readReference({ levels }: Course, keeper: Keeper, data: string, isPack: boolean): readonly LookedUp[] {
  const { all, proved } = isPack ? { all: solvedInPack(levels, keeper), proved: NOTHING } : readIndex();
  const met = new Map<string, Set<ReferenceKey>>();
  const add = (id: string, keys: Iterable<ReferenceKey>): void => {
    const known = met.get(id) ?? new Set();
    for (const key of keys) known.add(key);
    met.set(id, known);
  };
  for (const { id } of levels) {
    const { stars, run, met: told } = keeper.level(id);
    if (stars > 0) add(id, all.get(id) ?? []);
    add(id, (told ?? []) as readonly ReferenceKey[]);
    if (run !== null) add(id, metInRun(levels, run));
  }
  for (const run of keptRuns(data)) {
    const level = levels.find(({ id }) => keeper.keptAs(id) === run.level);
    if (level !== undefined) add(level.id, metInRun(levels, { ...run, level: level.id }));
  }
  return lookUp(levels, { met, all, proved });
}

/** Nobody has proved a stranger's levels. */
const NOTHING: MetIn = new Map();

function readIndex(): { readonly all: MetIn; readonly proved: MetIn } {
  const index = JSON.parse(readBuilt(REFERENCE_FILE)) as ReferenceIndex;
  if (index.format !== REFERENCE_FORMAT) throw new Error(`expected ${REFERENCE_FILE} of another format; npm run build makes it`);
  const byLevel = (keys: ReferenceIndex['levels']): MetIn => new Map(Object.entries(keys).map(([id, met]) => [id, new Set(met)]));
  return { all: byLevel(index.levels), proved: byLevel(index.proved) };
}

function solvedInPack(levels: readonly Level[], keeper: Keeper): MetIn {
  return new Map(levels.filter(({ id }) => keeper.level(id).stars > 0).map((level) => [level.id, new Set(metBySolving(level))]));
}

/** A run of other rules, of another version, or of nobody knows what is passed over: it cannot be told again. */
function metInRun(levels: readonly Level[], run: RunFile): ReadonlySet<ReferenceKey> {
  const level = levels.find(({ id }) => id === run.level);
  if (level === undefined || run.engine !== ENGINE_VERSION || run.levelVersion !== level.version) return new Set();
  try {
    return metIn(fromRun(run, drawLevel(level, run.seed)));
  } catch {
    return new Set();
  }
}

function keptRuns(data: string): readonly RunFile[] {
  const folder = join(data, RUNS_FOLDER);
  let names: readonly string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json')).toSorted();
  } catch {
    return [];
  }
  return names.slice(-MOST_RUNS).flatMap((name) => {
    const read = readRun(join(folder, name));
    return read.ok ? [read.run] : [];
  });
}
