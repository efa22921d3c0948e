#include "base/when.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "transcript.hpp"
#include "zones.hpp"

namespace {

using namespace felt;
using std::chrono::hours;
using std::chrono::minutes;

Zone vienna() { return felt::test::zone_named("Europe/Vienna"); }

// What a person may say, and when they say it: mostly on Thursday 12 March 2026 at nine in the morning.
struct Speaker {
  std::string now = "2026-03-12T09:00:00+01:00";
  Lean lean = Lean::past;
  std::optional<Moment> last_session = std::nullopt;
  Zone zone = vienna();

  NamedTime says(std::string_view text) const {
    return parse_when(text, {parse_iso(now, zone).at, zone, lean, last_session});
  }
  std::string iso(std::string_view text) const { return iso_text(says(text).moment); }
};

std::string past(std::string_view text) { return Speaker{}.iso(text); }
std::string past_from(std::string now, std::string_view text) { return Speaker{std::move(now)}.iso(text); }
std::string future(std::string_view text) { return Speaker{.lean = Lean::future}.iso(text); }
std::string future_from(std::string now, std::string_view text) {
  return Speaker{std::move(now), Lean::future}.iso(text);
}

std::string refusal_of(const Speaker& speaker, std::string_view text) {
  try {
    return "read as " + speaker.iso(text);
  } catch (const UsageError& error) {
    return std::string(error.what()) + " | " + error.hint();
  }
}

std::string refusal(std::string_view text) { return refusal_of({}, text); }
std::string future_refusal(std::string_view text) { return refusal_of({.lean = Lean::future}, text); }

const char* const examples = "Examples: yesterday 21:00, 2 hours ago, 14 feb, 2026-03-12 21:10.";
const char* const future_examples =
    "Examples: yesterday 15:00, tomorrow 15:00, in 3 days, 14 feb, 2026-03-12 15:00.";

std::string unknown(const std::string& text, const std::string& advice = "") {
  return "'" + text + "' is not a time felt knows | " + advice + examples;
}

struct Row {
  const char* text;
  const char* expected;
};

void check_past(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(past(row.text) == row.expected);
  }
}

void check_future(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(future(row.text) == row.expected);
  }
}

}  // namespace

TEST_CASE("ISO 8601 is read in all its usual forms") {
  check_past({
      {"2026-03-10", "2026-03-10T09:00:00+01:00"},
      {"2026-03-10 21:10", "2026-03-10T21:10:00+01:00"},
      {"2026-03-10T21:10", "2026-03-10T21:10:00+01:00"},
      {"2026-03-10t21:10:30", "2026-03-10T21:10:30+01:00"},
      {"2026-03-10T21:10:30.25", "2026-03-10T21:10:30+01:00"},
      {"2026-03-10T21:10Z", "2026-03-10T21:10:00+00:00"},
      {"2026-03-10T21:10z", "2026-03-10T21:10:00+00:00"},
      {"2026-03-10T21:10+05:45", "2026-03-10T21:10:00+05:45"},
      {"2026-03-10T21:10-0330", "2026-03-10T21:10:00-03:30"},
      {"2026-03-10 21:10:30+01", "2026-03-10T21:10:30+01:00"},
      {"2026-03-10  21:10:30  +01", "2026-03-10T21:10:30+01:00"},
      {"at 2026-03-10 21:10", "2026-03-10T21:10:00+01:00"},
      {"on 2026-03-10, 21:10", "2026-03-10T21:10:00+01:00"},
      {"2026-03-10 9pm", "2026-03-10T21:00:00+01:00"},
      {"2026-03-10 at 9:05", "2026-03-10T09:05:00+01:00"},
      {"2025-07-01 21:10", "2025-07-01T21:10:00+02:00"},
      {"2024-02-29", "2024-02-29T09:00:00+01:00"},
  });
}

TEST_CASE("an ISO offset names the zone unless it is the zone's own") {
  CHECK(Speaker{}.says("2026-03-10T21:10+01:00").moment.zone == "Europe/Vienna");
  CHECK(Speaker{}.says("2026-03-10T21:10+02:00").moment.zone == "+02:00");
  CHECK(Speaker{}.says("2026-03-10T21:10Z").moment.zone == "+00:00");
  CHECK(Speaker{}.says("2026-03-10T21:10").moment.zone == "Europe/Vienna");
}

