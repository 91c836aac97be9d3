/** Every command of the review, once: keys, buttons, palette, help and docs/keys.md are made from it. */
import type { Catalogue } from "../text/en";
import type { Key } from "./keys";

export type CommandId = keyof Catalogue["commands"]["labels"];
export type Group = keyof Catalogue["commands"]["groups"];

/** What commands act on; the review screen is one. */
export interface Desk {
  readonly can: {
    readonly unconfirm: boolean;
    readonly join: boolean;
    readonly split: boolean;
    readonly shiftUp: boolean;
    readonly shiftDown: boolean;
    readonly unlink: boolean;
    readonly undo: boolean;
    readonly redo: boolean;
    readonly act: boolean;
    readonly dismiss: boolean;
    readonly breakSentence: boolean;
    readonly joinSentences: boolean;
    readonly recheck: boolean;
    readonly newVersion: boolean;
  };
  confirm(): void;
  unconfirm(): void;
  askReason(): void;
  askDismissal(): void;
  startLook(): void;
  startComment(): void;
  showComments(): void;
  showHistory(): void;
  showTerms(): void;
  enterTerm(known: boolean): void;
  /** Only looks are possible: what is shown is how it was. */
  readonly readOnly: boolean;
  startEdit(): void;
  undo(): void;
  redo(): void;
  join(): void;
  startSplit(): void;
  startBreak(): void;
  joinSentences(): void;
  askNewVersion(): void;
  toggleRechecks(): void;
  shift(direction: "up" | "down"): void;
  unlink(): void;
  pinpoint(): void;
  extend(step: 1 | -1): void;
  confirmSure(): void;
  move(step: number): void;
  movePage(step: 1 | -1): void;
  moveToDoubtful(step: 1 | -1): void;
  turnQueue(): void;
  moveToEnd(end: "first" | "last"): void;
  chooseSide(side: "source" | "target"): void;
  askNumber(): void;
  turnFilter(step: 1 | -1): void;
  showAll(): void;
  openFilters(): void;
  openSearch(): void;
  copyLink(): void;
  openExport(): void;
  toggleNotes(): void;
  turnBrackets(): void;
  openFinished(): void;
  toggleReference(): void;
  openPalette(): void;
  openHelp(): void;
}

export interface Command {
  readonly id: CommandId;
  readonly group: Group;
  readonly keys: readonly Key[];
  /** Has a button under the pair in hand: in the line, in the line where it is long enough, or after "More". */
  readonly tool?: "line" | "roomy" | "more";
  /** Works wherever the focus is, except in a text field, if its key has Ctrl. */
  readonly anywhere?: boolean;
  /** Whether buttons and the palette offer it now; its key then says why it cannot be done. */
  readonly when?: (desk: Desk) => boolean;
  readonly run: (desk: Desk) => void;
}

const key = (code: string, held: Omit<Key, "code"> = {}): Key => ({ code, ...held });
const ctrl = { ctrl: true };
const shift = { shift: true };
const both = { ctrl: true, shift: true };

