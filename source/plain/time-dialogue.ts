import { readTool } from '../formats/operator/read-tool.ts';
import { runTool } from '../formats/operator/tool.ts';
import { isOver } from '../referee/session.ts';
import { pairOf } from '../referee/travel/side-by-side.ts';
import { branchStop, sessionFrom, travelOf, viewAt, type StopView, type Travel } from '../referee/travel/travel.ts';
import { branched, currentWay, runOf, switched, takenUp, wayOf, type Visit, type Way } from '../referee/travel/visit.ts';
import type { TimeCommand } from './local-command.ts';
import { panelLines } from './panel-lines.ts';
import { eventsText } from './step-lines.ts';
import { seconds, tell, type Voice } from './voice.ts';

/** Which step is looked at, null: as it stands now; and the run that was gone through for it. */
export interface Looking {
  readonly number: number | null;
  readonly travel: Travel | null;
}

export const LOOKING_NOWHERE: Looking = { number: null, travel: null };

/** What came of a command: another way may be played now. */
export interface TimeAnswer {
  readonly visit: Visit;
  readonly looking: Looking;
  readonly lines: readonly string[];
  /** The way that is played has changed: the whole situation is to be said. */
  readonly isElsewhere: boolean;
}

/** So many steps of each way are told after the two have parted. */
const MOST_STEPS = 8;

/** A command that goes through the steps of a run, or from one branch to another. */
export function answerTime(visit: Visit, looking: Looking, command: TimeCommand, voice: Voice): TimeAnswer {
  const stay = (lines: readonly string[], now: Looking = looking): TimeAnswer => ({ visit, looking: now, lines, isElsewhere: false });
  const error = (text: string): TimeAnswer => stay([tell(voice, 'plain.error', { text })]);
  const elsewhere = (next: Visit, ...lines: readonly string[]): TimeAnswer => ({ visit: next, looking: LOOKING_NOWHERE, lines, isElsewhere: true });
  const { session } = currentWay(visit);
  const all = isOver(runOf(visit));
  const travel = (): Travel => (looking.travel?.history.session === session && looking.travel.all === all ? looking.travel : travelOf(session, all));
  switch (command.kind) {
    case 'back':
    case 'forward':
    case 'at': {
      const past = travel();
      const last = past.stops.length - 1;
      const from = looking.number ?? last;
      const number = command.kind === 'at' ? command.number : command.kind === 'back' ? from - 1 : from + 1;
      if (number < 0) return stay([tell(voice, 'time.plain.first')], { number: 0, travel: past });
      if (number > last) return command.kind === 'at' ? error(tell(voice, 'time.parse.at', { last, got: number })) : stay([tell(voice, 'time.plain.now')], { number: last, travel: past });
      return stay(stopLines(past, number, voice), { number, travel: past });
    }
    case 'branch': {
      if (command.way !== null) {
        const way = wayOf(visit, command.way);
        return way ? elsewhere(switched(visit, way.id), tell(voice, 'time.plain.switched', { way: wayName(way, voice) })) : error(tell(voice, 'time.parse.branch', { ids: idsOf(visit), got: command.way }));
      }
      const past = travel();
      const stop = branchStop(past, looking.number ?? past.stops.length - 1);
      if (isOver(sessionFrom(past, stop))) return error(tell(voice, 'time.parse.over'));
      const next = branched(visit, past, stop);
      return elsewhere(next, tell(voice, 'time.plain.branch', { id: next.current, time: seconds(past.stops[stop]!.at) }));
    }
    case 'branches':
      return stay(visit.ways.toSorted((a, b) => a.id - b.id).map((way) => wayLine(way, visit, all, voice)));
    case 'compare': {
      const id = command.way ?? (visit.current === 0 ? visit.ways.at(-1)!.id : 0);
      const way = wayOf(visit, id);
      if (visit.ways.length === 1) return error(tell(voice, 'time.parse.compare'));
      return way ? stay(comparedLines(currentWay(visit), way, all, voice)) : error(tell(voice, 'time.parse.branch', { ids: idsOf(visit), got: id }));
    }
    case 'take':
      if (visit.current === 0) return error(tell(voice, 'time.parse.take'));
      return elsewhere(takenUp(visit, visit.current), tell(voice, 'time.plain.taken', { id: visit.current }));
  }
}

/** A step with what happened, and how everything stood then. */
export function stopLines(travel: Travel, number: number, voice: Voice): readonly string[] {
  const view = viewAt(travel, number);
  const start = branchStop(travel, number);
  return [
    tell(voice, 'time.plain.step', { n: number, of: travel.stops.length - 1, time: seconds(view.stop.at), events: eventsText(view.stop, voice) }),
    ...panelLines(view.world, voice),
    ...toolsAt(view),
    start === number ? tell(voice, 'time.plain.acts') : tell(voice, 'time.plain.acts-before', { n: start }),
  ];
}

const TOOLS = ['ss -ltn', 'nstat', 'ss -tan'] as const;

/** Where only tools are seen: what they would have printed then. */
export function toolsAt({ machines }: Pick<StopView, 'machines'>): readonly string[] {
  if (machines.length === 0) return [];
  return TOOLS.flatMap((typed) => {
    const tool = readTool(typed);
    return [`# ${typed}`, ...(tool?.ok ? runTool(tool.value, machines, {}).lines : [])];
  });
}

function idsOf({ ways }: Visit): string {
  return ways.map(({ id }) => id).toSorted((a, b) => a - b).join(', ');
}

function wayName({ id, from }: Way, voice: Voice): string {
  return from === null ? tell(voice, 'time.run') : tell(voice, 'time.branch-from', { id, time: seconds(from.at) });
}

function wayLine(way: Way, { current }: Visit, all: boolean, voice: Voice): string {
  const { session } = way;
  const params = { way: wayName(way, voice), steps: travelOf(session, all).stops.length, moves: session.movesMade, time: seconds(session.world.now) };
  return tell(voice, way.id === current ? 'time.plain.way-now' : 'time.plain.way', params);
}

/** Where two ways part, and how each goes on from there. */
function comparedLines(one: Way, two: Way, all: boolean, voice: Voice): readonly string[] {
  const { here, there, parting } = pairOf(travelOf(one.session, all), travelOf(two.session, all));
  const names = { here: wayName(one, voice), there: wayName(two, voice) };
  if (parting === null) return [tell(voice, 'time.alike', names)];
  const at = (here.stops[parting] ?? there.stops[parting])!.at;
  return [
    tell(voice, 'time.plain.parting', { n: parting, time: seconds(at) }),
    ...onwardLines(names.here, here, parting, voice),
    ...onwardLines(names.there, there, parting, voice),
  ];
}

function onwardLines(way: string, { stops }: Travel, from: number, voice: Voice): readonly string[] {
  const shown = stops.slice(from, from + MOST_STEPS).map((stop, index) => tell(voice, 'time.plain.compared', { way, n: from + index, time: seconds(stop.at), events: eventsText(stop, voice) }));
  const more = stops.length - from - MOST_STEPS;
  return more > 0 ? [...shown, tell(voice, 'time.plain.more', { way, n: more })] : shown;
}
