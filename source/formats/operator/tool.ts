import { visible } from '../../tcp/notation/visible.ts';
import type { Counters } from '../../kernel/counter.ts';
import type { Machine } from '../../world/machine.ts';
import { printSegments } from '../tcpdump/print-capture.ts';
import { printDmesg } from './kernel-log.ts';
import { printNstat, type NstatRequest } from './nstat.ts';
import { printSysctls } from './settings.ts';
import { printSs, type SsRequest } from './ss.ts';

/** What an operator looks with, and what its output is sent through. */
export interface Tool {
  readonly look: Look;
  readonly pipes: readonly Pipe[];
  /** The one host that is looked at; null: all of them. */
  readonly host: string | null;
}

export type Look =
  | { readonly name: 'ss'; readonly request: SsRequest }
  | { readonly name: 'nstat'; readonly request: NstatRequest }
  | { readonly name: 'dmesg' | 'sysctl' }
  | { readonly name: 'tcpdump'; readonly absolute: boolean };

export type Pipe = { readonly do: 'count' } | { readonly do: 'head' | 'tail'; readonly lines: number } | { readonly do: 'grep'; readonly text: string; readonly invert: boolean };

/** The counters of each host when nstat was last run on it: nstat keeps such a history itself. */
export type NstatHistory = Readonly<Record<string, Counters>>;

export interface Looked {
  readonly lines: readonly string[];
  readonly history: NstatHistory;
}

/** What was named as a host and is none of these, and the names of those that are; null where it is one, or none was named. */
export function unknownHost({ host: only }: Tool, all: readonly Machine[]): { readonly got: string; readonly names: string } | null {
  return only === null || all.some(({ host }) => host.name === only) ? null : { got: visible(only), names: all.map(({ host }) => host.name).join(', ') };
}

/** What the tool prints of the player's hosts, as a terminal shows it; with several hosts each under its name. Nothing is changed by it. */
export function runTool({ look, pipes, host: only }: Tool, all: readonly Machine[], history: NstatHistory): Looked {
  const machines = only === null ? all : all.filter(({ host }) => host.name === only);
  const printed = machines.flatMap((machine) => {
    const lines = pipes.reduce(piped, print(look, machine, history)).map(expanded);
    return machines.length > 1 ? [`${machine.host.name}:`, ...lines] : lines;
  });
  if (look.name !== 'nstat') return { lines: printed, history };
  return { lines: printed, history: { ...history, ...Object.fromEntries(machines.map(({ host }) => [host.name, { ...host.counters }])) } };
}

function print(look: Look, machine: Machine, history: NstatHistory): readonly string[] {
  const { host, now } = machine;
  switch (look.name) {
    case 'ss':
      return printSs(host, now, look.request);
    case 'nstat':
      return printNstat(host.counters, history[host.name] ?? null, look.request);
    case 'dmesg':
      return printDmesg(host);
    case 'sysctl':
      return printSysctls(host);
    case 'tcpdump':
      return printSegments(machine.captured(), look.absolute);
  }
}

function piped(lines: readonly string[], pipe: Pipe): readonly string[] {
  switch (pipe.do) {
    case 'count':
      return [String(lines.length)];
    case 'head':
      return lines.slice(0, pipe.lines);
    case 'tail':
      return pipe.lines === 0 ? [] : lines.slice(-pipe.lines);
    case 'grep':
      return lines.filter((line) => line.includes(pipe.text) !== pipe.invert);
  }
}

/** Tabs as a terminal shows them: up to the next column that 8 divides. */
function expanded(line: string): string {
  return line.split('\t').reduce((before, part) => `${before.padEnd(Math.ceil((before.length + 1) / 8) * 8)}${part}`);
}