export const COMMANDS: readonly Command[] = [
  { id: "confirm", group: "decide", keys: [key("Space"), key("Enter", ctrl)], tool: "line", when: (d) => d.can.act, run: (d) => d.confirm() },
  { id: "join", group: "recut", keys: [key("KeyM")], tool: "line", when: (d) => d.can.join, run: (d) => d.join() },
  { id: "split", group: "recut", keys: [key("KeyS")], tool: "line", when: (d) => d.can.split, run: (d) => d.startSplit() },
  { id: "shiftUp", group: "recut", keys: [key("ArrowUp", ctrl), key("ArrowUp", { alt: true })], tool: "more", when: (d) => d.can.shiftUp, run: (d) => d.shift("up") },
  { id: "shiftDown", group: "recut", keys: [key("ArrowDown", ctrl), key("ArrowDown", { alt: true })], tool: "more", when: (d) => d.can.shiftDown, run: (d) => d.shift("down") },
  { id: "unlink", group: "recut", keys: [key("KeyX")], tool: "more", when: (d) => d.can.unlink, run: (d) => d.unlink() },
  { id: "pinpoint", group: "recut", keys: [key("KeyP")], tool: "more", when: (d) => d.can.act, run: (d) => d.pinpoint() },
  { id: "breakSentence", group: "recut", keys: [key("KeyS", shift)], tool: "more", when: (d) => d.can.breakSentence, run: (d) => d.startBreak() },
  { id: "joinSentences", group: "recut", keys: [key("KeyM", shift)], tool: "more", when: (d) => d.can.joinSentences, run: (d) => d.joinSentences() },
  { id: "noCounterpart", group: "decide", keys: [key("Digit0")], tool: "line", when: (d) => d.can.act, run: (d) => d.askReason() },
  { id: "dismiss", group: "decide", keys: [key("KeyI")], when: (d) => d.can.dismiss, run: (d) => d.askDismissal() },
  { id: "secondLook", group: "decide", keys: [key("KeyR")], tool: "roomy", when: (d) => d.can.act, run: (d) => d.startLook() },
  { id: "comment", group: "decide", keys: [key("KeyC")], tool: "roomy", when: (d) => d.can.act, run: (d) => d.startComment() },
  { id: "edit", group: "decide", keys: [key("KeyE"), key("F2")], tool: "line", when: (d) => d.can.act, run: (d) => d.startEdit() },
  { id: "unconfirm", group: "decide", keys: [key("KeyU")], tool: "more", when: (d) => d.can.unconfirm, run: (d) => d.unconfirm() },
  { id: "extendDown", group: "decide", keys: [key("ArrowDown", shift)], run: (d) => d.extend(1) },
  { id: "extendUp", group: "decide", keys: [key("ArrowUp", shift)], run: (d) => d.extend(-1) },
  { id: "confirmSure", group: "decide", keys: [key("KeyA", shift)], when: (d) => d.can.act, run: (d) => d.confirmSure() },
  { id: "undo", group: "decide", keys: [key("KeyZ"), key("KeyZ", ctrl)], anywhere: true, when: (d) => d.can.undo, run: (d) => d.undo() },
  { id: "redo", group: "decide", keys: [key("KeyZ", shift), key("KeyZ", both), key("KeyY", ctrl)], anywhere: true, when: (d) => d.can.redo, run: (d) => d.redo() },
  { id: "next", group: "move", keys: [key("KeyJ"), key("ArrowDown")], run: (d) => d.move(1) },
  { id: "previous", group: "move", keys: [key("KeyK"), key("ArrowUp")], run: (d) => d.move(-1) },
  { id: "nextDoubtful", group: "move", keys: [key("KeyN")], run: (d) => d.moveToDoubtful(1) },
  { id: "previousDoubtful", group: "move", keys: [key("KeyN", shift)], run: (d) => d.moveToDoubtful(-1) },
  { id: "queueOrder", group: "move", keys: [key("KeyO")], run: (d) => d.turnQueue() },
  { id: "left", group: "move", keys: [key("ArrowLeft")], run: (d) => d.chooseSide("source") },
  { id: "right", group: "move", keys: [key("ArrowRight")], run: (d) => d.chooseSide("target") },
  { id: "pageDown", group: "move", keys: [key("PageDown")], run: (d) => d.movePage(1) },
  { id: "pageUp", group: "move", keys: [key("PageUp")], run: (d) => d.movePage(-1) },
  { id: "first", group: "move", keys: [key("Home"), key("Home", ctrl)], run: (d) => d.moveToEnd("first") },
  { id: "last", group: "move", keys: [key("End"), key("End", ctrl)], run: (d) => d.moveToEnd("last") },
  { id: "goTo", group: "move", keys: [key("KeyG")], run: (d) => d.askNumber() },
  { id: "filterNext", group: "view", keys: [key("KeyF")], run: (d) => d.turnFilter(1) },
  { id: "filterPrevious", group: "view", keys: [key("KeyF", shift)], run: (d) => d.turnFilter(-1) },
  { id: "filterAll", group: "view", keys: [key("KeyA")], run: (d) => d.showAll() },
  { id: "filters", group: "view", keys: [key("KeyV")], run: (d) => d.openFilters() },
  { id: "search", group: "view", keys: [key("Slash")], run: (d) => d.openSearch() },
  { id: "copyLink", group: "view", keys: [key("KeyL")], when: (d) => d.can.act, run: (d) => d.copyLink() },
  { id: "recheck", group: "view", keys: [key("KeyY")], when: (d) => d.can.recheck, run: (d) => d.toggleRechecks() },
  { id: "newVersion", group: "view", keys: [key("KeyV", shift)], when: (d) => d.can.newVersion, run: (d) => d.askNewVersion() },
  { id: "export", group: "view", keys: [key("KeyD")], run: (d) => d.openExport() },
  { id: "notes", group: "view", keys: [key("KeyW")], run: (d) => d.toggleNotes() },
  { id: "brackets", group: "view", keys: [key("KeyB")], run: (d) => d.turnBrackets() },
  { id: "finish", group: "view", keys: [key("KeyD", shift)], run: (d) => d.openFinished() },
  { id: "reference", group: "view", keys: [key("Backslash")], run: (d) => d.toggleReference() },
  { id: "comments", group: "view", keys: [key("KeyC", shift)], run: (d) => d.showComments() },
  { id: "history", group: "view", keys: [key("KeyH")], run: (d) => d.showHistory() },
  { id: "terms", group: "terms", keys: [key("KeyQ")], run: (d) => d.showTerms() },
  { id: "newTerm", group: "terms", keys: [key("KeyT")], when: (d) => d.can.act, run: (d) => d.enterTerm(false) },
  { id: "variant", group: "terms", keys: [key("KeyT", shift)], when: (d) => d.can.act, run: (d) => d.enterTerm(true) },
  { id: "palette", group: "view", keys: [key("KeyK", ctrl)], anywhere: true, run: (d) => d.openPalette() },
  { id: "help", group: "view", keys: [key("Slash", shift), key("F1")], run: (d) => d.openHelp() },
];

export const GROUPS: readonly Group[] = ["decide", "recut", "move", "terms", "view"];

/** Whether a command changes something; such a one waits until one is back from the past. */
export const changes = (one: Command): boolean => one.group === "decide" || one.group === "recut";

/** Whether buttons and the palette offer a command now. */
export function isOffered(one: Command, desk: Desk): boolean {
  return !(desk.readOnly && changes(one)) && (one.when === undefined || one.when(desk));
}

export function command(id: CommandId): Command | undefined {
  return COMMANDS.find((one) => one.id === id);
}
