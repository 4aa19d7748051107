/** A fenced block of a page that says how it is run: ```sh run=grpcurl until=5. */
export interface Snippet {
  /** `opend-gateway`, `grpcurl` or `python`. */
  readonly runner: string;
  readonly code: string;
  /** Seconds after which Ctrl-C is pressed; null: it ends by itself. */
  readonly untilSeconds: number | null;
  /** Line of its fence, from 1. */
  readonly line: number;
}

/** Takes out every block with `run=`. */
export function runnableSnippets(markdown: string): Snippet[] {
  const snippets: Snippet[] = [];
  let open: { readonly fence: string; readonly line: number; readonly code: string[] } | null = null;
  for (const [index, text] of markdown.split("\n").entries()) {
    if (!text.startsWith("```")) open?.code.push(text);
    else if (open === null) open = { fence: text, line: index + 1, code: [] };
    else {
      const runner = /\brun=(\S+)/.exec(open.fence)?.[1];
      const until = /\buntil=(\d+)/.exec(open.fence)?.[1];
      if (runner !== undefined) {
        const untilSeconds = until === undefined ? null : Number(until);
        snippets.push({ runner, code: open.code.join("\n"), untilSeconds, line: open.line });
      }
      open = null;
    }
  }
  return snippets;
}
