import type { CallResult } from '../kernel/call-errnos.ts';
import type { SysctlName } from '../kernel/sysctl.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Call } from './move.ts';
import type { World } from './world.ts';

/** Keeps that a segment reached a host's kernel. A flood's journal keeps none of these. */
export function keepArrival(world: World, host: string, segment: Segment, n: number | null): void {
  if (world.journal.keepsSegments) world.journal.inputs.push({ at: world.now, host, do: 'segment', segment, n });
}

/** A segment that was thrown away at the host's door has never reached its kernel. */
export function forgetArrival(world: World, host: string, n: number | null): void {
  const { inputs } = world.journal;
  const at = inputs.findLastIndex((input) => input.host === host && input.do === 'segment' && input.n === n);
  if (at >= 0) inputs.splice(at, 1);
}

/** Keeps a call that a program made; socket() and accept() give a descriptor. */
export function keepCall(world: World, host: string, call: Call, result: CallResult | null): void {
  if (!world.journal.keepsSegments) return;
  const gives = (call.call === 'socket' || call.call === 'accept') && result?.ok === true ? result.value : null;
  world.journal.inputs.push({ at: world.now, host, do: 'call', call, gives });
}

export function keepSysctl(world: World, host: string, name: SysctlName, value: number): void {
  if (world.journal.keepsSegments) world.journal.inputs.push({ at: world.now, host, do: 'sysctl', name, value });
}
