// The desk: which issue is shown, how, and what is said of it.

import { follow } from "./live.js";
import { listen as listenToKeys } from "./keys.js";
import { fit, seen, widen } from "./room.js";
import { choose, watch as watchTabs } from "./tabs.js";
import { clear, cut, locate, point, show, showChanges } from "./frame.js";
import { drawChanges, drawComponent, drawInbox, drawIssues, drawLinks, drawNone, drawProblems, drawProof, drawSource, drawWeight } from "./panel.js";

const $ = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];
const meta = (name) => document.querySelector(`meta[name=copydesk-${name}]`).content;
const frames = [$("desktop"), $("phone")];
const LATER = 1000; // milliseconds after which a message is proven, if no other follows
const MORE = 50; // issues that the list holds at first, and each time that older ones are asked for
const state = { issue: "", component: "", issues: [], all: 0, components: [], most: MORE, told: null, weight: null, changes: null, problem: -1, live: null };

const query = (more = {}) => new URLSearchParams({ issue: state.issue, ...more });
const chosen = (name) => document.querySelector(`input[name=${name}]:checked`)?.value;
const without = () => all("#without input:checked").map((box) => box.value);

async function ask(address) {
  const answer = await fetch(address);
  return answer.ok ? answer.json() : null;
}

function say(words) {
  $("status").textContent = words;
}

function address() {
  const platform = $("platform").value;
  const face = platform ? { face: "platform", platform } : { face: chosen("face") };
  const about = state.component ? new URLSearchParams({ component: state.component }) : query(face);
  about.append("scheme", chosen("scheme"));
  for (const part of without()) about.append("no", part);
  return `/face?${about}`;
}

async function paint(reload = false) {
  const isText = chosen("face") === "text";
  $("text").hidden = !isText;
  for (const figure of all("#frames figure")) figure.hidden = isText;
  if (isText) await paintText();
  else await show(seen(), address(), reload);
  frames.forEach(listen);
  mark();
}

async function paintText() {
  const answer = state.component ? null : await fetch(`/part?${query({ kind: "text" })}`);
  $("text").textContent = state.component ? state.told.text : answer.ok ? await answer.text() : "";
}

// Pages in frames run nothing of their own: the desk listens to what is done in them.
function listen(frame) {
  const page = frame.contentDocument;
  if (page.copydesk) return;
  page.copydesk = true;
  page.addEventListener("keydown", keys);
  page.addEventListener("click", (event) => {
    event.preventDefault();
    const place = locate(frame, state.told?.places ?? []).findLast(([block]) => block.contains(event.target))?.[1];
    if (place) source(place.line, place.column);
  });
}

function mark() {
  for (const frame of frames) {
    clear(frame);
    if (!state.component && !$("compare").hidden && state.changes) showChanges(frame, state.changes);
    if (!state.component && !$("weight").hidden && state.weight) cut(frame, state.weight.cut);
  }
}

// Answers that come when something else is shown already are dropped.
async function tell() {
  const { issue } = state;
  const told = await ask(`/told?${query()}`);
  if (issue !== state.issue || state.component) return;
  state.told = told;
  if (!told) return say("This issue is gone.");
  $("title").textContent = told.title || state.issue;
  document.title = `${told.title || state.issue} - copydesk`;
  const isFirst = document.body.classList.contains("bare") && told.envelope;
  document.body.classList.toggle("bare", !told.envelope);
  if (isFirst) await paint();
  say(told.current || !told.envelope ? "" : "The file cannot be built now: this is its last good message.");
  drawInbox($("inbox"), told.envelope);
  offer($("platform"), [["", "any system"], ...told.platforms.map((each) => [each, each])]);
  drawProblems($("problems"), told, { go, mend });
  $("tab-problems").dataset.count = told.problems.length || "";
}

async function weigh() {
  const { issue } = state;
  const weight = await ask(`/weight?${query()}`);
  if (issue !== state.issue) return;
  state.weight = weight;
  drawWeight($("weight"), state.weight, state.told);
  drawLinks($("links"), state.weight);
}

async function prove() {
  const { issue } = state;
  if (state.component || !state.told?.envelope) return;
  const found = await ask(`/proof?${query()}`);
  if (issue !== state.issue || state.component) return;
  drawProof($("problems"), found, { go, mend });
  $("tab-problems").dataset.count = state.told.problems.length + (found?.length ?? 0) || "";
}

async function compare() {
  const asked = query({ against: $("against").value });
  const changes = await ask(`/compare?${asked}`);
  if (String(asked) !== String(query({ against: $("against").value }))) return;
  state.changes = changes;
  if (!state.told?.envelope) return drawNone($("changes"));
  drawChanges($("changes"), state.changes, (words) => frames.forEach((frame) => point(frame, words)), sectionOf);
}

function sectionOf(words) {
  const is = (place) => place.words && (words === place.words || words.endsWith(` ${place.words}`));
  return state.told?.places.find(is)?.section ?? "";
}

async function list() {
  const found = await ask(`/issues?${new URLSearchParams({ most: state.most })}`);
  if (!found) return;
  Object.assign(state, found);
  drawList();
}

function drawList() {
  drawIssues($("issues"), state.issues, state.component ? "" : state.issue);
  const older = state.all - state.issues.length;
  $("older").hidden = older <= 0;
  $("older").textContent = `${older.toLocaleString("en-US")} older`;
  $("components").replaceChildren(...state.components.map(componentRow));
  const others = state.issues.filter((each) => each.name !== state.issue).map((each) => each.name);
  offer($("against"), ["the last commit", "the last build", ...others].map((each) => [each, each]));
}

