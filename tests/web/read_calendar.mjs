// Reads iCalendar from standard input with ical.js and prints what it understood, as tests/read_calendar.py does:
//   node read_calendar.mjs FOLDER-WITH-NODE_MODULES <FILE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const modules = createRequire(join(resolve(process.argv[2]), "package.json"));
const { default: ICAL } = await import(pathToFileURL(modules.resolve("ical.js")));

ICAL.design.strict = true;

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));

// An instant in UTC with Z, or a clock time without a zone.
const startOf = (event) => event.startDate.toString();

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const rule = component.getFirstPropertyValue("rrule");
  return {
    uid: event.uid,
    start: startOf(event),
    sequence: event.sequence,
    status: component.getFirstPropertyValue("status"),
    summary: event.summary,
    rule: rule ? rule.toString() : "",
    alarms: component.getAllSubcomponents("valarm").length,
    errors: [],
  };
});

console.log(JSON.stringify({ method: calendar.getFirstPropertyValue("method"), events }));
