import { describe, expect, test } from "vitest";
import { findingsEn } from "./findings.en";
import { findingsRu } from "./findings.ru";
import forms from "./told.json";
import { tell } from "./told";
import { toldEn } from "./told.en";
import { toldRu } from "./told.ru";

describe("what the server tells", () => {
  test.each([
    ["one form after 1", "bracket-unpaired", "A square bracket has no partner in this block; mend the text if it matters.", "1 квадратная скобка"],
    ["another after 3", "bracket-unpaired", "3 square brackets have no partner in this block; mend the text if it matters.", "3 квадратные скобки"],
    ["a third after 5", "bracket-unpaired", "5 square brackets have no partner in this block; mend the text if it matters.", "5 квадратных скобок"],
    ["a list in the plural", "note-uncalled", "Notes 9, 12 and 3 more are called nowhere in this text.", "На примечания 9, 12 и ещё 3"],
    ["one in the singular", "note-uncalled", "Note 9 is called nowhere in this text.", "На примечание 9 в этом тексте нет ссылки."],
    ["the second form of a code", "language-mismatch", "a.txt should be in ru, but is written in Latin script: check that it is the right file, or set its language.", "письмо — латиница"],
    ["what an import left out", "left-out", "3 hidden passages were left out.", "Не взято: 3 скрытых фрагмента."],
    ["what it accepted", "left-out", "1 tracked change was taken as accepted.", "Принято как есть: 1 правка."],
    ["what it put aside", "left-out", "12 parts of the page around the text were put aside.", "Отложено: 12 частей страницы"],
    ["comments and styles", "left-out", "2 comments and styles were left out.", "2 комментария и стиля"],
  ])("is said in Russian with %s", (_, code, said, expected) => {
    expect(tell(toldRu, "notices", code, said)).toContain(expected);
  });

  test("a doubt is made of its detail, in both languages", () => {
    expect(tell(toldRu, "doubts", "length-odd", "242 to 131 characters", "whole")).toBe("длины не соответствуют: 242 и 131 знак");
    expect(tell(toldEn, "doubts", "runner-up-close", "2 with 1 segments, 29%", "whole")).toBe("another pairing is nearly as likely: 2:1, 29 %");
  });

  test("a code, a form or a sentence that nobody knows stays as it was said", () => {
    expect(tell(toldRu, "doubts", "brand-new", "detail", "the whole sentence")).toBe("the whole sentence");
    expect(tell(toldRu, "doubts", "length-odd", "much too long", "the whole sentence")).toBe("the whole sentence");
    expect(tell(toldEn, "notices", "garbled", "As the server says.")).toBe("As the server says.");
  });

  test("a finding is told in Russian, its month and its number of characters in their forms", () => {
    expect(tell(toldRu, "findings", "dates-differ", "the original has March, the translation May")).toBe("в оригинале март, в переводе май");
    expect(tell(toldRu, "findings", "length-odd", "21 characters, where about 60 are usual")).toBe("21 знак, а обычно здесь около 60");
    expect(tell(toldRu, "findings", "quote-unpaired", 'the quotation marks “ and " do not match')).toBe('кавычки “ и " не подходят друг к другу');
    expect(tell(toldRu, "findings", "end-differs", "the original ends with nothing, the translation with .")).toBe("оригинал кончается без знака, перевод знаком «.»");
  });

  test("every check has its name in both languages", () => {
    const codes = new Set(Object.keys(forms.findings).map((key) => key.replace(/\/.*/, "")));
    for (const catalogue of [findingsEn, findingsRu]) expect(new Set(Object.keys(catalogue.checks))).toEqual(codes);
  });

  test("every form has its words in Russian", () => {
    const keys = (table: object): string[] => Object.entries(table).flatMap(([group, entries]) => Object.keys(entries).map((key) => `${group} ${key}`));
    expect(keys(toldRu)).toEqual(keys(forms));
  });
});
