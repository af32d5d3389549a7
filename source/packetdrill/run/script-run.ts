import type { Ms } from '../../time.ts';
import { printCall, printFields, printSeconds } from '../language/print-script.ts';
import type { Place, Script, ScriptCall, ScriptEvent, ScriptSegment } from '../language/script.ts';
import { dueOf, inTime, toleranceAt, type Due } from './clock.ts';
import { assertCode } from './assert-code.ts';
import { runCommand } from './run-command.ts';
import { compareSegment, describe } from './compare.ts';
import { childOf, expectSyn, isFrom, joinSegments, newConnection, toScript, toWire, type Connection } from './connection.ts';
import { CounterHistory } from './counter-history.ts';
import { CODE_CONSTANTS } from './code-constants.ts';
import { Descriptors } from './descriptors.ts';
import { makeCall, type MadeCall } from './read-call.ts';
import { checkOutcome } from './outcome.ts';
import { Mismatch, NotModelled } from './result.ts';
import type { Settings } from './settings.ts';
import type { Outbound, Running, Target } from './target.ts';
import type { CallOutcome } from './system-call.ts';

/** How long an expected segment is waited for beyond its time, and a call that should not have blocked. */
const PATIENCE: Ms = 2000;
/** The first port of the peer; each further connection of the script has the next. */
const FIRST_PEER_PORT = 52_000;
/** A call that is still running when the script wants another may take so long. */
const CALL_PATIENCE: Ms = 1000;
/** Longer than any kernel timer: a call that does not come back by then never does. */
const FOREVER: Ms = 1_000_000;

interface Started {
  readonly script: ScriptCall;
  readonly made: MadeCall;
  readonly running: Running;
  readonly event: ScriptEvent;
  readonly due: Due;
  readonly until: Ms;
}

/** One run of one script. */
export class ScriptRun {
  readonly script: Script;
  readonly settings: Settings;
  readonly target: Target;
  readonly descriptors = new Descriptors();
  previous: { readonly event: ScriptEvent; readonly due: Due } | null = null;
  started: Started | null = null;
  nextPeerPort = FIRST_PEER_PORT;
  readonly counted = new CounterHistory();
  readonly variables = new Map<string, number>(Object.entries(CODE_CONSTANTS));

  constructor(script: Script, settings: Settings, target: Target) {
    this.script = script;
    this.settings = settings;
    this.target = target;
  }

  /** Throws a Mismatch where the kernel does otherwise. `known`: only so many events can be run, and then there is no end to look at. */
  async run(known?: number): Promise<void> {
    const { target, script } = this;
    await this.begin(known);
    if (known !== undefined && known < script.events.length) return;
    await this.finishCall(CALL_PATIENCE);
    if (known === undefined && script.cleanup) await runCommand(script.cleanup, target, this.counted);
  }

  /** Opens the kernel and makes the first `count` events happen, or all. */
  async begin(count?: number): Promise<void> {
    const { target, settings, script } = this;
    await target.open(settings);
    if (script.init) await runCommand(script.init, target, this.counted);
    await target.start();
    for (const event of script.events.slice(0, count)) {
      try {
        await this.happen(event);
      } catch (error) {
        // What a target notices only while it runs is said where it was noticed.
        if (error instanceof NotModelled && error.place === null) throw new NotModelled(error.feature, event.action.place);
        throw error;
      }
    }
  }

  async happen(event: ScriptEvent): Promise<void> {
    const due = dueOf(event, this.previous, this.target.now());
    const { action } = event;
    if (action.kind === 'segment' && action.direction === 'out') await this.expectSegment(event, action, due);
    else {
      await this.target.sleepUntil(due.from);
      if (this.previous) this.checkTime(action.place, due, this.target.now());
      if (action.kind === 'segment') await this.putIn(action);
      else if (action.kind === 'call') await this.call(event, action, due);
      else if (action.kind === 'command') await runCommand(action, this.target, this.counted);
      else if (action.kind === 'code') await assertCode(action, this.descriptors.current, this.variables, this.target);
    }
    this.collectCall();
    this.previous = { event, due: due.any ? { ...due, from: this.target.now() } : due };
  }

