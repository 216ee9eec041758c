"use strict";
/* A page that holds every kind of cell, in each language, and one whose texts are hostile: test_page.js MADE_REPORTS. */

const assert = require("node:assert");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { test, runSuite } = require("./suite");
const { launch, look, findings, printed } = require("./browser");

const LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"];
const LABEL = "TLP:AMBER+STRICT";
let browser;
let folder;

const pageOf = (name) => path.join(folder, `${name}.html`);
const see = (name, options, look_at) => look(browser, pageOf(name), options, look_at);

/* ---- what is said of the page as it is shown ---- */

const captions = (page) => page.$$eval("caption", (all) => all.map((one) => one.firstChild.textContent.trim()));
/* What reaches over an edge of the window, but for what is moved inside its box and the link that shows on focus. */
const sticking = (page) => page.$$eval("body *", (all) => all
  .filter((one) => !one.closest(".scroll > *, .skip"))
  .filter((one) => one.getBoundingClientRect().left < -0.5 || one.getBoundingClientRect().right > window.innerWidth + 0.5)
  .map((one) => one.outerHTML.slice(0, 120)));
const box = async (page, selector) => page.locator(selector).first().boundingBox();

const table = (page, id) => page.locator(`#${id}`);
const heading = (page, id, label) => table(page, id).locator("thead th", { hasText: label });
const button = (page, id, label) => heading(page, id, label).locator("button");
const column = (page, id, number) => page.$$eval(`#${id} > tbody > tr`,
  (rows, n) => rows.filter((row) => !row.hidden).map((row) => row.cells[n].innerText.trim()), number);

/* Letters alone, in the form that all fonts share: what a PDF is read back as has lost its marks and its order of words. */
const letters = (text) => Array.from(text.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "")).sort().join("");

for (const language of [...LANGUAGES, "hostile"]) {
  test(`${language}: nothing is asked of the network, nothing is complained of`, () =>
    see(language, {}, async (page) => {
      await page.locator("footer").scrollIntoViewIfNeeded();
      assert.deepStrictEqual(page.heard, []);
      assert.ok(await page.locator("section").count() >= 5);
    }));

  test(`${language}: axe-core finds nothing`, () =>
    see(language, {}, async (page) => assert.deepStrictEqual(await findings(page), [])));

  for (const width of [320, 1280])
    test(`${language}: nothing sticks out at ${width} px`, () =>
      see(language, { viewport: { width, height: 800 } }, async (page) => {
        assert.deepStrictEqual(await sticking(page), []);
        assert.strictEqual(await page.evaluate(() => document.documentElement.scrollWidth), width);
      }));

  test(`${language}: all is there without script`, () =>
    see(language, { javaScriptEnabled: false }, async (page) => {
      const source = fs.readFileSync(pageOf(language), "utf8");
      assert.strictEqual(await page.locator("button, input").count(), 0);
      assert.strictEqual(await page.locator("td:visible, th:visible").count(), source.match(/<t[dh][ >]/g).length);
      assert.deepStrictEqual(page.heard, []);
    }));

  test(`${language}: printed, each page has the label above and below, and all captions come`, () =>
    see(language, {}, async (page) => {
      const wanted = await captions(page);
      const pages = await printed(page, path.join(folder, `${language}.pdf`));
      assert.ok(pages.length >= 2);
      for (const text of pages)
        assert.ok(text.split(LABEL).length - 1 >= 2, text.slice(0, 400));
      const whole = pages.join("\n").split("\n").map(letters).join("\n");
      for (const caption of wanted.filter((one) => one.length < 60))
        assert.ok(whole.includes(letters(caption)) || pages.join("").includes(caption), caption);
    }));
}

test("the page says its language and its direction", async () => {
  for (const language of LANGUAGES)
    await see(language, {}, async (page) => {
      const root = page.locator("html");
      assert.strictEqual(await root.getAttribute("lang"), language);
      assert.strictEqual(await root.getAttribute("dir"), language === "ar" ? "rtl" : "ltr");
    });
});

test("read from the right, the page is mirrored", async () => {
  const places = {};
  for (const language of ["ar", "en"])
    places[language] = await see(language, {}, async (page) => ({
      contents: await box(page, "nav"), main: await box(page, "main"), label: await box(page, ".tlp"),
      title: await page.locator("h1").evaluate((h1) => { const range = document.createRange(); range.selectNodeContents(h1);
        const place = range.getBoundingClientRect(); return { x: place.x, width: place.width }; }),
      first: await box(page, "#all-kinds thead th"), last: await box(page, "#all-kinds thead th >> nth=-1"),
    }));
  const fromStart = (place) => 1280 - (place.x + place.width);
  for (const part of ["contents", "main"])
    assert.ok(Math.abs(fromStart(places.ar[part]) - places.en[part].x) < 2, part);
  assert.ok(Math.abs(fromStart(places.ar.title) - places.en.title.x) < 4);
  assert.ok(places.en.label.x > 640 && places.ar.label.x < 640);
  assert.ok(places.en.first.x < places.en.last.x && places.ar.first.x > places.ar.last.x);
});

