import { execFileSync } from 'node:child_process';
import type { ExportedRun } from '../../source/commands/export/exported-run.ts';
import { timelineOfRun } from '../../source/commands/export/write-export.ts';
import { writePcapng } from '../../source/formats/pcapng/write-pcapng.ts';
import type { Timeline } from '../../source/formats/timeline.ts';
import type { Lang } from '../../source/language.ts';
import { drawLevel } from '../../source/level/draw.ts';
import { begin, playLines, waitForEnd } from '../../source/level/playthrough.ts';
import { toRun } from '../../source/referee/replay.ts';
import { sessionEngine } from '../../source/referee/session-engine.ts';
import { builtCourse } from '../terminal/course-files.ts';

/** A name for a test's title, and the run. */
export interface NamedRun extends ExportedRun {
  readonly name: string;
}

/** The run that lines of a level give; played on to its end unless told otherwise. */
export function runOf(id: string, lines: readonly string[] | null, { toEnd = true, seed = '7' } = {}): ExportedRun {
  const level = builtCourse().levels.find((one) => one.id === id)!;
  const drawn = drawLevel(level, seed);
  const played = playLines(sessionEngine, begin(sessionEngine, drawn), lines ?? drawn.solution);
  return { run: toRun((toEnd ? waitForEnd(sessionEngine, played) : played).session), drawn };
}

/** The solution, the alternatives and the listed mistakes of every level, or of those in which one moves by turns. */
export function allRuns({ live }: { readonly live: boolean }): readonly NamedRun[] {
  return builtCourse()
    .levels.filter(({ mode }) => live || mode === 'turns')
    .flatMap((level) => {
      const { solution, level: drawn } = drawLevel(level, '7');
      const mistakes = level.mode === 'live' ? [] : drawn.mistakes;
      return [
        { name: `${level.id}, solution`, ...runOf(level.id, solution) },
        ...(level.mode === 'live' ? [] : drawn.alternatives).map((lines, index) => ({ name: `${level.id}, alternative ${index + 1}`, ...runOf(level.id, lines) })),
        ...mistakes.map(({ id, moves }) => ({ name: `${level.id}, ${id}`, ...runOf(level.id, moves) })),
      ];
    });
}

/** Whether a program can be called; the reason why tests that need it are skipped. */
export function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What the runs tell, each played once. */
export function timelinesOf(runs: readonly NamedRun[], lang: Lang): readonly { readonly name: string; readonly timeline: Timeline }[] {
  return runs.map((run) => ({ name: run.name, timeline: timelineOfRun(run, lang) }));
}

/**
 * All runs as one, each with addresses of its own and after the one before, so that one start of an outside program reads them all. A
 * packet's `n` is the index of its run.
 */
export function merged(runs: readonly NamedRun[]): Timeline {
  const timelines = timelinesOf(runs, 'en');
  let start = 0;
  const packets = timelines.flatMap(({ timeline }, index) => {
    const ipOf = (address: number): number => (address + 0x10000 * (index + 1)) >>> 0;
    const moved = timeline.packets.map((packet) => ({ ...packet, n: index, from: 'all', sentAt: packet.sentAt + start, segment: { ...packet.segment, srcIp: ipOf(packet.segment.srcIp), dstIp: ipOf(packet.segment.dstIp) } }));
    start += 1000 + Math.max(0, ...timeline.packets.map(({ sentAt }) => sentAt));
    return moved;
  });
  return { ...timelines[0]!.timeline, hosts: [{ name: 'all', ip: 0, side: 'client', you: false }], packets };
}

export function pcapngOf(timeline: Timeline): Uint8Array {
  return writePcapng(timeline, { application: 'test', comments: [], aboutHost: () => '', aboutPacket: () => [] });
}
