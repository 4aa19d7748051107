import type { Page } from "playwright-core";

/** WCAG 2, level AA, for text of usual size. */
const LEAST_RATIO = 4.5;

/** Runs in the page: each text that is seen, with its colour and the colours behind it. */
const COLLECT = `(() => {
  const seen = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim();
    const element = node.parentElement;
    if (text === "" || !element || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest("script, style, svg, .visually-hidden, .header-anchor")) continue;
    const behind = [];
    for (let at = element; at; at = at.parentElement) behind.push(getComputedStyle(at).backgroundColor);
    const { color } = getComputedStyle(element);
    const key = color + behind.join();
    if (!seen.has(key)) seen.set(key, { text: text.slice(0, 40), color, behind });
  }
  return [...seen.values()];
})()`;

interface SeenText {
  readonly text: string;
  readonly color: string;
  /** From the text's own box to the page. */
  readonly behind: readonly string[];
}

type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** The texts of a page that stand too little out. */
export async function contrastFaults(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate<readonly SeenText[]>(COLLECT);
  return texts.flatMap(({ text, color, behind }) => {
    const ground = behind.map(rgba).reduceRight(over, [255, 255, 255, 1]);
    const ratio = contrast(over(ground, rgba(color)), ground);
    return ratio >= LEAST_RATIO ? [] : [`${ratio.toFixed(2)}: "${text}" ${color} on ${ground.slice(0, 3).join(" ")}`];
  });
}

function rgba(color: string): Rgba {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, alpha];
}

function over(below: Rgba, [red, green, blue, alpha]: Rgba): Rgba {
  const mix = (top: number, bottom: number): number => top * alpha + bottom * (1 - alpha);
  return [mix(red, below[0]), mix(green, below[1]), mix(blue, below[2]), 1];
}

function contrast(a: Rgba, b: Rgba): number {
  const [bright = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Rgba): number {
  const linear = (value: number): number => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
