// A table of text: rows that can be selected, cells that can be links. On a narrow screen every
// row becomes a card.

import { element, innerLink, stateOf } from "./shared.js";

function build() {
  const root = element("div", { class: "og-frame og-grid" });
  return { root };
}

function cell(column, row, index, component) {
  const address = row.links[column.name];
  const text = row.cells[index];
  const shown = address
    ? innerLink(address, text, (to) => component.setTriggerValue("open", to))
    : text;
  const attributes = { class: `og-${column.kind}`, "data-label": column.heading };
  if (index === 0) return element("th", { ...attributes, scope: "row" }, shown);
  return element("td", attributes, column.kind === "quote" && text ? element("q", {}, shown) : shown);
}

function line(row, data, component) {
  const selected = row.key === data.selected;
  const cells = data.columns.map((column, index) => cell(column, row, index, component));
  if (!data.selectable) return element("tr", {}, cells);
  const select = () => component.setTriggerValue("select", row.key);
  return element(
    "tr",
    {
      class: selected ? "og-selectable og-selected" : "og-selectable",
      tabindex: "0",
      "aria-selected": String(selected),
      "data-key": row.key,
      onclick: select,
      onkeydown: (event) => {
        if (event.target !== event.currentTarget) return;
        const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
        if (step) event.currentTarget[step]?.focus();
        else if (event.key === "Enter" || event.key === " ") select();
        else return;
        event.preventDefault();
      },
    },
    cells,
  );
}

export default function (component) {
  const state = stateOf(component.parentElement, build);
  const { data } = component;
  const { root } = state;
  root.removeAttribute("data-ready");
  const focused = root.querySelector("tr:focus")?.dataset.key;
  if (data.rows.length) {
    const open = (to) => component.setTriggerValue("open", to);
    const heads = data.columns.map((column) =>
      element(
        "th",
        { scope: "col", class: `og-${column.kind}`, title: column.says || null },
        column.address ? innerLink(column.address, column.heading, open) : column.heading,
      ),
    );
    const table = element("table", { role: data.selectable ? "grid" : null }, [
      element("caption", {}, data.caption),
      element("thead", {}, element("tr", {}, heads)),
      element("tbody", {}, data.rows.map((row) => line(row, data, component))),
    ]);
    root.replaceChildren(table);
  } else {
    root.replaceChildren(element("p", { class: "og-empty" }, data.empty));
  }
  if (focused) root.querySelector(`tr[data-key="${CSS.escape(focused)}"]`)?.focus();
  root.dataset.rows = data.rows.length;
  root.dataset.selected = data.selected ?? "";
  root.dataset.ready = "true";
}
