// Draws a network with the vis-network file that our server hands out. Positions, labels and
// strokes come from Python; here stand only the theme's colours, clicks and keys.

import { element, isDark, onThemeChange, stateOf } from "./shared.js";

const LIBRARY = "/orggraph/vis-network.js";
let library = null;

function loadLibrary() {
  library ??= import(LIBRARY).then(() => globalThis.vis);
  return library;
}

function build(component) {
  const surface = element("div", {
    class: "og-canvas",
    tabindex: "0",
    role: "application",
    "aria-roledescription": "network",
  });
  const spoken = element("div", { class: "og-hidden", "aria-live": "polite" });
  const tools = element("div", { class: "og-tools" }, [
    element("button", { type: "button", title: "Zoom in", "aria-label": "Zoom in" }, "+"),
    element("button", { type: "button", title: "Zoom out", "aria-label": "Zoom out" }, "−"),
    element("button", { type: "button", title: "Show all", "aria-label": "Show all" }, "⤢"),
    element("button", { type: "button", class: "og-png", title: "Save as PNG" }, "PNG"),
  ]);
  const legend = element("div", { class: "og-legend", role: "group", "aria-label": "Relations" });
  const hint = element(
    "div",
    { class: "og-hint" },
    "Click a box to open it, a line to see its sentence. Arrow keys and Enter do the same.",
  );
  const root = element("div", { class: "og-frame" }, [
    legend,
    element("div", { class: "og-stage" }, [surface, tools]),
    hint,
    spoken,
  ]);
  const state = { root, surface, legend, spoken, component, network: null, focused: null };
  surface.addEventListener("keydown", (event) => onKey(state, event));
  const [nearer, farther, all, png] = tools.children;
  nearer.addEventListener("click", () => zoom(state, 1.3));
  farther.addEventListener("click", () => zoom(state, 1 / 1.3));
  all.addEventListener("click", () => fit(state));
  png.addEventListener("click", () => save(state));
  onThemeChange(root, () => paint(state));
  new ResizeObserver(() => resize(state)).observe(surface);
  return state;
}

const MARGIN = 140;
const WIDEST = 4000;

