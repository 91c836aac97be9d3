import { describe, expect, test } from "vitest";
import { isLetter, isReserved, isSingle, keyCap, keyOf, matches, russianCap, type Stroke } from "./keys";
import { COMMANDS } from "./table";

const stroke = (code: string, held: Partial<Stroke> = {}): Stroke => ({
  code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, isComposing: false, getModifierState: () => false, ...held,
});

describe("keys", () => {
  test("a letter is known by its place, whatever the layout types", () => {
    expect(matches({ code: "KeyM" }, stroke("KeyM"))).toBe(true); // types "ь" under a Russian layout
  });

  test("Cmd counts as Ctrl, AltGr and a half-typed character count as nothing", () => {
    expect(matches({ code: "KeyZ", ctrl: true }, stroke("KeyZ", { metaKey: true }))).toBe(true);
    expect(matches({ code: "KeyE" }, stroke("KeyE", { getModifierState: (key) => key === "AltGraph" }))).toBe(false);
    expect(matches({ code: "KeyE" }, stroke("KeyE", { isComposing: true }))).toBe(false);
  });

  test("no two commands answer the same key", () => {
    const caps = COMMANDS.flatMap((command) => command.keys.map(keyCap));
    expect(caps.filter((cap, at) => caps.indexOf(cap) !== at)).toEqual([]);
  });

  test("no command takes a key that the browser or the Mac needs", () => {
    const taken = COMMANDS.flatMap((command) => command.keys).filter(
      (key) => (key.ctrl === true && ["KeyT", "KeyW", "KeyN", "PageUp", "PageDown"].includes(key.code)) || key.code === "F5" || (key.alt === true && key.code.startsWith("Key")),
    );
    expect(taken).toEqual([]);
  });

  test("caps read as on the keyboard", () => {
    expect(keyCap({ code: "ArrowUp", ctrl: true })).toBe("Ctrl ↑");
    expect(keyCap({ code: "Slash", shift: true })).toBe("?");
    expect(isSingle({ code: "KeyJ" })).toBe(true);
  });
});

describe("keys of one's own", () => {
  test.each([
    ["a letter alone", stroke("KeyQ"), { code: "KeyQ" }],
    ["with what is held", stroke("ArrowUp", { ctrlKey: true, shiftKey: true }), { code: "ArrowUp", ctrl: true, shift: true }],
    ["a holding key by itself is none yet", stroke("ShiftLeft", { shiftKey: true }), null],
  ])("%s", (_, event, expected) => {
    expect(keyOf(event)).toEqual(expected);
  });

  test("no usual key is one that nobody may take", () => {
    const wrong = COMMANDS.flatMap((command) => command.keys).filter((key) => isReserved(key));
    expect(wrong).toEqual([]);
  });

  test("only what types a character can be switched off", () => {
    expect([{ code: "KeyJ" }, { code: "Space" }, { code: "KeyN", shift: true }].every(isLetter)).toBe(true);
    expect([{ code: "ArrowDown" }, { code: "F2" }, { code: "KeyK", ctrl: true }].some(isLetter)).toBe(false);
  });

  test("the Russian letter of a key is told by its place", () => {
    expect([russianCap({ code: "KeyJ" }), russianCap({ code: "KeyZ" }), russianCap({ code: "Digit0" })]).toEqual(["О", "Я", ""]);
  });
});
