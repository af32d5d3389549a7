import { forbiddenIn } from '../level/hostile.ts';
import { DEFAULT_PROFILE } from '../kernel/profile.ts';
import { seedFrom } from '../random.ts';
import { isSkill, OWN, type Skill } from './skill.ts';
import type { Template, TemplateText } from './template.ts';

/** A question that a teacher wrote, in one language, with its answer. */
export interface OwnItem {
  /** Where it begins in its file, from 1. */
  readonly line: number;
  /** As the file names it; null: it has no name. */
  readonly title: string | null;
  /** The last part of its category, or null. */
  readonly category: string | null;
  readonly stem: string;
  readonly kind: 'choice' | 'number' | 'text';
  readonly answers: readonly OwnAnswer[];
  /** Of numbers: how far off an answer may be. */
  readonly tolerance: number;
  /** What is said of every answer; empty: nothing. */
  readonly why: string;
}

export interface OwnAnswer {
  readonly text: string;
  readonly isRight: boolean;
  readonly feedback: string;
}

/** Answers in the order of the file are named a1, a2, … where they are chosen; written ones are themselves. */
const keyOf = (index: number): string => `a${index + 1}`;

/**
 * A template of which every showing is the same but for the order of its options. Its card is the same as long as the
 * file's name and the question's name stay, or its words where it has no name.
 */
export function ownTemplate(item: OwnItem, file: string): Template {
  const { kind, answers, stem, why } = item;
  const named = answers.map((answer, index) => ({ ...answer, key: kind === 'choice' ? keyOf(index) : answer.text }));
  const texts: TemplateText = {
    stem,
    why,
    ...Object.fromEntries(named.flatMap(({ key, text, feedback, isRight }) => [...(kind === 'choice' ? [[`option.${key}`, text]] : []), ...(isRight || feedback === '' ? [] : [[`wrong.${key}`, feedback]])])),
  };
  return {
    id: `own-${seedFrom(file).toString(16).padStart(8, '0')}-${seedFrom(item.title ?? stem).toString(16).padStart(8, '0')}`,
    version: 1,
    ...(item.title !== null && { title: item.title }),
    skill: skillOf(item.category),
    level: '',
    kernel: DEFAULT_PROFILE,
    sources: [file],
    draw: [],
    setup: null,
    kind,
    ask: {},
    also: {},
    wrong: named.flatMap(({ key, isRight, feedback }) => (isRight || feedback === '' ? [] : [{ idea: null, id: key, instead: { by: 'value', value: key } as const }])),
    given: { right: named.flatMap(({ key, isRight }) => (isRight ? [key] : [])), wrong: named.flatMap(({ key, isRight }) => (isRight ? [] : [key])), tolerance: item.tolerance },
    texts: { en: texts, 'zh-Hans': texts },
  };
}

function skillOf(category: string | null): Skill {
  return category !== null && isSkill(category) ? category : OWN;
}

/** What of it may not be printed, as it came; null: it may. */
export function unprintable({ stem, why, title, answers }: OwnItem): string | null {
  return forbiddenIn([stem, why, title ?? '', ...answers.flatMap(({ text, feedback }) => [text, feedback])].join('\n'))[0]?.came ?? null;
}
