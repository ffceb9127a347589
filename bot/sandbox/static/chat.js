// The chat page: shows one person's chat and does what that person does. All text is set as text, never as HTML.

const $ = (id) => document.getElementById(id);
const chat = $("chat"), text = $("text");
const FILES = { photo: "🖼️", sticker: "🙂", voice: "🎤", video: "🎬", document: "📄", contact: "👤", location: "📍", poll: "📊" };
const state = { person: 0, people: [], messages: new Map(), editing: 0, stream: null, presses: new Map(), about: {} };

const make = (tag, about = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), about);
  element.append(...children);
  return element;
};

async function ask(path, body) {
  const how = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, how);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

function act(deed) {
  return ask(`/page/${state.person}/do`, deed).catch((error) => { toast(error.message); return {}; });
}

let toastTimer = 0;
function toast(words, long = false) {
  $("toast").textContent = words;
  $("toast").hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { $("toast").hidden = true; }, long ? 6000 : 2500);
}

// Text: a paragraph for each line, each with its own direction, as Telegram's apps do it.

function direct(element, words) {
  element.dir = "auto";
  element.classList.toggle("urdu", /\p{Script=Arabic}/u.test(words));
  return element;
}

function paragraphs(words, entities) {
  let start = 0;
  return words.split("\n").map((line) => {
    const paragraph = direct(make("p"), line);
    paragraph.append(...pieces(words, start, start + line.length, entities));
    start += line.length + 1;
    return paragraph;
  });
}

// Entities may be nested; the widest comes first and holds the others.
function pieces(words, start, end, entities) {
  const inside = entities
    .map((one) => ({ ...one, from: Math.max(one.offset, start), to: Math.min(one.offset + one.length, end) }))
    .filter((one) => one.from < one.to)
    .sort((one, other) => one.from - other.from || other.to - one.to);
  const made = [];
  let here = start;
  for (const one of inside) {
    if (one.from < here) continue;
    if (one.from > here) made.push(words.slice(here, one.from));
    const nested = inside.filter((other) => other !== one && other.from >= one.from && other.to <= one.to && !(other.from === one.from && other.to === one.to && inside.indexOf(other) < inside.indexOf(one)));
    made.push(piece(one, words.slice(one.from, one.to), pieces(words, one.from, one.to, nested)));
    here = one.to;
  }
  if (here < end) made.push(words.slice(here, end));
  return made;
}

const PLAIN = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", blockquote: "blockquote", expandable_blockquote: "blockquote" };

