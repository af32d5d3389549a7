import type { WorldSetup } from '../world/setup.ts';
import { SetupError } from './setup-error.ts';

/** Who has a plan probes with a traffic that is his own, goes forward only, and every stage that is spoken of is one of his. Throws SetupError. */
export function checkPlan({ plan, traffic, script }: WorldSetup): void {
  const names = plan?.stages.map(({ name }) => name) ?? [];
  const among = `one of the plan's stages${names.length > 0 ? ` ${names.join(', ')}` : ', and there is no plan'}`;
  for (const [index, { stage }] of traffic.entries()) if (stage !== null && !names.includes(stage)) throw new SetupError(['traffic', index, 'stage'], among, null, `"${stage}"`);
  for (const [index, { stage }] of script.entries()) if (stage && !names.includes(stage)) throw new SetupError(['script', index, 'stage'], among, null, `"${stage}"`);
  if (!plan) return;
  const probes = traffic.flatMap((one) => (one.kind === 'clients' && one.hostile ? [one.name] : []));
  if (!probes.includes(plan.probe)) throw new SetupError(['plan', 'probe'], `traffic of clients with hostile: true${probes.length > 0 ? `, ${probes.join(', ')}` : ''}`, 'probe: probe', `"${plan.probe}"`);
  for (const [at, { name, next }] of plan.stages.entries()) {
    for (const [index, { go }] of next.entries()) {
      if (names.indexOf(go) <= at) throw new SetupError(['plan', 'stages', name, 'next', index, 'go'], 'a later stage', null, `"${go}"`);
    }
  }
}
