import { useApp, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import { cells } from '../../../source/components/cells.ts';
import { printTool } from '../../../source/formats/quiz/print-tool.ts';
import type { Lang } from '../../../source/language.ts';
import { answered, NO_HISTORY, type History } from '../../../source/quiz/history.ts';
import { drawQuestion } from '../../../source/quiz/draw-question.ts';
import { QUIZ_FORMAT } from '../../../source/quiz/quiz-set-format.ts';
import type { Review } from '../../../source/quiz/review.ts';
import { doubleMeanings } from '../../../source/keys.ts';
import { QUIZ_KEYS } from '../../../source/screens/quiz/quiz-keys.ts';
import { QuizScreen } from '../../../source/screens/quiz/quiz-screen.tsx';
import { openQuiz, type QuizWorld } from '../../../source/screens/quiz/quiz-state.ts';
import { useLatest } from '../../../source/screens/use-latest.ts';
import { createTheme, ThemeProvider } from '../../../source/theme.tsx';
import { shippedTemplates } from '../../quiz/templates.ts';
import { KEYS, openVirtualTerminal } from '../../terminal/virtual-terminal.ts';

const NOW = Date.UTC(2026, 0, 5, 9);

/** The screen with its state, as the game holds both. */
function Sitting({ world, lang }: { readonly world: QuizWorld; readonly lang: Lang }): ReactNode {
  const size = useWindowSize();
  const { exit } = useApp();
  const [state, latest, change] = useLatest(openQuiz(world));
  return <QuizScreen world={world} state={state} latest={latest} onChange={change} onSandbox={() => {}} onScreen={(action) => (action === 'leave' ? exit() : undefined)} lang={lang} size={size} isActive />;
}

function show(ids: readonly string[], { lang = 'en', columns = 80, rows = 24, ascii = false, isDaily = false, before = [] }: { lang?: Lang; columns?: number; rows?: number; ascii?: boolean; isDaily?: boolean; before?: readonly Review[] } = {}) {
  const templates = ids.map((id) => shippedTemplates().find((one) => one.id === id)!);
  const factsOf = () => ({ skill: templates[0]!.skill, ideas: [] });
  let history: History = before.reduce((so, review) => answered(so, review, factsOf), NO_HISTORY);
  const kept: Review[] = [];
  const world: QuizWorld = {
    course: { set: { format: QUIZ_FORMAT, templates }, print: printTool, played: new Set<never>(), skill: null, count: Infinity, engine: '1', seed: '7', dayOf: isDaily ? () => NOW - 3_600_000 : null },
    history: () => history,
    keep: (review: Review) => {
      kept.push(review);
      history = answered(history, review, factsOf);
      return [];
    },
    now: () => NOW,
    factsOf,
    notices: [],
  };
  const theme = createTheme({ name: 'terminal', ascii, color: false, reduceMotion: true });
  return { terminal: openVirtualTerminal(<ThemeProvider theme={theme}><Sitting world={world} lang={lang} /></ThemeProvider>, { columns, rows }), kept, templates };
}

const SIZES = [[80, 24], [100, 30], [120, 40]] as const;

describe('a quiz on the screen', () => {
  test('an answer that is written is marked, explained and kept when one goes on', async () => {
    const { terminal, kept, templates } = show(['ack-of-a-syn', 'first-data-byte']);
    const { truth } = drawQuestion(templates[0]!, '7-1', printTool);
    try {
      await terminal.until('Which acknowledgment');
      terminal.send(`${Number(truth) - 1}\r`);
      await terminal.until('How sure are you?');
      terminal.send('3');
      const told = await terminal.until('Not this time');
      expect(told).toContain(`Linux: ${truth}`);
      expect(told).toContain('(M01)');
      expect(told).toContain('You were sure, and it was wrong');
      expect(kept).toEqual([]);
      terminal.send(KEYS.enter);
      await terminal.until('first-data-byte');
      expect(kept).toMatchObject([{ answer: String(Number(truth) - 1), right: false, confidence: 'sure', rating: 'again', idea: 'M01' }]);
    } finally {
      terminal.unmount();
    }
  });

  test('a letter chooses, Esc takes it back, Tab says that one does not know, x changes the rating of a right answer', async () => {
    const { terminal, kept, templates } = show(['full-accept-queue', 'accept-queue-holds']);
    const { options, truth } = drawQuestion(templates[0]!, '7-1', printTool);
    try {
      await terminal.until('full-accept-queue');
      terminal.send('abc'[options!.indexOf(truth)]!);
      await terminal.until('How sure are you?');
      terminal.send(KEYS.escape);
      await terminal.until((screen) => !screen.includes('How sure are you?'));
      terminal.send('abc'[options!.indexOf(truth)]!);
      await terminal.until('How sure are you?');
      terminal.send('1');
      await terminal.until('Hard: comes back');
      terminal.send('x');
      await terminal.until('Good: comes back');
      terminal.send(KEYS.enter);
      await terminal.until('accept-queue-holds');
      terminal.send(KEYS.tab);
      await terminal.until('Not known yet');
      terminal.send(KEYS.enter);
      expect(await terminal.until('The next card is due in 1 min')).toContain('Done: 2 answered, 1 right.');
      expect(kept.map(({ rating, answer }) => [rating, answer])).toEqual([['good', truth], ['again', null]]);
    } finally {
      terminal.unmount();
    }
  });

  test('a wrong line is picked by its number or under the cursor, and marked with the idea it comes from', async () => {
    const { terminal, kept, templates } = show(['close-ladder', 'listeners-in-ss']);
    const { truth, lines } = drawQuestion(templates[0]!, '7-1', printTool);
    const other = truth === '2' ? '1' : '2';
    try {
      await terminal.until('close-ladder');
      terminal.send('9');
      terminal.send(other);
      await terminal.until(`Your answer: ${other}`);
      terminal.send('2');
      const wrong = await terminal.until(`It is line ${truth}.`);
      const row = (number: string): string => wrong.split('\n').find((one) => one.includes(`${number}  ${lines[Number(number) - 1]}`))!;
      expect(row(truth)).toContain(`* ${truth}  `);
      expect(row(other)).toContain(`> ${other}  `);
      expect(wrong).toContain('The wrong line belongs to this idea: You may think that');
      terminal.send(KEYS.enter);
      expect(await terminal.until('listeners-in-ss')).toContain('     State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process');
      const next = drawQuestion(templates[1]!, '7-2', printTool);
      for (let line = 1; line < Number(next.truth); line++) terminal.send(KEYS.down);
      terminal.send(KEYS.enter);
      await terminal.until(`Your answer: ${next.truth}`);
      terminal.send('3');
      await terminal.until('What Linux did:');
      terminal.send(KEYS.enter);
      await terminal.until('Done: 2 answered, 1 right.');
      expect(kept).toMatchObject([{ answer: other, right: false, idea: expect.stringMatching(/^M(?:18|20)$/) as unknown }, { answer: next.truth, right: true, idea: null }]);
    } finally {
      terminal.unmount();
    }
  });

  test('what cannot be read is said, and nothing is marked', async () => {
    const { terminal, kept } = show(['ack-of-a-syn']);
    try {
      await terminal.until('Which acknowledgment');
      terminal.send('seven\r');
      await terminal.until('Expected a number, for example 1001, got "seven".');
      expect(kept).toEqual([]);
    } finally {
      terminal.unmount();
    }
  });

  test.each(['en', 'zh-Hans'] as const)('every template fits its question and its answer into each size (%s)', async (lang) => {
    for (const template of shippedTemplates()) {
      for (const [columns, rows] of SIZES) {
        const { terminal } = show([template.id], { lang, columns, rows });
        try {
          const asked = await terminal.until(template.id);
          expect(asked.split('\n').filter((row) => cells(row) > columns)).toEqual([]);
          const { options } = drawQuestion(template, '7-1', printTool);
          const last = template.kind === 'line' ? String(options!.length) : 'abcdefghij'[(options?.length ?? 1) - 1]!;
          expect(asked).toMatch(options === null ? /> / : new RegExp(`^. [ >] ${last} {2}`, 'm'));
          expect(asked).toContain(['choice', 'value', 'line'].includes(template.kind) ? 'Tab' : '> ');
          terminal.send(KEYS.tab);
          const told = await terminal.until(lang === 'en' ? 's sandbox' : 's 沙盒');
          expect(told.split('\n').filter((row) => cells(row) > columns)).toEqual([]);
        } finally {
          terminal.unmount();
        }
      }
    }
  }, 120_000);

  test('with --ascii there are only 7-bit characters', async () => {
    const { terminal } = show(['full-accept-queue'], { ascii: true });
    try {
      await terminal.until('full-accept-queue');
      terminal.send(KEYS.tab);
      expect(await terminal.until('Not known yet')).toMatch(/^[\x20-\x7e\n]*$/);
    } finally {
      terminal.unmount();
    }
  });

  test('says what is due and how much of the day is used, and ends when the day is full; m goes on', async () => {
    const before = Array.from({ length: 19 }, (_, index): Review => ({ card: `c${index}`, version: 1, seed: '1', answer: '1', right: true, idea: null, confidence: 'think', hint: false, rating: 'good', at: NOW - 60_000, took: null, engine: '1' }));
    const known = { ...before[0]!, card: 'ack-of-a-syn', at: NOW - 20 * 60_000 };
    const { terminal } = show(['ack-of-a-syn', 'first-data-byte'], { isDaily: true, before: [known, ...before.slice(1)], columns: 120, rows: 40 });
    try {
      expect(await terminal.until('Which acknowledgment')).toContain('due 1, new 0, today 19/20');
      terminal.send(KEYS.tab);
      await terminal.until('Not known yet');
      terminal.send(KEYS.enter);
      expect(await terminal.until('The 20 answers of today are given.')).toContain('m more today');
      terminal.send('m');
      await terminal.until('first-data-byte');
    } finally {
      terminal.unmount();
    }
  });

  test('no key has two meanings', () => {
    expect(doubleMeanings(QUIZ_KEYS)).toEqual([]);
  });
});
