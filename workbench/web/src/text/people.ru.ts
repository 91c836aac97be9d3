/** Слова о тех, кто проверяет то же сопоставление. */
import type { peopleEn } from "./people.en";

export const peopleRu: typeof peopleEn = {
  title: "Сейчас здесь",
  name: (actor) => (actor === "you" ? "Другое окно" : actor),
  goTo: (name) => `Перейти туда, где ${name}`,
  here: (name) => `Здесь ${name}`,
  writing: (name) => `${name}: правка текста`,
};
