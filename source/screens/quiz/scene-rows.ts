import { ladderRows } from '../../components/ladder/ladder-rows.ts';
import { paragraph, type Line } from '../../components/line.ts';
import type { Words } from '../../components/words.ts';
import { stageOf } from '../../quiz/physics.ts';
import type { Question } from '../../quiz/question.ts';
import { runScene } from '../../quiz/scene.ts';
import { look } from '../../world/look.ts';

/** What Linux did with the numbers of the question, as a ladder: the same world that gave the answer. */
export function sceneRows({ template, numbers, drawn, setup }: Question, words: Words, width: number, height: number): Line[] {
  if (setup === null) return paragraph(words.word('quiz.screen.model-none'), width);
  const { world } = runScene(setup, drawn, stageOf(template, numbers).physics);
  const hosts = setup.hosts.map(({ name }) => name);
  const { lifelines, ladder } = look(world, { inside: [], lifelines: hosts, states: hosts, onlyTools: false, onlyOwnSegments: false, hide: [], editableSysctls: [], own: [], known: [], countersBefore: new Map() });
  return ladderRows({ lifelines, entries: ladder, judged: [], now: Infinity, still: true, absolute: true, selected: null, yourMove: false, won: false }, words, width, height);
}
