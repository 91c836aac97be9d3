/** What goes out: the choices, remembered on this machine, and what the server says they would hold. */
import { api, take, wordsOf } from "../api/client";
import type { ExportChoice, ExportReport } from "../api/types";

export const FORMATS = ["tmx", "html", "docx", "xlsx", "csv", "tsv", "jsonl", "ladder"] as const;
export const INCLUDES = ["confirmed", "sure", "all"] as const;
export const BRACKETS = ["keep", "expand", "strip"] as const;
export type Format = (typeof FORMATS)[number];
export type Part = "main" | "without_source";

const KEY = "workbench.export";

export class Exporting {
  format = $state<Format>("tmx");
  include = $state<(typeof INCLUDES)[number]>("confirmed");
  brackets = $state<(typeof BRACKETS)[number]>("keep");
  byteOrderMark = $state(true);
  choices = $state.raw<readonly ExportChoice[]>([]);
  report = $state.raw<ExportReport | null>(null);
  /** How many units the second file holds with these choices. */
  second = $state(0);
  trouble = $state("");

  constructor(readonly alignment: number) {
    const kept = remembered();
    this.format = FORMATS.find((one) => one === kept["format"]) ?? this.format;
    this.include = INCLUDES.find((one) => one === kept["include"]) ?? this.include;
    this.brackets = BRACKETS.find((one) => one === kept["brackets"]) ?? this.brackets;
    this.byteOrderMark = kept["byteOrderMark"] !== false;
  }

  remember(): void {
    const { format, include, brackets, byteOrderMark } = this;
    localStorage.setItem(KEY, JSON.stringify({ format, include, brackets, byteOrderMark }));
  }

  /** Count anew; gives what stops the count when the choices change before it is there. */
  count(): () => void {
    let current = true;
    const path = { alignment_id: this.alignment };
    const query = { format: this.format, include: this.include, brackets: this.brackets };
    this.report = null;
    this.trouble = "";
    const report = (part: Part): Promise<ExportReport> =>
      take(api.GET("/api/v1/alignments/{alignment_id}/export/report", { params: { path, query: { ...query, part } } }));
    const choices = take(api.GET("/api/v1/alignments/{alignment_id}/export/choices", { params: { path } }));
    Promise.all([report("main"), this.format === "tmx" ? report("without_source") : null, choices]).then(
      ([main, other, all]) => {
        if (current) [this.report, this.second, this.choices] = [main, other?.units ?? 0, all.items];
      },
      (cause: unknown) => {
        if (current) this.trouble = wordsOf(cause);
      },
    );
    return () => {
      current = false;
    };
  }

  /** Where the file is fetched. */
  address(part: Part): string {
    const query = new URLSearchParams({ format: this.format, include: this.include, part });
    if (this.format !== "ladder") query.set("brackets", this.brackets);
    if (this.format === "csv") query.set("byte_order_mark", String(this.byteOrderMark));
    return `./api/v1/alignments/${this.alignment}/export?${query.toString()}`;
  }
}

function remembered(): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof kept === "object" && kept !== null ? { ...kept } : {};
  } catch (cause) {
    if (cause instanceof SyntaxError) return {}; // not what was written here
    throw cause;
  }
}
