import type { Session } from './session.ts';

/** The misconceptions that moves and settled predictions of a session have shown, each as often as they did. */
export function ideasShown({ judged, predictions, drawn }: Session): readonly string[] {
  const predicted = predictions.flatMap(({ id, answer, truth }) => {
    if (answer === null || truth === null || answer === truth) return [];
    return drawn.level.predictions.find((one) => one.id === id)?.options.find(({ key }) => key === answer)?.misconception ?? [];
  });
  return [...judged.flatMap(({ verdict }) => verdict.misconception ?? []), ...predicted];
}

/** Those that were shown between two moments of one session, once each: none by taking a move back. */
export function ideasBetween(before: Session, after: Session): readonly string[] {
  const [then, now] = [ideasShown(before), ideasShown(after)];
  const timesIn = (ideas: readonly string[], idea: string): number => ideas.filter((one) => one === idea).length;
  return [...new Set(now)].filter((idea) => timesIn(now, idea) > timesIn(then, idea));
}
