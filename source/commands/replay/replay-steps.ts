import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import { eventsText } from '../../plain/step-lines.ts';
import { stopLines } from '../../plain/time-dialogue.ts';
import { seconds, type Voice } from '../../plain/voice.ts';
import type { Session } from '../../referee/session.ts';
import type { TravelEvent } from '../../referee/travel/step.ts';
import { travelOf, viewAt, type Travel } from '../../referee/travel/travel.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { WorldView } from '../../world/view.ts';
import type { ExitCode } from '../command.ts';
import type { Options } from '../options.ts';
import { complain, print, printJson, type Shell } from '../shell.ts';

/** What `ackademy replay RUN --steps --json` prints. Times in ms of virtual time. */
export interface StepsJson {
  readonly format: 'ackademy-steps';
  readonly version: 1;
  readonly level: string;
  readonly kernel: string;
  readonly seed: string;
  readonly steps: readonly StepJson[];
}

interface StepJson {
  readonly step: number;
  readonly at: number;
  /** A branch can begin here. */
  readonly branch: boolean;
  readonly events: readonly TravelEvent[];
}

/** What `ackademy replay RUN --at STEP --json` prints. */
export interface StepViewJson extends Omit<StepsJson, 'format' | 'steps'>, StepJson {
  readonly format: 'ackademy-step';
  /** The number of the last step. */
  readonly last: number;
  /** Everything as it stood then; nothing is hidden. */
  readonly world: WorldView;
}

/** `replay RUN --steps` lists the steps of a run, `replay RUN --at STEP` shows everything as it stood then. 0, or 2 when there is no such step. */
export function replaySteps(session: Session, { at, steps, json }: Pick<Options, 'at' | 'steps' | 'json'>, shell: Shell, lang: Lang): ExitCode {
  const travel = travelOf(session, true);
  const last = travel.stops.length - 1;
  const voice: Voice = { lang, texts: { en: {}, 'zh-Hans': {} }, numbers: {}, segments: steps && at === null ? 'tcpdump' : 'words' };
  const named = { version: 1, level: session.drawn.level.id, kernel: session.options.kernel ?? session.drawn.level.kernel, seed: session.drawn.seed } as const;
  if (at === null) {
    if (json) printJson(shell, { format: 'ackademy-steps', ...named, steps: travel.stops.map((_, number) => stepJson(travel, number)) } satisfies StepsJson);
    else print(shell, ...travel.stops.map((stop, n) => message(lang, 'time.plain.step', { n, of: last, time: seconds(stop.at), events: eventsText(stop, voice) })));
    return 0;
  }
  const number = /^\d{1,6}$/.test(at) ? Number(at) : -1;
  if (number < 0 || number > last) {
    complain(shell, message(lang, 'cli.replay.at', { last, got: visible(at) }));
    return 2;
  }
  if (json) printJson(shell, { format: 'ackademy-step', ...named, last, ...stepJson(travel, number), world: viewAt(travel, number).world } satisfies StepViewJson);
  else print(shell, ...stopLines(travel, number, voice));
  return 0;
}

function stepJson({ stops }: Travel, number: number): StepJson {
  const { at, acts, events } = stops[number]!;
  return { step: number, at, branch: acts, events };
}