TEST_CASE("days near by keep the present time of day unless a clock time is named") {
  check_past({
      {"now", "2026-03-12T09:00:00+01:00"},
      {"today", "2026-03-12T09:00:00+01:00"},
      {"yesterday", "2026-03-11T09:00:00+01:00"},
      {"yesterday 21:00", "2026-03-11T21:00:00+01:00"},
      {"yesterday at 9pm", "2026-03-11T21:00:00+01:00"},
      {"YESTERDAY,  at   9PM", "2026-03-11T21:00:00+01:00"},
      {"  yesterday\t21:00 ", "2026-03-11T21:00:00+01:00"},
      {"21:00 yesterday", "2026-03-11T21:00:00+01:00"},
      {"at 9pm, on tuesday", "2026-03-10T21:00:00+01:00"},
      {"today 08:15", "2026-03-12T08:15:00+01:00"},
      {"today noon", "2026-03-12T12:00:00+01:00"},
      {"yesterday midnight", "2026-03-11T00:00:00+01:00"},
  });
}

TEST_CASE("what was long ago is counted on the calendar, hours and minutes elapse") {
  check_past({
      {"2 hours ago", "2026-03-12T07:00:00+01:00"},
      {"2h ago", "2026-03-12T07:00:00+01:00"},
      {"90 min ago", "2026-03-12T07:30:00+01:00"},
      {"90min ago", "2026-03-12T07:30:00+01:00"},
      {"5m ago", "2026-03-12T08:55:00+01:00"},
      {"an hour ago", "2026-03-12T08:00:00+01:00"},
      {"half an hour ago", "2026-03-12T08:30:00+01:00"},
      {"two hours ago", "2026-03-12T07:00:00+01:00"},
      {"1 hour 30 min ago", "2026-03-12T07:30:00+01:00"},
      {"1h30m ago", "2026-03-12T07:30:00+01:00"},
      {"2 hours and 5 minutes ago", "2026-03-12T06:55:00+01:00"},
      {"0 min ago", "2026-03-12T09:00:00+01:00"},
      {"3 days ago", "2026-03-09T09:00:00+01:00"},
      {"3 days ago at 21:00", "2026-03-09T21:00:00+01:00"},
      {"a day and 2 hours ago", "2026-03-11T07:00:00+01:00"},
      {"a week ago", "2026-03-05T09:00:00+01:00"},
      {"2 weeks ago", "2026-02-26T09:00:00+01:00"},
      {"2w ago", "2026-02-26T09:00:00+01:00"},
      {"3 months ago", "2025-12-12T09:00:00+01:00"},
      {"8 months ago", "2025-07-12T09:00:00+02:00"},
      {"a year ago", "2025-03-12T09:00:00+01:00"},
      {"1 month 1 day ago", "2026-02-11T09:00:00+01:00"},
  });
}

TEST_CASE("a month without such a day gives its last") {
  CHECK(past_from("2026-03-31T09:00:00+02:00", "a month ago") == "2026-02-28T09:00:00+01:00");
  CHECK(past_from("2024-03-31T09:00:00+02:00", "a month ago") == "2024-02-29T09:00:00+01:00");
  CHECK(past_from("2026-05-31T09:00:00+02:00", "a month ago") == "2026-04-30T09:00:00+02:00");
  CHECK(past_from("2024-02-29T09:00:00+01:00", "a year ago") == "2023-02-28T09:00:00+01:00");
  CHECK(past_from("2026-01-31T09:00:00+01:00", "2 months ago") == "2025-11-30T09:00:00+01:00");
  CHECK(future_from("2026-01-31T09:00:00+01:00", "in a month") == "2026-02-28T09:00:00+01:00");
}

