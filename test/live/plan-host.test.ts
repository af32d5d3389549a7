import { expect, test } from 'vitest';
import { planSolution } from '../../source/commands/prove/prove-plans.ts';
import { portRange } from '../../source/kernel/sysctl.ts';
import type { Step } from '../../source/live/dialogue/dialogue.ts';
import { levelAt } from '../levels/play-level.ts';

const stepText = (step: Step): string => (step.do === 'sysctl' ? `${step.name}=${step.value}` : step.do === 'call' ? step.call.call : 'segment');

test('a kernel that looks for a port itself is left the one that the simulated kernel found', () => {
  const { plans } = planSolution(levelAt('06-incidents/03-red-team'), '1');
  const { dialogue, sent } = plans.find(({ host }) => host === 'attacker')!;
  const calls = dialogue.steps.map(stepText);
  const port = Number(sent.find(({ text }) => text.includes(' S '))!.connection!.split(' ')[0]);
  const at = calls.indexOf('connect');
  expect(calls.slice(at - 1, at + 2)).toEqual([`ip_local_port_range=${portRange(port, port)}`, 'connect', `ip_local_port_range=${portRange(32_768, 60_999)}`]);
});

test('a socket that has a port keeps it without that', () => {
  const { plans } = planSolution(levelAt('01-opening/01-first-syn'), '1');
  expect(plans.flatMap(({ dialogue }) => dialogue.steps.map(stepText)).filter((text) => text.startsWith('ip_local_port_range'))).toEqual([]);
});
