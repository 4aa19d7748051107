/** What the pages have in common: tables, links, and text that neither GitHub nor VitePress takes for markup. */

export interface Page {
  /** Below `docs/reference`, such as `services/quote.md`. */
  readonly path: string;
  readonly text: string;
}

export const GENERATED_NOTE = "<!-- Written by `make reference` from the code and the protos. Do not edit. -->";

export function page(path: string, title: string, ...parts: readonly string[]): Page {
  const body = parts.filter((part) => part !== "").join("\n\n");
  return { path, text: `# ${title}\n\n${GENERATED_NOTE}\n\n${body}\n` };
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function cell(text: string): string {
  return text.replaceAll("\n", " ").replaceAll("|", "\\|");
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

export function code(text: string): string {
  return `\`${text}\``;
}

export function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

export function link(text: string, target: string): string {
  return `[${text}](${target})`;
}

/** Plain text as it should be read: no HTML, no interpolation of the site's templates. Code spans stay as they are. */
export function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll("<", "&lt;").replaceAll("{{", "&#123;&#123;")))
    .join("");
}

/** The anchor of a heading, as GitHub makes it and the site does too. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

/** A sentence: with a full stop, whatever the source says. */
export function sentence(text: string): string {
  const whole = prose(text.trim());
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}
