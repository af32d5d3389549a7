import { formatEndpoint, formatIp, type Endpoint, type Ip } from '../tcp/address.ts';
import type { HostSetup, WorldSetup } from '../world/setup.ts';
import { CLIENT_POOL } from '../world/traffic.ts';
import { SetupError } from './setup-error.ts';

interface Range {
  readonly host: HostSetup;
  readonly first: Ip;
  readonly last: Ip;
}

/**
 * Every address belongs to one host, a host of real clients having CLIENT_POOL of them, and traffic goes to somebody.
 * Throws SetupError.
 */
export function checkAddresses({ hosts, traffic }: WorldSetup): void {
  const pools = new Set(traffic.flatMap((one) => (one.kind === 'clients' && one.pool ? [one.host] : [])));
  const ranges = hosts.map((host): Range => ({ host, first: host.ip, last: host.ip + (pools.has(host.name) ? CLIENT_POOL : 1) - 1 }));
  for (const [index, range] of ranges.entries()) {
    if (range.last > 0xffffffff) throw new SetupError(['hosts', range.host.name, 'ip'], `an address with ${CLIENT_POOL - 1} more after it, for the clients`, 'ip: 10.20.0.1', rangeText(range));
    const other = ranges.slice(0, index).find(({ first, last }) => first <= range.last && range.first <= last);
    if (other) throw new SetupError(['hosts', range.host.name, 'ip'], `addresses that no other host has; ${other.host.name} has ${rangeText(other)}`, null, rangeText(range));
  }
  for (const [index, { to }] of traffic.entries()) {
    demandOwner(ranges, to, ['traffic', index, 'to']);
    const one = traffic[index]!;
    if (one.kind === 'clients' && one.elsewhere !== null) demandOwner(ranges, one.elsewhere, ['traffic', index, 'elsewhere']);
  }
}

function demandOwner(ranges: readonly Range[], to: Endpoint, path: readonly PropertyKey[]): void {
  if (ranges.some(({ first, last }) => first <= to.ip && to.ip <= last)) return;
  const owners = ranges.map((range) => `${range.host.name} (${rangeText(range)})`);
  throw new SetupError(path, `an address that a host has: ${owners.join(', ')}`, null, `"${formatEndpoint(to)}"`);
}

function rangeText({ first, last }: Range): string {
  return first === last ? formatIp(first) : `${formatIp(first)} to ${last > 0xffffffff ? 'beyond 255.255.255.255' : formatIp(last)}`;
}
