// The table of files, drawn a part at a time. Words come as texts alone: nothing of them is ever read as markup.
const PART = 200;
const PRINTED = 2000;
const body = document.querySelector("table.files tbody");
const heads = Array.from(document.querySelectorAll("table.files thead th"));
const more = document.querySelector(".more");
let found = [];
let drawn = 0;

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== "" && child !== null && child !== undefined));
  return element;
};
const stranger = (words) => make("bdi", {}, words ?? "");
const mark = (word) => (word ? make("span", { className: `mark ${word}` }, word) : "");
const figure = (number) => (number === undefined ? "" : number.toLocaleString("en"));

const CELLS = {
  worst: (row) => mark(worst(row)),
  outcome: (row) => mark(row.outcome),
  scan: (row) => mark(row.scan),
  category: (row) => stranger(row.category?.replaceAll("_", " ")),
  side: (row) => shown(row).side,
  top: (row) => stranger(about(row)),
  words: (row) => figure(row.words),
  account: (row) => stranger(row.account),
};

const cell = (row, { dataset, className }) => {
  if (SEVERITIES.includes(dataset.column)) {
    const number = count(row, dataset.column);
    return make("td", { className: `${className}${number ? "" : " zero"}` }, figure(number));
  }
  return make("td", { className }, CELLS[dataset.column](row));
};

const line = (row) => {
  const button = make("button", { type: "button" }, stranger(row.name));
  button.setAttribute("aria-expanded", "false");
  const tr = make("tr", {}, make("th", { scope: "row" }, button), ...heads.slice(1).map((head) => cell(row, head)));
  button.addEventListener("click", () => toggle(row, tr, button));
  return tr;
};

const toggle = (row, tr, button) => {
  const open = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!open));
  if (open) {
    tr.nextElementSibling.remove();
    button.removeAttribute("aria-controls");
    return;
  }
  const id = `details-${row.index}`;
  const cell = make("td", { colSpan: heads.length, id }, ...told(row));
  tr.after(make("tr", { className: "details" }, cell));
  button.setAttribute("aria-controls", id);
};

const told = (row) => {
  const facts = [
    ["Why", [row.why, row.hint].filter(Boolean).join("; ")],
    ["Title", row.title],
    ["File", [row.format, row.pages && `${figure(row.pages)} pages`, row.words && `${figure(row.words)} words`].filter(Boolean).join(", ")],
    ["Region", row.region],
    ["Account", row.account],
    ["Same bytes as", row.same_as],
  ].filter(([, words]) => words);
  const list = make("dl", {}, ...facts.flatMap(([name, words]) => [make("dt", {}, name), make("dd", {}, stranger(words))]));
  return [list, ...details(row).flatMap((side) => judgement(row, side))];
};

const judgement = (row, { side, summary, points, left, unread }) => {
  const { review } = row.sides.find((one) => one.side === side);
  const items = points.map((point) =>
    make(
      "li",
      {},
      mark(point.severity),
      " ",
      stranger(point.title),
      point.clause ? make("span", { className: "soft" }, ", clause ", stranger(point.clause)) : "",
      point.quote ? make("blockquote", {}, stranger(point.quote)) : "",
    ),
  );
  return [
    make("h3", {}, `For the ${side}`),
    make("p", {}, stranger(summary)),
    make("ol", {}, ...items),
    left ? make("p", { className: "soft" }, `and ${left} more in the review`) : "",
    unread ? make("p", { className: "alarm" }, `${unread} clauses got no usable answer from the reviewer`) : "",
    review ? make("p", {}, make("a", { href: review }, `The whole review for the ${side} (JSON)`)) : "",
  ].filter(Boolean);
};

const drawMore = (number = PART) => {
  body.append(...found.slice(drawn, drawn + number).map(line));
  drawn = Math.min(found.length, drawn + number);
  more.hidden = drawn >= found.length;
};

const draw = () => {
  found = sorted(chosen());
  drawn = 0;
  body.replaceChildren();
  drawMore();
  for (const head of heads) {
    if (head.dataset.column === state.sort) head.setAttribute("aria-sort", state.way);
    else head.removeAttribute("aria-sort");
  }
  const all = figure(rows.length);
  document.querySelector("#count").textContent = `${figure(found.length)} of ${all} files`;
};
