// Filters, order and printing. What is chosen stands in the address, so that the page comes back to it.
const form = document.querySelector("form");
const fields = Array.from(form.elements).filter((field) => field.name);

const keep = () => {
  const changed = Object.entries(state).filter(([name, value]) => value !== PLAIN[name]);
  try {
    history.replaceState(null, "", `#${new URLSearchParams(changed)}`);
  } catch {
    // Some browsers do not allow it for files: the page works without.
  }
};

const recall = () => {
  const kept = new URLSearchParams(location.hash.slice(1));
  Object.assign(state, PLAIN);
  for (const field of fields) {
    field.value = kept.get(field.name) ?? "";
    state[field.name] = field.value;
  }
  if (Object.hasOwn(COLUMNS, kept.get("sort") ?? "")) state.sort = kept.get("sort");
  if (kept.get("way") === "ascending") state.way = "ascending";
};

const change = () => {
  for (const field of fields) state[field.name] = field.value;
  keep();
  draw();
};

const sort = (column) => {
  const first = COLUMNS[column].words ? "ascending" : "descending";
  const other = first === "ascending" ? "descending" : "ascending";
  state.way = state.sort === column && state.way === first ? other : first;
  state.sort = column;
  keep();
  draw();
};

let waiting = 0;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(change, 120);
});
form.addEventListener("reset", () => {
  Object.assign(state, PLAIN);
  keep();
  draw();
});
for (const head of heads) {
  head.replaceChildren(make("button", { type: "button" }, head.textContent));
  head.firstChild.addEventListener("click", () => sort(head.dataset.column));
}
more.addEventListener("click", () => {
  const next = drawn;
  drawMore();
  body.querySelectorAll("th button")[next]?.focus();
});
new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && drawMore(), { rootMargin: "600px" }).observe(more);
window.addEventListener("hashchange", () => {
  if (location.hash === "#files") return;
  recall();
  draw();
});
window.addEventListener("beforeprint", () => drawn < PRINTED && drawMore(PRINTED - drawn));
document.documentElement.classList.add("live");
recall();
draw();