// The whole picture, whatever part of it is on the screen, on the page's own background.
async function save(state) {
  const { data } = state.component;
  const vis = await loadLibrary();
  const size = (axis) => {
    const places = data.nodes.map((node) => node[axis]);
    return Math.min(Math.max(...places) - Math.min(...places) + 2 * MARGIN, WIDEST);
  };
  const hidden = element("div", {
    class: "og-offstage",
    style: `width:${size("x")}px;height:${size("y")}px`,
    "aria-hidden": "true",
  });
  state.root.appendChild(hidden);
  const drawn = new vis.Network(hidden, coloured(data, state.root), data.options);
  drawn.setSize(`${size("x")}px`, `${size("y")}px`);
  drawn.fit({ maxZoomLevel: 1 });
  drawn.redraw();
  const shown = hidden.querySelector("canvas");
  const copy = document.createElement("canvas");
  copy.width = shown.width;
  copy.height = shown.height;
  const pen = copy.getContext("2d");
  pen.fillStyle = data.paper[isDark(state.root) ? "dark" : "light"];
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(shown, 0, 0);
  drawn.destroy();
  hidden.remove();
  copy.toBlob((blob) => {
    const address = URL.createObjectURL(blob);
    const anchor = element("a", { href: address, download: `${data.file}.png` });
    state.root.appendChild(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  });
}

function stroke(entry, color) {
  const made = (name, attributes) => {
    const part = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    return part;
  };
  const sample = made("svg", { width: 34, height: 8, "aria-hidden": "true" });
  sample.appendChild(made("line", {
    x1: 1, y1: 4, x2: 33, y2: 4, stroke: color, "stroke-width": 2.5,
    "stroke-dasharray": entry.dashes.join(" "),
  }));
  return sample;
}

function drawLegend(state) {
  const { data } = state.component;
  const theme = isDark(state.root) ? "dark" : "light";
  state.legend.replaceChildren(
    ...data.legend.map((entry) =>
      element(
        "button",
        {
          type: "button",
          class: entry.hidden ? "og-off" : null,
          "aria-pressed": String(!entry.hidden),
          "data-relation": entry.relation,
          title: entry.hidden ? "Show these lines" : "Hide these lines",
          onclick: () => state.component.setTriggerValue("legend", entry.relation),
        },
        [stroke(entry, entry[theme]), `${entry.words} ${entry.count || ""}`],
      ),
    ),
  );
}

function zoom(state, factor) {
  state.network?.moveTo({ scale: state.network.getScale() * factor });
}

function fit(state) {
  state.network?.fit({ maxZoomLevel: 1, minZoomLevel: 0.2 });
}

function resize(state) {
  const { network, surface } = state;
  if (!network || !surface.clientWidth) return;
  network.setSize(`${surface.clientWidth}px`, `${surface.clientHeight}px`);
  network.redraw();
  fit(state);
}

function coloured(data, root) {
  const dark = isDark(root);
  const face = getComputedStyle(root).fontFamily;
  const theme = dark ? "dark" : "light";
  const groups = data.boxes[theme];
  const page = data.paper[theme];
  const nodes = data.nodes.map((node) => {
    const [background, ink, border] = groups[node.group] ?? groups.other;
    const lit = { background, border };
    return {
      ...node,
      group: undefined,
      color: { background, border, highlight: lit, hover: lit },
      font: { color: ink, face },
    };
  });
  const edges = data.edges.map((edge) => {
    const color = edge[theme];
    const selected = edge.id === data.selected;
    return {
      ...edge,
      color: { color, highlight: color, hover: color, inherit: false },
      width: selected ? 4 : 1.6,
      font: { color, face, strokeColor: page, size: selected ? 14 : 12 },
    };
  });
  return { nodes, edges };
}

function paint(state) {
  const { network, component } = state;
  if (!network) return;
  drawLegend(state);
  network.setData(coloured(component.data, state.root));
  if (state.focused) network.selectNodes([state.focused], false);
}

function nodeById(state, id) {
  return state.component.data.nodes.find((node) => node.id === id);
}

// A group of people is words of a text and has no view: its line is selected instead.
function open(state, id) {
  const { data } = state.component;
  const line = data.edges.find((edge) => edge.to === id);
  if (nodeById(state, id)?.group === "group" && line) {
    state.component.setTriggerValue("edge", line.id);
  } else {
    state.component.setTriggerValue("node", id);
  }
}

function focusNode(state, id) {
  const node = nodeById(state, id);
  if (!node) return;
  state.focused = id;
  state.network.selectNodes([id], false);
  const around = state.component.data.edges
    .filter((edge) => edge.from === id || edge.to === id)
    .map((edge) => {
      const other = nodeById(state, edge.from === id ? edge.to : edge.from);
      return edge.from === id ? `${edge.label} ${other?.name}` : `${other?.name} ${edge.label} it`;
    });
  state.spoken.textContent = `${node.name}. ${node.caption}. ${around.slice(0, 6).join("; ")}`;
  state.surface.dataset.focused = id;
}

// The node that lies nearest in the direction of an arrow key.
function nextNode(state, dx, dy) {
  const nodes = state.component.data.nodes;
  const here = nodeById(state, state.focused) ?? nodeById(state, state.component.data.center);
  if (!here) return nodes[0]?.id;
  let best = null;
  let least = Infinity;
  for (const node of nodes) {
    if (node.id === here.id) continue;
    const along = (node.x - here.x) * dx + (node.y - here.y) * dy;
    const across = Math.abs((node.x - here.x) * dy) + Math.abs((node.y - here.y) * dx);
    const cost = along + 2 * across;
    if (along > 0 && cost < least) {
      least = cost;
      best = node.id;
    }
  }
  return best;
}

// The edges at the focused node, in turn.
function nextEdge(state) {
  const { data } = state.component;
  const at = state.focused ?? data.center;
  const edges = data.edges.filter((edge) => (edge.from === at || edge.to === at) && edge.quotes);
  if (!edges.length) return null;
  const place = edges.findIndex((edge) => edge.id === data.selected);
  return edges[(place + 1) % edges.length].id;
}

function onKey(state, event) {
  const arrows = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  if (event.key in arrows) {
    const id = nextNode(state, ...arrows[event.key]);
    if (id) focusNode(state, id);
  } else if (event.key === "Enter") {
    if (state.focused) open(state, state.focused);
  } else if (event.key === " " || event.key.toLowerCase() === "e") {
    const id = nextEdge(state);
    if (id) state.component.setTriggerValue("edge", id);
  } else if (event.key === "Home" || event.key === "0") {
    fit(state);
  } else if (event.key === "+" || event.key === "-") {
    zoom(state, event.key === "+" ? 1.3 : 1 / 1.3);
  } else {
    return;
  }
  event.preventDefault();
}

export default async function (component) {
  const state = stateOf(component.parentElement, () => build(component));
  const { data } = component;
  const before = state.component.data;
  state.component = component;
  state.root.removeAttribute("data-ready");
  state.surface.setAttribute("aria-label", data.alternative);
  const tallest = Math.max(state.root.clientWidth, 320) * 1.3;
  state.surface.style.height = `${Math.min(data.height, tallest)}px`;
  const vis = await loadLibrary();
  if (!state.network) {
    drawLegend(state);
    state.network = new vis.Network(state.surface, coloured(data, state.root), data.options);
    state.surface.network = state.network;
    state.network.on("click", ({ nodes, edges }) => {
      if (nodes.length) open(state, nodes[0]);
      else if (edges.length) state.component.setTriggerValue("edge", edges[0]);
    });
    state.network.on("hoverNode", () => { state.surface.style.cursor = "pointer"; });
    state.network.on("blurNode", () => { state.surface.style.cursor = ""; });
    state.network.on("hoverEdge", () => { state.surface.style.cursor = "pointer"; });
    state.network.on("blurEdge", () => { state.surface.style.cursor = ""; });
    resize(state);
  } else {
    if (before.center !== data.center) state.focused = null;
    paint(state);
    if (before.center !== data.center || before.nodes.length !== data.nodes.length) resize(state);
  }
  state.root.dataset.center = data.center;
  state.root.dataset.selected = data.selected ?? "";
  state.root.dataset.ready = "true";
}
