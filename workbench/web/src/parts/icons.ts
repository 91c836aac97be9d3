/** Line icons on a 16 by 16 field, one path each. */
export const ICONS = {
  confirmed: "M3 8.5l3.2 3L13 4.5",
  sure: "M8 8h.01",
  doubtful: "M5.8 6.2a2.2 2.2 0 1 1 3 2.1c-.6.3-.8.7-.8 1.4M8 12h.01",
  none: "M4 12L12 4M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11",
  moved: "M5 3v10M5 13l-2-2M5 13l2-2M11 13V3M11 3L9 5M11 3l2 2",
  versions: "M6 3H3v10h3M10 3h3v10h-3",
  mine: "M4 12.5l-1 .5.5-1L10.5 5 12 6.5zM11.5 4L13 2.5 14.5 4 13 5.5",
  look: "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 6.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2",
  comment: "M2.5 3h11v8H8l-3.5 3v-3h-2z",
  undo: "M3.5 6.5h6a3.5 3.5 0 0 1 0 7h-2M6 3.5l-3 3 3 3",
  redo: "M12.5 6.5h-6a3.5 3.5 0 0 0 0 7h2M10 3.5l3 3-3 3",
  light: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.5v1.4M8 13.1v1.4M1.5 8h1.4M13.1 8h1.4M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1",
  dark: "M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6",
  contrast: "M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11",
  down: "M4 6l4 4 4-4",
  file: "M4 1.8h5l3 3v9.4H4zM9 1.8v3h3",
  close: "M4 4l8 8M12 4l-8 8",
  waiting: "M8 2.5a5.5 5.5 0 1 0 5.5 5.5M8 5v3l2 1.5",
  gone: "M2 6.5a9 9 0 0 1 12 0M4.5 9a5.5 5.5 0 0 1 7 0M8 12h.01M3 2l10 12",
} as const;

export type IconName = keyof typeof ICONS;