TEST_CASE("a weekday is the latest one not after today, last means before today") {
  check_past({
      {"tue", "2026-03-10T09:00:00+01:00"},
      {"tuesday", "2026-03-10T09:00:00+01:00"},
      {"Tues", "2026-03-10T09:00:00+01:00"},
      {"tue 18:00", "2026-03-10T18:00:00+01:00"},
      {"on tuesday at 6 pm", "2026-03-10T18:00:00+01:00"},
      {"last tue", "2026-03-10T09:00:00+01:00"},
      {"wed", "2026-03-11T09:00:00+01:00"},
      {"thu", "2026-03-12T09:00:00+01:00"},
      {"thu 8:00", "2026-03-12T08:00:00+01:00"},
      {"last thu", "2026-03-05T09:00:00+01:00"},
      {"last thursday 21:00", "2026-03-05T21:00:00+01:00"},
      {"fri", "2026-03-06T09:00:00+01:00"},
      {"last fri", "2026-03-06T09:00:00+01:00"},
      {"sun", "2026-03-08T09:00:00+01:00"},
      {"monday", "2026-03-09T09:00:00+01:00"},
  });
  CHECK(past_from("2026-01-01T09:00:00+01:00", "wed") == "2025-12-31T09:00:00+01:00");
}

TEST_CASE("a day of the calendar without a year is the latest one not after today") {
  check_past({
      {"14 feb", "2026-02-14T09:00:00+01:00"},
      {"14 feb 2025", "2025-02-14T09:00:00+01:00"},
      {"feb 14", "2026-02-14T09:00:00+01:00"},
      {"feb 14, 2025", "2025-02-14T09:00:00+01:00"},
      {"14 february 21:00", "2026-02-14T21:00:00+01:00"},
      {"14feb", "2026-02-14T09:00:00+01:00"},
      {"14th Feb", "2026-02-14T09:00:00+01:00"},
      {"February 1st at noon", "2026-02-01T12:00:00+01:00"},
      {"14. feb. 2025, 9:30 p.m.", "2025-02-14T21:30:00+01:00"},
      {"sept 3", "2025-09-03T09:00:00+02:00"},
      {"12 mar", "2026-03-12T09:00:00+01:00"},
      {"13 mar", "2025-03-13T09:00:00+01:00"},
      {"31 dec", "2025-12-31T09:00:00+01:00"},
      {"1 jan", "2026-01-01T09:00:00+01:00"},
      {"29 feb", "2024-02-29T09:00:00+01:00"},
      {"feb 29 2024", "2024-02-29T09:00:00+01:00"},
      {"may 5", "2025-05-05T09:00:00+02:00"},
  });
}

TEST_CASE("years begin and end where they should") {
  CHECK(past_from("2026-01-01T00:30:00+01:00", "yesterday") == "2025-12-31T00:30:00+01:00");
  CHECK(past_from("2026-01-01T00:30:00+01:00", "an hour ago") == "2025-12-31T23:30:00+01:00");
  CHECK(past_from("2026-01-01T00:30:00+01:00", "31 dec") == "2025-12-31T00:30:00+01:00");
  CHECK(past_from("2026-01-01T00:30:00+01:00", "21:00") == "2025-12-31T21:00:00+01:00");
  CHECK(past_from("2024-02-29T09:00:00+01:00", "29 feb") == "2024-02-29T09:00:00+01:00");
  CHECK(past_from("2024-03-01T09:00:00+01:00", "yesterday") == "2024-02-29T09:00:00+01:00");
  CHECK(past_from("2104-02-01T09:00:00+01:00", "29 feb") == "2096-02-29T09:00:00+01:00");
}

TEST_CASE("a clock time alone is today's, or yesterday's if it is still to come") {
  check_past({
      {"08:59", "2026-03-12T08:59:00+01:00"},
      {"09:00", "2026-03-12T09:00:00+01:00"},
      {"9:01", "2026-03-11T09:01:00+01:00"},
      {"14:30", "2026-03-11T14:30:00+01:00"},
      {"at 14:30:15", "2026-03-11T14:30:15+01:00"},
      {"9pm", "2026-03-11T21:00:00+01:00"},
      {"9:30 pm", "2026-03-11T21:30:00+01:00"},
      {"9 A.M.", "2026-03-12T09:00:00+01:00"},
      {"12am", "2026-03-12T00:00:00+01:00"},
      {"12:30 am", "2026-03-12T00:30:00+01:00"},
      {"12pm", "2026-03-11T12:00:00+01:00"},
      {"noon", "2026-03-11T12:00:00+01:00"},
      {"midnight", "2026-03-12T00:00:00+01:00"},
      {"00:00", "2026-03-12T00:00:00+01:00"},
  });
  check_future({{"14:30", "2026-03-12T14:30:00+01:00"}, {"8:00", "2026-03-12T08:00:00+01:00"}});
}

