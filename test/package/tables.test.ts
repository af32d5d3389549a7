/** The build replaces modules by their results: they must be the results. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { expect, test } from 'vitest';
import { connectionTable } from '../../source/connection/connection-table.ts';
import { LANGUAGES } from '../../source/language.ts';
import { catalogue } from '../../source/message/catalogue.ts';
import { refereeTable } from '../../source/referee/referee-table.ts';

const root = join(import.meta.dirname, '../..');

async function builtModule(source: string): Promise<Record<string, unknown>> {
  const { bundleOptions } = (await import(pathToFileURL(join(root, 'tools/bundle.mjs')).href)) as { bundleOptions: esbuild.BuildOptions };
  const { outputFiles } = await esbuild.build({ ...bundleOptions, entryPoints: [join(root, source)], write: false });
  const text = outputFiles?.[0]?.text ?? '';
  expect(text).not.toContain('createMachine');
  return (await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)) as Record<string, unknown>;
}

test('the built tables are those that are compiled from the machines', async () => {
  expect({ ...(await builtModule('source/connection/connection-table.ts')) }).toEqual({ connectionTable });
  expect({ ...(await builtModule('source/referee/referee-table.ts')) }).toEqual({ refereeTable });
});

test('the built texts are those of the catalogue, in every language', async () => {
  const built = (await builtModule('source/message/catalogue.ts')) as { catalogue: typeof catalogue };
  for (const lang of LANGUAGES) {
    expect({ ...built.catalogue(lang) }).toEqual({ ...catalogue(lang) });
    expect('constructor' in built.catalogue(lang)).toBe(false);
  }
});
