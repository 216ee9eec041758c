"use strict";
/* Reports as the command makes them: test_report.js CIRISK TOP. */

const assert = require("node:assert");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { test, runSuite } = require("./suite");
const { launch, look, findings, printed } = require("./browser");

const [cirisk, top] = process.argv.slice(2);
const LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"];
const PARTS = ["key", "matrix", "sectors", "countries", "crossborder", "trend", "top", "schemes", "thresholds", "method",
  "definitions", "limits", "provenance"];
let browser;
let folder;

const inFolder = (name) => path.join(folder, name);
const run = (...args) => execFileSync(cirisk, args, { stdio: ["ignore", "ignore", "ignore"] });
const see = (language, options, look_at) => look(browser, inFolder(`${language}.html`), options, look_at);

for (const language of LANGUAGES) {
  test(`${language}: the landmarks are reported on, in all parts, and nothing is complained of`, () =>
    see(language, {}, async (page) => {
      assert.deepStrictEqual(page.heard, []);
      assert.deepStrictEqual(await page.$$eval("main > section", (all) => all.map((one) => one.id)), PARTS);
      assert.ok(await page.locator("svg").count() >= 4);
      assert.strictEqual(await page.locator("html").getAttribute("lang"), language);
    }));

  test(`${language}: axe-core finds nothing`, () =>
    see(language, {}, async (page) => assert.deepStrictEqual(await findings(page), [])));

  for (const width of [320, 1280])
    test(`${language}: nothing sticks out at ${width} px`, () =>
      see(language, { viewport: { width, height: 800 } }, async (page) =>
        assert.strictEqual(await page.evaluate(() => document.documentElement.scrollWidth), width)));

  test(`${language}: printed, each sheet is marked above and below`, () =>
    see(language, {}, async (page) => {
      const sheets = await printed(page, inFolder(`${language}.pdf`));
      assert.ok(sheets.length >= 5);
      for (const sheet of sheets)
        assert.ok(sheet.split("TLP:GREEN").length - 1 >= 2, sheet.slice(0, 300));
    }));
}

test("the words of a page are those of its language", async () => {
  const headings = {};
  for (const language of LANGUAGES)
    headings[language] = await see(language, {}, (page) => page.$$eval("h1, h2, caption, dt", (all) => all.map((one) => one.textContent)));
  for (const language of LANGUAGES.filter((one) => one !== "en"))
    assert.deepStrictEqual(headings[language].filter((text) => headings.en.includes(text) && /^[\x20-\x7e]{12,}$/.test(text)), []);
});

test("what is sorted by a click is sorted by value, whatever the language writes", async () => {
  for (const language of ["en", "fr", "ar"])
    await see(language, {}, async (page) => {
      const last = page.locator("#table-sectors thead tr:first-child th").last();
      await last.locator("button").click();
      const values = await page.$$eval("#table-sectors > tbody > tr", (rows) => rows.map((row) => Number(row.cells[row.cells.length - 1].dataset.value)));
      assert.ok(values.length > 5 && new Set(values).size > 3);
      assert.deepStrictEqual(values, [...values].sort((a, b) => a - b));
    });
});

test("figures tell in words what they show", () =>
  see("en", {}, async (page) => {
    for (const figure of await page.locator("svg").all()) {
      assert.strictEqual(await figure.getAttribute("role"), "img");
      assert.ok((await figure.locator("title").first().textContent()).length > 5);
      assert.ok((await figure.locator("desc").first().textContent()).length > 20);
    }
  }));

test("a log that would do harm is reported on and does none", () =>
  see("hostile", {}, async (page) => {
    assert.deepStrictEqual(page.heard, []);
    assert.strictEqual(await page.evaluate(() => window.harmed), undefined);
    assert.strictEqual(await page.locator("script").count(), 1);
    assert.strictEqual(await page.locator("img, iframe, object, embed, form, base, link, main a[href^=http]").count(), 0);
    assert.match(await page.locator("#table-top").innerText(), /<script>window\.harmed=1<\/script>/);
    assert.doesNotMatch(await page.evaluate(() => document.documentElement.textContent), /[\u202a-\u202e]/);
    assert.deepStrictEqual(await findings(page), []);
  }));

/* Titles and ids that would run, fetch, break out, or turn around what stands beside them. */
function hostileLog() {
  const titles = ["<script>window.harmed=1</script>", "\" onmouseover=\"window.harmed=1", "' autofocus onfocus='window.harmed=1",
    "<img src=https://example.org/x onerror=window.harmed=1>", "</title></style><svg onload=window.harmed=1>", "\u202egnp.exe",
    "]]>--><iframe src=https://example.org/>"];
  const rows = titles.map((title, i) => [`id-${i}<b>`, `20${10 + i}-03-04`, ["DE", "FR", "US"][i % 3], "power;water", title, "SE;NO", "1200000", "total", "72"]);
  const cell = (text) => `"${text.replaceAll("\"", "\"\"")}"`;
  return [["id", "date", "country", "sector", "title", "other_countries", "people_affected", "service_loss", "duration_h"], ...rows]
    .map((row) => row.map(cell).join(",")).join("\n") + "\n";
}

runSuite("browser_report", async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "cirisk-browser-"));
  run("score", path.join(top, "datasets/incidents/landmarks.csv"), "--schemes", "gge,nciss", "-o", inFolder("scored.csv"));
  for (const language of LANGUAGES)
    run("report", inFolder("scored.csv"), "--lang", language, "--tlp", "green", "-o", inFolder(`${language}.html`));
  fs.writeFileSync(inFolder("log.csv"), hostileLog());
  run("score", inFolder("log.csv"), "-o", inFolder("hostile.csv"));
  run("report", inFolder("hostile.csv"), "--title", "</title><script>window.harmed=1</script>", "-o", inFolder("hostile.html"));
  browser = await launch();
  return async () => {
    await browser.close();
    fs.rmSync(folder, { recursive: true });
  };
});
