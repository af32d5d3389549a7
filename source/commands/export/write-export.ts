import { wrapped } from '../../components/cells.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import { writeCast } from '../../formats/asciicast/write-cast.ts';
import { aboutHost, aboutMove, aboutPacket, aboutRun } from '../../formats/captions.ts';
import { timelineJson } from '../../formats/json/timeline-json.ts';
import { writeMermaid } from '../../formats/mermaid/write-mermaid.ts';
import { writePcapng } from '../../formats/pcapng/write-pcapng.ts';
import { writeSvg } from '../../formats/svg/write-svg.ts';
import { printCapture } from '../../formats/tcpdump/print-capture.ts';
import { cut, floodCollector, timelineOf, type Timeline } from '../../formats/timeline.ts';
import { recording } from '../../plain/recording.ts';
import type { Voice } from '../../plain/voice.ts';
import { fromRun, playAgain } from '../../referee/replay.ts';
import { isOver, startSession } from '../../referee/session.ts';
import { sightOf } from '../../referee/sight.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { ExportFormat } from './export-formats.ts';
import type { ExportedRun } from './exported-run.ts';
import type { Options } from '../options.ts';
import { referee } from '../play/referee.ts';
import { VERSION } from '../version.ts';

/** Segments of a flood in formats for programs, and in pictures. */
export const MOST_SEGMENTS = 20_000;
export const MOST_DRAWN = 200;

/** The terminal of a recording. */
const CAST = { columns: 100, rows: 32 };

export type Written = { readonly ok: true; readonly content: string | Uint8Array } | { readonly ok: false; readonly code: 2; readonly text: string };

/** The run in a format. Not ok when `--at` names a host that the run has not. */
export function writeExport(exported: ExportedRun, format: Exclude<ExportFormat, 'packetdrill'>, { at, absolute }: Pick<Options, 'at' | 'absolute'>, lang: Lang): Written {
  if (format === 'cast') return { ok: true, content: castOf(exported, lang) };
  const timeline = timelineOfRun(exported, lang);
  const problem = placeProblem(exported, at, lang);
  if (problem !== null) return { ok: false, code: 2, text: problem };
  const content = ((): string | Uint8Array => {
    switch (format) {
      case 'pcapng':
        return pcapngOf(timeline, lang, at);
      case 'tcpdump':
        return textOf([...printCapture(timeline, { absolute, at }), ...(timeline.leftOut > 0 ? [`# ${aboutRun(timeline, lang)[1]}`] : [])]);
      case 'mermaid':
        return writeMermaid(cut(timeline, MOST_DRAWN), lang, { absolute });
      case 'svg':
        return writeSvg(cut(timeline, MOST_DRAWN), lang, { absolute });
      case 'json':
        return textOf([JSON.stringify(timelineJson(timeline), null, 2)]);
    }
  })();
  return { ok: true, content };
}

/** What to say of a `--at` that names no host of the run; null when it does. */
export function placeProblem({ drawn }: ExportedRun, at: string | null, lang: Lang): string | null {
  const hosts = drawn.setup.hosts.map(({ name }) => name);
  return at === null || hosts.includes(at) ? null : message(lang, 'export.at', { got: visible(at), names: hosts.join(', '), example: hosts[0] ?? 'server' });
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Everything that the run's player may see of it: all of it once it is over. */
export function timelineOfRun({ run, drawn }: ExportedRun, lang: Lang): Timeline {
  const collector = drawn.setup.traffic.length > 0 ? floodCollector(MOST_SEGMENTS) : null;
  const session = fromRun(run, drawn, collector?.tap);
  const { onlyOwnSegments, states } = sightOf(drawn, session.world, isOver(session), session.countersBefore);
  const { level, seed, kernel, engine } = run;
  return timelineOf({ level, title: titleOf(drawn.level, lang), seed, kernel, engine }, { world: session.world, judged: session.judged, onlyOwnSegments, states }, collector?.flood ?? null);
}

function titleOf({ texts, id }: ExportedRun['drawn']['level'], lang: Lang): string {
  return (texts[lang]['title'] ?? id).trim();
}

function pcapngOf(timeline: Timeline, lang: Lang, at: string | null): Uint8Array {
  const unsent = timeline.moves.filter(({ number }) => timeline.packets.every(({ move }) => move !== number));
  return writePcapng(
    timeline,
    {
      application: `ackademy ${VERSION}`,
      comments: [...aboutRun(timeline, lang), message(lang, 'export.epoch'), ...unsent.map((move) => aboutMove(move, lang))],
      aboutHost: (name) => aboutHost(timeline.hosts.find((host) => host.name === name)!, lang),
      aboutPacket: (packet) => aboutPacket(packet, timeline.moves, lang),
    },
    at,
  );
}

function castOf({ run, drawn }: ExportedRun, lang: Lang): string {
  const voice: Voice = { lang, texts: drawn.level.texts, numbers: drawn.numbers, segments: 'words' };
  const asRecorded = { ...referee, play: (session: Parameters<typeof playAgain>[0], move: Parameters<typeof playAgain>[1]) => ({ session: playAgain(session, move), verdict: null }) };
  const scenes = recording(asRecorded, startSession(drawn, { expert: run.expert, kernel: run.kernel }), run.moves, voice);
  // A player of recordings breaks lines in the middle of a word.
  const folded = scenes.map(({ typed, lines }) => ({ typed, lines: lines.flatMap((line) => (2 * line.length <= CAST.columns ? [line] : wrapped(line, CAST.columns))) }));
  return writeCast(folded, `ackademy: ${titleOf(drawn.level, lang)}`, CAST);
}
