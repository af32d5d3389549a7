import { ladderRows } from '../../components/ladder/ladder-rows.ts';
import { paragraph, type Line } from '../../components/line.ts';
import type { Words } from '../../components/words.ts';
import { stageOf } from '../../quiz/physics.ts';
import type { Question } from '../../quiz/question.ts';
import { runScene } from '../../quiz/scene.ts';
import type { Segment } from '../../tcp/segment.ts';
import { look } from '../../world/look.ts';

/** What Linux did with the numbers of the question, as a ladder: the same world that gave the answer. */
export function sceneRows({ template, numbers, drawn, setup }: Question, words: Words, width: number, height: number): Line[] {
  if (setup === null) return paragraph(words.word('quiz.screen.model-none'), width);
  const { world } = runScene(setup, drawn, stageOf(template, numbers).physics);
  const hosts = setup.hosts.map(({ name }) => name);
  const { lifelines, ladder } = look(world, { inside: [], lifelines: hosts, states: hosts, onlyTools: false, onlyOwnSegments: false, hide: [], editableSysctls: [], own: [], known: [], countersBefore: new Map() });
  const clients = new Set(ladder.flatMap((entry) => (entry.kind === 'segment' ? [portsOf(entry.segment)] : [])));
  return ladderRows({ lifelines: clients.size > 1 ? lifelines.map((one) => ({ ...one, state: null })) : lifelines, entries: ladder, judged: [], now: Infinity, still: true, absolute: true, selected: null, yourMove: false, won: false }, words, width, height);
}

/** Names a connection whichever way a segment goes. Of several, no end's state can stand for its host. */
function portsOf({ srcIp, srcPort, dstIp, dstPort }: Segment): string {
  return [`${srcIp}:${srcPort}`, `${dstIp}:${dstPort}`].toSorted().join(' ');
}
