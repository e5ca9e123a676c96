// The organisation as boxes in boxes. Places come from Python; arrow keys go to the nearest box,
// Enter opens it.

import { element, innerLink, stateOf } from "./shared.js";

function build() {
  const board = element("div", { class: "og-board", role: "group" });
  const root = element("div", { class: "og-frame og-map" }, [board]);
  return { root, board };
}

function middle(box) {
  const { left, top, width, height } = box.getBoundingClientRect();
  return [left + width / 2, top + Math.min(height / 2, 12)];
}

// The box that lies nearest in the direction of an arrow key.
function nearest(board, from, dx, dy) {
  const [x, y] = middle(from);
  let best = null;
  let least = Infinity;
  for (const box of board.children) {
    if (box === from) continue;
    const [left, top] = middle(box);
    const along = (left - x) * dx + (top - y) * dy;
    const across = Math.abs((left - x) * dy) + Math.abs((top - y) * dx);
    const cost = along + 2 * across;
    if (along > 1 && cost < least) {
      least = cost;
      best = box;
    }
  }
  return best;
}

function move(event) {
  const steps = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  const board = event.currentTarget;
  const box = event.target.closest(".og-box");
  if (!box || !(event.key in steps)) return;
  event.preventDefault();
  const next = nearest(board, box, ...steps[event.key]);
  if (!next) return;
  box.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function box(item, place, follow) {
  const label = item.bare ? [] : element("span", {}, item.label);
  const open = item.open ? " og-open" : "";
  const bare = item.bare ? " og-bare" : "";
  return innerLink(item.address, label, follow, {
    class: `og-box og-${item.style}${open}${bare}`,
    style:
      `left:${item.left}%;top:${item.top}px;width:${item.width}%;height:${item.height}px;` +
      `--og-depth:${Math.min(item.depth, 4)}`,
    title: item.says,
    "aria-label": item.says,
    tabindex: place === 0 ? "0" : "-1",
  });
}

export default function (component) {
  const { root, board } = stateOf(component.parentElement, build);
  const { data } = component;
  root.removeAttribute("data-ready");
  const follow = (to) => component.setTriggerValue("open", to);
  board.style.height = `${data.height}px`;
  board.setAttribute("aria-label", data.label);
  board.onkeydown = move;
  board.replaceChildren(...data.items.map((item, place) => box(item, place, follow)));
  root.dataset.rows = data.items.length;
  root.dataset.ready = "true";
}
