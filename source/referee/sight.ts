import type { DrawnLevel } from '../level/level.ts';
import type { Sight } from '../world/sight.ts';
import { factsOfWorld } from '../level/facts-of-world.ts';
import { holds } from '../level/holds.ts';
import type { World } from '../world/world.ts';

/** Who sees what: a kernel sees itself and the wire, an attacker only what he sends and gets, an operator his server. After the end everything is shown. */
export function sightOf(drawn: DrawnLevel, world: World, over: boolean, countersBefore: Sight['countersBefore']): Sight {
  const { level } = drawn;
  const hosts = world.setup.hosts;
  const isShown = level.hideUntil !== null && level.hide.length > 0 && holds(level.hideUntil, factsOfWorld(world, () => null));
  const yours = hosts.filter((host) => host.you).map((host) => host.name);
  const attacking = level.role === 'attacker';
  // Who is not there, but in whose name something comes, is seen on the wire, and has no state.
  const heard = new Set(world.setup.script.flatMap((act) => (act.act === 'inject' ? [act.host] : [])));
  const seen = hosts.filter((host) => !host.absent || attacking || heard.has(host.name));
  // There is room for three, and the player's own are always among them.
  const drawnFirst = new Set(seen.toSorted((a, b) => Number(b.you) - Number(a.you)).slice(0, 3));
  const lines = seen.filter((host) => drawnFirst.has(host)).map((host) => host.name);
  const inside = yours.length > 0 ? yours : hosts.map((host) => host.name);
  const everything = hosts.map((host) => host.name);
  const present = hosts.filter((host) => !host.absent).map((host) => host.name);
  return {
    inside: over ? everything : inside,
    lifelines: lines,
    states: over || !attacking ? present : inside,
    onlyTools: level.sees === 'operator' && !over,
    onlyOwnSegments: attacking && !over,
    hide: over || isShown ? [] : level.hide,
    editableSysctls: level.sysctls,
    own: inside,
    known: level.known,
    countersBefore,
  };
}
