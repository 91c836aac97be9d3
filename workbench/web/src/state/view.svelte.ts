/** What of the rows is in view, and the way to bring others there: between the grid and the map beside it. */
export class View {
  /** Places among the shown rows at the upper and the lower edge; a half is the middle of a row. */
  from = $state(0);
  to = $state(0);
  /** Set by the grid: brings a place to the upper edge; the row in hand stays the same. */
  scrollTo: (place: number) => void = () => undefined;
  /** Set by the grid: scrolls by so many pixels. */
  scrollBy: (pixels: number) => void = () => undefined;
}
