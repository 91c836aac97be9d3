/** Слова о том, как показан текст. */
import type { keymapEn, notesEn, readingEn } from "./reading.en";

export const notesRu: typeof notesEn = {
  missing: "в этом тексте нет",
  none: "В этой паре нет знаков сносок.",
  go: "К примечанию",
  noCall: (label) => `В этом тексте нет знака сноски ${label}.`,
};

export const readingRu: typeof readingEn = {
  title: "Текст и клавиши",
  brackets: { title: "Скобки редактора", printed: "как в печати", expanded: "раскрыты", stripped: "убраны" },
  face: { title: "Шрифт", serif: "С засечками", sans: "Без засечек" },
  leading: { title: "Строки", tight: "тесно", usual: "обычно", wide: "просторно" },
  size: { source: "Кегль оригинала", target: "Кегль перевода", smaller: "мельче", larger: "крупнее" },
  singles: "Команды одной буквой",
  singlesHint: "Если выключить, действуют только сочетания с Ctrl или Alt, стрелки и клавиши F; всё остальное есть в списке команд.",
};

export const keymapRu: typeof keymapEn = {
  change: "Изменить",
  changeOf: (what) => `Изменить клавиши команды: ${what}`,
  press: "Нажмите новую клавишу; Esc оставит прежнюю",
  usual: "Обычная клавиша",
  allUsual: "Вернуть все обычные клавиши",
  taken: (cap, what) => `${cap} уже занята: «${what}».`,
  reserved: (cap) => `${cap} нужна браузеру или перемещению.`,
  russian: "В скобках — буква той же клавиши в русской раскладке.",
};
