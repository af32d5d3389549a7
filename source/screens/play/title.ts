import { isFree } from './play-footer.ts';
import { minutes } from '../../components/clock.ts';
import { line, lineCells, span, type Line } from '../../components/line.ts';
import { SIDE_NAME } from '../../components/outcome.ts';
import type { Words } from '../../components/words.ts';
import { isFromSource, kernelName } from '../../referee/kernel-name.ts';
import type { SessionView } from '../../referee/session-view.ts';
import type { Ms } from '../../time.ts';

export interface ClockState {
  readonly paused: boolean;
  readonly speed: number;
}

/** Level, role, then moves (or the clock of a live level), hints and language, with as many gaps as fit. */
export function titleParts(view: SessionView, title: string, words: Words, now: Ms, clock: ClockState | null, columns: number): { readonly title: Line; readonly end: Line } {
  const roomy = columns >= 100;
  const mine = view.world.lifelines.find((lifeline) => lifeline.you);
  const several = view.world.lifelines.filter((lifeline) => lifeline.you).length > 1;
  const host = mine ? words.word(SIDE_NAME[mine.side]) : '';
  const roles =
    view.role === 'kernel' ? [several ? words.word('play.role.kernels') : words.word('play.role.kernel', { host })] : view.role === 'attacker' ? [words.word('play.role.attacker'), words.word('play.role.attacker.short')] : [words.word('play.role.operator')];
  const progress =
    view.mode === 'live'
      ? `${minutes(now)}/${minutes(view.world.horizon)}  ${words.word(view.phase === 'won' || view.phase === 'lost' ? 'play.title.over' : view.phase === 'predicting' ? 'play.title.asked' : clock && !clock.paused ? 'play.title.running' : 'play.title.paused')}${clock && roomy ? `  ${words.word('play.title.speed', { n: clock.speed })}` : ''}`
      : view.par === 0
        ? words.word('play.title.moves-only', { made: view.movesMade })
        : words.word('play.title.moves', { made: view.movesMade, par: view.par });
  const hints = view.expert ? [words.word('play.title.expert')] : isFree(view) ? [] : [words.word('play.title.hints', { used: view.hints.used, of: Math.max(view.hints.of, view.hints.used) })];
  const { asked, right, skipped } = view.predictions;
  const predictions = roomy
    ? [...(asked > skipped ? [words.word('play.title.predictions', { right, asked: asked - skipped })] : []), ...(skipped > 0 ? [words.word('play.title.skipped', { n: skipped })] : [])]
    : [];
  const end = line(`  ${[progress, ...predictions, ...hints, words.word('play.title.lang')].join(roomy ? '    ' : '  ')}`);
  // Only another kernel than the one that all levels are proved on must be named all the time.
  const kernel = isFromSource(view.kernel) ? `   ${words.phrase(kernelName(view.kernel))}` : '';
  const titles = roles.map((role) => `${role}${kernel}`).flatMap((role) => [3, 1].map((gap) => line(span(` ${title}`, { bold: true }), `${' '.repeat(gap)} ${role}`.slice(1))));
  return { title: titles.find((one) => lineCells(one) + lineCells(end) < columns - 1) ?? titles.at(-1)!, end };
}
