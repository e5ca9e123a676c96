// Shows a source text whose quotes are marked. The text comes in pieces; nothing is counted here.

import { element, stateOf } from "./shared.js";

function build() {
  const heading = element("div", { class: "og-evidence-heading" });
  const body = element("div", { class: "og-evidence-text", tabindex: "0", role: "document" });
  const root = element("div", { class: "og-frame og-evidence" }, [heading, body]);
  return { root, heading, body };
}

// A piece under several quotes gives the one after the selected one, so that each can be reached.
function chosen(edges, selected) {
  return edges[(edges.indexOf(selected) + 1) % edges.length];
}

function piece(segment, data, component) {
  if (!segment.edges.length) return document.createTextNode(segment.text);
  const lit = segment.edges.includes(data.selected);
  const select = () => component.setTriggerValue("edge", chosen(segment.edges, data.selected));
  return element(
    "mark",
    {
      class: lit ? "og-mark og-selected" : "og-mark",
      "data-edges": segment.edges.join(" "),
      "data-family": lit ? data.selected_family : segment.family,
      tabindex: segment.begins ? "0" : null,
      role: segment.begins ? "button" : null,
      "aria-pressed": segment.begins ? String(lit) : null,
      "aria-label": segment.begins ? `${segment.says}. Quote: ${segment.quote}` : null,
      title: segment.says,
      onclick: select,
      onkeydown: (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        select();
      },
    },
    segment.text,
  );
}

export default function (component) {
  const state = stateOf(component.parentElement, build);
  const { data } = component;
  const { root, heading, body } = state;
  root.removeAttribute("data-ready");
  body.style.maxHeight = `${data.height}px`;
  body.setAttribute("aria-label", `Text of ${data.title}`);
  heading.replaceChildren(
    element("strong", {}, data.title),
    element("span", {}, data.subtitle),
  );
  body.replaceChildren(...data.segments.map((segment) => piece(segment, data, component)));
  const first = body.querySelector(".og-selected") ?? body.querySelector("mark");
  if (first) {
    const away = first.getBoundingClientRect().top - body.getBoundingClientRect().top;
    body.scrollTop += away - body.clientHeight / 3;
  } else {
    body.scrollTop = 0;
  }
  root.dataset.selected = data.selected ?? "";
  root.dataset.version = data.version;
  root.dataset.ready = "true";
}
