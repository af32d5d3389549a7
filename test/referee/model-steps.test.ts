import { expect, test } from 'vitest';
import { drawLevel } from '../../source/level/draw.ts';
import { modelSteps } from '../../source/referee/model-steps.ts';
import { sessionView } from '../../source/referee/view.ts';
import { levelAt } from '../levels/play-level.ts';

const drawn = drawLevel(levelAt('01-opening/01-first-syn'), '1');

test('the model solution comes to its end with predictions skipped', () => {
  const steps = modelSteps(drawn);
  expect(steps.map(({ line }) => line?.split(' ')[0] ?? null)).toEqual(['S', '.', null]);
  expect(steps.at(-1)!.session.phase).toBe('won');
});

test('with answers it stops at the prediction that has none, and tells no line before', () => {
  const steps = modelSteps(drawn, {}, {});
  expect(steps.at(-1)).toMatchObject({ line: null, asks: 'accept' });
  expect(steps).toHaveLength(2);
});

test('an answer counts as the player\'s, and one that was skipped as skipped', () => {
  const answered = sessionView(modelSteps(drawn, {}, { accept: 'a' }).at(-1)!.session);
  expect(answered).toMatchObject({ phase: 'won', predictions: { asked: 1, right: 1, skipped: 0 } });
  expect(sessionView(modelSteps(drawn, {}, { accept: null }).at(-1)!.session).predictions).toEqual({ asked: 1, right: 0, skipped: 1 });
});
