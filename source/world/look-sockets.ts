import type { Host, HashEntry } from '../kernel/host.ts';
import { allEntries } from '../kernel/lookup.ts';
import { formatEndpoint } from '../tcp/address.ts';
import type { Sight } from './sight.ts';
import type { SocketView } from './view.ts';

/** In a live world connections come and go by the thousand: what stays is shown. */
export function listeners(host: Host, sight: Sight): SocketView[] {
  return [...host.listeners.values()].map((socket) => socketView(host, socket, sight));
}

/** Up to so many of a host's sockets, requests and TIME-WAITs as a panel can hold, with the numbers that say where they stand. */
export function sockets(host: Host, sight: Sight): SocketView[] {
  const views: SocketView[] = [];
  const shown = new Set<HashEntry>();
  for (const socket of host.sockets.values()) {
    shown.add(socket);
    views.push(socketView(host, socket, sight));
  }
  for (const entry of allEntries(host)) {
    if (views.length > 24) break;
    if (!shown.has(entry)) views.push(socketView(host, entry, sight));
  }
  return views;
}

function socketView(host: Host, entry: HashEntry, sight: Sight): SocketView {
  const numbers: [string, string | number][] = [];
  if (entry.kind === 'time-wait') {
    numbers.push(['RCV.NXT', entry.rcvNxt], ['SND.NXT', entry.sndNxt]);
    if (entry.ts) numbers.push(['TS.Recent', entry.timestamps.recent]);
  } else if (entry.kind === 'request') {
    numbers.push(['IRS', entry.irs], ['RCV.NXT', entry.rcvNxt], ['ISS', entry.iss], ['retransmits', entry.retransmits]);
  } else if (entry.listener) {
    numbers.push(['backlog', entry.listener.backlog]);
  } else if (entry.remotePort !== 0) {
    if (entry.irs !== 0 || entry.rcvNxt !== 0) numbers.push(['IRS', entry.irs], ['RCV.NXT', entry.rcvNxt], ['RCV.WND', entry.rcvWnd]);
    numbers.push(['ISS', entry.iss], ['SND.UNA', entry.sndUna], ['SND.NXT', entry.sndNxt]);
    if (entry.sndWnd > 0) numbers.push(['SND.WND', entry.sndWnd]);
    if (entry.options.ts) numbers.push(['TS.Recent', entry.timestamps.recent]);
    if (entry.error) numbers.push(['errno', entry.error]);
  }
  return {
    host: host.name,
    id: entry.kind === 'socket' ? entry.id : null,
    kind: entry.kind,
    state: entry.kind === 'request' ? 'SYN-RECEIVED' : entry.kind === 'time-wait' ? entry.substate : entry.state,
    local: formatEndpoint({ ip: entry.localIp, port: entry.localPort }),
    remote: entry.remotePort === 0 ? null : formatEndpoint({ ip: entry.remoteIp, port: entry.remotePort }),
    fields: numbers.map(([name, value]) => {
      const hidden = sight.hide.includes(name);
      return { name, value: hidden ? '????' : String(value), hidden };
    }),
  };
}
