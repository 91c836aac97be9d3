/** The reader's colours: light, dark, high contrast, or as the system says. */
export const THEMES = ["light", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "workbench.theme";
let chosen = $state<Theme | null>(stored());

function stored(): Theme | null {
  const name = localStorage.getItem(KEY);
  return THEMES.find((theme) => theme === name) ?? null;
}

export const theme = (): Theme | null => chosen;

/** Choosing what is already chosen goes back to the system's colours. */
export function chooseTheme(next: Theme): void {
  chosen = chosen === next ? null : next;
  if (chosen === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, chosen);
  showTheme();
}

export function showTheme(): void {
  if (chosen === null) delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = chosen;
}
