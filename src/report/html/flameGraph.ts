import type { FlameFrame } from "../../model/cause.ts";
import { formatPercent } from "../../util/format.ts";
import { causeDifference, causeValue } from "../../wording/causeText.ts";
import { placeText, shorten } from "../why/subject.ts";
import { type FlameBox, type FlameLayout, flameLayout } from "./flameLayout.ts";
import { type Markup, markup } from "./markup.ts";

/** A differential flame graph: the head's CPU time per request by function, coloured by its change since the base. */

/** In px. */
const rowHeight = 20;
const unit = "ms/request";
const mostVanished = 12;

export function flameGraph(flame: FlameFrame): Markup | undefined {
  const layout = flameLayout(flame);
  if (layout === undefined) return undefined;
  const { boxes, depth, root } = layout;
  return markup`<figure class="flame">
<figcaption><b>CPU time by function</b> per request of the head: ${amount(root.head)}, ${causeDifference(root.head - root.base, unit)} since the base. Callers are above what they call.</figcaption>
<svg width="100%" height="${depth * rowHeight}" role="img" aria-label="${summary(layout)}">
${boxes.map((box) => boxMarkup(box, root.head))}</svg>
${legend}
${vanishedList(layout)}
</figure>`;
}

const legend = markup`<ul class="legend"><li><i class="slower"></i>slower</li><li><i class="faster"></i>faster</li><li><i class="added"></i>new</li><li><i class="same"></i>about the same</li></ul>`;

function boxMarkup(box: FlameBox, rootHead: number): Markup {
  const { x, width, depth } = box;
  const label = width < 0.02 ? undefined : markup`<text x="4" y="14">${shorten(box.name, 80)}</text>`;
  return markup`<svg x="${percent(x)}%" y="${depth * rowHeight}" width="${percent(width)}%" height="${rowHeight - 1}"><title>${titleOf(box)}</title><rect class="${toneOf(box, rootHead)}" width="100%" height="100%" />${label}</svg>
`;
}

const percent = (share: number): number => Math.round(10_000 * share) / 100;

/** Three strengths of a change, by its share of all CPU time. A change below the first share is not coloured. */
const strengths = [0.005, 0.05, 0.2] as const;

export function toneOf({ base, head, merged }: FlameBox, rootHead: number): string {
  if (base === 0 && head > 0 && merged === undefined) return "added";
  const share = Math.abs(head - base) / rootHead;
  const strength = strengths.filter((from) => share >= from).length;
  if (strength === 0) return "same";
  return `${head > base ? "slower" : "faster"} strength${strength}`;
}

/** parseItem, src/items.js:41: 0.149 ms per request, +0.118 ms; itself 0.149 ms, +0.118 ms */
function titleOf(box: FlameBox): string {
  const { name, base, head, selfBase, selfHead, merged } = box;
  if (merged !== undefined) return `${merged} narrow frames: ${amount(head)}, ${causeDifference(head - base, unit)}`;
  const place = placeText(box);
  const own = `itself ${causeValue(selfHead, unit)}, ${causeDifference(selfHead - selfBase, unit)}`;
  const state = base === 0 ? ", new" : "";
  return `${shorten(name, 200)}${place === undefined ? "" : `, ${place}`}: ${amount(head)}, ${causeDifference(head - base, unit)}${state}; ${own}`;
}

const amount = (value: number): string => `${causeValue(value, unit)} per request`;

/** For readers who do not see it: the three functions that changed most. */
function summary({ boxes, root }: FlameLayout): string {
  const change = ({ selfBase, selfHead }: FlameBox) => selfHead - selfBase;
  const largest = boxes
    .filter((box) => box.merged === undefined && change(box) !== 0)
    .toSorted((a, b) => Math.abs(change(b)) - Math.abs(change(a)))
    .slice(0, 3)
    .map((box) => `${shorten(box.name, 80)} ${causeDifference(change(box), unit)}`);
  const total = `${amount(root.head)}, ${formatPercent(root.base === 0 ? 1 : root.head / root.base)} of the base`;
  return `Flame graph of CPU time: ${total}. Largest changes: ${largest.join("; ")}. The table below has the functions.`;
}

function vanishedList({ vanished }: FlameLayout): Markup | undefined {
  if (vanished.length === 0) return undefined;
  const items = vanished.slice(0, mostVanished).map(({ frame, base }) => {
    const place = placeText(frame);
    const where = place === undefined ? undefined : markup` <small>${place}</small>`;
    return markup`<li><code>${shorten(frame.name, 120)}</code>${where}: ${amount(base)} in the base</li>\n`;
  });
  return markup`<p class="vanished"><b>Vanished</b> from the head:</p>\n<ul class="vanished">\n${items}</ul>`;
}