TEST_CASE("sessions may be planned") {
  check_future({
      {"tomorrow", "2026-03-13T09:00:00+01:00"},
      {"tomorrow 15:00", "2026-03-13T15:00:00+01:00"},
      {"at 3pm tomorrow", "2026-03-13T15:00:00+01:00"},
      {"next tue", "2026-03-17T09:00:00+01:00"},
      {"next thu 15:00", "2026-03-19T15:00:00+01:00"},
      {"next fri", "2026-03-13T09:00:00+01:00"},
      {"in 3 days", "2026-03-15T09:00:00+01:00"},
      {"in 3 days at 15:00", "2026-03-15T15:00:00+01:00"},
      {"in two weeks", "2026-03-26T09:00:00+01:00"},
      {"in 2 hours", "2026-03-12T11:00:00+01:00"},
      {"in half an hour", "2026-03-12T09:30:00+01:00"},
      {"in 20 days", "2026-04-01T09:00:00+02:00"},
      {"yesterday 15:00", "2026-03-11T15:00:00+01:00"},
      {"2 hours ago", "2026-03-12T07:00:00+01:00"},
      {"tue 15:00", "2026-03-10T15:00:00+01:00"},
  });
}

TEST_CASE("a session's day without a year is past for six months, then the next") {
  check_future({
      {"14 feb", "2026-02-14T09:00:00+01:00"},
      {"12 mar", "2026-03-12T09:00:00+01:00"},
      {"13 mar", "2026-03-13T09:00:00+01:00"},
      {"12 sep", "2025-09-12T09:00:00+02:00"},
      {"11 sep", "2026-09-11T09:00:00+02:00"},
      {"14 apr 15:00", "2026-04-14T15:00:00+02:00"},
      {"29 feb", "2028-02-29T09:00:00+01:00"},
  });
}

TEST_CASE("a time of day is known where one was named") {
  const Speaker speaker{.last_session = parse_iso("2026-03-10T15:00", vienna())};
  for (const char* text : {"now", "yesterday 21:00", "9pm", "noon", "2 hours ago", "a day and 1 min ago",
                           "last session", "2026-03-10 21:10", "2026-03-10T21:10Z", "3 days ago 21:00"}) {
    CAPTURE(text);
    CHECK(speaker.says(text).has_clock);
  }
  for (const char* text :
       {"today", "yesterday", "tue", "last tue", "14 feb", "3 days ago", "a month ago", "2026-03-10"}) {
    CAPTURE(text);
    CHECK_FALSE(speaker.says(text).has_clock);
  }
}

TEST_CASE("the last session is the moment it was, in its own zone") {
  const Moment session = parse_iso("2026-02-27T18:00:00+05:45", vienna());
  const Speaker speaker{.last_session = session};
  CHECK(speaker.says("last session").moment == session);
  CHECK(speaker.says("Last  Session").moment == session);
  CHECK(refusal("last session") ==
        std::string("'last session' has no time: there is no session yet | ") + examples);
}

TEST_CASE("the night clocks go forward") {
  const std::string noon = "2026-03-29T12:00:00+02:00";
  CHECK(past_from(noon, "2:30") == "2026-03-29T03:30:00+02:00");
  CHECK(past_from(noon, "today 01:30") == "2026-03-29T01:30:00+01:00");
  CHECK(past_from(noon, "12 hours ago") == "2026-03-28T23:00:00+01:00");
  CHECK(past_from(noon, "24 hours ago") == "2026-03-28T11:00:00+01:00");
  CHECK(past_from(noon, "a day ago") == "2026-03-28T12:00:00+01:00");
  CHECK(past_from("2026-03-30T02:30:00+02:00", "yesterday") == "2026-03-29T03:30:00+02:00");
  CHECK(past_from("2026-03-29T03:10:00+02:00", "20 min ago") == "2026-03-29T01:50:00+01:00");
  CHECK(future_from("2026-03-28T02:30:00+01:00", "in 1 day") == "2026-03-29T03:30:00+02:00");
}