  checkTime(place: Place, due: Due, at: Ms): void {
    const tolerance = toleranceAt(this.settings, due.from, this.previous?.due.from ?? null);
    if (!inTime(due, at, tolerance)) throw new Mismatch(place, { field: 'time', expected: dueText(due, tolerance), actual: { id: 'packetdrill.seconds', params: { at: printSeconds(at) } } });
  }

  /** The connection that a segment of the script belongs to; a listener, or nobody, gets a child by the first that comes in. */
  connectionFor(segment: ScriptSegment): Connection {
    const { current, all } = this.descriptors;
    if (segment.direction === 'in' && (!current || current.phase === 'listening')) {
      const child = childOf(this.settings, this.nextPeerPort++, segment);
      all.push(child);
      return child;
    }
    if (!current) throw new Mismatch(segment.place, { field: 'connection', expected: { id: 'packetdrill.no-connection' }, actual: `> ${printFields(segment)}` });
    if (segment.direction === 'out') expectSyn(current, segment);
    return current;
  }

  async putIn(segment: ScriptSegment): Promise<void> {
    await this.target.inject(toWire(this.connectionFor(segment), segment, this.settings));
  }

  async expectSegment(event: ScriptEvent, expected: ScriptSegment, due: Due): Promise<void> {
    const connection = this.connectionFor(expected);
    const last = due.any ? FOREVER : Math.max(due.from, due.to) + PATIENCE;
    const first = await this.nextFrom(connection, last);
    if (!first) throw new Mismatch(event.action.place, { field: 'segment', expected: `> ${printFields(expected)}`, actual: { id: 'packetdrill.none', params: { until: printSeconds(this.target.now()) } } });
    let actual = toScript(connection, first.segment, expected);
    // Data that the script has in one segment may come in several.
    while (!this.settings.strictSegments && actual.length > 0 && actual.length < expected.length) {
      const next = await this.nextFrom(connection, last);
      const joined = next && joinSegments(actual, toScript(connection, next.segment, expected));
      if (!joined) break;
      actual = joined;
    }
    const difference = compareSegment(connection, expected, actual, this.settings, due.from);
    if (difference) throw new Mismatch(event.action.place, difference);
    this.checkSegmentTime(event, expected, due, first.at, describe(actual, expected));
  }

  /** The next segment that the kernel sent for this connection; those of others are nobody's business. */
  async nextFrom(connection: Connection, until: Ms): Promise<Outbound | null> {
    for (;;) {
      const outbound = await this.target.nextOutbound(until);
      this.collectCall();
      if (!outbound || isFrom(connection, outbound.segment)) return outbound;
    }
  }

  checkSegmentTime(event: ScriptEvent, expected: ScriptSegment, due: Due, at: Ms, shown: string): void {
    const tolerance = toleranceAt(this.settings, due.from, this.previous?.due.from ?? null);
    if (inTime(due, at, tolerance)) return;
    throw new Mismatch(event.action.place, {
      field: 'time',
      expected: { id: 'packetdrill.segment-due', params: { segment: `> ${printFields(expected)}`, from: printSeconds(due.from), to: printSeconds(due.to), tolerance: printSeconds(tolerance) } },
      actual: { id: 'packetdrill.segment-at', params: { segment: shown, at: printSeconds(at) } },
    });
  }

  async call(event: ScriptEvent, script: ScriptCall, due: Due): Promise<void> {
    await this.finishCall(CALL_PATIENCE);
    const made = makeCall(script, this.settings, (scriptFd, place) => this.descriptors.fdOf(scriptFd, place));
    this.beforeCall(script, made);
    const running = await this.target.begin(made.call);
    const until = script.until === null ? FOREVER : event.time.kind === 'relative' ? script.until + due.from - event.time.after : script.until;
    this.started = { script, made, running, event, due, until };
    if (script.until !== null) return;
    await this.finishCall(FOREVER);
    const fd = this.descriptors.current?.fd ?? null;
    if (made.nonBlocking && fd !== null) await this.target.begin({ name: 'setfl', fd, nonBlocking: true });
  }

