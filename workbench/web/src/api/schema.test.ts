import { readFile } from "node:fs/promises";
import openapiTS, { astToString, COMMENT_HEADER } from "openapi-typescript";
import { expect, test } from "vitest";

test("the client's schema is what openapi.json says (npm run client writes it)", async () => {
  const made = COMMENT_HEADER + astToString(await openapiTS(new URL("../../../../openapi.json", import.meta.url)));
  const kept = await readFile(new URL("./schema.ts", import.meta.url), "utf-8");
  expect(kept.trim() === made.trim()).toBe(true);
});
