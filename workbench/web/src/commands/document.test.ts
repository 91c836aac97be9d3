import { expect, test } from "vitest";
import { en } from "../text/en";
import { keysDocument } from "./document";

test("docs/keys.md is what the command table says (npm run keys writes it)", async () => {
  await expect(keysDocument(en.commands)).toMatchFileSnapshot("../../../../docs/keys.md");
});