TEST_CASE("the night clocks go back") {
  const std::string noon = "2026-10-25T12:00:00+01:00";
  CHECK(past_from(noon, "2:30") == "2026-10-25T02:30:00+02:00");
  CHECK(past_from(noon, "2026-10-25T02:30+01:00") == "2026-10-25T02:30:00+01:00");
  CHECK(past_from(noon, "12 hours ago") == "2026-10-25T01:00:00+02:00");
  CHECK(past_from(noon, "a day ago") == "2026-10-24T12:00:00+02:00");
  const std::string second_pass = "2026-10-25T02:30:00+01:00";
  CHECK(past_from(second_pass, "now") == second_pass);
  CHECK(past_from(second_pass, "today") == second_pass);
  CHECK(past_from(second_pass, "60 min ago") == "2026-10-25T02:30:00+02:00");
  CHECK(past_from(second_pass, "2:45") == "2026-10-25T02:45:00+02:00");
  CHECK(past_from("2026-10-25T02:30:00+02:00", "2:45") == "2026-10-24T02:45:00+02:00");
}

TEST_CASE("today is the day of the zone, wherever that is") {
  const auto far = [](minutes offset) {
    return Speaker{.now = "2026-03-12T11:30:00+00:00", .zone = fixed_zone("Far", offset)};
  };
  CHECK(far(hours{14}).iso("today") == "2026-03-13T01:30:00+14:00");
  CHECK(far(hours{-12}).iso("today") == "2026-03-11T23:30:00-12:00");
  CHECK(far(minutes{345}).iso("yesterday 21:00") == "2026-03-11T21:00:00+05:45");
  CHECK(far(hours{14}).iso("fri") == "2026-03-13T01:30:00+14:00");
}

TEST_CASE("a day the zone skipped is the day after") {
  const Instant change = parse_utc_text("2011-12-30T10:00:00Z");
  const Zone samoa{"Pacific/Apia", [=](Instant at) { return minutes{at < change ? hours{-10} : hours{14}}; }};
  const Speaker speaker{.now = "2011-12-31T09:00:00+14:00", .zone = samoa};
  CHECK(speaker.iso("yesterday 21:00") == "2011-12-31T21:00:00+14:00");
  CHECK(speaker.iso("2 days ago") == "2011-12-29T09:00:00-10:00");
  CHECK(speaker.iso("24 hours ago") == "2011-12-29T09:00:00-10:00");
}

TEST_CASE("what is still to come is refused where only the past makes sense") {
  const std::string reason = std::string(" is still to come | A time that has passed is wanted. ") + examples;
  for (const std::string text :
       {"tomorrow", "Tomorrow 15:00", "next tue", "in 3 days", "in 2 hours", "at noon tomorrow"}) {
    CAPTURE(text);
    CHECK(refusal(text) == "'" + text + "'" + reason);
  }
}

TEST_CASE("other times of the future are the caller's to judge") {
  check_past({{"today 21:00", "2026-03-12T21:00:00+01:00"},
              {"thu 21:00", "2026-03-12T21:00:00+01:00"},
              {"2027-01-01", "2027-01-01T09:00:00+01:00"}});
}

TEST_CASE("numbers alone do not say which is the day") {
  const std::string reason = " does not say which is the day and which the month | Write ";
  const std::vector<std::pair<std::string, std::string>> meant{{"5/6", "5 jun or 6 may"},
                                                               {"5.6.", "5 jun or 6 may"},
                                                               {"5-6", "5 jun or 6 may"},
                                                               {"5/6 21:00", "5 jun or 6 may"},
                                                               {"on 5/6", "5 jun or 6 may"},
                                                               {"yesterday 5/6", "5 jun or 6 may"},
                                                               {"7/8/2026", "7 aug 2026 or 8 jul 2026"},
                                                               {"05-06-2026", "5 jun 2026 or 6 may 2026"}};
  for (const auto& one : meant) {
    const auto& text = one.first;
    CAPTURE(text);
    CHECK(refusal(text) == "'" + text + "'" + reason + one.second + ".");
    CHECK(future_refusal(text) == "'" + text + "'" + reason + one.second + ".");
  }
  CHECK(refusal("4.05") == "'4.05'" + reason + "4 may or 5 apr, or 4:05 for a time of day.");
}