test("codes read from the left in a page from the right", () =>
  see("ar", {}, async (page) => {
    const code = page.locator("#all-kinds td bdi, #all-kinds th bdi").first();
    assert.strictEqual(await code.evaluate((one) => getComputedStyle(one).direction), "ltr");
    assert.strictEqual(await page.locator(".tlp").first().evaluate((one) => getComputedStyle(one).direction), "ltr");
  }));

/* ---- sorting and filtering ---- */

test("a click sorts numbers by value, not by their digits; a second turns them around; a third undoes it", () =>
  see("en", {}, async (page) => {
    const own = await column(page, "all-kinds", 2);
    await button(page, "all-kinds", "Number").click();
    assert.deepStrictEqual(await column(page, "all-kinds", 2), ["\u22123", "2.385", "7", "10", "90", "1,200", "12,000", "not known[1]", "hidden", "\u2013"]);
    assert.strictEqual(await heading(page, "all-kinds", "Number").getAttribute("aria-sort"), "ascending");
    await button(page, "all-kinds", "Number").click();
    assert.deepStrictEqual(await column(page, "all-kinds", 2), ["12,000", "1,200", "90", "10", "7", "2.385", "\u22123", "not known[1]", "hidden", "\u2013"]);
    assert.strictEqual(await heading(page, "all-kinds", "Number").getAttribute("aria-sort"), "descending");
    await button(page, "all-kinds", "Number").click();
    assert.deepStrictEqual(await column(page, "all-kinds", 2), own);
    assert.strictEqual(await heading(page, "all-kinds", "Number").getAttribute("aria-sort"), "none");
  }));

test("intervals are sorted by their point, without one by their ends, open ends outermost", () =>
  see("en", {}, async (page) => {
    await button(page, "all-kinds", "Interval").click();
    assert.deepStrictEqual(await column(page, "all-kinds", 3),
      ["at most 4", "1\u20139", "2\u201350", "15\u201320", "30\u201340", "35\u201336", "2\u201360", "at least 50", "not known[1]", "not known[1]"]);
  }));

test("one column is sorted at a time, by keyboard too", () =>
  see("en", {}, async (page) => {
    await button(page, "all-kinds", "Number").click();
    await button(page, "all-kinds", "Words").focus();
    await page.keyboard.press("Enter");
    assert.strictEqual(await heading(page, "all-kinds", "Number").getAttribute("aria-sort"), "none");
    assert.strictEqual(await heading(page, "all-kinds", "Words").getAttribute("aria-sort"), "ascending");
    const rising = await column(page, "all-kinds", 1);
    assert.deepStrictEqual(rising, [...rising].sort(new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare));
    await page.keyboard.press("Space");
    assert.deepStrictEqual(await column(page, "all-kinds", 1), rising.reverse());
  }));

test("every heading can be reached by the keyboard, and shows that it has the focus", () =>
  see("en", {}, async (page) => {
    await page.locator("#all-kinds-filter").focus();
    const reached = [];
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate(() => {
        const one = document.activeElement;
        return [one.tagName === "BUTTON" && one.closest("table").id === "all-kinds" ? one.innerText.trim() : "", getComputedStyle(one).outlineStyle];
      }));
    }
    const headings = reached.filter(([text]) => text !== "");
    assert.strictEqual(headings.length, await table(page, "all-kinds").locator("thead button").count());
    assert.ok(reached.every(([, outline]) => outline !== "none"));
  }));

test("totals stay below whatever is sorted, and a table with subtotals is left as it is", () =>
  see("en", {}, async (page) => {
    await button(page, "all-kinds", "Number").click();
    assert.match(await table(page, "all-kinds").locator("tfoot tr").innerText(), /Total/);
    assert.strictEqual(await table(page, "subtotals").locator("button").count(), 0);
  }));

test("under groups each column is sorted by its own values", () =>
  see("en", {}, async (page) => {
    await button(page, "grouped", "Beta").click();
    const values = (await column(page, "grouped", 2)).map(Number);
    assert.deepStrictEqual(values, [...values].sort((a, b) => a - b));
    assert.ok(new Set(values).size > 2);
    assert.strictEqual(await table(page, "grouped").locator("thead button").count(), 5);
  }));

test("filtering leaves the rows that hold all words, and tells how many", () =>
  see("en", {}, async (page) => {
    const status = page.locator(".tools", { has: page.locator("#all-kinds-filter") }).locator("[role=status]");
    const all = (await column(page, "all-kinds", 0)).length;
    await page.fill("#all-kinds-filter", "cote  IVOIRE");
    assert.deepStrictEqual(await column(page, "all-kinds", 1), ["C\u00f4te d\u2019Ivoire"]);
    assert.match(await status.innerText(), new RegExp(`^Rows shown: 1 of ${all}\\.`));
    await page.fill("#all-kinds-filter", "no such row");
    assert.deepStrictEqual(await column(page, "all-kinds", 0), []);
    assert.match(await status.innerText(), new RegExp(`^Rows shown: 0 of ${all}\\.`));
    assert.match(await table(page, "all-kinds").locator("tfoot tr").innerText(), /Total/);
    await page.fill("#all-kinds-filter", "");
    assert.strictEqual((await column(page, "all-kinds", 0)).length, all);
    assert.strictEqual(await status.innerText(), "");
  }));

