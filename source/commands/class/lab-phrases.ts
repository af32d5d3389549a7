import type { ClassPack } from '../../classroom/class-pack.ts';
import { gradeLevel, missingPoints } from '../../classroom/grade.ts';
import type { Level } from '../../level/level.ts';
import type { Phrase } from '../../phrase.ts';
import type { ClassRuns } from '../../storage/class-runs.ts';
import type { Keeper } from '../../storage/keeper.ts';

/** What a student is told of a lab before it is played, and when it is handed in: its levels, what they are worth, the rules, and until when. */
export function labPhrases({ rules, due }: Pick<ClassPack, 'rules' | 'due'>, levels: readonly Level[]): readonly Phrase[] {
  const { points, par, attempts, hints, predict } = rules;
  return [
    { id: 'class.lab.levels', params: { n: levels.length, minutes: levels.reduce((sum, { minutes }) => sum + minutes, 0), names: levels.map(({ id }) => id).join(', ') } },
    { id: `class.lab.points-${par}`, params: { solved: points.solved + (par === 'ignore' ? points.par : 0), par: points.par, predictions: points.predictions } },
    { id: `class.lab.attempts-${attempts}` },
    { id: 'class.lab.hints', params: { n: hints } },
    ...(predict === 'required' ? [{ id: 'class.lab.predict' }] : []),
    ...(due === null ? [] : [{ id: 'class.lab.due', params: { due } }]),
  ];
}

/** Of that, what a screen has room for above a level: until when, and what costs points. */
export function labInShort(pack: Pick<ClassPack, 'rules' | 'due'>, levels: readonly Level[]): readonly Phrase[] {
  const all = labPhrases(pack, levels);
  return [...all.filter(({ id }) => id === 'class.lab.due'), ...all.filter(({ id }) => id === 'class.lab.hints' || id.startsWith('class.lab.points'))];
}

/** What is told of a level that has just been solved: its points by the lab's rules, why some are missing, and which level is next. */
export function solvedPhrases({ rules }: Pick<ClassPack, 'rules'>, levels: readonly Level[], runs: ClassRuns, keeper: Keeper, solved: string): readonly Phrase[] {
  const level = levels.find(({ id }) => id === solved);
  const played = runs.handIn().levels.find(({ head }) => head.level === solved);
  if (level === undefined || played === undefined) return [];
  const grade = gradeLevel(level, played, rules);
  const { points, moves, undone, par, answered, asked } = grade;
  const next = levels.find(({ id }) => keeper.level(id).stars === 0);
  return [
    { id: 'class.lab.worth', params: { level: solved, points } },
    ...missingPoints(grade, rules).map((why): Phrase => ({ id: `class.missing.${why}`, params: { moves, undone, par, answered, asked } })),
    next === undefined ? { id: 'class.all-solved' } : { id: 'class.next', params: { level: next.id } },
  ];
}