TEST_CASE("numbers that can mean one day alone are refused with that day") {
  const std::string reason = " is not a time felt knows | Write ";
  CHECK(refusal("13/2") == "'13/2'" + reason + "13 feb.");
  CHECK(refusal("2/29") == "'2/29'" + reason + "29 feb.");
  CHECK(refusal("5/5") == "'5/5'" + reason + "5 may.");
  CHECK(refusal("14.2.2026") == "'14.2.2026'" + reason + "14 feb 2026.");
  CHECK(refusal("02/14/2026") == "'02/14/2026'" + reason + "14 feb 2026.");
  CHECK(refusal("2026/03/12") == "'2026/03/12'" + reason + "12 mar 2026.");
  CHECK(refusal("2026-3-12") == "'2026-3-12'" + reason + "12 mar 2026.");
  CHECK(refusal("21.10") == "'21.10'" + reason + "21 oct, or 21:10 for a time of day.");
}

TEST_CASE("numbers that mean no day are refused with how one is written") {
  const std::string reason = " is not a time felt knows | Write ";
  for (const std::string text :
       {"31/31", "0/0", "5/6/26", "29.2.2026", "1/2/3/4", "2026/2/29", "999999/1", "257/1", "1234567/5/6"}) {
    CAPTURE(text);
    CHECK(refusal(text) == "'" + text + "'" + reason + "2026-06-05 or 5 jun.");
  }
  CHECK(refusal("1.5 hours ago") ==
        "'1.5 hours ago' is not a time felt knows | Write whole numbers, as in 1 hour 30 min ago.");
}

TEST_CASE("days that do not exist are refused with the month's last day") {
  CHECK(refusal("31 feb") == "'31 feb' names a day that does not exist | February 2026 ends on the 28th.");
  CHECK(refusal("30 feb 2024 21:00") ==
        "'30 feb 2024' names a day that does not exist | February 2024 ends on the 29th.");
  CHECK(refusal("feb 29 2026") ==
        "'feb 29 2026' names a day that does not exist | February 2026 ends on the 28th.");
  CHECK(refusal("31 june") == "'31 june' names a day that does not exist | June 2026 ends on the 30th.");
  CHECK(refusal("0 may") == "'0 may' names a day that does not exist | May 2026 ends on the 31st.");
  CHECK(refusal("99 may") == "'99 may' names a day that does not exist | May 2026 ends on the 31st.");
  CHECK(refusal("2026-02-31 21:10") ==
        "'2026-02-31 21:10' names a day that does not exist | February 2026 ends on the 28th.");
  CHECK(refusal("2026-02-31 9pm") ==
        "'2026-02-31' names a day that does not exist | February 2026 ends on the 28th.");
  CHECK(
      refusal("2026-13-01") ==
      "'2026-13-01' names a month that does not exist | A day is written year-month-day, as in 2026-03-12.");
}

TEST_CASE("times of day that do not exist are refused") {
  const std::string reason = " names a time of day that does not exist | The clock goes from 00:00 to 23:59.";
  CHECK(refusal("24:00") == "'24:00'" + reason);
  CHECK(refusal("12:60") == "'12:60'" + reason);
  CHECK(refusal("yesterday 24:00") == "'24:00'" + reason);
  CHECK(refusal("21:10:60") == "'21:10:60'" + reason);
  CHECK(refusal("13 pm") == "'13 pm'" + reason);
  CHECK(refusal("0 am") == "'0 am'" + reason);
  CHECK(refusal("2026-03-12 24:00") == "'2026-03-12 24:00'" + reason);
}

TEST_CASE("a misspelt word is answered with the nearest one") {
  CHECK(refusal("tusday") == unknown("tusday", "Did you mean 'tuesday'? "));
  CHECK(refusal("yesturday 21:00") == unknown("yesturday 21:00", "Did you mean 'yesterday'? "));
  CHECK(refusal("2 huors ago") == unknown("2 huors ago", "Did you mean 'hours'? "));
  CHECK(refusal("last sesion") == unknown("last sesion", "Did you mean 'session'? "));
  CHECK(refusal("14 febuary") == unknown("14 febuary", "Did you mean 'february'? "));
  CHECK(refusal("Yesturday") == unknown("Yesturday", "Did you mean 'yesterday'? "));
  CHECK(future_refusal("tomorow 15:00") ==
        std::string("'tomorow 15:00' is not a time felt knows | Did you mean 'tomorrow'? ") +
            future_examples);
  CHECK(refusal("2 hours") == unknown("2 hours", "Did you mean '2 hours ago'? "));
}

