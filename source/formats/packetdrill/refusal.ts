import type { Phrase } from '../../phrase.ts';

/** A run, or a part of it, that a packetdrill script cannot say. */
export class NotExpressible extends Error {
  override name = 'NotExpressible';
  readonly why: Phrase;

  constructor(id: string, params: NonNullable<Phrase['params']> = {}) {
    super(id);
    this.why = { id: `export.packetdrill.${id}`, params };
  }
}
