/** From a key pressed to a command run. */
import { isLetter, isSingle, matches } from "../commands/keys";
import { changes, type Command, command, type CommandId, COMMANDS } from "../commands/table";
import { keysOf, singleLetters } from "../state/keymap.svelte";
import type { Review } from "../state/review.svelte";

export function onKey(event: KeyboardEvent, review: Review, grid: HTMLElement | undefined): void {
  if (event.defaultPrevented || isTyping(event.target)) return;
  const inGrid = hasFocus(grid);
  if (inGrid && review.mode.kind === "split" && onSplitKey(event, review)) return;
  if (inGrid && review.past.on && event.key === "Escape") {
    event.preventDefault();
    return review.leavePast();
  }
  if (inGrid && review.mode.kind === "pin" && onPinKey(event, review)) return;
  if (inGrid && review.mode.kind === "grid" && onGridKey(event, review)) return;
  if (inGrid && review.mode.kind === "break" && onBreakKey(event, review)) return;
  const found = COMMANDS.find((command) => answers(command, event, inGrid));
  if (found === undefined || (review.mode.kind !== "grid" && review.mode.kind !== "split")) return;
  if (isOnControl(event)) return;
  event.preventDefault();
  if (review.readOnly && changes(found)) review.sayReadOnly();
  else found.run(review); // an act that cannot be done says why
}

function answers(command: Command, event: KeyboardEvent, inGrid: boolean): boolean {
  return keysOf(command).some((key) => {
    if (!matches(key, event) || (isLetter(key) && !singleLetters())) return false;
    return inGrid || (command.anywhere === true && !isSingle(key));
  });
}

/** The focus is in the grid, or was lost from it because its row went away. */
function hasFocus(grid: HTMLElement | undefined): boolean {
  const active = document.activeElement;
  return grid !== undefined && (grid.contains(active) || (active === document.body && grid.dataset["holds"] === "true"));
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type))
  );
}

/** Space and Enter press the button that has the focus; everything else stays a command. */
function isOnControl(event: KeyboardEvent): boolean {
  const onButton = event.target instanceof HTMLElement && event.target.closest("button, a, summary, [role=menuitem]") !== null;
  return onButton && (event.code === "Space" || event.code === "Enter");
}

function onSplitKey(event: KeyboardEvent, review: Review): boolean {
  const acts: Record<string, () => void> = {
    ArrowUp: () => review.moveCut(-1),
    ArrowDown: () => review.moveCut(1),
    ArrowLeft: () => review.chooseSide("source"),
    ArrowRight: () => review.chooseSide("target"),
    Enter: () => review.split(),
    Space: () => review.split(),
    Escape: () => review.leave(),
  };
  return didAgain("split", () => review.startBreak(), event) || did(acts, event);
}

/** Choosing the two segments of a pinpoint. */
function onPinKey(event: KeyboardEvent, review: Review): boolean {
  const { pinning } = review;
  const mark = (): void => pinning.mark();
  return didAgain("pinpoint", mark, event) || did(
    {
      ArrowUp: () => pinning.move(-1),
      ArrowDown: () => pinning.move(1),
      KeyK: () => pinning.move(-1),
      KeyJ: () => pinning.move(1),
      ArrowLeft: () => pinning.choose("source"),
      ArrowRight: () => pinning.choose("target"),
      Enter: mark,
      Space: mark,
      Escape: () => pinning.leave(),
    },
    event,
  );
}

function onBreakKey(event: KeyboardEvent, review: Review): boolean {
  const { revising } = review;
  return did(
    {
      ArrowLeft: () => revising.movePlace(-1),
      ArrowRight: () => revising.movePlace(1),
      ArrowUp: () => revising.moveSentence(-1),
      ArrowDown: () => revising.moveSentence(1),
      Home: () => revising.movePlace(-Infinity),
      End: () => revising.movePlace(Infinity),
      Enter: () => void revising.break(),
      Space: () => void revising.break(),
      Escape: () => review.leave(),
    },
    event,
  );
}

/** A chosen run is let go; what is proposed under the row in hand is taken or left. */
function onGridKey(event: KeyboardEvent, review: Review): boolean {
  const { choosing, realigning } = review;
  if (event.shiftKey) return false;
  if (choosing.range !== null) return did({ Escape: () => choosing.clear() }, event);
  if (realigning.under(review.currentId) === null) return false;
  return did({ Enter: () => realigning.take(), Escape: () => realigning.keep() }, event);
}

/** The key that began what is being done goes on in it, whichever key that is by now. */
function didAgain(id: CommandId, act: () => void, event: KeyboardEvent): boolean {
  const begun = command(id);
  if (begun === undefined || isOnControl(event) || !keysOf(begun).some((key) => matches(key, event))) return false;
  event.preventDefault();
  act();
  return true;
}

/** Whether the key, held alone, is one of these; then its act is done. */
function did(acts: Record<string, () => void>, event: KeyboardEvent): boolean {
  const act = acts[event.code];
  if (act === undefined || event.ctrlKey || event.metaKey || event.altKey || isOnControl(event)) return false;
  event.preventDefault();
  act();
  return true;
}
