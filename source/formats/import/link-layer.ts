/** What a frame holds: an IPv4 datagram, or the reason why it is not for us. */
export type Payload = { readonly kind: 'ipv4'; readonly bytes: Uint8Array } | { readonly kind: 'ipv6' | 'other' | 'unknown-link' };

/** How far the IP header is from the beginning, and where the two bytes of the protocol are; by link type of tcpdump.org. */
const LINKS: Readonly<Record<number, { readonly header: number; readonly protocol: number | null }>> = {
  0: { header: 4, protocol: null },
  1: { header: 14, protocol: 12 },
  12: { header: 0, protocol: null },
  14: { header: 0, protocol: null },
  101: { header: 0, protocol: null },
  108: { header: 4, protocol: null },
  113: { header: 16, protocol: 14 },
  228: { header: 0, protocol: null },
  276: { header: 20, protocol: 0 },
};

const IPV4 = 0x0800;
const IPV6 = 0x86dd;
const VLAN = 0x8100;

/** Takes the link header off: Ethernet (with a VLAN tag or none), Linux cooked, loopback, raw IP. */
export function payloadOf(link: number, bytes: Uint8Array): Payload {
  const known = LINKS[link];
  if (!known) return { kind: 'unknown-link' };
  let { header } = known;
  if (known.protocol !== null) {
    let protocol = word(bytes, known.protocol);
    if (protocol === VLAN && link === 1) {
      protocol = word(bytes, 16);
      header += 4;
    }
    if (protocol === IPV6) return { kind: 'ipv6' };
    if (protocol !== IPV4) return { kind: 'other' };
  }
  const version = (bytes[header] ?? 0) >> 4;
  if (version === 6) return { kind: 'ipv6' };
  return version === 4 ? { kind: 'ipv4', bytes: bytes.subarray(header) } : { kind: 'other' };
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}
