// A SPARQL editor: line numbers, the line of an error, completions, Ctrl+Enter runs.

import { element, stateOf } from "./shared.js";

const SHOWN = 8;

function build() {
  const gutter = element("div", { class: "og-gutter", "aria-hidden": "true" });
  const area = element("textarea", {
    class: "og-area",
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    rows: "14",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "og-completions",
    "aria-label": "SPARQL query. Control and Enter runs it; Escape leaves the completions.",
  });
  const list = element("ul", {
    class: "og-completions",
    role: "listbox",
    id: "og-completions",
    "aria-label": "Completions",
    hidden: true,
  });
  const run = element("button", { type: "button", class: "og-run" }, "Run (Ctrl+Enter)");
  const root = element("div", { class: "og-frame og-editor" }, [
    element("div", { class: "og-lines" }, [gutter, area, list]),
    run,
  ]);
  const state = { root, gutter, area, list, found: [], chosen: 0, component: null, given: null };
  area.addEventListener("input", () => changed(state));
  area.addEventListener("scroll", () => { gutter.scrollTop = area.scrollTop; });
  area.addEventListener("keydown", (event) => onKey(state, event));
  area.addEventListener("blur", () => setTimeout(() => hide(state), 150));
  run.addEventListener("click", () => submit(state));
  return state;
}

function submit(state) {
  hide(state);
  state.component.setTriggerValue("run", state.area.value);
}

function number(state) {
  const count = state.area.value.split("\n").length;
  const lines = Array.from({ length: count }, (_, place) =>
    element(
      "div",
      { class: place + 1 === state.component.data.error_line ? "og-wrong" : null },
      String(place + 1),
    ),
  );
  state.gutter.replaceChildren(...lines);
}

function wordBefore(area) {
  const before = area.value.slice(0, area.selectionStart);
  return /[\w:?$<"-]+$/u.exec(before)?.[0] ?? "";
}

function changed(state) {
  number(state);
  const word = wordBefore(state.area).toLowerCase();
  const bare = word.replace(/^["<]/u, "");
  const fits = (item) =>
    item.text.toLowerCase().startsWith(word) || item.words.toLowerCase().startsWith(bare) ||
    item.words.toLowerCase().includes(` ${bare}`);
  state.found = bare.length > 1 ? state.component.data.completions.filter(fits).slice(0, SHOWN) : [];
  state.chosen = 0;
  show(state);
}

function show(state) {
  const { list, area, found } = state;
  if (!found.length) return hide(state);
  list.replaceChildren(
    ...found.map((item, place) =>
      element(
        "li",
        {
          role: "option",
          id: `og-completion-${place}`,
          "aria-selected": String(place === state.chosen),
          onmousedown: (event) => {
            event.preventDefault();
            complete(state, item);
          },
        },
        [element("span", {}, item.words || item.text), element("span", {}, item.note)],
      ),
    ),
  );
  const line = area.value.slice(0, area.selectionStart).split("\n").length;
  const height = parseFloat(getComputedStyle(area).lineHeight) || 20;
  list.style.top = `${Math.min(line * height - area.scrollTop + 12, area.clientHeight)}px`;
  list.hidden = false;
  area.setAttribute("aria-expanded", "true");
  area.setAttribute("aria-activedescendant", `og-completion-${state.chosen}`);
  return undefined;
}

function hide(state) {
  state.found = [];
  state.list.hidden = true;
  state.area.setAttribute("aria-expanded", "false");
  state.area.removeAttribute("aria-activedescendant");
}

function complete(state, item) {
  const { area } = state;
  const from = area.selectionStart - wordBefore(area).length;
  area.setRangeText(`${item.text} `, from, area.selectionStart, "end");
  hide(state);
  number(state);
}

function onKey(state, event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.stopPropagation();
    submit(state);
  } else if (state.found.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const step = event.key === "ArrowDown" ? 1 : state.found.length - 1;
    state.chosen = (state.chosen + step) % state.found.length;
    show(state);
    event.preventDefault();
  } else if (state.found.length && (event.key === "Enter" || event.key === "Tab")) {
    complete(state, state.found[state.chosen]);
    event.preventDefault();
  } else if (event.key === "Escape") {
    hide(state);
  }
}

export default function (component) {
  const state = stateOf(component.parentElement, build);
  state.component = component;
  state.root.removeAttribute("data-ready");
  if (state.given !== component.data.query) {
    state.given = component.data.query;
    state.area.value = component.data.query;
  }
  number(state);
  state.root.dataset.ready = "true";
}
