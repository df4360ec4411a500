// What the page of `duilian score` does: draw scores and intervals, and walk through segments.
//
// On a bird's-eye level: `data` is what the report holds; `state` is what the reader asked for: a
// metric, a system, what to hold it against, which segments. Every change goes through `update`,
// which draws all anew but the intervals. What other pages have, too, is in `common.js`.

(() => {
  const { data, $, make, draw, plural, spelled, remember } = duilian;
  const several = data.systems.length > 1;
  const SORTS = several ? ["loss", "gain", "score", "place"] : ["score", "place"];
  const AGAINST = several ? ["first", "reference"] : ["reference"];
  const MOST_PARTS = 12;
  const SIGNIFICANT = 0.05;

  const segments = data.segments.map((segment, number) => ({ ...segment, number }));
  const hasReference = segments.some((segment) => segment.besideReference);
  const kinds = {
    document: { parts: data.documents, section: $("documents"), order: several ? "loss" : "score", whole: false },
    domain: { parts: data.domains, section: $("domains"), order: "place", whole: false },
  };
  const state = {
    text: "", metric: 0, system: several ? 1 : 0, against: AGAINST[0], sort: SORTS[0], document: "", domain: "",
  };

  const metric = () => data.metrics[state.metric];
  const better = (change, of = metric()) => Math.sign(of.lowerIsBetter ? -change : change);
  const tone = (change, of) => ["worse", "even", "better"][better(change, of) + 1] ?? "even";
  const told = (value, of = metric()) => (value === null ? "–" : value.toFixed(of.decimals));
  const minus = (text) => text.replace("-", "\u2212");
  const signed = (value, of = metric()) => minus(`${value > 0 ? "+" : ""}${value.toFixed(of.decimals)}`);
  const isFirst = () => state.system === 0;

  /** How far a system is from the first; null where there is nothing to compare. */
  function change(scores) {
    const [first, here] = [scores[state.metric][0], scores[state.metric][state.system]];
    return isFirst() || first === null || here === null ? null : here - first;
  }

  // --- axes ----------------------------------------------------------------------------------

  /** An axis that holds the values: where on it a value is, in percent, and where its ticks are. */
  function axisOf(values) {
    const known = values.filter((value) => value !== null && value !== undefined);
    let [low, high] = [Math.min(...known), Math.max(...known)];
    if (!known.length) [low, high] = [0, 1];
    const room = Math.max((high - low) * 0.08, Math.abs(high) * 0.002, 1e-6);
    [low, high] = [low - room, high + room];
    const rough = (high - low) / 5;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough);
    const ticks = [];
    for (let at = Math.ceil(low / step); at * step <= high; at += 1) ticks.push(at * step);
    const decimals = Math.max(0, -Math.floor(Math.log10(step)));
    const at = (value) => `${(3 + (94 * (value - low)) / (high - low)).toFixed(3)}%`;
    return { at, ticks, label: (tick) => minus(tick.toFixed(decimals)) };
  }

  const line = (name, x1, x2, y1 = "50%", y2 = "50%") => draw("line", { class: name, x1, x2, y1, y2 });
  // Lines reach a little into what is above and below, so that they look as one.
  const upright = (name, at) => line(name, at, at, "-40%", "140%");
  const grid = (axis) => axis.ticks.map((tick) => upright("grid", axis.at(tick)));
  const plot = (...parts) => make("td", { class: "plot" }, draw("svg", { "aria-hidden": "true" }, ...parts));
  const circle = (name, at, radius = 4.5) => draw("circle", { class: name, cx: at, cy: "50%", r: radius });

  function axisRow(axis, before, after) {
    const labels = axis.ticks.map((tick) => {
      const text = draw("text", { x: axis.at(tick), y: "80%" });
      text.textContent = axis.label(tick);
      return text;
    });
    const cell = make("td", { class: "plot" }, draw("svg", { class: "axis", "aria-hidden": "true" }, ...labels));
    return make("tr", { class: "axis" }, ...Array.from({ length: before }, () => make("td")), cell, make("td", { colspan: after }));
  }

  // --- scores --------------------------------------------------------------------------------

  function drawMetric(of) {
    const values = of.scores.flatMap((score) => [score.value, ...(score.interval ?? [])]);
    const axis = axisOf(values);
    const first = of.scores[0];
    const rows = of.scores.map((score, number) => {
      const p = score.corrected ?? score.p;
      const verdict = score.p === null || p >= SIGNIFICANT ? "even" : tone(score.value - first.value, of);
      const marks = [...grid(axis)];
      if (several && first.value !== null) marks.push(upright("held", axis.at(first.value)));
      if (score.interval) marks.push(line("whisker", ...score.interval.map(axis.at)));
      if (score.value !== null) marks.push(circle(several && !number ? "first" : "other", axis.at(score.value)));
      const half = score.interval ? ` ± ${told((score.interval[1] - score.interval[0]) / 2, of)}` : "";
      return make(
        "tr", { class: verdict, "data-system": number },
        make("th", { scope: "row", title: data.systems[number] }, data.systems[number]),
        plot(...marks),
        make("td", { class: "score" }, told(score.value, of)),
        make("td", { class: "interval" }, half),
        make("td", { class: "p" }, ...significance(score, first, verdict)),
      );
    });
    const about = [
      ...(of.lowerIsBetter ? ["low is good"] : []), ...(first.interval ? ["95% confidence intervals"] : []),
    ].join(", ");
    return make(
      "div", { class: "metric" },
      make("h3", {}, of.name, make("small", {}, about)),
      make("table", { "aria-label": of.name }, make("tbody", {}, ...rows, axisRow(axis, 1, 3))),
      make("p", { class: "signature" }, of.signature),
    );
  }

  function significance(score, first, verdict) {
    if (!several || data.test === "none") return [];
    if (score === first) return ["held against"];
    if (score.value === first.value) return ["the same"];
    const word = { worse: "worse", better: "better", even: "may be chance" }[verdict];
    const corrected = score.corrected !== null && score.corrected !== score.p;
    const p = `p = ${score.p.toFixed(4)}${corrected ? `, corrected ${score.corrected.toFixed(4)}` : ""}`;
    return [`${word} `, make("span", { class: "quiet" }, p)];
  }

  // --- documents and domains -----------------------------------------------------------------

  const PART_ORDERS = {
    place: ["as they come", () => 0],
    score: ["worst first", (a, b) => worth(a.scores[state.metric][state.system]) - worth(b.scores[state.metric][state.system])],
    loss: ["largest loss first", (a, b) => gain(a) - gain(b)],
    size: ["largest first", (a, b) => b.segments - a.segments],
  };

  /** A score as a number to sort by: low is bad, and what has none comes last. */
  const worth = (value) => (value === null ? Infinity : metric().lowerIsBetter ? -value : value);

  function gain(item) {
    const by = change(item.scores);
    return by === null ? Infinity : metric().lowerIsBetter ? -by : by;
  }

  function drawParts(noun) {
    const { parts, section, whole, order } = kinds[noun];
    section.hidden = !parts.length;
    if (!parts.length) return;
    const axis = axisOf(parts.flatMap((part) => part.scores[state.metric]));
    const sorted = parts.map((part, number) => ({ ...part, number }))
      .sort((a, b) => PART_ORDERS[order][1](a, b) || a.number - b.number);
    const rows = (whole ? sorted : sorted.slice(0, MOST_PARTS)).map((part) => partRow(noun, part, axis));
    const heads = [
      make("th", { scope: "col" }, noun), make("th", { scope: "col", class: "size" }, "segments"),
      make("th", { scope: "col" }, make("span", { class: "unseen" }, "plot")),
      ...(isFirst() ? [] : [numberHead(0)]), numberHead(state.system),
      ...(isFirst() ? [] : [make("th", { scope: "col", class: "number" }, "change")]),
    ];
    section.querySelector("table").replaceChildren(
      make("thead", {}, make("tr", {}, ...heads)),
      make("tbody", {}, ...rows, axisRow(axis, 2, heads.length - 3)),
    );
    const more = section.querySelector("button.more");
    more.hidden = whole || parts.length <= MOST_PARTS;
    more.textContent = plural(parts.length - MOST_PARTS, `more ${noun}`);
    section.querySelector("select").value = order;
  }

  const numberHead = (system) =>
    make("th", { scope: "col", class: "number", title: data.systems[system] }, data.systems[system]);

  function partRow(noun, part, axis) {
    const scores = part.scores[state.metric];
    const by = change(part.scores);
    const here = scores[state.system];
    const marks = [...grid(axis)];
    scores.forEach((score, system) => {
      if (score !== null && system && system !== state.system) marks.push(circle("faint", axis.at(score), 3));
    });
    if (by !== null) marks.push(line("bridge", axis.at(scores[0]), axis.at(here)));
    if (several && scores[0] !== null) marks.push(circle("first", axis.at(scores[0])));
    if (here !== null && !(several && isFirst())) marks.push(circle("other", axis.at(here)));
    const button = make("button", { type: "button", class: "plain", title: part.name, "aria-pressed": state[noun] === part.name }, part.name || "no name");
    button.addEventListener("click", () => {
      state[noun] = state[noun] === part.name ? "" : part.name;
      update();
    });
    return make(
      "tr", { class: by === null ? "" : tone(by) },
      make("th", { scope: "row" }, button), make("td", { class: "size" }, part.segments.toLocaleString("en")),
      plot(...marks),
      ...(isFirst() ? [] : [make("td", { class: "number" }, told(scores[0]))]),
      make("td", { class: "number" }, told(here)),
      ...(isFirst() ? [] : [make("td", { class: "number change" }, by === null ? "–" : signed(by))]),
    );
  }

  // --- segments ------------------------------------------------------------------------------

  const haystacks = segments.map((segment) => [
    segment.source, segment.reference, ...segment.texts, segment.document, segment.domain,
  ].join("\n").toLowerCase());

  const ORDERS = {
    place: () => 0,
    score: (a, b) => worth(a.scores[state.metric][state.system]) - worth(b.scores[state.metric][state.system]),
    loss: (a, b) => gain(a) - gain(b),
    gain: (a, b) => worthOfGain(b) - worthOfGain(a),
  };

  const worthOfGain = (segment) => {
    const by = gain(segment);
    return by === Infinity ? -Infinity : by;
  };

  function choose() {
    const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = segments.filter((segment) =>
      (!state.document || segment.document === state.document) &&
      (!state.domain || segment.domain === state.domain) &&
      words.every((word) => haystacks[segment.number].includes(word)));
    const order = ORDERS[state.sort];
    return chosen.sort((a, b) => order(a, b) || a.number - b.number);
  }

  const isFiltered = () => Boolean(state.text || state.document || state.domain);

  const list = duilian.cards({
    list: $("segments"), all: segments, card, redraw: update,
    printed: (left) => $("count").append(` (${left.toLocaleString("en")} of them not printed)`),
  });

  /** Which text a system is held against: the reference, or the first system. */
  const isBesideFirst = () => !isFirst() && (state.against === "first" || !hasReference);

  function card(segment) {
    const element = $("card").content.cloneNode(true).firstElementChild;
    const part = (name) => element.querySelector(`.${name}`);
    const by = change(segment.scores);
    element.classList.add(by === null ? "even" : tone(by));
    part("message").append(
      `${metric().name} ${told(segment.scores[state.metric][state.system])}`,
      ...(by === null ? [] : [make("span", { class: "change" }, signed(by))]),
    );
    const names = [segment.document, segment.domain].filter(Boolean);
    part("place").textContent = [`segment ${segment.segment.toLocaleString("en")}`, ...names].join(" · ");
    fillAbove(part("source"), "source", segment.source, data.sourceLanguage);
    if (isBesideFirst()) fillAbove(part("reference"), "reference", segment.reference, data.language);
    fillSides(element, segment);
    if (!isFirst()) part("figures").append(make("span", { class: "names" }, `${data.systems[0]} → ${data.systems[state.system]}`));
    part("figures").append(...data.metrics.map((of, number) => figure(of, segment.scores[number])));
    return element;
  }

  function fillAbove(element, label, text, language) {
    element.hidden = !text;
    element.lang = language;
    element.append(make("b", { lang: "en" }, label), ...spelled(text));
  }

  function fillSides(element, segment) {
    const [base, chosen] = element.querySelectorAll(".side");
    const name = data.systems[state.system];
    const beside = isBesideFirst() ? segment.besideFirst[state.system - 1] : segment.besideReference?.[state.system];
    if (!beside) {
      element.querySelector(".sides").classList.add("alone");
      base.remove();
      fillSide(chosen, name, "other", [[0, segment.texts[state.system]]], "ins");
      return;
    }
    if (isBesideFirst()) fillSide(base, data.systems[0], "first", beside[0], "del");
    else fillSide(base, "reference", "", beside[0], "del");
    fillSide(chosen, name, several && isFirst() ? "first" : "other", beside[1], "ins");
  }

  function fillSide(side, name, kind, pieces, tag) {
    side.querySelector(".language").append(...(kind ? [make("span", { class: `dot ${kind}`, "aria-hidden": "true" })] : []), name);
    const text = side.querySelector(".text");
    text.lang = data.language;
    if (!pieces.some(([, piece]) => piece)) {
      text.classList.add("empty");
      text.textContent = "empty";
      return;
    }
    text.append(...pieces.flatMap(([extent, piece]) => {
      if (!extent) return spelled(piece);
      return [extent === 1 ? make("span", { class: "kept" }, ...spelled(piece)) : make(tag, {}, ...spelled(piece))];
    }));
  }

  /** A metric's figures for a segment: the first system's, and the chosen one's. */
  function figure(of, scores) {
    const [first, here] = [scores[0], scores[state.system]];
    const both = isFirst() ? told(here, of) : `${told(first, of)} → ${told(here, of)}`;
    return make("span", {}, make("b", {}, `${of.name} `), both);
  }

  // --- what the reader asks for --------------------------------------------------------------

  function update() {
    for (const noun of Object.keys(kinds)) drawParts(noun);
    for (const row of document.querySelectorAll("#forest tr[data-system]")) {
      row.classList.toggle("chosen", several && Number(row.dataset.system) === state.system);
    }
    list.show(choose());
    $("nothing").hidden = Boolean(list.shown.length);
    const all = segments.length;
    $("count").textContent = isFiltered()
      ? `${list.shown.length.toLocaleString("en")} of ${plural(all, "segment")}`
      : all < data.total
        ? `${plural(all, "segment")} of ${data.total.toLocaleString("en")}: by each metric the ${data.count.toLocaleString("en")} worst${several ? ", and the largest losses and gains" : ""}`
        : plural(all, "segment");
    $("reset").hidden = !isFiltered();
    for (const name of ["text", "metric", "system", "against", "sort", "document", "domain"]) $(name).value = state[name];
    $("against-choice").hidden = !hasReference || isFirst();
    remember(asked());
  }

  function clear() {
    form.forget();
    Object.assign(state, { text: "", document: "", domain: "" });
    update();
  }

  function asked() {
    const found = new URLSearchParams();
    const usual = { metric: 0, system: several ? 1 : 0, against: AGAINST[0], sort: SORTS[0] };
    if (state.text) found.set("q", state.text);
    if (state.metric !== usual.metric) found.set("metric", metric().name);
    if (state.system !== usual.system) found.set("system", data.systems[state.system]);
    for (const name of ["against", "sort", "document", "domain"]) {
      if (state[name] !== (usual[name] ?? "")) found.set(name, state[name]);
    }
    return found;
  }

  function recall() {
    const found = new URLSearchParams(location.hash.slice(1));
    const place = (all, name, usual) => Math.max(all.indexOf(name), all.includes(name) ? 0 : usual);
    state.text = found.get("q") ?? "";
    state.metric = place(data.metrics.map((of) => of.name), found.get("metric"), 0);
    state.system = place(data.systems, found.get("system"), several ? 1 : 0);
    state.against = AGAINST.includes(found.get("against")) ? found.get("against") : AGAINST[0];
    state.sort = SORTS.includes(found.get("sort")) ? found.get("sort") : SORTS[0];
    for (const [noun, { parts }] of Object.entries(kinds)) {
      const name = found.get(noun) ?? "";
      state[noun] = parts.some((part) => part.name === name) ? name : "";
    }
  }

  /** The next of several choices, and the first after the last. */
  function next(name, all) {
    state[name] = all[(all.indexOf(state[name]) + 1) % all.length];
    update();
  }

  const form = duilian.form({
    form: $("filters"), search: $("text"),
    typed: (text) => {
      state.text = text;
      update();
    },
    clear,
  });

  for (const name of ["metric", "system", "against", "sort", "document", "domain"]) {
    $(name).addEventListener("change", (event) => {
      state[name] = typeof state[name] === "number" ? Number(event.target.value) : event.target.value;
      update();
    });
  }

  duilian.keys({
    walk: list, noun: "segment", clear,
    more: {
      m: () => next("metric", [...data.metrics.keys()]),
      s: () => next("system", [...data.systems.keys()]),
      b: () => hasReference && !isFirst() && next("against", AGAINST),
      o: () => next("sort", SORTS),
    },
    told: [
      [["m"], "the next metric"],
      ...(several ? [[["s"], "the next system"], [["b"], "beside the first system, or beside the reference"]] : []),
      [["o"], "another order"],
    ],
  });

  // --- once ----------------------------------------------------------------------------------

  const option = (value, text) => make("option", { value }, text);

  $("forest").append(...data.metrics.map(drawMetric));
  $("passed").append(...data.passed.map((reason) => make("li", {}, reason)));
  $("metric").append(...data.metrics.map((of, number) => option(number, of.name)));
  $("metric-choice").hidden = data.metrics.length < 2;
  $("system").append(...data.systems.map((name, number) => option(number, name)));
  $("system-choice").hidden = !several;
  $("against").append(option("first", data.systems[0]), option("reference", "the reference"));
  $("choices").hidden = !several && data.metrics.length < 2;
  for (const each of [...$("sort").children]) if (!SORTS.includes(each.value)) each.remove();
  for (const [noun, kind] of Object.entries(kinds)) {
    $(noun).append(option("", `all ${noun}s`), ...kind.parts.map((part) => option(part.name, part.name || "no name")));
    $(noun).parentElement.hidden = kind.parts.length < 2;
    const orders = Object.entries(PART_ORDERS).filter(([name]) => several || name !== "loss");
    const order = make("select", { "aria-label": `Order of ${noun}s` }, ...orders.map(([name, [text]]) => option(name, text)));
    order.addEventListener("change", () => {
      kind.order = order.value;
      drawParts(noun);
    });
    const more = make("button", { type: "button", class: "plain more" });
    more.addEventListener("click", () => {
      kind.whole = true;
      drawParts(noun);
    });
    const title = kind.section.querySelector("h2");
    kind.section.append(make("header", {}, title, order), make("table", { "aria-labelledby": title.id }), more);
  }
  recall();
  update();
  addEventListener("hashchange", () => {
    recall();
    update();
  });
})();
