/** The leaves of the reference panel, in their order. A new one is a component, a name in the catalogues and a line here. */
import type { Component } from "svelte";
import type { IconName } from "../parts/icons";
import type { PanelId } from "../state/panels.svelte";
import type { Review } from "../state/review.svelte";
import Figures from "./Figures.svelte";
import Concordance from "./Concordance.svelte";
import FindingsLeaf from "./FindingsLeaf.svelte";
import TermsLeaf from "./TermsLeaf.svelte";
import Comments from "./Comments.svelte";
import History from "./History.svelte";
import MapLeaf from "./MapLeaf.svelte";

/** The icon of each leaf: only the leaf on top has its name written out. */
export const PICTURES: Readonly<Record<PanelId, IconName>> = {
  comments: "comment",
  history: "history",
  map: "map",
  figures: "figures",
  concordance: "search",
  findings: "findings",
  terms: "terms",
};

export const PANELS: Readonly<Record<PanelId, Component<{ review: Review }>>> = {
  comments: Comments,
  history: History,
  map: MapLeaf,
  figures: Figures,
  concordance: Concordance,
  terms: TermsLeaf,
  findings: FindingsLeaf,
};
