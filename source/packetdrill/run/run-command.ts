import { formatEndpoint, formatIp } from '../../tcp/address.ts';
import type { Command } from '../language/script.ts';
import type { CounterHistory } from './counter-history.ts';
import { readCommand, type Step } from './commands.ts';
import { Mismatch } from './result.ts';
import type { Target } from './target.ts';
import type { SocketLine } from '../../kernel/socket-lines.ts';

/** Does what a command asks, or sees whether it is so. Throws a Mismatch where the real command would end with another status than 0. */
export async function runCommand({ text, place }: Command, target: Target, counted: CounterHistory): Promise<void> {
  const command = readCommand(text);
  for (const step of command.ok ? command.steps : []) {
    const wrong = await runStep(step, target, counted);
    if (wrong) throw new Mismatch(place, { field: 'command', ...wrong });
  }
}

type Wrong = { readonly expected: string; readonly actual: string } | null;

async function runStep(step: Step, target: Target, counted: CounterHistory): Promise<Wrong> {
  switch (step.kind) {
    case 'nothing':
      return null;
    case 'sysctl': {
      const written = await target.sysctl(step.name, step.value);
      return written || step.quiet ? null : { expected: `${step.name}=${step.value}`, actual: 'EINVAL' };
    }
    case 'ss': {
      const count = (await target.sockets()).filter(({ state }) => state === step.state).length;
      return count === step.count ? null : { expected: `${step.state}: ${step.count}`, actual: `${step.state}: ${count}` };
    }
    case 'ss-lines': {
      const lines = (await target.sockets()).filter((line) => (step.states === 'established' ? line.state !== 'LISTEN' && line.state !== 'CLOSED' && line.state !== 'TIME-WAIT' : line.state === step.states));
      const texts = lines.map(lineText);
      return texts.some((text) => step.words.every((word) => text.includes(word))) ? null : { expected: step.words.join(' '), actual: texts.join('; ') || '-' };
    }
    case 'advmss':
      return (await target.advertise(step.to, step.mss)) ? null : { expected: `ip route change ${formatIp(step.to)}`, actual: 'ENOENT' };
    case 'nstat-begins':
      await counted.begin(target);
      return null;
    case 'nstat': {
      const value = step.since ? await counted.since(target, step.counter) : ((await target.counters())[step.counter] ?? 0);
      return value === step.value ? null : { expected: `${step.counter} ${step.value}`, actual: `${step.counter} ${value}` };
    }
  }
}

function lineText(line: SocketLine): string {
  return `${formatEndpoint({ ip: line.localIp, port: line.localPort })} ${formatEndpoint({ ip: line.remoteIp, port: line.remotePort })}`;
}
