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
 * Every address belongs to one host, a host of real clients having CLIENT_POOL of them, or to one router; traffic goes to somebody;
 * a host is behind one router at most, and a connection through it uses a port that it gives out. Throws SetupError.
 */
export function checkAddresses({ hosts, nats, connections, traffic }: WorldSetup): void {
  const pools = new Set(traffic.flatMap((one) => (one.kind === 'clients' && one.pool ? [one.host] : [])));
  const ranges = hosts.map((host): Range => ({ host, first: host.ip, last: host.ip + (pools.has(host.name) ? CLIENT_POOL : 1) - 1 }));
  for (const [index, range] of ranges.entries()) {
    if (range.last > 0xffffffff) throw new SetupError(['hosts', range.host.name, 'ip'], `an address with ${CLIENT_POOL - 1} more after it, for the clients`, 'ip: 10.20.0.1', rangeText(range));
    const other = ranges.slice(0, index).find(({ first, last }) => first <= range.last && range.first <= last);
    if (other) throw new SetupError(['hosts', range.host.name, 'ip'], `addresses that no other host has; ${other.host.name} has ${rangeText(other)}`, null, rangeText(range));
  }
  for (const [index, nat] of nats.entries()) {
    const owner = ranges.find(({ first, last }) => first <= nat.ip && nat.ip <= last)?.host.name ?? (nats.slice(0, index).some((one) => one.ip === nat.ip) ? 'another router' : undefined);
    if (owner !== undefined) throw new SetupError(['nats', index, 'ip'], `an address that nobody else has; ${owner} has it`, 'ip: 198.51.100.7', formatIp(nat.ip));
    const twice = nat.inside.find((name, at) => nat.inside.indexOf(name) < at || nats.slice(0, index).some((one) => one.inside.includes(name)));
    if (twice !== undefined) throw new SetupError(['nats', index, 'inside'], 'hosts that are behind one router, once', 'inside: [alice, bob]', twice);
    const [first, last] = nat.ports;
    if (first > last) throw new SetupError(['nats', index, 'ports'], 'the lower port first', 'ports: [40000, 40999]', `${first}, ${last}`);
    const [at, port] = connections.flatMap(({ a, b }, at) => [a, b].flatMap((end) => (nat.inside.includes(end.host) && (end.port < first || end.port > last) ? [[at, end.port] as const] : [])))[0] ?? [];
    if (at !== undefined) throw new SetupError(['connections', at], `a port that its router gives out, ${first} to ${last}`, null, String(port));
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
