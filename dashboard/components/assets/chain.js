// The chain of command as steps from the top down to the entity itself, several directors of one
// step side by side; every line can be selected.

import { element, innerLink, stateOf } from "./shared.js";

function build() {
  return { root: element("nav", { class: "og-frame og-chain", "aria-label": "Chain of command" }) };
}

function box(node, component) {
  const follow = (to) => component.setTriggerValue("open", to);
  const name = node.link
    ? innerLink(node.link, node.label, follow)
    : element("strong", { "aria-current": "page" }, node.label);
  const says = node.edges.map((edge) =>
    element(
      "button",
      {
        type: "button",
        class: edge.key === component.data.selected ? "og-says og-selected" : "og-says",
        "aria-pressed": String(edge.key === component.data.selected),
        "data-edge": edge.key,
        disabled: !edge.quoted,
        title: edge.quoted ? "Show the sentence" : "No sentence states this; read from the title",
        onclick: () => component.setTriggerValue("edge", edge.key),
      },
      edge.words,
    ),
  );
  return element("li", { class: `og-node og-${node.style}` }, [
    name,
    element("span", { class: "og-caption" }, node.caption),
    ...says,
  ]);
}

export default function (component) {
  const { root } = stateOf(component.parentElement, build);
  const { data } = component;
  root.removeAttribute("data-ready");
  const steps = data.levels.map((level) =>
    element("li", {}, element("ul", {}, level.map((node) => box(node, component)))),
  );
  root.replaceChildren(
    element("ol", {}, [
      data.end ? element("li", { class: "og-end" }, data.end) : null,
      ...steps,
    ]),
  );
  root.dataset.selected = data.selected ?? "";
  root.dataset.ready = "true";
}
