// What stands beside the message: issues, problems, weight, links, source. Words are put in as text alone.

function make(tag, more = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(more)) {
    if (name === "on") made.addEventListener("click", value);
    else if (name === "data") Object.assign(made.dataset, value);
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

const thousands = (number) => number.toLocaleString("en-US");
const counted = (number, noun) => `${thousands(number)} ${noun}${number === 1 ? "" : "s"}`;

export function drawIssues(list, issues, current) {
  list.replaceChildren(...issues.map((issue) => make("li", {},
    make("a", { href: `#${encodeURIComponent(issue.name)}`, data: { issue: issue.name },
      "aria-current": issue.name === current ? "page" : undefined },
      make("span", { class: "date" }, issue.date || issue.name),
      make("span", { class: "name" }, issue.title || "Untitled"),
      make("span", { class: "state" },
        issue.errors ? make("b", { class: "error" }, counted(issue.errors, "error")) : "",
        issue.warnings ? make("b", { class: "warning" }, counted(issue.warnings, "warning")) : "",
        make("span", {}, counted(issue.words, "word")))))));
}

export function drawInbox(list, envelope) {
  if (!envelope) return list.replaceChildren();
  const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}\u2026` : text);
  list.replaceChildren(...envelope.inboxes.map(({ name, subject, preheader }) => make("div", {},
    make("dt", {}, name),
    make("dd", {}, make("b", { class: "sender" }, envelope.sender), " ",
      make("span", { class: "subject" }, cut(envelope.subject, subject)), " ",
      make("span", { class: "preheader" }, cut(envelope.preheader, preheader))))));
}

// What the build would find comes later than what stands in the file, and below it.
export function drawProof(panel, found, act) {
  panel.querySelector(".built")?.remove();
  if (!found?.length) return;
  panel.querySelector("p.good")?.remove();
  panel.append(make("div", { class: "kind built" }, make("h3", {}, "In the build"),
    make("ol", {}, ...found.map((each) => problem(each, act)))));
}

export function drawProblems(panel, told, act) {
  const fixable = told.problems.filter((each) => each.fix).length;
  const tools = make("div", { class: "acts" },
    fixable ? make("button", { type: "button", on: () => act.mend("all") }, `Mend ${counted(fixable, "fault")}`) : "",
    told.mended ? make("button", { type: "button", class: "quiet", on: () => act.mend("undo") }, "Take the last mend back") : "");
  const groups = ["error", "warning", "note"].map((severity) => [severity, told.problems.filter((each) => each.severity === severity)]);
  const shown = groups.filter(([, found]) => found.length).map(([severity, found]) => make("div", { class: "kind" },
    make("h3", {}, counted(found.length, severity)),
    make("ol", {}, ...found.map((each) => problem(each, act)))));
  panel.replaceChildren(tools, ...(shown.length ? shown : [make("p", { class: "good" }, "Nothing to mend.")]));
}

function problem(each, act) {
  const place = each.here ? `line ${each.line}` : each.path;
  return make("li", { class: each.severity },
    make("button", { type: "button", class: "go", on: () => act.go(each) },
      make("span", { class: "where" }, `${place} \u00b7 ${each.code}`), make("span", {}, each.message)),
    each.mend && each.mend !== each.fix ? make("p", { class: "mend" }, each.mend) : "",
    each.fix ? make("button", { type: "button", class: "fix", on: () => act.mend("one", each.number) }, each.fix) : "");
}

export function drawWeight(panel, weight, told) {
  if (!weight) return drawNone(panel);
  const most = Math.max(...weight.sections.map((each) => each.bytes), 1);
  const about = Object.fromEntries(told.sections.map((each) => [each.key, each]));
  panel.replaceChildren(
    make("p", { class: "sum" }, make("b", {}, thousands(weight.bytes)), ` of the ${thousands(weight.clip)} bytes behind which Gmail cuts`),
    meter(weight.bytes / weight.clip),
    make("table", {}, make("caption", {}, "By section"),
      make("thead", {}, row("th", "Section", "Bytes", "Words", "Minutes")),
      make("tbody", {}, ...weight.sections.map((each) => weighed(each, about[each.section], most)))),
    make("p", {}, `The text part has ${thousands(weight.text)} bytes.`),
    make("p", {}, weight.hosts.length ? `Opening it contacts ${weight.hosts.join(", ")}.` : "Opening it contacts nobody."));
}

function weighed(each, about, most) {
  const range = about && (about.least !== null || about.most !== null) ? ` of ${about.least ?? 0}\u2013${about.most ?? "\u221e"}` : "";
  const made = row("td", each.section, thousands(each.bytes), about?.words ? `${about.words}${range}` : "", about?.minutes || "");
  made.firstChild.append(meter(each.bytes / most));
  return made;
}

function row(tag, ...cells) {
  return make("tr", {}, ...cells.map((cell) => make(tag, tag === "th" ? { scope: "col" } : {}, String(cell))));
}

function meter(share) {
  const made = make("span", { class: "meter", "aria-hidden": "true" }, make("span"));
  made.firstChild.style.inlineSize = `${Math.min(100, share * 100)}%`;
  return made;
}

export function drawNone(panel) {
  panel.replaceChildren(make("p", {}, "There is no message yet."));
}

// `sectionOf` says in which section a paragraph stands; those around them all are the briefing's own.
export function drawChanges(panel, changes, go, sectionOf) {
  if (!changes) return panel.replaceChildren(make("p", {}, "There is nothing to hold it against."));
  if (!changes.length) return panel.replaceChildren(make("p", { class: "good" }, "Nothing has changed."));
  const tags = { same: "span", added: "ins", removed: "del" };
  const groups = [];
  for (const change of changes) {
    const section = sectionOf(change.words);
    if (groups.at(-1)?.section !== section) groups.push({ section, items: [] });
    groups.at(-1).items.push(make("li", {}, make("button", { type: "button", class: "go", on: () => go(change.words) },
      make("span", {}, ...change.parts.flatMap(([act, words]) => [make(tags[act], {}, shorten(act, words)), " "])))));
  }
  panel.replaceChildren(make("p", { class: "soft" }, counted(changes.length, "paragraph")),
    ...groups.map(({ section, items }) => make("div", { class: "kind" },
      make("h3", {}, section || "Outside the sections"), make("ol", { class: "changes" }, ...items))));
}

// Of words that stayed, those beside a change are enough.
function shorten(act, words) {
  const all = words.split(" ");
  return act !== "same" || all.length < 14 ? words : `${all.slice(0, 5).join(" ")} \u2026 ${all.slice(-5).join(" ")}`;
}

export function drawComponent(panel, told) {
  panel.replaceChildren(make("h3", {}, told.name), make("p", {}, told.doc),
    make("table", {}, make("caption", {}, "Fields"),
      make("thead", {}, row("th", "Field", "Type", "What it is for")),
      make("tbody", {}, ...told.fields.map((each) => row("td", each.name, each.type, each.doc)))),
    make("h3", {}, "As text"), make("pre", { tabindex: "0" }, told.text));
}

export function drawLinks(panel, weight) {
  if (!weight) return drawNone(panel);
  const table = (caption, found, words) => make("table", {}, make("caption", {}, caption),
    make("thead", {}, row("th", "Section", words, "Address")),
    make("tbody", {}, ...found.map((each) => row("td", each.section, each.words, each.address))));
  panel.replaceChildren(table(counted(weight.links.length, "link"), weight.links, "Words"),
    table(counted(weight.images.length, "image"), weight.images, "Alternative text"));
}

export function drawSource(panel, told, line, column, editor) {
  const lines = told.source.slice(Math.max(0, line - 4), line + 5);
  const first = Math.max(1, line - 3);
  const address = editor.replace("{path}", () => told.file.split("/").map(encodeURIComponent).join("/")).replace("{line}", line).replace("{column}", column);
  panel.hidden = false;
  panel.replaceChildren(
    make("div", { class: "head" }, make("h3", {}, `${told.path}, line ${line}`),
      make("a", { class: "button open", href: address }, "Open in the editor"),
      make("button", { type: "button", on: () => { panel.hidden = true; } }, "Close")),
    make("pre", { tabindex: "0" }, ...lines.map((text, at) =>
      make("span", { class: first + at === line ? "line here" : "line", "data-number": first + at }, `${text}\n`))));
}
