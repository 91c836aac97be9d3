/** Words about others who review the same alignment. */
export const peopleEn = {
  title: "Here now",
  /** The server calls a person without a name "you": that is the same person's other window. */
  name: (actor: string): string => (actor === "you" ? "Another window" : actor),
  goTo: (name: string): string => `Go to where ${name} is`,
  here: (name: string): string => `${name} is here`,
  writing: (name: string): string => `${name} is changing the text`,
};