// What may be chosen; what was chosen stays so, if it is still there.
function offer(list, choices) {
  const before = list.value;
  list.replaceChildren(...choices.map(([value, words]) => new Option(words, value)));
  list.value = choices.some(([value]) => value === before) ? before : choices[0][0];
}

function componentRow(name) {
  const link = Object.assign(document.createElement("a"), { href: `#component/${name}`, textContent: name });
  if (name === state.component) link.setAttribute("aria-current", "page");
  const item = document.createElement("li");
  item.append(link);
  return item;
}

// The address behind # says what is shown, so that Back and a bookmark do what they should.
async function open() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  state.component = wanted.startsWith("component/") ? wanted.slice("component/".length) : "";
  if (!state.component) state.issue = wanted || state.issue || state.issues[0]?.name || "";
  document.body.classList.toggle("component", Boolean(state.component));
  document.body.classList.remove("bare");
  if (state.component) choose($("tab-problems"));
  $("source").hidden = true;
  for (const frame of frames) delete frame.dataset.shown;
  hear();
  drawList();
  const isGone = await gone();
  document.body.classList.toggle("gone", isGone);
  if (!isGone) return refresh();
  say("This issue is gone.");
  settle();
}

// Whether the address names an issue that there is not.
async function gone() {
  const isListed = state.component || !state.issue || state.issues.some((each) => each.name === state.issue);
  return !isListed && !(await ask(`/told?${query()}`));
}

function hear() {
  state.live?.close();
  state.live = follow(query(), (news) => {
    if (!document.hidden) return follows(news);
    state.missed = { changed: news.changed || state.missed?.changed };
  }, say);
}

// A page that nobody sees waits until somebody does.
async function follows(news) {
  state.missed = null;
  if (news.changed) return refresh();
  await list();
  if (state.component) await refresh();
  else if (!state.issue && state.issues.length) await open();
}

async function comeBack() {
  if (document.hidden || !state.missed) return;
  const { changed } = state.missed;
  await list();
  await follows({ changed });
}

async function refresh() {
  if (state.component) await Promise.all([tellComponent(), paint()]);
  else if (state.issue) {
    await paint();
    await tell();
    document.body.dataset.revision = state.told?.revision ?? "";
    $("share").href = `/share?${query({ against: $("against").value })}`;
    clearTimeout(state.proving);
    state.proving = setTimeout(prove, LATER);
    await catchUp();
  } else say("There is no issue yet. Begin one with: copydesk new");
  settle();
}

function settle() {
  document.body.dataset.settled = String(Number(document.body.dataset.settled ?? 0) + 1);
}

async function catchUp() {
  if (!$("weight").hidden || !$("links").hidden) await weigh();
  if (!$("compare").hidden) await compare();
  mark();
}

async function tellComponent() {
  state.told = await ask(`/component?${new URLSearchParams({ name: state.component })}`);
  say(state.told ? "" : "This component cannot be drawn.");
  if (!state.told) return;
  $("title").textContent = state.component;
  document.title = `${state.component} - copydesk`;
  drawInbox($("inbox"), null);
  drawComponent($("problems"), state.told);
}

function source(line, column) {
  drawSource($("source"), state.told, line, column, meta("editor"));
}

function go(problem) {
  state.problem = problem.number;
  if (problem.here) source(problem.line, problem.column);
  for (const frame of frames) {
    const nearest = locate(frame, state.told.places).findLast(([, place]) => place.line <= problem.line);
    if (nearest) point(frame, nearest[1].words);
  }
}

async function mend(act, number = -1) {
  const headers = { "X-Copydesk-Token": meta("token") };
  const answer = await fetch(`/mend?${query({ act, number })}`, { method: "POST", headers });
  const { why } = await answer.json();
  if (why) say(why);
}

async function copy(kind) {
  const answer = await fetch(`/part?${query({ kind })}`);
  if (!answer.ok) return say("There is no message yet.");
  await navigator.clipboard.writeText(await answer.text());
  say(`Copied: ${kind}.`);
}

function step(by) {
  const at = state.issues.findIndex((each) => each.name === state.issue);
  const next = state.issues[at + by];
  if (next) location.hash = encodeURIComponent(next.name);
}

function jump(by) {
  const problems = state.told?.problems ?? [];
  if (problems.length) go(problems[(state.problem + by + problems.length) % problems.length]);
}

// A frame that gets room gets its message, if there is one.
function resize() {
  fit();
  if (!state.issue && !state.component) return;
  if (document.body.dataset.settled && chosen("face") !== "text" && seen().some((frame) => !frame.dataset.shown)) paint();
}

const keys = listenToKeys({ step, jump, widen });
document.addEventListener("keydown", keys);
document.addEventListener("visibilitychange", comeBack);
window.addEventListener("hashchange", open);
new ResizeObserver(resize).observe($("frames"));
$("older").addEventListener("click", () => { state.most += MORE; list(); });
$("keys-open").addEventListener("click", () => $("keys").showModal());
$("faces").addEventListener("change", () => { $("platform").value = ""; paint(); });
$("platform").addEventListener("change", (event) => {
  for (const each of all("input[name=face]")) each.checked = !event.target.value && each.value === "html";
  paint();
});
$("schemes").addEventListener("change", () => paint());
$("without").addEventListener("change", (event) => paint(event.target.value === "images"));
$("width").addEventListener("input", (event) => widen(event.target.value));
$("against").addEventListener("change", () => { $("share").href = `/share?${query({ against: $("against").value })}`; catchUp(); });
$("copy").addEventListener("click", (event) => event.target.value && copy(event.target.value));
watchTabs(catchUp);

await list();
await open();
