/** docs/keys.md, made from the command table. */
import type { Catalogue } from "../text/en";
import { keyCap } from "./keys";
import { COMMANDS, GROUPS } from "./table";

export function keysDocument(words: Catalogue["commands"]): string {
  const parts = GROUPS.map((group) => {
    const rows = COMMANDS.filter((command) => command.group === group).map((command) => {
      const caps = command.keys.map((key) => `\`${keyCap(key)}\``).join(", ");
      return `| ${caps} | ${words.labels[command.id]} | ${words.explained[command.id]} |`;
    });
    return [`## ${words.groups[group]}`, "", "| Key | Command | What it does |", "|---|---|---|", ...rows].join("\n");
  });
  return [
    "# Keys of the review",
    "",
    "Made from `workbench/web/src/commands/table.ts` by `npm run keys`; do not edit by hand.",
    "",
    words.helpLead,
    "On a Mac, Cmd does what Ctrl does here. Tab goes on to the other side and then to the buttons.",
    "",
    parts.join("\n\n"),
    "",
  ].join("\n");
}
