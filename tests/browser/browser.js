"use strict";
/* A page in Debian's Chromium, and all that it said or asked for while it was open. */

const { chromium } = require("playwright-core");
const fs = require("node:fs");
const { execFileSync } = require("node:child_process");
const { pathToFileURL } = require("node:url");

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** A browser with an empty profile of its own. */
function launch() {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
}

/** Open a file.
 * @param {object} options of the context: viewport, javaScriptEnabled, reducedMotion, forcedColors
 * @return the page; `page.heard` lists errors, what the console said, and requests beside the file itself */
async function open(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  page.heard = [];
  page.on("pageerror", (error) => page.heard.push(`error: ${error.message}`));
  page.on("console", (message) => page.heard.push(`console: ${message.text()}`));
  page.on("dialog", (dialog) => { page.heard.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("popup", () => page.heard.push("a window was opened"));
  page.on("download", () => page.heard.push("a download was begun"));
  page.on("request", (request) => {
    if (request.url() !== address)
      page.heard.push(`request: ${request.url().slice(0, 200)}`);
  });
  await page.goto(address);
  return page;
}

/** Open a file, look at it, close it whatever comes of that. */
async function look(browser, file, options, see) {
  const page = await open(browser, file, options);
  try {
    return await see(page);
  } finally {
    await page.context().close();
  }
}

/** What axe-core finds, all its rules on, one text a finding. */
async function findings(page) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: true }]));
    return (await axe.run(document, { rules, resultTypes: ["violations"] })).violations;
  });
  return violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

/** The pages of a printed report as text, one each. */
async function printed(page, pdf) {
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
  return text.split("\f").slice(0, -1);
}

module.exports = { launch, look, findings, printed };
