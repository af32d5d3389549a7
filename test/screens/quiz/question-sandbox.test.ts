import { describe, expect, it } from 'vitest';
import { printTool } from '../../../source/formats/quiz/print-tool.ts';
import { drawQuestion } from '../../../source/quiz/draw-question.ts';
import { stageOf } from '../../../source/quiz/physics.ts';
import { runScene } from '../../../source/quiz/scene.ts';
import { play } from '../../../source/referee/play.ts';
import { startSession } from '../../../source/referee/session.ts';
import { questionSandbox } from '../../../source/screens/quiz/question-sandbox.ts';
import { printPacketdrill } from '../../../source/tcp/notation/print-packetdrill.ts';
import type { World } from '../../../source/world/world.ts';
import { shippedTemplates } from '../../quiz/templates.ts';

const sentIn = (world: World, until: number): readonly string[] => world.journal.segments.filter(({ sentAt }) => sentAt < until).map(({ sentAt, from, segment }) => `${sentAt} ${from} ${printPacketdrill(segment)}`);

describe('the sandbox of a question', () => {
  it.each(shippedTemplates().map((template) => [template.id, template] as const))('%s shows the same segments as the question, time being let pass', (_id, template) => {
    const question = drawQuestion(template, '1', printTool);
    const scene = runScene(question.setup!, question.drawn, stageOf(template, question.numbers).physics).world;
    const until = question.setup!.horizon;
    let session = startSession(questionSandbox(question)!);
    if (session.world.now < until) session = play(session, { do: 'wait', ms: until - session.world.now }).session;
    expect(sentIn(session.world, until)).toEqual(sentIn(scene, until));
  });
});
