import type { Ends } from '../kernel/overrule.ts';
import { has, SYN } from '../tcp/flags.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Decision } from '../world/decision.ts';
import { standingOptions } from '../world/stamp.ts';
import { windowFor } from '../world/window.ts';

/** A segment with the window and the timestamps that any segment has at this decision; the options of a SYN are its own. */
export function asHere({ at, expected }: Decision, sent: Segment): Segment {
  const options = has(sent.flags, SYN) ? sent.options : { ...standingOptions(expected.host, ends(sent), sent.flags, at), ...(sent.options.sack ? { sack: sent.options.sack } : {}) };
  return { ...sent, win: windowFor(expected.host, ends(sent), sent.flags, expected.sent[0]), options };
}

function ends({ srcIp, srcPort, dstIp, dstPort }: Segment): Ends {
  return { localIp: srcIp, localPort: srcPort, remoteIp: dstIp, remotePort: dstPort };
}
