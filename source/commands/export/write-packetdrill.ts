import type { Lang } from '../../language.ts';
import { isProfile } from '../../kernel/profile.ts';
import { NotExpressible } from '../../formats/packetdrill/refusal.ts';
import { scriptOf } from '../../formats/packetdrill/script-of.ts';
import { viewpointOf } from '../../formats/packetdrill/viewpoint.ts';
import { message, say } from '../../message/say.ts';
import { kernelName } from '../../referee/kernel-name.ts';
import { parseScript } from '../../packetdrill/language/parse-script.ts';
import { printScript } from '../../packetdrill/language/print-script.ts';
import type { Difference } from '../../packetdrill/run/result.ts';
import { runScript } from '../../packetdrill/run/run-script.ts';
import { TwinTarget } from '../../packetdrill/twin/twin-target.ts';
import type { Phrase } from '../../phrase.ts';
import { fromRun } from '../../referee/replay.ts';
import { isOver, type Session } from '../../referee/session.ts';
import type { ExportedRun } from './exported-run.ts';
import { placeProblem } from './write-export.ts';

export type Scripted = { readonly ok: true; readonly content: string } | { readonly ok: false; readonly code: 1 | 2; readonly text: string };

/**
 * The run as one host lived it, as a packetdrill script that passes on the simulated kernel: what does not pass is refused, with
 * the reason. Without a host: the first for which there is such a script, machines that nobody plays before the player's.
 */
export async function writePacketdrill(exported: ExportedRun, at: string | null, lang: Lang): Promise<Scripted> {
  const problem = placeProblem(exported, at, lang);
  if (problem !== null) return { ok: false, code: 2, text: problem };
  const session = fromRun(exported.run, exported.drawn);
  const refusals: string[] = [];
  for (const host of at === null ? hostsInOrder(exported) : [at]) {
    const made = await scriptFor(session, host, exported, lang);
    if ('text' in made) return { ok: true, content: made.text };
    refusals.push(message(lang, 'export.packetdrill.cannot', { host, why: say(lang, made.why) }));
  }
  return { ok: false, code: 1, text: refusals.join('\n') };
}

function hostsInOrder({ drawn }: ExportedRun): readonly string[] {
  const hosts = drawn.setup.hosts.filter(({ absent }) => !absent);
  return [...hosts.filter(({ you }) => !you), ...hosts.filter(({ you }) => you)].map(({ name }) => name);
}

async function scriptFor(session: Session, host: string, { run }: ExportedRun, lang: Lang): Promise<{ readonly text: string } | { readonly why: Phrase }> {
  const isHidden = session.drawn.level.role === 'attacker' && !isOver(session) && !session.world.setup.hosts.some(({ name, you }) => you && name === host);
  if (isHidden) return { why: { id: 'export.packetdrill.hidden' } };
  try {
    const script = scriptOf(viewpointOf(session.world, host));
    const head = [message(lang, 'export.packetdrill.head', { level: run.level, host, seed: run.seed }), message(lang, 'export.packetdrill.passes', { kernel: say(lang, kernelName(run.kernel)) })];
    const text = `${head.map((line) => `// ${line.replace(/[\r\n]/g, ' ')}\n`).join('')}${printScript(script)}`;
    const why = await differenceOnTwin(text, run.kernel, lang);
    return why === null ? { text } : { why };
  } catch (error) {
    if (error instanceof NotExpressible) return { why: error.why };
    throw error;
  }
}

/** Why the script does not pass on the simulated kernel; null when it does. */
async function differenceOnTwin(text: string, kernel: string, lang: Lang): Promise<Phrase | null> {
  const parsed = parseScript(text);
  if (!parsed.ok || !isProfile(kernel)) throw new Error('expected a script that can be read, for a kernel that there is');
  const result = await runScript(parsed.script, new TwinTarget(kernel));
  if (result.kind === 'pass') return null;
  if (result.kind === 'skip') return { id: 'export.packetdrill.not-modelled', params: { feature: result.feature } };
  const line = text.split('\n')[result.place.line - 1] ?? '';
  return { id: 'export.packetdrill.otherwise', params: { event: line.trim(), expected: textOf(result.difference, 'expected', lang), actual: textOf(result.difference, 'actual', lang) } };
}

/** Notation as it is, and a phrase in words. */
function textOf(difference: Difference, side: 'expected' | 'actual', lang: Lang): string {
  const value = difference[side];
  // A phrase that was made to go on ends with a comma.
  return typeof value === 'string' ? value : say(lang, value).replace(/,$/, '');
}
