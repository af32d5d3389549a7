import { isProfile, profileOf } from '../kernel/profile.ts';
import type { Lang } from '../language.ts';
import { message, say } from '../message/say.ts';
import { formatIp } from '../tcp/address.ts';
import type { Ms } from '../time.ts';
import type { JudgedLine, Packet, Timeline, TimelineHost } from './timeline.ts';

/** What the run is, then what is to be known about its export. */
export function aboutRun({ run, leftOut }: Timeline, lang: Lang): readonly string[] {
  return [message(lang, 'export.about', { level: run.level, title: run.title, seed: run.seed, kernel: kernelText(run.kernel, lang) }), ...(leftOut > 0 ? [message(lang, 'export.left-out', { count: leftOut })] : [])];
}

export function aboutHost({ ip, side, you }: TimelineHost, lang: Lang): string {
  if (ip === null) return message(lang, 'export.host.flood');
  return message(lang, you ? 'export.host.you' : 'export.host', { side: message(lang, `export.side.${side}`) });
}

/** What befell a segment, a sentence each. */
export function aboutPacket(packet: Packet, moves: readonly JudgedLine[], lang: Lang): readonly string[] {
  const { n, from, to, fate, segment, dropReason, signs, forged, move } = packet;
  const target = to ?? formatIp(segment.dstIp);
  const judged = moves.find(({ number }) => number === move);
  return [
    message(lang, 'export.packet', { n, from, to: target }),
    ...(signs.again ? [message(lang, 'export.packet.retransmission')] : []),
    ...(forged ? [message(lang, 'export.packet.forged', { from })] : []),
    ...(fate === 'lost' ? [message(lang, 'export.packet.lost', { to: target })] : []),
    ...(fate === 'stopped' ? [message(lang, 'export.packet.stopped')] : []),
    ...(fate === 'no-host' ? [message(lang, 'export.packet.no-host', { address: formatIp(segment.dstIp) })] : []),
    ...(fate === 'in-flight' ? [message(lang, 'export.packet.in-flight')] : []),
    ...(fate === 'dropped' ? [message(lang, 'export.packet.dropped', { to: target, reason: reasonText(dropReason, lang) })] : []),
    ...(judged ? [aboutMove(judged, lang)] : []),
  ];
}

export function aboutMove({ number, at, line, outcome, verdict }: JudgedLine, lang: Lang): string {
  return message(lang, 'export.move', { number, time: seconds(at), line, outcome: message(lang, `plain.outcome.${outcome}`), verdict });
}

/** A few words about how a segment left, for pictures. */
export function marksOf({ fate, signs, forged, move }: Packet, moves: readonly JudgedLine[], lang: Lang): readonly string[] {
  const judged = moves.find(({ number }) => number === move);
  return [
    ...(judged ? [message(lang, 'export.mark.move', { number: judged.number, outcome: message(lang, `plain.outcome.${judged.outcome}`) })] : []),
    ...(signs.again ? [message(lang, 'export.mark.retransmission')] : []),
    ...(forged ? [message(lang, 'export.mark.forged')] : []),
    ...(fate === 'arrived' || fate === 'dropped' ? [] : [message(lang, `export.mark.${fate}`)]),
  ];
}

/** A few words about how it was received; null when it was taken. */
export function dropMark({ fate, dropReason }: Packet, lang: Lang): string | null {
  return fate === 'dropped' ? message(lang, 'export.mark.dropped', { reason: dropReason ?? '?' }) : null;
}

function reasonText(reason: Packet['dropReason'], lang: Lang): string {
  return reason === null ? '?' : `${reason}, ${say(lang, { id: `drop.${reason}` })}`;
}

/** Seconds with milliseconds. */
export function seconds(ms: Ms): string {
  return (ms / 1000).toFixed(3);
}

/** `Linux 6.18`; `Linux 4.4 (from source)` where nobody measured it. */
function kernelText(kernel: string, lang: Lang): string {
  return message(lang, isProfile(kernel) && profileOf(kernel).provenance === 'source' ? 'kernel.source' : 'kernel.live', { kernel });
}
