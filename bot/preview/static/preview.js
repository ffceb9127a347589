// The preview page: lists the cards, shows one in every language, and reads anew when a file is saved.
const NAMES = { en: "English", ur: "اردو", "ur-Latn": "Roman Urdu" };
const READERS = { child: "13 to 17", young: "Under 13", adult: "Adult" };
const REGIONS = ["", "punjab", "sindh", "kp", "balochistan", "ict", "gb", "ajk", "outside"];
const URDU = /[\u0600-\u06ff]/;
const at = (id) => document.getElementById(id);

let overview = { shelves: [], faults: [], since: "" };
let card = null;
let audience = "child";

function make(tag, text = "", classes = "") {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (classes) element.className = classes;
  return element;
}

function paragraph(line) {
  const element = make("p", line, URDU.test(line) ? "urdu" : "");
  element.dir = "auto";
  return element;
}

function bubble(message) {
  const element = make("div", "", "message bot");
  const inside = make("div", "", "bubble");
  inside.append(...message.text.split("\n").map(paragraph));
  const keys = make("div", "", "keys");
  for (const row of message.rows) {
    const line = make("div");
    line.append(...row.map(key));
    keys.append(line);
  }
  element.append(inside, keys);
  return element;
}

function key(button) {
  const element = make("button", button.label, URDU.test(button.label) ? "urdu" : "");
  element.dir = "auto";
  const target = /^card:(\w+)$/.exec(button.action);
  if (target) element.onclick = () => { location.hash = target[1]; };
  else element.title = "In the chat this button does what it says.";
  return element;
}

function showColumns() {
  const texts = card.audiences[audience];
  at("columns").replaceChildren(...Object.entries(NAMES).map(([locale, name]) => {
    const column = make("article");
    column.lang = locale;
    column.append(make("h2", name), ...texts[locale].map(bubble));
    return column;
  }));
}

function showReaders() {
  at("audiences").replaceChildren(...Object.keys(card.audiences).map((name) => {
    const button = make("button", READERS[name]);
    button.setAttribute("aria-pressed", name === audience);
    button.onclick = () => { audience = name; showCard(); };
    return button;
  }));
}

function finding(fault) {
  const [, place, said] = /^(\S+?:\d+:\d+): ([\s\S]*)$/.exec(fault.text) || [null, "", fault.text];
  const element = make("li", "", URDU.test(said.slice(0, 40)) ? "urdu" : "");
  const sentence = make("span", said);
  sentence.dir = "auto";
  sentence.style.display = "block";
  element.append(make("code", place), sentence);
  return element;
}

function showFindings() {
  const found = card.faults.map(finding);
  at("faults").replaceChildren(...(found.length ? found : [make("li", "Nothing found.", "none")]));
}

function showChanges() {
  at("changes-title").textContent = overview.since ? `Changed since ${overview.since}` : "Changes are not known without git";
  at("changes").replaceChildren(...card.changes.map((change) => {
    const element = make("div", "", "change");
    element.append(make("code", change.path), ...change.lines.map((line) => {
      const shown = paragraph(line.slice(1) || " ");
      shown.classList.add(line[0] === "+" ? "new" : "gone");
      return shown;
    }));
    return element;
  }));
  if (!card.changes.length) at("changes").replaceChildren(make("p", "Nothing."));
}

function showFacts() {
  at("facts").replaceChildren(...Object.entries(card.facts).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join(", ") : String(value);
    return text ? [make("dt", name), make("dd", text)] : [];
  }));
}

function showCard() {
  if (!(audience in card.audiences)) audience = Object.keys(card.audiences)[0];
  at("name").textContent = card.id;
  document.title = `${card.id} · preview`;
  showReaders();
  showColumns();
  showFindings();
  showChanges();
  showFacts();
}

function showShelves() {
  const wanted = at("find").value.trim().toLowerCase();
  at("shelves").replaceChildren(...overview.shelves.map((shelf) => {
    const element = make("div", "", "shelf");
    const fitting = shelf.cards.filter((c) => `${c.id} ${c.label}`.toLowerCase().includes(wanted));
    element.hidden = !fitting.length;
    element.append(make("h2", shelf.name), ...fitting.map(lineOf));
    return element;
  }));
  const count = overview.shelves.reduce((sum, shelf) => sum + shelf.cards.length, 0);
  at("state").textContent = `${count} cards · ${overview.faults.length || "no"} finding${overview.faults.length === 1 ? "" : "s"}`;
}

function lineOf(entry) {
  const button = make("button");
  button.append(make("span", entry.id));
  if (entry.faults) button.append(make("span", entry.faults, "mark fault"));
  if (entry.changed) button.append(make("span", "changed", "mark changed"));
  button.title = entry.label;
  button.setAttribute("aria-current", card?.id === entry.id);
  button.onclick = () => { location.hash = entry.id; };
  return button;
}

async function ask(path) {
  const response = await fetch(path);
  return response.ok ? response.json() : null;
}

async function load() {
  const language = at("language").value;
  overview = await ask(`/api/overview?language=${language}`);
  const first = overview.shelves[0]?.cards[0]?.id || "";
  const id = location.hash.slice(1) || first;
  const asked = new URLSearchParams({ language, region: at("region").value, at_home: at("at-home").checked ? "1" : "0" });
  card = await ask(`/api/card/${id}?${asked}`) || card;
  showShelves();
  if (card) showCard();
  document.body.dataset.ready = String(Number(document.body.dataset.ready || 0) + 1);
}

at("region").append(...REGIONS.map((name) => {
  const option = make("option", name || "not known");
  option.value = name;
  return option;
}));
at("find").oninput = showShelves;
for (const id of ["region", "at-home", "language"]) at(id).onchange = load;
addEventListener("hashchange", load);
new EventSource("/events").addEventListener("saved", load);
load();
