import { profileOf } from '../kernel/profile.ts';
import { fillExpressions, type Numbers } from '../level/expression.ts';
import { buildSetup } from '../level/build-setup.ts';
import type { AuthorSetup } from '../level/setup-schema.ts';
import type { WorldSetup } from '../world/setup.ts';
import { beliefCalled } from './belief.ts';
import type { Physics } from './scene.ts';
import type { Instead, Template } from './template.ts';

export interface Staged {
  readonly setup: WorldSetup;
  readonly physics: Physics;
}

/** The world of a template as Linux has it. Throws ExpressionError or SetupError for one that the parser would not have let pass. */
export function stageOf(template: Template, numbers: Numbers): Staged {
  return staged(template.setup, numbers, template.kernel);
}

/** The same with something else in place of Linux or of the set-up; `stage`: as Linux has it. */
export function stageInstead(stage: Staged, template: Template, numbers: Numbers, instead: Exclude<Instead, { readonly by: 'value' }>): Staged {
  switch (instead.by) {
    case 'belief':
      return { setup: stage.setup, physics: { kernel: template.kernel, rules: { ...profileOf(template.kernel).rules, ...beliefCalled(instead.belief).change } } };
    case 'setup':
      return staged(laidOver(template.setup, instead.setup), numbers, template.kernel);
    case 'kernel':
      return staged(template.setup, numbers, instead.kernel);
  }
}

function staged(setup: unknown, numbers: Numbers, kernel: Physics['kernel']): Staged {
  return { setup: buildSetup(fillExpressions(setup, numbers) as AuthorSetup, kernel), physics: { kernel, rules: null } };
}

/** Maps are laid over key by key; anything else replaces what was there. */
export function laidOver(under: unknown, over: unknown): unknown {
  if (!isMap(under) || !isMap(over)) return over;
  return { ...under, ...Object.fromEntries(Object.entries(over).map(([key, value]) => [key, key in under ? laidOver(under[key], value) : value])) };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
