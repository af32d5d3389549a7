import { createHash } from 'node:crypto';
import { NotExpressible } from '../../source/formats/packetdrill/refusal.ts';
import { scriptOf } from '../../source/formats/packetdrill/script-of.ts';
import { viewpointOf } from '../../source/formats/packetdrill/viewpoint.ts';
import { printTool } from '../../source/formats/quiz/print-tool.ts';
import { MEASURED_PROFILE } from '../../source/kernel/profile.ts';
import { SYSCTLS, type SysctlName } from '../../source/kernel/sysctl.ts';
import { planWorld, type HostPlan } from '../../source/live/proof/plan-host.ts';
import { printScript } from '../../source/packetdrill/language/print-script.ts';
import { drawQuestion } from '../../source/quiz/draw-question.ts';
import { stageOf } from '../../source/quiz/physics.ts';
import type { Question } from '../../source/quiz/question.ts';
import { runScene } from '../../source/quiz/scene.ts';
import type { Template } from '../../source/quiz/template.ts';
import { seedFrom } from '../../source/random.ts';
import { createWorld } from '../../source/world/create.ts';
import type { World } from '../../source/world/world.ts';

/** A question, and the world that its answer was read from. */
export interface Lived {
  readonly question: Question;
  readonly start: World;
  readonly end: World;
}

export function lived(template: Template, seed: string): Lived {
  const question = drawQuestion(template, seed, printTool);
  const { setup, physics } = stageOf(template, question.numbers);
  return { question, start: createWorld(setup, seedFrom(question.drawn), physics.rules, physics.kernel), end: runScene(setup, question.drawn, physics).world };
}

/** What its hosts lived through, for the real kernel to live through; none where another Linux is asked about or single segments are not kept. */
export function plansOf({ question: { template }, start, end }: Lived): readonly HostPlan[] {
  return template.kernel === MEASURED_PROFILE ? planWorld(start, end).plans : [];
}

/**
 * SHA-256 of what a kernel is led through: what the simulated one makes of it may change, and is compared. Which of its segments
 * an arriving one waits for, and settings that are the default, are left out: they say how it is asked, not what.
 */
export function planHash({ dialogue: { ip, mtu, sysctls, begins, steps, until } }: Pick<HostPlan, 'dialogue'>): string {
  const set = Object.entries(sysctls).filter(([name, value]) => SYSCTLS[name as SysctlName].default !== value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const asked = { ip, mtu, set, begins, steps: steps.map((step) => ({ ...step, awaits: undefined })), until };
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 16);
}

/** What each host lived through, as a packetdrill script; hosts whose part no script can say are left out. */
export function scriptsOf({ end }: Lived): readonly { readonly host: string; readonly text: string }[] {
  return end.setup.hosts.flatMap(({ name, absent, kernel }) => {
    if (absent || (kernel !== null && kernel !== MEASURED_PROFILE)) return [];
    try {
      return [{ host: name, text: printScript(scriptOf(viewpointOf(end, name))) }];
    } catch (error) {
      if (error instanceof NotExpressible) return [];
      throw error;
    }
  });
}