TEST_CASE("a word of the future is not proposed where it would be refused") {
  CHECK(refusal("tomorow") == unknown("tomorow"));
}

TEST_CASE("what is no time is refused with examples") {
  for (const std::string text : {"last week",
                                 "9",
                                 "at 9",
                                 "feb",
                                 "feb 2025",
                                 "at",
                                 "at at",
                                 "last",
                                 "tue wed",
                                 "yesterday yesterday",
                                 "ago",
                                 "now 21:00",
                                 "21:00 2 hours ago",
                                 "2 hours ago 21:00",
                                 "last session 21:00",
                                 "21:00 22:00",
                                 "yesterday at",
                                 "9:5",
                                 "21:100",
                                 ":",
                                 "12:",
                                 "-3 days ago",
                                 "1000000 days ago",
                                 "next 3",
                                 "days ago",
                                 "--",
                                 ".",
                                 "14 feb 25"}) {
    CAPTURE(text);
    const Speaker speaker{.last_session = parse_iso("2026-03-10T15:00", vienna())};
    CHECK(refusal_of(speaker, text) == unknown(text));
  }
}

TEST_CASE("an empty time is refused") {
  for (const char* text : {"", "  ", "\t", ",", " , "})
    CHECK(refusal(text) == std::string("the time is empty | ") + examples);
}

TEST_CASE("times beyond the known years are refused") {
  const std::string reason = " lies outside the years felt knows | Years go from 1900 to 9999.";
  for (const std::string text :
       {"999999 days ago", "999999 weeks ago", "200 years ago", "999999 years ago", "14 feb 1899",
        "1899-12-31", "999999w 999999w 999999w ago", "1900-01-01 00:30"}) {
    CAPTURE(text);
    CHECK(refusal(text) == "'" + text + "'" + reason);
  }
  CHECK(future_refusal("in 9000 years") == "'in 9000 years'" + reason);
  CHECK(past("999999 minutes ago") == "2024-04-16T23:21:00+02:00");
}

TEST_CASE("no text, however strange, is anything but a time or refused") {
  const std::vector<std::string> strange = {std::string(1, '\0'),
                                            "\xff\xfe",
                                            "\x1b[31m",
                                            "g\xc3\xabstern",
                                            "\xe2\x80\xae"
                                            "tue",
                                            std::string("tue\0", 4),
                                            "2026-03-12T",
                                            "+",
                                            "T"};
  for (const auto& text : strange) CHECK_THROWS_AS(Speaker{}.says(text), UsageError);
}

TEST_CASE("a huge text is refused unread") {
  CHECK_THROWS_AS(Speaker{}.says(std::string(50'000'000, '9')), UsageError);
  CHECK(refusal(std::string(101, '9')).find(" is too long for a time | ") != std::string::npos);
  const std::string longest =
      "999999h999999h999999h999999h999999h999999h999999h999999h999999h999999h999999h999999h999999h ago";
  CHECK(refusal(longest).find("lies outside the years felt knows") != std::string::npos);
}

TEST_CASE("every time of the fuzzer's corpus is read or refused, and what was read is written back") {
  std::size_t times = 0, refused = 0;
  for (const auto& file : std::filesystem::directory_iterator(FELT_TEST_DATA "/fuzz/when")) {
    CAPTURE(file.path().string());
    for (const auto lean : {Lean::past, Lean::future}) {
      const Speaker speaker{.lean = lean, .last_session = Moment{Instant{}, minutes(60), ""}};
      try {
        const auto moment = speaker.says(felt::test::read_whole(file.path())).moment;
        CHECK(parse_iso(iso_text(moment), speaker.zone).at == moment.at);
        ++times;
      } catch (const UsageError&) {
        ++refused;
      }
    }
  }
  CHECK(times > 20);
  CHECK(refused > 4);
}
