// What the page of `duilian check` does: filter, sort, show, and walk through findings.
//
// On a bird's-eye level: `data` is what the report holds; `state` is what the reader asked for.
// Every change of the state goes through `update`, which finds the findings that are asked for and
// draws the chart, the maps and the list anew. Terms, if the report has any, are a view of their own
// beside the findings, with a search of its own. What other pages have, too, is in `common.js`.

(() => {
  const { data, $, make, draw, plural, toggle, spelled, remember, mostPrinted } = duilian;
  const SEVERITIES = ["error", "warning", "note"];
  const LONG = 700; // UTF-16 units; of a longer text only what is around the mark is shown at first
  const MOST_BINS = 480;
  const MOST_STRIPS = 12;
  const WIDEST_BIN = 14; // pixels: the strip of a small file is short
  const FEW_PLACES = 4; // of a term, in its finding: all are in the view of terms

  const findings = data.findings.map((finding, number) => ({ ...finding, number }));
  const state = {
    text: "", severities: new Set(SEVERITIES), rules: new Set(), file: -1, sort: "place",
    view: "findings", term: { text: "", kind: "", sort: "doubt" },
  };

  // --- which findings ------------------------------------------------------------------------

  const haystacks = new Map();

  /** All the words of a finding, in lower case. */
  function haystack(finding) {
    let text = haystacks.get(finding);
    if (text === undefined) {
      const rule = data.rules[finding.rule];
      text = [
        finding.message, finding.source, finding.target, finding.help, rule.code, rule.name,
        finding.id, data.files[finding.file].name,
      ].join("\n").toLowerCase();
      haystacks.set(finding, text);
    }
    return text;
  }

  const ORDERS = {
    place: () => 0,
    severity: (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
    rule: (a, b) => a.rule - b.rule,
    confidence: (a, b) => (b.confidence ?? -1) - (a.confidence ?? -1),
  };

  /** The findings asked for, and how many each rule would have were it the only thing not asked. */
  function choose() {
    const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
    const ofRules = data.rules.map(() => ({ error: 0, warning: 0, note: 0 }));
    const chosen = [];
    for (const finding of findings) {
      if (!state.severities.has(finding.severity)) continue;
      if (state.file >= 0 && finding.file !== state.file) continue;
      if (words.length && !words.every((word) => haystack(finding).includes(word))) continue;
      ofRules[finding.rule][finding.severity] += 1;
      if (!state.rules.size || state.rules.has(finding.rule)) chosen.push(finding);
    }
    const order = ORDERS[state.sort];
    chosen.sort((a, b) => order(a, b) || a.number - b.number);
    return { chosen, ofRules };
  }

  const isFiltered = () =>
    state.text || state.rules.size || state.file >= 0 || state.severities.size < SEVERITIES.length;

  /** Draw everything anew, after the state has changed. */
  function update() {
    const { chosen, ofRules } = choose();
    list.show(chosen);
    drawChart(ofRules);
    drawStrips();
    drawNothing();
    const all = findings.length.toLocaleString("en");
    $("count").textContent = isFiltered()
      ? `${list.shown.length.toLocaleString("en")} of ${plural(findings.length, "finding")}`
      : `${all} finding${findings.length === 1 ? "" : "s"}`;
    $("reset").hidden = !isFiltered();
    for (const button of $("severities").children) {
      button.setAttribute("aria-pressed", state.severities.has(button.dataset.severity));
    }
    $("text").value = state.text;
    $("rule").value = state.rules.size === 1 ? [...state.rules][0] : state.rules.size ? "several" : "";
    $("file").value = state.file < 0 ? "" : state.file;
    $("sort").value = state.sort;
    drawView();
    remember(asked());
  }

  // --- the address remembers what was asked for ------------------------------------------------

  function asked() {
    const asked = new URLSearchParams();
    if (state.text) asked.set("q", state.text);
    if (state.rules.size) asked.set("rule", [...state.rules].map((rule) => data.rules[rule].code).join(","));
    if (state.severities.size < SEVERITIES.length) asked.set("severity", [...state.severities].join(","));
    if (state.file >= 0) asked.set("file", data.files[state.file].name);
    if (state.sort !== "place") asked.set("sort", state.sort);
    if (state.view !== firstView()) asked.set("view", state.view);
    if (state.term.text) asked.set("term", state.term.text);
    if (state.term.kind) asked.set("terms", state.term.kind);
    if (state.term.sort !== "doubt") asked.set("terms-sort", state.term.sort);
    return asked;
  }

  function recall() {
    const asked = new URLSearchParams(location.hash.slice(1));
    state.text = asked.get("q") ?? "";
    const codes = (asked.get("rule") ?? "").split(",");
    state.rules = new Set(data.rules.flatMap((rule, number) => (codes.includes(rule.code) ? [number] : [])));
    const severities = asked.has("severity") ? asked.get("severity").split(",") : SEVERITIES;
    state.severities = new Set(SEVERITIES.filter((severity) => severities.includes(severity)));
    state.file = data.files.findIndex((file) => file.name === asked.get("file"));
    state.sort = Object.hasOwn(ORDERS, asked.get("sort")) ? asked.get("sort") : "place";
    state.view = (asked.get("view") ?? firstView()) === "terms" && terms.length ? "terms" : "findings";
    const known = (kinds, name, usual) => (Object.hasOwn(kinds, asked.get(name)) ? asked.get(name) : usual);
    state.term = {
      text: asked.get("term") ?? "",
      kind: known(KINDS, "terms", ""),
      sort: known(TERM_ORDERS, "terms-sort", "doubt"),
    };
  }

  // --- the chart -----------------------------------------------------------------------------

  const bars = data.rules.map((rule, number) => {
    const parts = SEVERITIES.map((severity) => make("span", { class: severity }));
    const count = make("span", { class: "number" });
    const button = make(
      "button", { type: "button", title: rule.summary },
      make("span", { class: "name" }, make("b", {}, rule.code), ` ${rule.name} `),
      count, make("span", { class: "bar", "aria-hidden": "true" }, ...parts),
    );
    button.addEventListener("click", () => {
      toggle(state.rules, number);
      update();
    });
    return { button, count, parts };
  });

  function drawChart(ofRules) {
    const sums = ofRules.map((counts) => counts.error + counts.warning + counts.note);
    const most = Math.max(1, ...sums);
    bars.forEach(({ button, count, parts }, number) => {
      button.setAttribute("aria-pressed", state.rules.has(number));
      button.classList.toggle("empty", sums[number] === 0);
      count.textContent = sums[number].toLocaleString("en");
      SEVERITIES.forEach((severity, place) => {
        parts[place].style.width = `${(100 * ofRules[number][severity]) / most}%`;
      });
    });
  }

  // --- the maps ------------------------------------------------------------------------------
  // A strip stands for the units of a file, from the first to the last. Each has a column in the
  // colour of its gravest finding; where there are more units than can be seen, several share one,
  // which is as high as the share of them that something was found in.

  const HIGH = 12;
  const HEIGHTS = { error: HIGH, warning: 8.5, note: 5 }; // so that it is not colour alone that tells
  const LOWEST = 0.6; // of its height, however small the share, or it could not be seen

  const strips = data.files.map((file, number) => {
    const bins = Math.min(MOST_BINS, Math.max(1, file.units));
    const svg = draw("svg", { viewBox: `0 0 ${bins} ${HIGH}`, preserveAspectRatio: "none", "aria-hidden": "true" });
    const paths = {};
    for (const kind of ["faint", "note", "warning", "error"]) {
      paths[kind] = svg.appendChild(draw("path", { class: kind }));
    }
    const cursor = make("span", { class: "cursor", hidden: "" });
    const bar = make(
      "div",
      {
        class: "strip", role: "slider", tabindex: "0", "aria-label": `Map of ${file.name}`,
        "aria-valuemin": "1", "aria-valuemax": String(Math.max(1, file.units)), "aria-valuenow": "1",
      },
      svg, cursor,
    );
    bar.style.maxWidth = `${WIDEST_BIN * bins}px`;
    const name = make("button", { type: "button", class: "name plain", title: file.name }, make("bdi", {}, file.name));
    const sum = make("span", { class: "sum" });
    const strip = { file, number, bins, paths, cursor, bar, name, sum, places: [], at: -1 };
    strip.all = binned(strip, findings.filter((finding) => finding.file === number));
    name.addEventListener("click", () => {
      state.file = state.file === number ? -1 : number;
      state.view = "findings";
      update();
    });
    bar.addEventListener("keydown", (event) => stripKey(strip, event));
    bar.addEventListener("click", (event) => {
      const place = nearest(strip, event);
      if (place) moveOn(strip, place, true);
    });
    bar.addEventListener("pointermove", (event) => tell(strip, nearest(strip, event)));
    for (const end of ["pointerleave", "blur"]) bar.addEventListener(end, () => ($("tip").hidden = true));
    return strip;
  });

  function binOf(strip, unit) {
    const bin = Math.floor(((unit - 1) * strip.bins) / Math.max(1, strip.file.units));
    return Math.min(strip.bins - 1, bin);
  }

  /** The bins of a file that have findings, in order, each with them and its units' gravest. */
  function binned(strip, of) {
    const bins = new Map();
    for (const finding of of) {
      const bin = binOf(strip, finding.unit);
      if (!bins.has(bin)) bins.set(bin, { bin, findings: [], units: new Map() });
      const { findings: here, units } = bins.get(bin);
      here.push(finding);
      const rank = SEVERITIES.indexOf(finding.severity);
      units.set(finding.unit, Math.min(rank, units.get(finding.unit) ?? rank));
    }
    return [...bins.values()].sort((a, b) => a.bin - b.bin);
  }

  /** The columns of a place, from the bottom: how grave, from where, how high. */
  function columns(strip, place) {
    const ranks = [...place.units.values()];
    const per = strip.file.units / strip.bins;
    const gravest = SEVERITIES[Math.min(...ranks)];
    if (per <= 1) return [[gravest, 0, HEIGHTS[gravest]]];
    const whole = Math.max(LOWEST * HEIGHTS[gravest], Math.min(1, ranks.length / per) * HIGH);
    let bottom = 0;
    return SEVERITIES.map((severity, rank) => {
      const height = (whole * ranks.filter((each) => each === rank).length) / ranks.length;
      bottom += height;
      return [severity, bottom - height, height];
    });
  }

  function drawStrips() {
    const ofFiles = data.files.map(() => []);
    for (const finding of list.shown) ofFiles[finding.file].push(finding);
    for (const strip of strips) {
      const of = ofFiles[strip.number];
      strip.places = binned(strip, of);
      strip.at = -1;
      const width = strip.bins > 150 ? 1 : 0.86;
      const drawn = { faint: "", error: "", warning: "", note: "" };
      const add = (kind, bin, bottom, height) => {
        if (height) drawn[kind] += `M${bin} ${HIGH - bottom}v${-height}h${width}v${height}z`;
      };
      for (const place of strip.all) {
        for (const [, bottom, height] of columns(strip, place)) add("faint", place.bin, bottom, height);
      }
      for (const place of strip.places) {
        for (const [severity, bottom, height] of columns(strip, place)) add(severity, place.bin, bottom, height);
      }
      for (const [kind, path] of Object.entries(strip.paths)) path.setAttribute("d", drawn[kind]);
      strip.name.setAttribute("aria-pressed", state.file === strip.number);
      strip.sum.textContent = `${of.length.toLocaleString("en")} in ${plural(strip.file.units, "unit")}`;
      strip.bar.setAttribute("aria-valuetext", `${plural(of.length, "finding")}`);
      strip.cursor.hidden = true;
    }
    drawCursor();
  }

  function drawCursor() {
    const current = list.current;
    for (const strip of strips) {
      const here = current && current.file === strip.number;
      strip.cursor.hidden = !here;
      if (here) strip.cursor.style.left = `${(100 * (binOf(strip, current.unit) + 0.43)) / strip.bins}%`;
    }
  }

  /** What a place on a map is called: its units, and what was found there. */
  function called(strip, place) {
    const per = strip.file.units / strip.bins;
    const first = Math.floor(place.bin * per) + 1;
    const last = Math.max(first, Math.floor((place.bin + 1) * per));
    const units = per > 1 && last > first ? `units ${first}–${last}` : `unit ${place.findings[0].unit}`;
    const codes = [...new Set(place.findings.map((finding) => data.rules[finding.rule].code))];
    return `${units}: ${plural(place.findings.length, "finding")}, ${codes.slice(0, 4).join(", ")}`;
  }

  /** The place with findings that is nearest to the pointer, within a finger's reach. */
  function nearest(strip, event) {
    const box = strip.bar.getBoundingClientRect();
    const bin = ((event.clientX - box.left) / box.width) * strip.bins - 0.5;
    const reach = Math.max(1, (14 / box.width) * strip.bins);
    let best = null;
    for (const place of strip.places) {
      const distance = Math.abs(place.bin - bin);
      if (distance <= reach && (!best || distance < Math.abs(best.bin - bin))) best = place;
    }
    return best;
  }

  /** Say at a place of a map what is there. */
  function tell(strip, place) {
    const tip = $("tip");
    tip.hidden = !place;
    if (!place) return;
    tip.textContent = called(strip, place);
    const [frame, bar] = [$("maps").getBoundingClientRect(), strip.bar.getBoundingClientRect()];
    const half = tip.offsetWidth / 2;
    const left = bar.left - frame.left + (bar.width * (place.bin + 0.5)) / strip.bins;
    tip.style.left = `${Math.min(Math.max(left, half), frame.width - half)}px`;
    tip.style.top = `${bar.top - frame.top}px`;
  }

  /** Stand on a place of a map, and go to its first finding if that is wanted. */
  function moveOn(strip, place, go) {
    strip.at = strip.places.indexOf(place);
    strip.bar.setAttribute("aria-valuenow", place.findings[0].unit);
    strip.bar.setAttribute("aria-valuetext", called(strip, place));
    if (go) {
      list.goTo(first(place));
    } else {
      list.setCurrent(first(place));
      tell(strip, place);
    }
  }

  const first = (place) => place.findings.reduce((a, b) => (b.number < a.number ? b : a));

  function stripKey(strip, event) {
    if (!strip.places.length) return;
    const last = strip.places.length - 1;
    const current = list.current;
    const at = current && current.file === strip.number
      ? strip.places.findIndex((place) => place.bin === binOf(strip, current.unit))
      : strip.at;
    const moves = {
      ArrowRight: Math.min(at + 1, last), ArrowLeft: Math.max(at - 1, 0),
      ArrowUp: Math.min(at + 1, last), ArrowDown: Math.max(at - 1, 0),
      Home: 0, End: last, Enter: Math.max(at, 0), " ": Math.max(at, 0),
    };
    if (!Object.hasOwn(moves, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    moveOn(strip, strip.places[moves[event.key]], event.key === "Enter" || event.key === " ");
  }

  // --- the list ------------------------------------------------------------------------------

  const expanded = new Set(); // sides of findings that were asked to be shown whole
  const list = duilian.cards({
    list: $("findings"), all: findings, card, moved: drawCursor, redraw: update,
    reveal: () => {
      if (state.view !== "findings") look("findings");
    },
    printed: (left) => $("count").append(` (${left.toLocaleString("en")} of them not printed)`),
  });

  function drawNothing() {
    $("nothing").hidden = Boolean(list.shown.length);
    $("couplet").hidden = Boolean(findings.length || data.failed.length);
    $("why-nothing").textContent = findings.length
      ? 'No finding is like that. Esc, or "Show all", brings them back.'
      : data.failed.length ? "Nothing was found in what could be read." : "Nothing was found: every line answers its own.";
  }

  function card(finding) {
    const element = $("card").content.cloneNode(true).firstElementChild;
    const part = (name) => element.querySelector(`.${name}`);
    const rule = data.rules[finding.rule];
    element.classList.add(finding.severity);
    part("severity").textContent = finding.severity;
    part("code").append(make("b", {}, rule.code), ` ${rule.name}`);
    part("confidence").textContent =
      finding.confidence === undefined ? "" : `confidence ${finding.confidence.toFixed(2)}`;
    part("place").textContent = placeOf(finding);
    part("message").textContent = finding.message || rule.summary;
    const file = data.files[finding.file];
    (finding.languages ?? file.languages).forEach((language, side) => {
      drawSide(element.querySelectorAll(".side")[side], finding, ["source", "target"][side], language);
    });
    part("remarks").append(...remarks(finding));
    return element;
  }

  function placeOf(finding) {
    const more = [];
    if (finding.line) more.push(`line ${finding.line}`);
    if (finding.id && finding.id !== String(finding.unit)) more.push(`id ${finding.id}`);
    const unit = `${data.files[finding.file].name} · unit ${finding.unit.toLocaleString("en")}`;
    return more.length ? `${unit} (${more.join(", ")})` : unit;
  }

  function drawSide(element, finding, side, language) {
    const text = element.querySelector(".text");
    element.querySelector(".language").textContent = language ? `${side} · ${language}` : side;
    if (language) text.lang = language;
    const whole = finding[side];
    const mark = finding[`${side}Mark`];
    if (!whole) {
      text.classList.add("empty");
      text.replaceChildren(...(mark ? [point()] : []), "empty");
      return;
    }
    const key = `${finding.number} ${side}`;
    const [start, end] = expanded.has(key) ? [0, whole.length] : windowOf(whole, mark);
    const [from, to] = (mark ?? [end, end]).map((place) => Math.min(Math.max(place, start), end));
    const marked = from < to ? make("mark", {}, ...spelled(whole.slice(from, to))) : point();
    text.replaceChildren(
      start ? "… " : "", ...spelled(whole.slice(start, from)), mark ? marked : "",
      ...spelled(whole.slice(to, end)), end < whole.length ? " …" : "",
    );
    if (end - start < whole.length) {
      const more = make("button", { type: "button", class: "plain" }, "whole segment");
      more.addEventListener("click", () => {
        expanded.add(key);
        drawSide(element, finding, side, language);
      });
      text.append(" ", more);
    }
  }

  const point = () => make("mark", { class: "point", "aria-label": "here" });

  /** Where to begin and end showing a text: all of it, or what is around its mark. */
  function windowOf(text, mark) {
    if (text.length <= LONG) return [0, text.length];
    const middle = mark ? mark[0] : 0;
    const start = Math.max(0, Math.min(middle - 160, text.length - LONG));
    const end = Math.min(text.length, start + LONG);
    const whole = (place) => (/[\udc00-\udfff]/.test(text[place] ?? "") ? place - 1 : place);
    return [start < 40 ? 0 : whole(start), text.length - end < 40 ? text.length : whole(end)];
  }

  function remarks(finding) {
    const lines = [];
    const add = (kind, ...parts) => lines.push(make("li", {}, make("b", {}, kind), ...parts));
    if (finding.help) add("help", finding.help);
    for (const fix of finding.fixes ?? []) {
      add("fix", `in the ${fix.side}, `, make("del", {}, fix.old), " becomes ", make("ins", {}, fix.new));
    }
    const related = finding.related ?? [];
    for (const other of finding.term === undefined ? related : related.slice(0, FEW_PLACES)) {
      const file = other.file ? `${other.file}, ` : "";
      add("see", `${file}unit ${other.unit.toLocaleString("en")}: ${other.text}`);
    }
    if (finding.term !== undefined) {
      const button = make("button", { type: "button", class: "plain" }, `all places of ${data.terms[finding.term].term}`);
      button.addEventListener("click", () => goToTerm(terms[finding.term]));
      add("term", button);
    }
    return lines;
  }

  $("findings").addEventListener("click", (event) => {
    if (event.target.closest("button.code")) explain(data.rules[list.itemOf(event.target).rule]);
  });

  function explain(rule) {
    $("about-title").textContent = `${rule.code} ${rule.name}`;
    $("about-summary").textContent = rule.summary;
    $("about-more").textContent = rule.explanation;
    $("about-facts").textContent = `${rule.mqm ? `MQM: ${rule.mqm}. ` : ""}More: duilian rule ${rule.code}`;
    $("about").showModal();
  }

  // --- terms -----------------------------------------------------------------------------------
  // Each term with its renderings as bars, and each of those with the places that are quoted in the
  // report. A card is made when it is drawn, its places when they are asked for.

  const ROLES = {
    usual: "mostly", other: "also", expected: "expected", capitals: "capitals", forbidden: "forbidden",
    missing: "not found",
  };
  const DOUBTFUL = new Set(["other", "capitals", "forbidden", "missing"]);
  const MOST_TERMS = 100; // drawn at once

  const terms = data.terms.map((term, number) => {
    const count = term.ways.reduce((sum, way) => sum + way.count, 0);
    const doubtful = term.ways.reduce((sum, way) => sum + (DOUBTFUL.has(way.role) ? way.count : 0), 0);
    const words = [term.term, ...term.ways.map((way) => way.text)].join("\n").toLowerCase();
    return { ...term, number, count, doubtful, words };
  });
  let termsShown = [];
  let termsDrawn = 0;

  const KINDS = {
    "": () => true,
    drift: (term) => term.drifts,
    glossary: (term) => !term.drifts,
    mend: (term) => !term.drifts && term.doubtful > 0,
  };
  const TERM_ORDERS = {
    doubt: (a, b) => b.drifts - a.drifts || (b.confidence ?? 0) - (a.confidence ?? 0) || b.doubtful - a.doubtful || b.count - a.count,
    often: (a, b) => b.count - a.count,
    name: (a, b) => a.term.localeCompare(b.term, a.languages[0] || "en"),
  };

  /** Where to begin: with the terms, if it is only those that were looked at. */
  const firstView = () =>
    terms.length && findings.every((finding) => finding.term !== undefined) ? "terms" : "findings";

  /** Look at findings or at terms. */
  function look(view) {
    state.view = view;
    drawView();
    remember(asked());
  }

  function drawView() {
    const isTerms = state.view === "terms";
    $("bench").hidden = isTerms;
    $("terms").hidden = !isTerms;
    for (const [name, tab] of Object.entries(tabs)) {
      const selected = name === state.view;
      tab.setAttribute("aria-selected", selected);
      tab.tabIndex = selected ? 0 : -1;
    }
    if (isTerms) drawTerms();
  }

  const tabs = { findings: $("tab-findings"), terms: $("tab-terms") };

  function drawTerms() {
    const { text, kind, sort } = state.term;
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    termsShown = terms
      .filter((term) => KINDS[kind](term) && words.every((word) => term.words.includes(word)))
      .sort((a, b) => TERM_ORDERS[sort](a, b) || a.number - b.number);
    $("term-list").replaceChildren();
    termsDrawn = 0;
    drawMoreTerms();
    const isAll = termsShown.length === terms.length;
    $("term-count").textContent = isAll
      ? plural(terms.length, "term") : `${termsShown.length.toLocaleString("en")} of ${plural(terms.length, "term")}`;
    $("term-reset").hidden = !text && !kind;
    $("no-terms").hidden = termsShown.length > 0;
    $("term-text").value = text;
    $("term-kind").value = kind;
    $("term-sort").value = sort;
  }

  function drawMoreTerms(most = termsDrawn + MOST_TERMS) {
    $("term-list").append(...termsShown.slice(termsDrawn, most).map(termCard));
    termsDrawn = Math.min(most, termsShown.length);
    const left = termsShown.length - termsDrawn;
    $("more-terms").hidden = !left;
    $("more-terms").textContent = `${plural(left, "more term")}`;
  }

  function termCard(term) {
    const element = $("term").content.cloneNode(true).firstElementChild;
    element.id = `term-${term.number}`;
    const name = element.querySelector("h3");
    name.textContent = term.term;
    if (term.languages[0]) name.lang = term.languages[0];
    const kind = term.drifts ? `drifts, confidence ${term.confidence.toFixed(2)}` : "glossary";
    const expected = term.expected.length ? `: ${term.expected.join(", ")}` : "";
    element.querySelector(".kind").textContent = `${plural(term.count, "place")} · ${kind}${expected}`;
    element.querySelector(".ways").append(...term.ways.map((way) => wayRow(term, way)));
    return element;
  }

  function wayRow(term, way) {
    const row = $("way").content.cloneNode(true).firstElementChild;
    const button = row.querySelector(".way");
    const rendering = row.querySelector(".rendering");
    const share = (100 * way.count) / term.count;
    button.classList.add(way.role);
    const isTied = way.role === "usual" && term.ways.some((other) => other !== way && other.count >= way.count);
    row.querySelector(".role").textContent = ROLES[isTied ? "other" : way.role];
    if (way.text) {
      rendering.textContent = way.text;
      if (term.languages[1]) rendering.lang = term.languages[1];
    } else {
      rendering.classList.add("none");
      rendering.textContent = "none that the glossary knows";
    }
    row.querySelector(".bar span").style.width = `${share}%`;
    row.querySelector(".figure").textContent = `${way.count.toLocaleString("en")} · ${share < 1 ? "<1" : Math.round(share)}%`;
    button.addEventListener("click", () => {
      const places = row.querySelector(".places");
      const open = places.hidden;
      if (open && !places.childElementCount) places.append(...placesOf(term, way));
      places.hidden = !open;
      button.setAttribute("aria-expanded", open);
      row.closest(".term").scrollIntoView({ block: "nearest" }); // it may have changed places
    });
    return row;
  }

  function placesOf(term, way) {
    const rows = way.places.map(([file, unit, source, target]) => {
      const at = make("p", { class: "at" }, `${data.files[file].name} · unit ${unit.toLocaleString("en")}`);
      const found = termFindings().get(`${term.drifts} ${file} ${unit}`);
      if (found) {
        const button = make("button", { type: "button", class: "plain" }, `to ${data.rules[found.rule].code}`);
        button.addEventListener("click", () => {
          if (!list.shown.includes(found)) clear();
          list.goTo(found);
        });
        at.append(" ", button);
      }
      return make("li", {}, at, quoted(source, term.languages[0]), quoted(target, term.languages[1]));
    });
    const more = way.count - way.places.length;
    if (more > 0) rows.push(make("li", {}, make("p", { class: "more" }, `and ${plural(more, "more place")}`)));
    return rows;
  }

  /** A quote with its middle marked. */
  function quoted([before, middle, after], language) {
    const line = make("p", { class: "said", dir: "auto" }, ...spelled(before));
    if (middle) line.append(make("mark", {}, ...spelled(middle)));
    line.append(...spelled(after));
    if (language) line.lang = language;
    return line;
  }

  let ofTerms;

  /** The findings about terms by what they are about (drift, or a glossary), their file and unit. */
  function termFindings() {
    if (!ofTerms) {
      ofTerms = new Map();
      for (const finding of findings) {
        const drifts = finding.term !== undefined;
        const place = `${drifts} ${finding.file} ${finding.unit}`;
        const isOne = drifts || data.rules[finding.rule].code.startsWith("TRM");
        if (isOne && !ofTerms.has(place)) ofTerms.set(place, finding);
      }
    }
    return ofTerms;
  }

  /** Go to a term: it is drawn if it was not, its places are shown, and it gets the focus. */
  function goToTerm(term) {
    state.view = "terms";
    if (!termsShown.includes(term)) state.term = { ...state.term, text: "", kind: "" };
    drawView();
    remember(asked());
    if (!$(`term-${term.number}`)) drawMoreTerms(termsShown.indexOf(term) + 1);
    const element = $(`term-${term.number}`);
    for (const button of element.querySelectorAll('.way[aria-expanded="false"]')) button.click();
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center" });
  }

  /** The term so many places on from the one that has the focus, or the first. */
  function stepTerm(by) {
    if (!termsShown.length) return;
    const here = document.activeElement?.closest(".term");
    const at = here ? termsShown.findIndex((term) => `term-${term.number}` === here.id) + by : 0;
    const next = Math.min(Math.max(at, 0), termsShown.length - 1);
    if (next >= termsDrawn) drawMoreTerms();
    const element = $(`term-${termsShown[next].number}`);
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }

  function clearTerms() {
    termForm.forget();
    Object.assign(state.term, { text: "", kind: "" });
    look("terms");
  }

  // --- what the reader asks for -----------------------------------------------------------------

  const form = duilian.form({
    form: $("filters"), search: $("text"),
    typed: (text) => {
      state.text = text;
      update();
    },
    clear,
  });
  $("rule").addEventListener("change", (event) => {
    if (event.target.value === "several") return;
    state.rules = new Set(event.target.value === "" ? [] : [Number(event.target.value)]);
    update();
  });
  $("file").addEventListener("change", (event) => {
    state.file = event.target.value === "" ? -1 : Number(event.target.value);
    update();
  });
  $("sort").addEventListener("change", (event) => {
    state.sort = event.target.value;
    update();
  });

  function clear() {
    form.forget();
    Object.assign(state, { text: "", severities: new Set(SEVERITIES), rules: new Set(), file: -1 });
    update();
  }

  function toggleSeverity(severity) {
    toggle(state.severities, severity);
    if (!state.severities.size) state.severities = new Set(SEVERITIES);
    update();
  }

  const termForm = duilian.form({
    form: $("term-filters"), search: $("term-text"), clear: clearTerms,
    typed: (text) => {
      state.term.text = text;
      look("terms");
    },
  });
  for (const name of ["kind", "sort"]) {
    $(`term-${name}`).addEventListener("change", (event) => {
      state.term[name] = event.target.value;
      look("terms");
    });
  }
  $("more-terms").addEventListener("click", () => {
    const first = termsShown[termsDrawn];
    drawMoreTerms();
    $(`term-${first.number}`).focus();
  });
  for (const [view, tab] of Object.entries(tabs)) {
    tab.addEventListener("click", () => look(view));
    tab.addEventListener("keydown", (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      event.preventDefault();
      look(view === "terms" ? "findings" : "terms");
      tabs[state.view].focus();
    });
  }

  const onTerms = () => state.view === "terms";
  const toggleShown = (severity) => !onTerms() && toggleSeverity(severity);

  duilian.keys({
    noun: "finding",
    walk: { ...list, step: (by) => (onTerms() ? stepTerm(by) : list.step(by)) },
    search: () => $(onTerms() ? "term-text" : "text"),
    clear: () => (onTerms() ? clearTerms() : clear()),
    more: {
      ...(terms.length && { v: () => look(onTerms() ? "findings" : "terms") }),
      1: () => toggleShown("error"), 2: () => toggleShown("warning"), 3: () => toggleShown("note"),
    },
    told: [
      [["←", "→"], "on a map: to the next place with a finding; ", ["Enter"], " goes there"],
      [["1", "2", "3"], "errors, warnings, notes: show or hide"],
      ...(terms.length ? [[["v"], "findings or terms; ", ["j", "k"], " walk through either"]] : []),
    ],
  });

  addEventListener("beforeprint", () => {
    if (onTerms()) drawMoreTerms(mostPrinted);
  });

  // --- once ----------------------------------------------------------------------------------

  for (const severity of SEVERITIES) {
    const count = findings.filter((finding) => finding.severity === severity).length;
    const button = make(
      "button", { type: "button", class: severity, "data-severity": severity }, plural(count, severity),
    );
    button.addEventListener("click", () => toggleSeverity(severity));
    $("severities").append(button);
  }
  const counts = data.rules.map((_, number) => findings.filter((finding) => finding.rule === number).length);
  const frequent = [...bars.keys()].sort((a, b) => counts[b] - counts[a] || a - b);
  $("chart").append(...frequent.map((number) => make("li", {}, bars[number].button)));
  $("rule").append(
    make("option", { value: "" }, "all rules"), make("option", { value: "several", hidden: "" }, "several rules"),
    ...data.rules.map((rule, number) => make("option", { value: number }, `${rule.code} ${rule.name}`)),
  );
  $("file").append(
    make("option", { value: "" }, "all files"),
    ...data.files.map((file, number) => make("option", { value: number }, file.name)),
  );
  $("file").parentElement.hidden = data.files.length < 2;
  if (!findings.some((finding) => finding.confidence !== undefined)) {
    $("sort").querySelector("[value=confidence]").remove();
  }
  const rows = strips.map((strip) => make("li", {}, strip.name, strip.bar, strip.sum));
  rows.forEach((row, number) => (row.hidden = number >= MOST_STRIPS));
  $("strips").append(...rows);
  $("more-files").hidden = rows.length <= MOST_STRIPS;
  $("more-files").textContent = `${plural(rows.length - MOST_STRIPS, "more file")}`;
  $("more-files").addEventListener("click", () => {
    for (const row of rows) row.hidden = false;
    $("more-files").hidden = true;
  });
  for (const id of ["filters", "rules"]) $(id).hidden = !findings.length;
  if (terms.length) {
    $("views").hidden = false;
    const panel = { role: "tabpanel", "aria-labelledby": "tab-findings" };
    for (const [name, value] of Object.entries(panel)) $("bench").setAttribute(name, value);
    tabs.findings.querySelector(".number").textContent = findings.length.toLocaleString("en");
    tabs.terms.querySelector(".number").textContent = terms.length.toLocaleString("en");
    for (const kind of ["drift", "glossary", "mend"]) {
      if (!terms.some(KINDS[kind])) $("term-kind").querySelector(`[value=${kind}]`).remove();
    }
  }
  recall();
  update();
  addEventListener("hashchange", () => {
    recall();
    update();
  });
})();
