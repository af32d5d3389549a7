/** A host that a condition names, and the way to its name. */
export interface NamedHost {
  readonly name: string;
  readonly path: readonly PropertyKey[];
}

/** The fields of conditions that name hosts; see goal.ts. */
const HOST_FIELDS = ['host', 'from', 'to', 'at'];

/** All hosts that a checked condition names, those of the conditions inside it too. */
export function hostsNamed(written: unknown, path: readonly PropertyKey[]): readonly NamedHost[] {
  return Object.entries(written as Readonly<Record<string, unknown>>).flatMap(([kind, body]) => {
    const inside = [...path, kind];
    if (kind === 'all' || kind === 'any') return (body as readonly unknown[]).flatMap((one, index) => hostsNamed(one, [...inside, index]));
    if (kind === 'not') return hostsNamed(body, inside);
    if (kind === 'held') return hostsNamed((body as { readonly what: unknown }).what, [...inside, 'what']);
    const fields = body as Readonly<Record<string, unknown>>;
    return HOST_FIELDS.flatMap((field) => (typeof fields[field] === 'string' ? [{ name: fields[field], path: [...inside, field] }] : []));
  });
}
