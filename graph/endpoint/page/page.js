"use strict";

const form = document.getElementById("form");
const query = document.getElementById("query");
const status = document.getElementById("status");
const answer = document.getElementById("answer");
const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9";

function say(text, isError) {
  status.textContent = text;
  status.className = isError ? "error" : "";
}

function element(name, text) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return made;
}

function tableOf(columns, rows) {
  const table = element("table");
  const head = table.createTHead().insertRow();
  for (const column of columns) {
    const cell = element("th", column);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const column of columns) line.insertCell().textContent = row[column]?.value ?? "";
  }
  return table;
}

function show(result) {
  if ("boolean" in result) {
    say("Answer: " + (result.boolean ? "yes" : "no"));
    return;
  }
  const rows = result.results.bindings;
  say(rows.length === 1 ? "1 row" : rows.length + " rows");
  answer.replaceChildren(tableOf(result.head.vars, rows));
}

async function run(event) {
  event.preventDefault();
  answer.replaceChildren();
  say("Asking…");
  try {
    const response = await fetch("/sparql", {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", "Accept": ACCEPT },
      body: query.value,
    });
    const text = await response.text();
    if (!response.ok) {
      say(text, true);
    } else if (response.headers.get("Content-Type").includes("json")) {
      show(JSON.parse(text));
    } else {
      say("Turtle");
      answer.replaceChildren(element("pre", text));
    }
  } catch (error) {
    say("The endpoint does not answer: " + error.message, true);
  }
}

form.addEventListener("submit", run);
query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
