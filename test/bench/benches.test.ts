import { describe, expect, it } from 'vitest';
import { BENCHES } from './benches.ts';

describe('the benches', () => {
  for (const [name, bench] of Object.entries(BENCHES)) {
    it(`${name} still measures something`, async () => {
      const measures = await bench(0.001);
      expect(measures.length).toBeGreaterThan(0);
      for (const { name: what, value, unit } of measures) {
        expect(value, what).toBeGreaterThanOrEqual(0);
        expect(unit, what).not.toBe('');
      }
    });
  }
});
