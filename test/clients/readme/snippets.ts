/** A fenced block of the README that says how it is run: ```sh run=grpcurl. */
export interface Snippet {
  /** `opend-gateway`, `grpcurl` or `python`. */
  readonly runner: string;
  readonly code: string;
  /** Line of its fence, from 1. */
  readonly line: number;
}

/** Takes out every block with `run=`. */
export function runnableSnippets(markdown: string): Snippet[] {
  const snippets: Snippet[] = [];
  let open: { readonly runner: string | undefined; readonly line: number; readonly code: string[] } | null = null;
  for (const [index, text] of markdown.split("\n").entries()) {
    if (!text.startsWith("```")) open?.code.push(text);
    else if (open === null) open = { runner: /\brun=(\S+)/.exec(text)?.[1], line: index + 1, code: [] };
    else {
      if (open.runner !== undefined) {
        snippets.push({ runner: open.runner, code: open.code.join("\n"), line: open.line });
      }
      open = null;
    }
  }
  return snippets;
}
