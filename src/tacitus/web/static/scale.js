// How high bars are drawn: to one scale from 0, which a few that dwarf all others break, so that the others can be compared.

const DWARFS = 4; // times the next one; below that the others are still a quarter of the drawing, and can be told apart
const FEW = 6; // at most one bar in so many is broken, and one if there are fewer: a scale that breaks often says nothing
const LEFT = 3; // bars that must be left to compare

/** Where the scale ends, and which of the values go beyond it. values: the highest of each bar. */
export function scaleOf(values) {
  const sorted = values.filter((value) => value > 0).sort((a, b) => b - a);
  const most = Math.min(Math.max(1, Math.floor(sorted.length / FEW)), sorted.length - LEFT);
  let broken = 0;
  for (let n = 1; n <= most; n += 1) if (sorted[n - 1] >= DWARFS * sorted[n]) broken = n;
  const end = sorted[broken] ?? 1;
  return { end, breaks: (value) => broken > 0 && value > end, broken };
}

const LETTER = 6.3; // pixels of a letter of 11 px, on average
const LINE = 12;

/** Where the figures of cut bars stand, so that none lie on each other: the largest first, on the first of some lines where there
 * is room; what finds none is left out. figures: [{at, words, value}], `at` the middle of a bar. Gives [{at, words, line}]. */
export function besideEach(figures, from, to, lines) {
  const placed = [];
  for (const { at, words } of [...figures].sort((a, b) => b.value - a.value)) {
    const half = ((words.length + 1) * LETTER) / 2;
    const middle = Math.max(from + half, Math.min(to - half, at));
    const free = (line) => placed.every((one) => one.line !== line || Math.abs(one.at - middle) >= one.half + half);
    const line = Array.from({ length: lines }, (_, n) => n).find(free);
    if (line !== undefined) placed.push({ at: middle, words, line, half });
  }
  return placed;
}

/** Pixels above the bars for figures on so many lines. */
export const roomFor = (lines) => LINE * lines;

/** The cut through an upright bar, as a path in the colour of the paper. */
export const cutUp = (x, y, wide) => `M${x - 2} ${y + 3}l${wide / 2 + 2} -6l${wide / 2 + 2} 6v5l${-wide / 2 - 2} -6l${-wide / 2 - 2} 6z`;
/** The cut through a lying one. */
export const cutAcross = (x, y, high) => `M${x - 4} ${y - 1}l7 ${high / 2 + 1}l-7 ${high / 2 + 1}h5l7 ${-high / 2 - 1}l-7 ${-high / 2 - 1}z`;
