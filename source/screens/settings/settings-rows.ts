import { cells, padded } from '../../components/cells.ts';
import { framed, innerWidth } from '../../components/frame.ts';
import { line, paragraph, span } from '../../components/line.ts';
import type { Line } from '../../components/line.ts';
import { LANGUAGES } from '../../language.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import type { MessageId } from '../../message/say.ts';
import type { Settings } from '../../storage/settings.ts';
import { THEME_NAMES } from '../../theme.tsx';
import type { Glyphs } from '../../theme.tsx';
import { helpSections } from '../help/help-rows.ts';
import type { KeyTable } from '../../keys.ts';
import { bodyHeight, footerKeys, screenRows } from '../screen-rows.ts';
import { sizeClass } from '../size-class.ts';
import type { Size } from '../size-class.ts';
import { SETTINGS_KEYS } from './settings-keys.ts';

/** A line of the settings: its choices, and the one that holds. */
export interface SettingItem {
  readonly name: MessageId;
  readonly about: MessageId;
  readonly choices: readonly string[];
  readonly chosen: number;
  /** What to change to choose another one. */
  readonly change: (index: number) => Partial<Settings>;
}

const LANGUAGE_NAMES: Readonly<Record<Lang, string>> = { en: 'English', 'zh-Hans': '简体中文' };
const ASCII = ['auto', 'on', 'off'] as const;

/** All settings, in the language that is on. */
export function settingItems(settings: Settings, lang: Lang): SettingItem[] {
  const say = (id: MessageId) => message(lang, id);
  return [
    { name: 'settings.language', about: 'settings.about-language', choices: LANGUAGES.map((known) => LANGUAGE_NAMES[known]), chosen: LANGUAGES.indexOf(lang), change: (index) => ({ language: LANGUAGES[index] ?? null }) },
    { name: 'settings.theme', about: 'settings.about-theme', choices: [say('settings.theme-terminal'), say('settings.theme-cud')], chosen: Math.max(0, THEME_NAMES.findIndex((known) => known === settings.theme)), change: (index) => ({ theme: THEME_NAMES[index] ?? null }) },
    { name: 'settings.ascii', about: 'settings.about-ascii', choices: [say('settings.ascii-auto'), say('settings.ascii-on'), say('settings.ascii-off')], chosen: ASCII.indexOf(settings.ascii), change: (index) => ({ ascii: ASCII[index] ?? 'auto' }) },
    { name: 'settings.motion', about: 'settings.about-motion', choices: [say('settings.motion-full'), say('settings.motion-reduced')], chosen: settings.reduceMotion ? 1 : 0, change: (index) => ({ reduceMotion: index === 1 }) },
  ];
}

/** The settings at the left, the keys of the game at the right or below. */
export function settingsRows(items: readonly SettingItem[], selected: number, path: string, keys: KeyTable, lang: Lang, size: Size, glyphs: Glyphs): Line[] {
  const height = bodyHeight(size);
  const isSmall = sizeClass(size) === 'small';
  const width = isSmall ? size.columns : Math.max(48, Math.floor(size.columns * 0.55));
  const inner = innerWidth(width);
  const names = Math.max(...items.map((item) => cells(message(lang, item.name)))) + 4;
  const rows = items.flatMap((item, index) => {
    const isOn = index === selected;
    const name = padded(`${isOn ? '>' : ' '} ${message(lang, item.name)}`, Math.min(names, Math.floor(inner / 2)));
    const choice = `< ${item.choices[item.chosen] ?? ''} >`;
    const about = isOn ? paragraph(message(lang, item.about), Math.max(4, inner - 4)).map((row) => line('    ', ...row)) : [];
    return [line(span(name, { bold: isOn }), span(choice, { bold: isOn })), ...about];
  });
  const kept = paragraph(message(lang, 'settings.saved', { path }), inner, { tone: 'unknown' });
  const left = framed({ title: message(lang, 'settings.panel'), focused: true }, [...rows, [], ...kept], width, height, glyphs);
  const listed = isSmall ? [] : keyPanel(keys, lang, size.columns - width, height, glyphs);
  return screenRows(
    {
      title: line(span(` ${message(lang, 'settings.title')}`, { bold: true })),
      titleEnd: line(message(lang, 'app.language-mark'), ' '),
      body: left.map((row, y) => [...row, ...(listed[y] ?? [])]),
      footer: footerKeys(SETTINGS_KEYS, 'settings', lang, { settings: null }),
    },
    size,
  );
}

function keyPanel(keys: KeyTable, lang: Lang, width: number, height: number, glyphs: Glyphs): Line[] {
  const inner = innerWidth(width);
  const first = Object.keys(keys.contexts)[0];
  const sections = first === undefined ? [] : helpSections(keys, first, lang);
  const rows = sections.flatMap(({ title, entries }) => [line(span(title, { bold: true })), ...entries.map(({ key, label }) => line(padded(` ${key}`, Math.min(14, Math.floor(inner / 2))), label))]);
  return framed({ title: message(lang, 'settings.keys') }, rows, width, height, glyphs);
}
