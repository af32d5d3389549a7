import type { CounterView, Lifeline, QueueView, SeriesView, SocketView, SysctlView, TimerView, TranslationView, WorldView } from '../world/view.ts';
import { fieldName, knownName } from '../message/say.ts';
import { known, seconds, tell, type Voice } from './voice.ts';

/** How far virtual time has come. */
export function nowLine({ now, horizon }: WorldView, voice: Voice): string {
  return tell(voice, 'plain.now', { time: seconds(now), horizon: seconds(horizon) });
}

/** What the panels show now, as `name: value` lines; of the sysctls only those that the player may set, unless all are wanted. */
export function panelLines(world: WorldView, voice: Voice, { all = false } = {}): readonly string[] {
  return [
    nowLine(world, voice),
    ...world.lifelines.map((lifeline) => hostLine(lifeline, voice)),
    ...(world.translations ?? []).map((translation) => tell(voice, 'plain.translation', { ...translation })),
    ...world.known.map(({ name, value }) => tell(voice, 'plain.known', { name: knownName(voice.lang, name), value: shown(value, voice) })),
    ...world.sockets.map((socket) => socketLine(socket, voice)),
    ...world.queues.map((queue) => queueLine(queue, voice)),
    ...world.timers.map((timer) => timerLine(timer, voice)),
    ...world.counters.filter(({ value }) => value > 0).map((counter) => counterLine(counter, voice)),
    ...world.sysctls.filter(({ editable }) => editable || all).map((sysctl) => sysctlLine(sysctl, voice)),
    ...seriesLines(world.series, voice),
  ];
}

/** What changed in the panels from one view to the next; state changes are told by the ladder. */
export function panelChanges(before: WorldView, after: WorldView, voice: Voice): readonly string[] {
  const sockets = new Map(before.sockets.map((socket) => [socketKey(socket), socket]));
  const queues = new Map(before.queues.map((queue) => [queueKey(queue), queue]));
  const counters = new Map(before.counters.map((counter) => [`${counter.host} ${counter.name}`, counter.value]));
  const sysctls = new Map(before.sysctls.map((sysctl) => [`${sysctl.host} ${sysctl.name}`, sysctl.value]));
  const there = new Set(after.sockets.map(socketKey));
  // A host that was not seen from inside before has not counted anything just now.
  const counted = new Set([...before.counters, ...before.sysctls].map(({ host }) => host));
  return [
    ...translationChanges(before.translations ?? [], after.translations ?? [], voice),
    ...after.sockets.flatMap((socket) => socketChange(sockets.get(socketKey(socket)), socket, voice)),
    ...before.sockets.filter((socket) => !there.has(socketKey(socket))).map((socket) => tell(voice, 'plain.socket.gone', { socket: socketName(socket, voice) })),
    ...after.queues.filter((queue) => (queues.get(queueKey(queue))?.length ?? 0) !== queue.length).map((queue) => queueLine(queue, voice)),
    ...after.counters.filter(({ host, name, value }) => counted.has(host) && value !== (counters.get(`${host} ${name}`) ?? 0)).map(({ host, name, value }) => {
      const change = value - (counters.get(`${host} ${name}`) ?? 0);
      return tell(voice, 'plain.counter.change', { host, name, value, change: change > 0 ? `+${change}` : change });
    }),
    ...after.sysctls.filter(({ host, name, value }) => (sysctls.get(`${host} ${name}`) ?? value) !== value).map((sysctl) => sysctlLine(sysctl, voice)),
    ...(after.now === before.now ? [] : seriesLines(after.series, voice)),
  ];
}

function hostLine({ host, address, behind, state }: Lifeline, voice: Voice): string {
  const said = { host, address, state: state ?? tell(voice, 'plain.unknown') };
  return behind ? tell(voice, 'plain.host.behind', { ...said, nat: behind }) : tell(voice, 'plain.host', said);
}