function piece(entity, words, children) {
  const link = (href) => make("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children);
  switch (entity.type) {
    case "code": case "pre": return copied(words, children);
    case "phone_number": return make("a", { className: "phone-number", href: `tel:${words.replace(/[^+\d]/g, "")}` }, ...children);
    case "url": return link(/^https?:\/\//i.test(words) ? words : `https://${words}`);
    case "text_link": return /^https?:\/\//i.test(entity.url) ? link(entity.url) : make("span", {}, ...children);
    case "email": return link(`mailto:${words}`);
    case "bot_command": return command(words, children);
    case "spoiler": return make("span", { className: "spoiler", onclick() { this.classList.add("open"); } }, ...children);
    default: return make(PLAIN[entity.type] ?? "span", {}, ...children);
  }
}

function copied(words, children) {
  const copy = async () => {
    try { await navigator.clipboard.writeText(words); toast("Copied"); } catch { toast(words); }
  };
  return tappable("tap", copy, children);
}

function command(words, children) {
  return tappable("command", () => act({ do: "say", text: words }), children);
}

function tappable(className, deed, children) {
  const element = make("a", { className, tabIndex: 0, role: "button", onclick: deed }, ...children);
  element.onkeydown = (event) => { if (event.key === "Enter") deed(); };
  return element;
}

// Messages

function bubble(message) {
  const inside = make("div", { className: "bubble" });
  if (message.forwarded) inside.append(make("div", { className: "forwarded", textContent: `Forwarded from ${message.forwarded}` }));
  inside.append(...content(message), ...(message.text ? paragraphs(message.text, message.entities) : []), meta(message));
  const element = make("article", { className: `message ${message.bot ? "bot" : "mine"} ${message.kind}` }, inside);
  element.dataset.id = message.id;
  if (message.rows.length) element.append(keyboard(message));
  return element;
}

function content(message) {
  if (message.kind === "text") return [];
  if (message.kind === "voice" && message.file) return [make("audio", { controls: true, preload: "metadata", src: `/page/files/${message.file}` })];
  if (message.kind === "photo" && message.file) return [make("img", { src: `/page/files/${message.file}`, alt: "photo" })];
  return [make("div", { className: "placeholder" }, make("b", { textContent: FILES[message.kind] ?? "📎" }), message.kind === "sticker" ? "" : message.kind.replace("_", " "))];
}

function meta(message) {
  const line = make("div", { className: "meta" });
  if (!message.bot && message.text) line.append(make("button", { textContent: "edit", onclick: () => startEdit(message) }));
  if (!message.bot) line.append(make("button", { textContent: "delete", onclick: () => act({ do: "delete", id: message.id }) }));
  if (message.edited) line.append("edited");
  if (message.bot && message.silent) line.append(make("span", { title: "sent without a sound", textContent: "🔕" }));
  line.append(make("time", { textContent: new Date(message.date * 1000).toTimeString().slice(0, 5) }));
  return line;
}

function keyboard(message) {
  const row = (buttons) => make("div", {}, ...buttons.map((button) => key(message, button)));
  return make("div", { className: "keys" }, ...message.rows.map(row));
}

function key(message, button) {
  if (button.url) return direct(make("a", { href: button.url, target: "_blank", rel: "noopener noreferrer", textContent: `${button.label} ↗` }), button.label);
  const element = direct(make("button", { type: "button", textContent: button.label }), button.label);
  element.onclick = async () => {
    element.classList.add("waiting");
    const { id } = await act({ do: "press", id: message.id, data: button.data });
    if (id) state.presses.set(id, element); else element.classList.remove("waiting");
    if (state.acknowledged?.id === id) acknowledged(state.acknowledged.event);
  };
  return element;
}

function acknowledged(event) {
  const element = state.presses.get(event.press);
  if (!element) { state.acknowledged = { id: event.press, event }; return; }
  element.classList.remove("waiting");
  state.presses.delete(event.press);
  state.acknowledged = null;
  if (event.text) toast(event.text, event.alert);
}

const nearEnd = () => chat.scrollHeight - chat.scrollTop - chat.clientHeight < 160;
const toEnd = () => { chat.scrollTop = chat.scrollHeight; };

function show(message) {
  const follow = nearEnd() || !message.bot;
  const old = chat.querySelector(`[data-id="${message.id}"]`);
  state.messages.set(message.id, message);
  chat.querySelector(".about")?.remove();
  if (old) old.replaceWith(bubble(message)); else chat.append(bubble(message));
  if (follow) toEnd();
}

function showAll(messages) {
  state.messages.clear();
  chat.replaceChildren();
  messages.forEach(show);
  if (!messages.length) showAbout();
  toEnd();
}

function remove(id) {
  state.messages.delete(id);
  chat.querySelector(`[data-id="${id}"]`)?.remove();
  if (!state.messages.size) showAbout();
}

function showAbout() {
  chat.querySelector(".about")?.remove();
  const words = make("div", {}, ...paragraphs(state.about.description || "", []));
  const start = make("button", { type: "button", textContent: "START", onclick: () => act({ do: "say", text: "/start" }) });
  chat.append(make("section", { className: "about" }, words, start));
}

async function learnAbout() {
  state.about = await ask(`/page/${state.person}/about`).catch(() => ({}));
  if (!state.messages.size) showAbout();
}

const EVENTS = {
  all: (event) => showAll(event.messages),
  message: (event) => show(event.message),
  deleted: (event) => remove(event.id),
  acknowledged,
  about: learnAbout,
  action: () => status("typing …", 4000),
};

let statusTimer = 0;
const quiet = $("status").textContent;
function status(words, time) {
  $("status").textContent = words;
  clearTimeout(statusTimer);
  if (time) statusTimer = setTimeout(() => { $("status").textContent = quiet; }, time);
}

// People

function openPerson(id) {
  state.person = id;
  state.presses.clear();
  stopEdit();
  location.hash = id;
  state.stream?.close();
  state.stream = new EventSource(`/page/${id}/events`);
  state.stream.onmessage = ({ data }) => { const event = JSON.parse(data); EVENTS[event.event]?.(event); };
  state.stream.onopen = () => { status(quiet); learnAbout(); };
  state.stream.onerror = () => status("the sandbox does not answer …");
  showPeople();
}

function showPeople() {
  const chip = (person, place) => {
    const element = make("button", { type: "button", textContent: place + 1, title: `Person ${place + 1}`, onclick: () => openPerson(person.id) });
    element.ariaLabel = `Person ${place + 1}`;
    element.ariaPressed = String(person.id === state.person);
    return element;
  };
  const add = make("button", { type: "button", className: "add", textContent: "+", title: "New person", ariaLabel: "New person", onclick: addPerson });
  $("people").replaceChildren(...state.people.map(chip), add);
  $("people").querySelector("[aria-pressed=true]")?.scrollIntoView({ block: "nearest", inline: "center" });
}

async function addPerson() {
  const person = await ask("/page/people", { language: navigator.language.slice(0, 2) });
  state.people.push(person);
  openPerson(person.id);
}

// Writing

function fit() {
  text.classList.toggle("urdu", /\p{Script=Arabic}/u.test(text.value)); // first: the class changes the height
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
}

function send() {
  const words = text.value;
  if (!words.trim()) return;
  act(state.editing ? { do: "edit", id: state.editing, text: words } : { do: "say", text: words });
  text.value = "";
  stopEdit();
  closeSheets();
  fit();
}

function startEdit(message) {
  state.editing = message.id;
  $("editing").hidden = false;
  text.value = message.text;
  fit();
  text.focus();
}

function stopEdit() {
  if (state.editing) text.value = "";
  state.editing = 0;
  $("editing").hidden = true;
}

function sheet(id, button, items) {
  const open = $(id).hidden;
  closeSheets();
  if (!open) return;
  $(id).replaceChildren(...items);
  $(id).hidden = false;
  button.ariaExpanded = "true";
}

function closeSheets() {
  for (const [id, button] of [["commands", "menu"], ["files", "attach"]]) {
    $(id).hidden = true;
    $(button).ariaExpanded = "false";
  }
}

async function openCommands() {
  await learnAbout();
  const item = ({ command: name, description }) => make("button", { type: "button", onclick() { closeSheets(); act({ do: "say", text: `/${name}` }); } }, direct(make("span", { textContent: description }), description), make("code", { textContent: `/${name}` }));
  sheet("commands", $("menu"), (state.about.commands || []).map(item));
}

function openFiles() {
  const item = ([kind, sign]) => make("button", { type: "button", onclick() { closeSheets(); act({ do: "file", kind, caption: text.value }); text.value = ""; fit(); } }, make("b", { textContent: sign }), kind);
  sheet("files", $("attach"), Object.entries(FILES).map(item));
}

$("composer").onsubmit = (event) => { event.preventDefault(); send(); };
text.oninput = fit;
text.onkeydown = (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
  if (event.key === "Escape") { stopEdit(); fit(); }
};
$("no-edit").onclick = () => { stopEdit(); fit(); };
$("menu").onclick = openCommands;
$("attach").onclick = openFiles;

state.people = await ask("/page/people");
if (state.people.length) openPerson(Number(location.hash.slice(1)) || state.people[0].id); else addPerson();
