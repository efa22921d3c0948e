"""Reads iCalendar from standard input with python3-icalendar and prints what it understood, as JSON."""

import datetime
import json
import sys

import icalendar


def start_of(event):
    """An instant in UTC with Z, or a clock time without a zone."""
    start = event["DTSTART"].dt
    if start.tzinfo is None:
        return start.isoformat()
    return start.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def main():
    calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
    events = [
        {
            "uid": str(event["UID"]),
            "start": start_of(event),
            "sequence": int(event["SEQUENCE"]),
            "status": str(event["STATUS"]),
            "summary": str(event["SUMMARY"]),
            "rule": event["RRULE"].to_ical().decode() if "RRULE" in event else "",
            "alarms": len(event.walk("VALARM")),
            "errors": [str(error) for error in event.errors],
        }
        for event in calendar.walk("VEVENT")
    ]
    print(json.dumps({"method": str(calendar["METHOD"]), "events": events}))


if __name__ == "__main__":
    main()
