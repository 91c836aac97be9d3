const rules = new Intl.PluralRules("ru");

/** The form after a number: 1 сегмент, 2 сегмента, 5 сегментов. */
export function many(n: number, one: string, few: string, other: string): string {
  const form = rules.select(n);
  return `${n.toLocaleString("ru")} ${form === "one" ? one : form === "few" ? few : other}`;
}
