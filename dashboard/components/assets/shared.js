// What every component needs: elements made without markup, and the theme they stand in.

const states = new WeakMap();

// The state that belongs to one mounted component, made once.
export function stateOf(parent, make) {
  let state = states.get(parent);
  if (!state || !state.root.isConnected) {
    state = make();
    states.set(parent, state);
    parent.appendChild(state.root);
  }
  return state;
}

// An element with attributes and children; text always becomes a text node, never markup.
export function element(name, attributes = {}, children = []) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "class") made.className = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...[children].flat().filter((child) => child !== null && child !== undefined));
  return made;
}

// True when the page stands on a dark background.
export function isDark(root) {
  const found = getComputedStyle(root).getPropertyValue("--st-background-color").trim();
  const probe = element("span", { style: `color:${found || "#ffffff"}` });
  root.appendChild(probe);
  const [red, green, blue] = (getComputedStyle(probe).color.match(/[\d.]+/g) || [255, 255, 255])
    .map(Number);
  probe.remove();
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

// Calls back whenever the theme's text colour changes.
export function onThemeChange(root, callback) {
  root.classList.add("og-root");
  root.addEventListener("transitionend", (event) => {
    if (event.propertyName === "outline-color" && event.target === root) callback();
  });
}

// A link inside the dashboard: a plain click is answered by the app without a reload.
export function innerLink(address, children, follow, attributes = {}) {
  return element(
    "a",
    {
      ...attributes,
      href: address,
      onclick: (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        event.stopPropagation();
        follow(address);
      },
    },
    children,
  );
}
