// What the page holds, and what of it is shown. Rows and details lie in the page as JSON texts, in slices; the details of
// a slice are read when somebody opens a file of it.
const texts = (name) => Array.from(document.querySelectorAll(`script.${name}`), (script) => script.textContent);
const rows = texts("rows").flatMap((text) => JSON.parse(text));
const heaps = texts("details");
const opened = new Map();
const SLICE = Number(document.body.dataset.slice);
const SEVERITIES = ["critical", "high", "medium", "low", "info"];
const PLAIN = { text: "", outcome: "", scan: "", category: "", worst: "", side: "", sort: "worst", way: "descending" };
const state = { ...PLAIN };
const byName = new Intl.Collator("en", { numeric: true }).compare;

rows.forEach((row, index) => {
  row.index = index;
  const found = row.sides.map((side) => side.top).filter(Boolean);
  row.text = [row.name, row.account, row.title, row.why, row.category, ...found].join("\n").toLowerCase();
});

const details = (row) => {
  const heap = Math.floor(row.index / SLICE);
  if (!opened.has(heap)) opened.set(heap, JSON.parse(heaps[heap]));
  return opened.get(heap)[row.index % SLICE];
};

// What is told of a row: the side that was chosen, else the one with more to look at.
const shown = (row) => {
  const sides = state.side ? row.sides.filter((side) => side.side === state.side) : row.sides;
  return sides.reduce((best, side) => (best && best.weight >= side.weight ? best : side), undefined);
};
const count = (row, severity) => shown(row).counts?.[SEVERITIES.indexOf(severity)];
const about = (row) => shown(row).top || row.why;
const worst = (row) => {
  const { counts } = shown(row);
  return counts ? SEVERITIES.find((_, place) => counts[place]) ?? "none" : "";
};

const COLUMNS = {
  file: { of: (row) => row.name, words: true },
  worst: { of: (row) => shown(row).weight },
  outcome: { of: (row) => row.outcome, words: true },
  scan: { of: (row) => row.scan, words: true },
  category: { of: (row) => row.category, words: true },
  side: { of: (row) => shown(row).side, words: true },
  ...Object.fromEntries(SEVERITIES.map((one) => [one, { of: (row) => count(row, one) }])),
  top: { of: about, words: true },
  words: { of: (row) => row.words },
  account: { of: (row) => row.account, words: true },
};

const chosen = () => {
  const wanted = state.text.toLowerCase().split(/\s+/).filter(Boolean);
  const least = SEVERITIES.slice(0, SEVERITIES.indexOf(state.worst) + 1);
  return rows.filter(
    (row) =>
      shown(row) &&
      (!state.outcome || row.outcome === state.outcome) &&
      (!state.scan || row.scan === state.scan) &&
      (!state.category || (row.category ?? "-") === state.category) &&
      (!state.worst || least.includes(worst(row))) &&
      wanted.every((word) => row.text.includes(word)),
  );
};

// Rows that are equal by what is sorted stay in the order of the input; what is empty stands last either way.
const sorted = (found) => {
  const { of, words } = COLUMNS[state.sort];
  const way = state.way === "descending" ? -1 : 1;
  const keyed = found.map((row) => [of(row) ?? "", row]);
  keyed.sort(([one, left], [other, right]) => {
    if (one === other) return left.index - right.index;
    if (one === "" || other === "") return one === "" ? 1 : -1;
    return way * (words ? byName(one, other) : one - other) || left.index - right.index;
  });
  return keyed.map(([, row]) => row);
};