/** Who has got a port of the public address, and which is free again. */
function translationChanges(before: readonly TranslationView[], after: readonly TranslationView[], voice: Voice): readonly string[] {
  const outer = ({ outside, remote }: TranslationView): string => `${outside} ${remote}`;
  const had = new Map(before.map((one) => [outer(one), one.inside]));
  const has = new Set(after.map(outer));
  return [
    ...after.filter((one) => had.get(outer(one)) !== one.inside).map((one) => tell(voice, 'plain.translation', { ...one })),
    ...before.filter((one) => !has.has(outer(one))).map(({ outside, remote }) => tell(voice, 'plain.translation.gone', { outside, remote })),
  ];
}

/** A socket keeps its number whatever it is bound or connected to; requests and TIME-WAIT entries are their addresses. */
function socketKey({ kind, host, id, local, remote }: SocketView): string {
  return id === null ? `${kind} ${host} ${local} ${remote}` : `${kind} ${host} ${id}`;
}

function socketName({ kind, host, id, local, remote }: SocketView, voice: Voice): string {
  const ends = remote === null ? local : `${local} > ${remote}`;
  if (kind === 'request') return tell(voice, 'plain.socket.request', { host, ends });
  if (kind === 'time-wait') return tell(voice, 'plain.socket.time-wait', { host, ends });
  return id === null ? tell(voice, 'plain.socket.nameless', { host, ends }) : tell(voice, 'plain.socket.socket', { host, id, ends });
}

function socketLine(socket: SocketView, voice: Voice): string {
  const fields = socket.fields.map((field) => fieldText(field, voice));
  return `${socketName(socket, voice)}: ${[socket.state, ...fields].join(', ')}`;
}

function socketChange(before: SocketView | undefined, socket: SocketView, voice: Voice): readonly string[] {
  if (!before) return [socketLine(socket, voice)];
  const old = new Map(before.fields.map((field) => [field.name, field]));
  const changed = socket.fields.filter(({ name, value, hidden }) => old.get(name)?.value !== value || old.get(name)?.hidden !== hidden);
  if (changed.length === 0 && before.state === socket.state) return [];
  return [`${socketName(socket, voice)}: ${[socket.state, ...changed.map((field) => fieldText(field, voice))].join(', ')}`];
}

/** A hidden value is not said, whatever the view carries. */
function fieldText({ name, value, hidden }: SocketView['fields'][number], voice: Voice): string {
  return `${fieldName(voice.lang, name)} ${hidden ? tell(voice, 'plain.hidden') : shown(value, voice)}`;
}

function shown(value: string, voice: Voice): string {
  return value === '????' ? tell(voice, 'plain.hidden') : value;
}

function queueLine({ host, name, label, length, capacity, entries }: QueueView, voice: Voice): string {
  const queue = { host, name: tell(voice, `plain.queue.${name}`), label: label === '' ? '' : ` ${label}`, length };
  const line = capacity === null ? tell(voice, 'plain.queue.unbounded', queue) : tell(voice, 'plain.queue.bounded', { ...queue, capacity });
  return entries.length === 0 || entries.length > 8 ? line : `${line}: ${entries.join(', ')}`;
}

function timerLine({ host, name, about, at }: TimerView, voice: Voice): string {
  return tell(voice, 'plain.timer', { host, name, about, time: seconds(at) });
}

function counterLine({ host, name, value }: CounterView, voice: Voice): string {
  return tell(voice, 'plain.counter', { host, name, value });
}

function sysctlLine({ host, name, value, editable }: SysctlView, voice: Voice): string {
  return tell(voice, editable ? 'plain.sysctl.yours' : 'plain.sysctl', { host, name, value });
}

function seriesLines(series: readonly SeriesView[], voice: Voice): readonly string[] {
  return series.flatMap(({ name, unit, values }) => (values.length === 0 ? [] : [tell(voice, 'plain.series', { name: known(voice, `panel.series.${name}`) ?? name, unit: unit && ` ${unit}`, value: values.at(-1)! })]));
}

function queueKey({ host, name, label }: QueueView): string {
  return `${host} ${name} ${label}`;
}
