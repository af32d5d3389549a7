/** The port of `ackademy serve` where none is named. */
export const USUAL_PORT = 2222;

/** `host`, `host:port`, `[2001:db8::1]:port` or `ssh://host:port`; null for anything else. */
export function serverCalled(text: string): { readonly host: string; readonly port: number } | null {
  const found = /^(?:ssh:\/\/)?(?:\[([0-9a-f:.]+(?:%\w+)?)\]|([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?))(?::(\d{1,5}))?\/?$/.exec(text);
  if (found === null) return null;
  const host = found[1] ?? found[2]!;
  const port = found[3] === undefined ? USUAL_PORT : Number(found[3]);
  return port > 0 && port <= 65_535 ? { host, port } : null;
}
