import { aboutSysctl } from '../referee/sysctl-about.ts';
import type { SessionView } from '../referee/session-view.ts';
import { nearestFirst } from '../tcp/notation/nearest-name.ts';
import { visible } from '../tcp/notation/visible.ts';
import { tell, type Voice } from './voice.ts';

/** Whether a name, with or without its prefix, is that of the sysctl. */
export function sysctlIs(name: string, short: string): boolean {
  return name === short || name.endsWith(`.${short}`);
}

/** What a sysctl is: what it does, its value on each host, default, unit, range and source. For any other name those that there are, the nearest first. */
export function aboutLines({ kernel, world }: Pick<SessionView, 'kernel' | 'world'>, name: string, voice: Voice): readonly string[] {
  const about = aboutSysctl(kernel, name);
  const there = [...new Set(world.sysctls.map((sysctl) => sysctl.name))];
  if (about === null) return [tell(voice, there.length === 0 ? 'plain.about.none' : name === '' ? 'plain.about.which' : 'plain.about.unknown', { got: visible(name), names: nearestFirst(name, there).join(', ') })];
  const values = world.sysctls.filter((sysctl) => sysctlIs(sysctl.name, about.name)).map(({ host, value }) => `${host} ${value}`);
  return [
    tell(voice, 'plain.about', { name: about.name, text: tell(voice, `sysctl.${about.name}`) }),
    tell(voice, 'plain.about.facts', {
      value: values.length === 0 ? '-' : values.join(', '),
      default: about.memory ? tell(voice, 'sysctl.memory', { default: about.default }) : about.default,
      unit: tell(voice, `sysctl.unit.${about.unit}`),
      range: tell(voice, 'sysctl.range-of', { min: about.min, max: about.max }),
    }),
    tell(voice, 'plain.about.source', { source: about.source }),
  ];
}
