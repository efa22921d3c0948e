// Looks at pages in a real Chromium and says as JSON what it saw:
//
//   node tests/web/look.mjs MODULES PAGE FOLDER
//
// MODULES is the folder with node_modules, PAGE an HTML file; screenshots and the printed page go to FOLDER.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [modules, file, folder] = process.argv.slice(2);
const require = createRequire(pathToFileURL(path.join(modules, "node_modules", "here.js")));
const { chromium } = require("playwright-core");
const { source: axe } = require("axe-core");
const { HtmlValidate, StaticConfigLoader } = require("html-validate");

const widths = [320, 768, 1280];
const schemes = ["light", "dark"];
const url = pathToFileURL(path.resolve(file)).href;

const browser = await chromium.launch({
  executablePath: process.env.FELT_CHROMIUM || "/usr/bin/chromium",
  // Chromium refuses to run as root in its sandbox.
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});

// A page with everything it says and asks for.
async function opened(address, width, scheme) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  const heard = { messages: [], requests: [] };
  page.on("console", (message) => heard.messages.push(message.text()));
  page.on("pageerror", (error) => heard.messages.push(String(error)));
  page.on("request", (request) => {
    if (request.url() !== address) heard.requests.push(request.url());
  });
  await page.goto(address);
  return { page, heard };
}

async function violations(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document));
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
}

async function seen(width, scheme) {
  const { page, heard } = await opened(url, width, scheme);
  const name = `${scheme}-${width}`;
  const across = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
  const axeFound = await violations(page);
  const acrossOpened = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.close();
  return { width, scheme, across: Math.max(across, acrossOpened), axe: axeFound, ...heard };
}

async function printed() {
  const { page } = await opened(url, 1280, "dark");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const splittable = await page.evaluate(
    () => [...document.querySelectorAll("figure, svg, tr")].filter((one) => getComputedStyle(one).breakInside !== "avoid").length,
  );
  await page.pdf({ path: path.join(folder, "page.pdf"), preferCSSPageSize: true });
  await page.close();
  return { splittable };
}

// The same page after somebody managed to put their own code into it.
async function injected() {
  const evil = `<style>body{display:none}</style><script>document.title="run"</script>
    <img src="x:y" onerror="document.title='run'"><svg onload="document.title='run'"></svg>
    <form action="https://example.invalid/"><input name="a"></form>`;
  const target = path.join(folder, "injected.html");
  writeFileSync(target, readFileSync(file, "utf8").replace("<main>", `<main>${evil}`));
  const { page, heard } = await opened(pathToFileURL(target).href, 768, "light");
  await page.waitForTimeout(200);
  await page.evaluate(() => document.forms[0].submit()).catch(() => {});
  await page.waitForTimeout(200);
  const title = await page.title();
  const display = await page.evaluate(() => getComputedStyle(document.body).display);
  await page.close();
  return { title, display, refused: heard.messages.filter((text) => text.includes("Content Security Policy")).length };
}

async function validity() {
  const checker = new HtmlValidate(
    new StaticConfigLoader({
      extends: ["html-validate:recommended"],
      rules: {
        // Written as they are, to be read in a mail: dashes and spaces that need no other spelling.
        "no-raw-characters": "error",
        "long-title": "off",
        "no-inline-style": "error",
        "require-sri": "error",
      },
    }),
  );
  const report = await checker.validateString(readFileSync(file, "utf8"));
  return report.results.flatMap((one) => one.messages.map((message) => `${message.line}:${message.column} ${message.ruleId}: ${message.message}`));
}

const views = [];
for (const scheme of schemes) for (const width of widths) views.push(await seen(width, scheme));
const report = { views, printed: await printed(), injected: await injected(), html: await validity() };
await browser.close();
console.log(JSON.stringify(report));
