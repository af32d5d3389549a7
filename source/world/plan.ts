import { schedule, type Ms } from '../time.ts';
import { cloneWorld } from './clone-world.ts';
import type { PlanSetup, ProbeResult, StageSetup, TrafficSetup, WayOn } from './setup.ts';
import type { Attempt, PlanState, TryEnd } from './traffic-state.ts';
import { hostOf, type World } from './world.ts';

/** What belongs to no stage begins, and the first stage of the attacker's plan, where there is one. */
export function startPlan(world: World): void {
  begin(world, null);
  const first = world.setup.plan?.stages[0];
  if (first) enter(world, first.name);
}

/** The plan goes on, unless it has left that stage by another way before. */
export function stageEnds(world: World, stage: string, go: string): void {
  const open = world.setup.plan && stageOf(world.setup.plan, stage)?.next.some((way) => way.go === go);
  if (open && world.traffic.plan?.stage === stage) enter(world, go);
}

/** A copy of the world in which the attacker goes on with what he does now, whatever he sees: what a defence does to that, and not what he will think of next. */
export function steadfast(world: World): World {
  const { plan } = world.setup;
  return plan === null ? world : { ...cloneWorld(world), setup: { ...world.setup, plan: { ...plan, stages: plan.stages.map((stage) => ({ ...stage, next: [] })) } } };
}

/** A try of a client is over: where it was a probe of the attacker, he learns from it what an attacker can see. */
export function probeEnded(world: World, { of, startedAt, host, socket }: Attempt, how: TryEnd): void {
  const { setup, traffic } = world;
  if (!setup.plan || !traffic.plan || of !== setup.plan.probe || startedAt < traffic.plan.since) return;
  const plan: PlanState = { ...traffic.plan, seen: [...traffic.plan.seen, resultOf(world, host, socket, how)] };
  traffic.plan = plan;
  const way = stageOf(setup.plan, plan.stage)?.next.find((one) => 'saw' in one && hasSeen(plan.seen, one));
  if (way) enter(world, way.go);
}

/** When a traffic began and when it ends, in ms of virtual time; null while its stage is not the one of the plan. */
export function spanOf({ traffic: { plan } }: World, { stage, startsAt, endsAt }: TrafficSetup): { readonly from: Ms; readonly until: Ms } | null {
  if (stage === null) return { from: startsAt, until: endsAt };
  return plan?.stage === stage ? { from: plan.since + startsAt, until: plan.since + endsAt } : null;
}

function enter(world: World, stage: string): void {
  world.traffic.plan = { stage, since: world.now, seen: [] };
  for (const way of stageOf(world.setup.plan!, stage)?.next ?? []) {
    if ('after' in way) schedule(world.agenda, world.now + way.after, { kind: 'stage', stage, go: way.go });
  }
  begin(world, stage);
}

/** Puts on the agenda what happens in a stage, or in none. */
function begin({ agenda, setup, now }: World, stage: string | null): void {
  for (const [index, act] of setup.script.entries()) if ((act.stage ?? null) === stage) schedule(agenda, now + act.at, { kind: 'script', index });
  for (const [index, traffic] of setup.traffic.entries()) {
    if (traffic.stage === stage) schedule(agenda, now + traffic.startsAt, { kind: traffic.kind === 'flood' ? 'flood' : 'client', index });
  }
}

function stageOf({ stages }: PlanSetup, name: string): StageSetup | undefined {
  return stages.find((stage) => stage.name === name);
}

function hasSeen(seen: readonly ProbeResult[], { saw, times }: Extract<WayOn, { readonly saw: unknown }>): boolean {
  return seen.length >= times && seen.slice(-times).every((one) => saw.includes(one));
}

/** A cookie has no room for window scaling where the client sends no timestamps (F3.16): its SYN-ACK lacks what the SYN offered. */
function resultOf(world: World, host: string, socket: number, how: TryEnd): ProbeResult {
  if (how === 'gave-up') return 'silent';
  if (how !== 'served') return how === 'ECONNREFUSED' || how === 'ECONNRESET' ? 'refused' : 'silent';
  const { sockets, sysctl } = hostOf(world, host);
  return sysctl.tcp_window_scaling === 1 && sockets.get(socket)?.options.scaling === false ? 'cookies' : 'answered';
}
