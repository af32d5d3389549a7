import { composerFrom, type Composer } from '../../components/composer/composer.ts';
import { parseIp } from '../../tcp/address.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { SessionView } from '../../referee/session-view.ts';

/** Segments whose fields formulas may name; older ones are out of sight. */
const NAMED_SEGMENTS = 60;

/** Names for formulas: those of the decision, and the fields of the segments on the ladder: `#4.seq`, `#4.ack`, `#4.win`, `#4.len`. */
export function scopeOf(view: SessionView): Readonly<Record<string, number>> {
  const scope: Record<string, number> = {};
  for (const entry of view.world.ladder.slice(-NAMED_SEGMENTS)) {
    if (entry.kind !== 'segment') continue;
    const { seq, ack, win, length } = entry.segment;
    Object.assign(scope, { [`#${entry.n}.seq`]: seq, [`#${entry.n}.ack`]: ack, [`#${entry.n}.win`]: win, [`#${entry.n}.len`]: length });
  }
  return { ...scope, ...view.decision?.scope };
}

function endpointOf(address: string): { readonly ip: number; readonly port: number } | null {
  const [text = '', port = ''] = address.split(':');
  const ip = parseIp(text);
  return ip === null || port === '' ? null : { ip, port: Number(port) };
}

/** The composer as it is when one comes to it. */
export function freshComposer(view: SessionView): Composer {
  return composerFrom(templateOf(view), view.decision?.asks);
}

/** What the composer starts with: the decision's template, or for an act of one's own the addresses of the two ends. */
export function templateOf(view: SessionView): Partial<Segment> {
  if (view.decision) return view.decision.template;
  const { lifelines } = view.world;
  const mine = lifelines.find((lifeline) => lifeline.you) ?? lifelines[0];
  const other = lifelines.find((lifeline) => !lifeline.you && lifeline.side === 'server') ?? lifelines.find((lifeline) => !lifeline.you);
  const from = mine ? endpointOf(mine.address) : null;
  const to = other ? endpointOf(other.address) : null;
  return { ...(from && { srcIp: from.ip, srcPort: from.port }), ...(to && { dstIp: to.ip, dstPort: to.port }) };
}