test("a filtered table is still filtered after it was sorted, and says so on paper", () =>
  see("en", {}, async (page) => {
    await page.fill("#all-kinds-filter", "a");
    const before = (await column(page, "all-kinds", 1)).sort();
    await button(page, "all-kinds", "Words").click();
    assert.deepStrictEqual((await column(page, "all-kinds", 1)).sort(), before);
    assert.ok((await printed(page, path.join(folder, "filtered.pdf"))).join("").includes(`Rows shown: ${before.length} of`));
    assert.ok(!(await printed(page, path.join(folder, "filtered.pdf"))).join("").includes("Filter the rows"));
  }));

/* ---- getting about ---- */

test("the first stop of the keyboard leads past the contents", () =>
  see("en", {}, async (page) => {
    await page.keyboard.press("Tab");
    assert.strictEqual(await page.evaluate(() => document.activeElement.className), "skip");
    assert.ok((await box(page, ".skip")).y >= 0);
    await page.keyboard.press("Enter");
    assert.strictEqual(await page.evaluate(() => document.activeElement.id), "content");
  }));

test("the contents lead to every section, and headings come in order", () =>
  see("en", {}, async (page) => {
    const targets = await page.$$eval("nav a", (all) => all.map((one) => one.getAttribute("href").slice(1)));
    assert.deepStrictEqual(targets, await page.$$eval("main > section", (all) => all.map((one) => one.id)));
    assert.deepStrictEqual(await page.$$eval("h1, h2, h3, h4", (all) => all.map((one) => one.tagName).filter((name) => name === "H1")), ["H1"]);
    for (const landmark of ["header", "nav", "main", "footer"])
      assert.strictEqual(await page.locator(landmark).count(), 1);
  }));

test("a table that is wider than the page is moved inside its box, by the keyboard too", () =>
  see("en", { viewport: { width: 320, height: 800 } }, async (page) => {
    const boxes = page.locator(".scroll", { has: page.locator("#all-kinds") });
    assert.ok(await boxes.evaluate((one) => one.scrollWidth > one.clientWidth));
    await boxes.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector("#all-kinds").closest(".scroll").scrollLeft > 0);
  }));

/* ---- for whom things look otherwise ---- */

test("nothing moves where less motion is wanted", () =>
  see("en", { reducedMotion: "reduce" }, async (page) => {
    const moving = await page.$$eval("*", (all) => all.filter((one) => {
      const style = getComputedStyle(one);
      return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0 || style.scrollBehavior !== "auto";
    }).length);
    assert.strictEqual(moving, 0);
  }));

test("in forced colours the label keeps a frame, the figure its own colours, and axe-core finds nothing", () =>
  see("en", { forcedColors: "active" }, async (page) => {
    assert.strictEqual(await page.evaluate(() => matchMedia("(forced-colors: active)").matches), true);
    assert.notStrictEqual(await page.locator(".tlp").first().evaluate((one) => getComputedStyle(one).borderTopStyle), "none");
    assert.strictEqual(await page.locator("svg").first().evaluate((one) => getComputedStyle(one).forcedColorAdjust), "none");
    assert.deepStrictEqual(await findings(page), []);
  }));

test("text keeps a contrast of 4.5:1 also where the pointer is", () =>
  see("en", {}, async (page) => {
    await table(page, "all-kinds").locator("tbody tr").first().hover();
    assert.deepStrictEqual((await findings(page)).filter((one) => one.startsWith("color-contrast")), []);
  }));

/* ---- what a log may hold ---- */

test("hostile texts stay texts", () =>
  see("hostile", {}, async (page) => {
    assert.strictEqual(await page.evaluate(() => window.harmed), undefined);
    assert.strictEqual(await page.locator("script").count(), 1);
    assert.strictEqual(await page.locator("img, iframe, object, embed, form, base, link").count(), 0);
    assert.strictEqual(await page.locator("main a").count(), 0);
    const attributes = await page.$$eval("*", (all) => all.flatMap((one) => one.getAttributeNames()).filter((name) => name.startsWith("on") || name === "style"));
    assert.deepStrictEqual(attributes, []);
    assert.match(await table(page, "all-kinds").innerText(), /<script>window\.harmed=1<\/script>/);
    assert.doesNotMatch(await page.evaluate(() => document.body.innerText), /[\u202a-\u202e]/);
    assert.match(await page.locator("h1").innerText(), /\\u202e/);
  }));

runSuite("browser_page", async () => {
  browser = await launch();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "cirisk-browser-"));
  execFileSync(process.argv[2], [folder], { stdio: "inherit" });
  return async () => {
    await browser.close();
    fs.rmSync(folder, { recursive: true });
  };
});
