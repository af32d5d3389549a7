import type { DebriefView } from '../screens/debrief/debrief-view.ts';

const STARS = ['...', '*..', '**.', '***'] as const;

/** One line that says what was reached, and from which the run can be told apart from others. */
export function receiptText(view: DebriefView): string {
  return `ackademy ${view.engine} ${view.level} ${STARS[view.stars]} moves ${view.movesMade} par ${view.par} seed ${view.seed} kernel ${view.kernel} receipt ${view.receipt}`;
}
