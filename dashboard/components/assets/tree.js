// The organisation as an indented tree: arrow keys move, Enter opens, a button makes an entity the
// top of the view.

import { element, innerLink, stateOf } from "./shared.js";

function build() {
  return { root: element("div", { class: "og-frame og-tree" }) };
}

// The way from the whole organisation down to what is shown; several directors stand together.
function way(trail, follow) {
  const steps = trail.map((step) =>
    element(
      "li",
      {},
      step.flatMap((place, number) => [
        number ? " and " : null,
        place.address
          ? innerLink(place.address, place.label, follow)
          : element("span", { "aria-current": "page" }, place.label),
      ]),
    ),
  );
  return element("nav", { class: "og-way", "aria-label": "Above this" }, element("ol", {}, steps));
}

function move(event) {
  const items = [...event.currentTarget.parentElement.children];
  const place = items.indexOf(event.currentTarget);
  const steps = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: items.length - 1 };
  if (event.target !== event.currentTarget) return;
  if (event.key in steps) items[steps[event.key]]?.focus();
  else if (event.key === "Enter") event.currentTarget.querySelector("a")?.click();
  else if (event.key === "ArrowRight") event.currentTarget.querySelector(".og-focus")?.click();
  else return;
  event.preventDefault();
}

function line(item, place, component) {
  const follow = (to) => component.setTriggerValue("open", to);
  const all = `${item.below.toLocaleString("en")} below`;
  const rest = item.hidden ? `, ${item.hidden.toLocaleString("en")} of them not shown` : "";
  const count = item.opened || item.note ? all + rest : `${all}, not opened`;
  return element(
    "li",
    {
      class: `og-line og-${item.style}`,
      role: "treeitem",
      tabindex: place === 0 ? "0" : "-1",
      "aria-level": item.depth + 1,
      "aria-expanded": item.below ? String(item.opened) : null,
      style: `--og-depth:${Math.min(item.depth, 8)}`,
      onkeydown: move,
    },
    [
      item.words ? element("span", { class: "og-words" }, item.words) : null,
      innerLink(item.link, item.label, follow, { tabindex: "-1" }),
      item.todo
        ? innerLink(item.todo, item.caption, follow, {
            class: "og-caption",
            tabindex: "-1",
            title: "On the work list: directors without a description",
          })
        : element("span", { class: "og-caption" }, item.caption),
      item.note ? element("span", { class: "og-caption" }, `(${item.note})`) : null,
      item.below
        ? innerLink(item.focus, count, follow, {
            class: "og-focus",
            tabindex: "-1",
            "aria-label": `Show only ${item.label} and what is below`,
          })
        : null,
    ],
  );
}

export default function (component) {
  const { root } = stateOf(component.parentElement, build);
  const { data } = component;
  root.removeAttribute("data-ready");
  const lines = data.items.map((item, place) => line(item, place, component));
  const follow = (to) => component.setTriggerValue("open", to);
  root.replaceChildren(
    ...(data.trail.length ? [way(data.trail, follow)] : []),
    element("ul", { role: "tree", "aria-label": data.label }, lines),
  );
  root.dataset.rows = data.items.length;
  root.dataset.ready = "true";
}
