import type { Action, Script } from '../language/script.ts';
import { namesIn, readCode } from './code.ts';
import { readCommand, type Step } from './commands.ts';
import { isInfoName } from './info-name.ts';
import { makeCall } from './read-call.ts';
import { NotModelled } from './result.ts';
import type { Settings } from './settings.ts';
import type { Need, Target } from './target.ts';

/** The first thing in a script that this program or the target does not know. */
export interface Unknown {
  readonly error: NotModelled;
  /** So many events come before it; -1: the command that prepares the kernel is it. */
  readonly events: number;
}

/**
 * Looks for it before anything is run. A script with something unknown never passes; it fails where it would fail before
 * that is reached.
 */
export function firstUnknown(script: Script, settings: Settings, target: Target): Unknown | null {
  const parts = [script.init, ...script.events.map(({ action }) => action), script.cleanup];
  for (const [index, part] of parts.entries()) {
    try {
      requirePart(part, settings, target);
    } catch (error) {
      if (error instanceof NotModelled) return { error, events: index - 1 };
      throw error;
    }
  }
  return null;
}

/** Throws NotModelled for the first thing in the script that is not known. */
export function requireAll(script: Script, settings: Settings, target: Target): void {
  const unknown = firstUnknown(script, settings, target);
  if (unknown) throw unknown.error;
}

function requirePart(command: Action | null, settings: Settings, target: Target): void {
  if (command?.kind === 'command') requireCommand(command.text, command.place, target);
  else if (command?.kind === 'call') requireNeed({ kind: 'call', call: makeCall(command, settings, () => 0).call }, command.place, target);
  else if (command?.kind === 'foreign') throw new NotModelled(command.feature, command.place);
  else if (command?.kind === 'code') requireCode(command.text, command.place, target);
  else if (command?.kind === 'segment') {
    if (command.ip !== null) throw new NotModelled(`IP header ${command.ip}`, command.place);
    const foreign = command.options === 'any' ? undefined : command.options.find((option) => option.kind === 'foreign');
    if (foreign?.kind === 'foreign') throw new NotModelled(foreign.name, command.place);
  }
}

type Where = NonNullable<Script['init']>['place'];

function requireNeed(need: Need, place: Where, target: Target): void {
  const feature = target.lacks(need);
  if (feature !== null) throw new NotModelled(feature, place);
}

function requireCommand(text: string, place: Where, target: Target): void {
  const command = readCommand(text);
  if (!command.ok) throw new NotModelled(`\`${command.unknown.slice(0, 60)}\``, place);
  for (const step of command.steps) {
    const need = needOf(step);
    if (need) requireNeed(need, place, target);
  }
}

function needOf(step: Step): Need | null {
  if (step.kind === 'sysctl') return { kind: 'sysctl', name: step.name, value: step.value };
  if (step.kind === 'advmss') return { kind: 'advmss' };
  return step.kind === 'nstat' ? { kind: 'counter', name: step.counter } : null;
}

function requireCode(text: string, place: Where, target: Target): void {
  const statements = readCode(text);
  if (statements === null) throw new NotModelled(`%{ ${text.replaceAll(/\s+/g, ' ').slice(0, 40)} }%`, place);
  for (const statement of statements) {
    if (statement.kind === 'nothing') continue;
    const names = namesIn(statement.kind === 'assert' ? statement.test : statement.value);
    for (const name of names) {
      if (isInfoName(name)) requireNeed({ kind: 'info', field: name }, place, target);
    }
  }
}
