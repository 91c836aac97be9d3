/** Что уходит в файл и что показано в конце очереди. */
import type { exportEn, finishedEn } from "./exporting.en";
import { many } from "./plural.ru";

const pairs = (n: number): string => many(n, "пара", "пары", "пар");

export const exportRu: typeof exportEn = {
  title: "Экспорт",
  format: "Формат",
  formats: { tmx: "TMX 1.4", html: "Веб-страница", docx: "Word", xlsx: "Excel", csv: "CSV", tsv: "TSV", jsonl: "JSON Lines", ladder: "Ladder" },
  purposes: {
    tmx: "память переводов для OmegaT, Trados, memoQ и других программ перевода",
    html: "весь текст в две колонки с примечаниями: читать, печатать, публиковать",
    docx: "весь текст в две колонки с настоящими сносками: для редактора и издателя",
    xlsx: "по строке на пару, с состоянием и сомнениями: для просмотра в таблице",
    csv: "те же строки простым текстом: для любой таблицы или базы данных",
    tsv: "строки с табуляцией: для скриптов",
    jsonl: "всё, что известно о каждой паре: для скриптов, без потерь",
    ladder: "только номера: для сравнения сопоставлений",
  },
  which: "Пары, которые никто не подтвердил",
  includes: { confirmed: "Не брать", sure: "Взять надёжные", all: "Взять все" },
  taken: (taken, all, wrong) =>
    taken === 0 ? "" : `${taken.toLocaleString("ru")} из ${all.toLocaleString("ru")}; ${wrong < 0.5 ? "ошибок почти не ожидается" : `ожидается около ${many(Math.round(wrong), "ошибки", "ошибок", "ошибок")}`}`,
  noneOpen: "Таких нет: все пары подтверждены.",
  sureFrom: (percent) => `надёжные — от ${percent} %`,
  brackets: "Скобки редактора",
  bracketChoices: { keep: "Как в печати: б[ольшевик]", expand: "Раскрыть: большевик", strip: "Убрать вместе со словами: б" },
  byteOrderMark: "Для Excel: пометить файл как UTF-8",
  contents: "Что уходит",
  download: (format) => `Скачать: ${format}`,
  nothing: "Скачивать нечего: подтвердите пары или возьмите и неподтверждённые.",
  counting: "Подсчёт…",
  units: (n) => `${many(n, "пара уходит", "пары уходят", "пар уходит")} в файл`,
  openOnes: (n) => `из них не подтверждено: ${n.toLocaleString("ru")}`,
  leftOut: "Остаётся",
  unconfirmed: (n) => `${pairs(n)}: не подтверждено`,
  withoutTarget: (n) => `${pairs(n)} без перевода: память переводов их не вмещает`,
  withoutSource: (n) => `${pairs(n)} без оригинала: для них есть отдельный файл`,
  withoutText: (n) => `${pairs(n)}: с одной стороны не осталось текста`,
  nothingLeftOut: "Ничего не остаётся.",
  second: (n) => `Второй файл: ${many(n, "единица", "единицы", "единиц")} без оригинала`,
  cleaned: (n) => `Заменено знаков, которых формат не вмещает: ${n.toLocaleString("ru")}`,
  shortened: (n) => `Обрезано текстов, не вмещающихся в ячейку: ${n.toLocaleString("ru")}`,
};

export const finishedRu: typeof finishedEn = {
  title: "Сомнительных пар не осталось",
  notYet: "Как далеко проверка",
  strip: "Сомнительных пар не осталось.",
  show: "Что осталось",
  counts: "Пары",
  wrong: (n) => (n < 0.5 ? "Ошибок почти не ожидается." : `Ожидается около ${many(Math.round(n), "ошибки", "ошибок", "ошибок")}.`),
  open: "Ещё открыто",
  nothingOpen: "Ничего: все пары подтверждены.",
  items: {
    doubtful: (n) => many(n, "сомнительная пара", "сомнительные пары", "сомнительных пар"),
    proposed: (n) => `предложено и не подтверждено: ${pairs(n)}`,
    reasonless: (n) => `подтверждено без соответствия и без причины: ${pairs(n)}`,
  },
  warnings: "Стоит посмотреть",
  look: "Показать",
  export: "Экспорт",
  others: "Другие форматы",
  back: "К парам",
};