  /** What connect() and listen() mean for the segments that follow, whatever comes of them. */
  beforeCall(script: ScriptCall, { call }: MadeCall): void {
    if (call.name === 'socket' && script.result.kind === 'integer' && script.result.value >= 0) this.descriptors.requireFree(script.result.value, script.place);
    const fd = script.args[0];
    const connection = fd?.kind === 'integer' ? this.descriptors.find(fd.value) : undefined;
    if (call.name === 'connect' && connection?.phase === 'new') {
      connection.phase = 'connecting';
      connection.remote = call.to;
    }
  }

  /** A call that was left running may have returned meanwhile. */
  collectCall(): void {
    const { started } = this;
    if (started?.running.outcome) this.returned(started, started.running.outcome);
  }

  /** Waits for the call that runs, if any. */
  async finishCall(patience: Ms): Promise<void> {
    const { started } = this;
    if (!started) return;
    const outcome = started.running.outcome ?? (await this.target.settle(started.running, Math.max(this.target.now(), Math.min(started.until, FOREVER)) + patience));
    if (!outcome) throw new Mismatch(started.script.place, { field: 'return-time', expected: printCall(started.script), actual: { id: 'packetdrill.blocks', params: { until: printSeconds(this.target.now()) } } });
    this.returned(started, outcome);
  }

  returned(started: Started, outcome: CallOutcome): void {
    const { script, made, due, until } = started;
    this.started = null;
    checkOutcome(script, made, outcome);
    if (script.until !== null) {
      const tolerance = toleranceAt(this.settings, until, due.from);
      const end: Due = { from: until, to: until, any: false };
      if (!inTime(end, outcome.at, tolerance)) {
        throw new Mismatch(script.place, {
          field: 'return-time',
          expected: { id: 'packetdrill.return-due', params: { call: printCall(script), at: printSeconds(until), tolerance: printSeconds(tolerance) } },
          actual: { id: 'packetdrill.seconds', params: { at: printSeconds(outcome.at) } },
        });
      }
    }
    if (outcome.result >= 0) this.afterCall(script, made, outcome);
  }

  afterCall(script: ScriptCall, { call }: MadeCall, outcome: CallOutcome): void {
    const result = script.result.kind === 'integer' ? script.result.value : outcome.result;
    const fd = script.args[0];
    const connection = fd?.kind === 'integer' ? this.descriptors.find(fd.value) : undefined;
    if (call.name === 'socket') {
      this.descriptors.all.push(newConnection(result, outcome.result));
    } else if (call.name === 'listen' && connection) connection.phase = 'listening';
    else if (call.name === 'close' && connection) connection.closed = true;
    else if (call.name === 'accept') this.accepted(result, outcome);
  }

  /** The newest connection whose handshake is known gets the descriptor; one that the script does not follow gets a bare one. */
  accepted(scriptFd: number, { result: fd, peer }: CallOutcome): void {
    const known = this.descriptors.all.findLast(
      (one) => one.fd === null && (one.phase === 'syn-ack-sent' || one.phase === 'acknowledged') && (peer === undefined || peer.port === one.remote.port),
    );
    if (known) {
      known.scriptFd = scriptFd;
      known.fd = fd;
      return;
    }
    const bare = newConnection(scriptFd, fd);
    bare.phase = 'open';
    this.descriptors.all.unshift(bare);
  }
}

function dueText(due: Due, tolerance: Ms): Mismatch['difference']['expected'] {
  return { id: 'packetdrill.due', params: { from: printSeconds(due.from), to: printSeconds(due.to), tolerance: printSeconds(tolerance) } };
}
