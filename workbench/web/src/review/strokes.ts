/** From a key pressed to a command run. */
import { isSingle, matches } from "../commands/keys";
import { type Command, COMMANDS } from "../commands/table";
import type { Review } from "../state/review.svelte";

export function onKey(event: KeyboardEvent, review: Review, grid: HTMLElement | undefined): void {
  if (event.defaultPrevented || isTyping(event.target)) return;
  const inGrid = hasFocus(grid);
  if (inGrid && review.mode.kind === "split" && onSplitKey(event, review)) return;
  if (inGrid && review.mode.kind === "break" && onBreakKey(event, review)) return;
  const found = COMMANDS.find((command) => answers(command, event, inGrid));
  if (found === undefined || (review.mode.kind !== "grid" && review.mode.kind !== "split")) return;
  if (isOnControl(event)) return;
  event.preventDefault();
  found.run(review); // an act that cannot be done says why
}

function answers(command: Command, event: KeyboardEvent, inGrid: boolean): boolean {
  return command.keys.some((key) => {
    if (!matches(key, event)) return false;
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
    KeyS: () => review.startBreak(),
    Space: () => review.split(),
    Escape: () => review.leave(),
  };
  return did(acts, event);
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

/** Whether the key, held alone, is one of these; then its act is done. */
function did(acts: Record<string, () => void>, event: KeyboardEvent): boolean {
  const act = acts[event.code];
  if (act === undefined || event.ctrlKey || event.metaKey || event.altKey || isOnControl(event)) return false;
  event.preventDefault();
  act();
  return true;
}
