#include "base/time.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <time.h>

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "zones.hpp"

namespace {

using namespace felt;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

Day day(int year, unsigned month, unsigned day_of_month) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day_of_month};
}

local_seconds local(Day on, int hour, int minute) { return local_days{on} + hours{hour} + minutes{minute}; }
Instant utc(Day on, int hour, int minute) { return sys_days{on} + hours{hour} + minutes{minute}; }

Zone vienna() { return felt::test::zone_named("Europe/Vienna"); }

// A zone that has one change in its life.
Zone changing(Instant change, minutes before, minutes after) {
  return {"Changing", [=](Instant at) { return at < change ? before : after; }};
}

std::string local_iso(local_seconds time, const Zone& zone) { return iso_text(moment_at(time, zone)); }
std::string reread(std::string_view text) { return iso_text(parse_iso(text, vienna())); }

template <class Read>
std::string refusal(Read read) {
  try {
    read();
  } catch (const Error& error) {
    return std::string(error.what()) + " | " + error.hint();
  }
  return "nothing refused";
}

std::string iso_refusal(std::string_view text) {
  return refusal([&] { parse_iso(text, vienna()); });
}

// Sets TZ for one test and puts it back.
class ProcessZone {
 public:
  explicit ProcessZone(const char* name) {
    if (const char* old = getenv("TZ")) m_old = old;
    setenv("TZ", name, 1);
    tzset();
  }
  ~ProcessZone() {
    if (m_old)
      setenv("TZ", m_old->c_str(), 1);
    else
      unsetenv("TZ");
    tzset();
  }
  ProcessZone(const ProcessZone&) = delete;
  ProcessZone& operator=(const ProcessZone&) = delete;

 private:
  std::optional<std::string> m_old;
};

}  // namespace

TEST_CASE("an offset is a sign, hours and minutes") {
  CHECK(offset_text(minutes{60}) == "+01:00");
  CHECK(offset_text(minutes{0}) == "+00:00");
  CHECK(offset_text(minutes{-210}) == "-03:30");
  CHECK(offset_text(minutes{-30}) == "-00:30");
  CHECK(offset_text(minutes{345}) == "+05:45");
  CHECK(offset_text(hours{14}) == "+14:00");
}

TEST_CASE("a moment knows the clock it was lived by") {
  const Moment moment = moment_at(utc(day(2026, 3, 12), 20, 10), vienna());
  CHECK(moment.local() == local(day(2026, 3, 12), 21, 10));
  CHECK(moment.zone == "Europe/Vienna");
  CHECK(iso_text(moment) == "2026-03-12T21:10:00+01:00");
  CHECK(moment == moment_at(local(day(2026, 3, 12), 21, 10), vienna()));
}

TEST_CASE("a clock time skipped by a change moves forward with it") {
  const Day night = day(2026, 3, 29);
  CHECK(local_iso(local(night, 1, 59), vienna()) == "2026-03-29T01:59:00+01:00");
  CHECK(local_iso(local(night, 2, 0), vienna()) == "2026-03-29T03:00:00+02:00");
  CHECK(local_iso(local(night, 2, 30), vienna()) == "2026-03-29T03:30:00+02:00");
  CHECK(local_iso(local(night, 3, 0), vienna()) == "2026-03-29T03:00:00+02:00");
}

TEST_CASE("a clock time lived twice is the first") {
  const Day night = day(2026, 10, 25);
  CHECK(local_iso(local(night, 1, 59), vienna()) == "2026-10-25T01:59:00+02:00");
  CHECK(local_iso(local(night, 2, 0), vienna()) == "2026-10-25T02:00:00+02:00");
  CHECK(local_iso(local(night, 2, 59), vienna()) == "2026-10-25T02:59:00+02:00");
  CHECK(local_iso(local(night, 3, 0), vienna()) == "2026-10-25T03:00:00+01:00");
}

TEST_CASE("a time on a skipped day moves to the day after, times around it stay") {
  // Samoa went from UTC-10 to UTC+14 at the end of 29 December 2011.
  const Zone samoa = changing(utc(day(2011, 12, 30), 10, 0), hours{-10}, hours{14});
  CHECK(local_iso(local(day(2011, 12, 29), 23, 59), samoa) == "2011-12-29T23:59:00-10:00");
  CHECK(local_iso(local(day(2011, 12, 30), 0, 0), samoa) == "2011-12-31T00:00:00+14:00");
  CHECK(local_iso(local(day(2011, 12, 30), 23, 59), samoa) == "2011-12-31T23:59:00+14:00");
  CHECK(local_iso(local(day(2011, 12, 31), 0, 0), samoa) == "2011-12-31T00:00:00+14:00");
}

TEST_CASE("a day lived twice is the first") {
  const Zone back = changing(utc(day(2011, 12, 30), 10, 0), hours{14}, hours{-10});
  CHECK(local_iso(local(day(2011, 12, 30), 12, 0), back) == "2011-12-30T12:00:00+14:00");
  CHECK(local_iso(local(day(2011, 12, 31), 0, 0), back) == "2011-12-31T00:00:00-10:00");
}

TEST_CASE("half-hour changes and odd offsets are kept") {
  // Lord Howe Island: half an hour of summer time.
  const Zone howe = changing(utc(day(2026, 10, 3), 15, 30), minutes{630}, minutes{660});
  CHECK(local_iso(local(day(2026, 10, 4), 2, 10), howe) == "2026-10-04T02:40:00+11:00");
  const Zone back = changing(utc(day(2026, 4, 4), 15, 0), minutes{660}, minutes{630});
  CHECK(local_iso(local(day(2026, 4, 5), 1, 45), back) == "2026-04-05T01:45:00+11:00");
  for (const int offset : {345, 525, -210, 765, 840, -720}) {
    const Zone zone = fixed_zone("Far", minutes{offset});
    const auto time = local(day(2026, 1, 1), 0, 5);
    CHECK(moment_at(time, zone).local() == time);
    CHECK(moment_at(time, zone).offset == minutes{offset});
  }
}

TEST_CASE("every hour of a year reads back from its clock, but for the hour lived twice") {
  int moved = 0;
  for (Instant at = utc(day(2026, 1, 1), 0, 0); at < utc(day(2027, 1, 1), 0, 0); at += hours{1})
    if (moment_at(moment_at(at, vienna()).local(), vienna()).at != at) ++moved;
  CHECK(moved == 1);
}

TEST_CASE("what takes the place of a time is read on its clock") {
  const auto here = vienna();
  const auto winter = moment_at(local(day(2026, 1, 10), 9, 0), here);
  CHECK(local_iso(local(day(2026, 7, 1), 9, 0), clock_of(winter, here)) == "2026-07-01T09:00:00+02:00");
  const Moment away{winter.at, hours{-5}, "America/New_York"};
  const auto clock = clock_of(away, here);
  CHECK(clock.name == "America/New_York");
  CHECK(local_iso(local(day(2026, 7, 1), 9, 0), clock) == "2026-07-01T09:00:00-05:00");
  const Moment odd{winter.at, hours{3}, here.name};
  CHECK(local_iso(local(day(2026, 1, 11), 9, 0), clock_of(odd, here)) == "2026-01-11T09:00:00+03:00");
}

TEST_CASE("UTC texts read back exactly") {
  for (const char* text : {"2026-03-12T20:10:00Z", "1900-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
                           "1969-12-31T23:59:59Z", "2024-02-29T12:00:01Z"})
    CHECK(utc_text(parse_utc_text(text)) == text);
  CHECK(parse_utc_text("2026-03-12T20:10:00Z") == utc(day(2026, 3, 12), 20, 10));
}

TEST_CASE("anything but a kept UTC text is damage") {
  const std::vector<std::string> wrong = {"",
                                          "2026-03-12",
                                          "2026-03-12T20:10Z",
                                          "2026-03-12 20:10:00Z",
                                          "2026-03-12t20:10:00z",
                                          "2026-03-12T20:10:00",
                                          "2026-03-12T20:10:00+00:00",
                                          " 2026-03-12T20:10:00Z",
                                          "2026-03-12T20:10:00Z ",
                                          "2026-02-29T20:10:00Z",
                                          "2026-13-12T20:10:00Z",
                                          "2026-00-12T20:10:00Z",
                                          "2026-03-00T20:10:00Z",
                                          "2026-03-12T24:00:00Z",
                                          "2026-03-12T20:60:00Z",
                                          "2026-03-12T20:10:60Z",
                                          "1899-12-31T23:59:59Z",
                                          "2026-03-12T20:10:0.5Z",
                                          "2026-03-12T20:10:00.5Z",
                                          "2O26-03-12T20:10:00Z",
                                          "+026-03-12T20:10:00Z"};
  for (const auto& text : wrong) {
    CAPTURE(text);
    CHECK_THROWS_AS(parse_utc_text(text), Error);
  }
  CHECK(refusal([] { parse_utc_text("soon"); }) ==
        "'soon' is not a time as the journal keeps it | Times are kept as 2026-03-12T20:10:00Z.");
}

TEST_CASE("an ISO time without an offset is the zone's") {
  CHECK(reread("2026-03-12T21:10") == "2026-03-12T21:10:00+01:00");
  CHECK(reread("2026-07-12 21:10:30") == "2026-07-12T21:10:30+02:00");
  CHECK(reread("2026-03-12t21:10:30.987") == "2026-03-12T21:10:30+01:00");
  CHECK(reread("2026-03-29T02:30") == "2026-03-29T03:30:00+02:00");
}

TEST_CASE("an offset is obeyed, and lived in where it is not the zone's own") {
  CHECK(reread("2026-03-12T21:10:00+01:00") == "2026-03-12T21:10:00+01:00");
  CHECK(parse_iso("2026-03-12T21:10:00+01:00", vienna()).zone == "Europe/Vienna");
  CHECK(reread("2026-03-12T21:10Z") == "2026-03-12T21:10:00+00:00");
  CHECK(parse_iso("2026-03-12T21:10Z", vienna()).zone == "+00:00");
  CHECK(reread("2026-07-12T21:10+0100") == "2026-07-12T21:10:00+01:00");
  CHECK(parse_iso("2026-07-12T21:10+01", vienna()).zone == "+01:00");
  CHECK(parse_iso("2026-07-12T21:10+01", vienna()).at == utc(day(2026, 7, 12), 20, 10));
  CHECK(reread("2026-03-12T21:10:00-03:30") == "2026-03-12T21:10:00-03:30");
  CHECK(reread("2026-03-12T21:10:00-00:00") == "2026-03-12T21:10:00+00:00");
  CHECK(reread("2026-03-12 21:10 +02:00") == "2026-03-12T21:10:00+02:00");
}

TEST_CASE("the offset tells the two passes of a night apart") {
  CHECK(reread("2026-10-25T02:30:00+02:00") == "2026-10-25T02:30:00+02:00");
  CHECK(reread("2026-10-25T02:30:00+01:00") == "2026-10-25T02:30:00+01:00");
  CHECK(parse_iso("2026-10-25T02:30:00+01:00", vienna()).zone == "Europe/Vienna");
}

TEST_CASE("ISO texts are refused with what is wrong") {
  const std::string form =
      " is not a day and time in ISO 8601 | Write 2026-03-12T21:10 or, with an offset from UTC, "
      "2026-03-12T21:10:00+01:00.";
  for (const std::string text :
       {"", "2026-03-12", "yesterday", "2026-03-12T21", "2026-03-12T21:1", "2026-3-12T21:10",
        "20260312T211000", "2026-03-12T21:10+1", "2026-03-12T21:10+01:0", "2026-03-12T21:10:30.",
        "2026-03-12T21:10 CET", "2026-03-12T21:10:00+01:00x"}) {
    CAPTURE(text);
    CHECK(iso_refusal(text) == "'" + text + "'" + form);
  }
  CHECK(iso_refusal("2026-02-29T10:00") ==
        "'2026-02-29T10:00' names a day that does not exist | February 2026 ends on the 28th.");
  CHECK(iso_refusal("2026-04-31T10:00") ==
        "'2026-04-31T10:00' names a day that does not exist | April 2026 ends on the 30th.");
  CHECK(iso_refusal("2026-13-01T10:00") ==
        "'2026-13-01T10:00' names a month that does not exist | A day is written year-month-day, as in "
        "2026-03-12.");
  CHECK(iso_refusal("2026-03-12T24:00") ==
        "'2026-03-12T24:00' names a time of day that does not exist | The clock goes from 00:00 to 23:59.");
  CHECK(
      iso_refusal("2026-03-12T23:59:60") ==
      "'2026-03-12T23:59:60' names a time of day that does not exist | The clock goes from 00:00 to 23:59.");
  CHECK(iso_refusal("1899-12-31T10:00") ==
        "'1899-12-31T10:00' lies outside the years felt knows | Years go from 1900 to 9999.");
}

TEST_CASE("offsets that no clock can have are refused") {
  const std::string reason =
      " has an offset from UTC that does not exist | An offset is written +01:00 or -03:30.";
  CHECK(iso_refusal("2026-03-12T21:10+24:00") == "'2026-03-12T21:10+24:00'" + reason);
  CHECK(iso_refusal("2026-03-12T21:10-01:60") == "'2026-03-12T21:10-01:60'" + reason);
  CHECK(iso_refusal("2026-03-12T21:10+9999") == "'2026-03-12T21:10+9999'" + reason);
}

TEST_CASE("no moment is read that the journal could not read back") {
  CHECK(iso_refusal("1900-01-01T00:30:00+01:00") ==
        "'1900-01-01T00:30:00+01:00' lies outside the years felt knows | Years go from 1900 to 9999.");
  CHECK(iso_refusal("1900-01-01T00:30") ==
        "'1900-01-01T00:30' lies outside the years felt knows | Years go from 1900 to 9999.");
  CHECK(iso_refusal("9999-12-31T23:30:00-01:00") ==
        "'9999-12-31T23:30:00-01:00' lies outside the years felt knows | Years go from 1900 to 9999.");
  CHECK(reread("9999-12-31T23:30") == "9999-12-31T23:30:00+01:00");
}

TEST_CASE("days read back exactly and nothing else is a day") {
  CHECK(day_text(parse_day("2024-02-29")) == "2024-02-29");
  CHECK(parse_day("2026-03-12") == day(2026, 3, 12));
  for (const std::string text : {"", "2026-3-12", "2026-03-12 ", "2026-03-12T10:00", "12.3.2026", "today"}) {
    CAPTURE(text);
    CHECK(refusal([&] { parse_day(text); }) ==
          "'" + text + "' is not a day | A day is written year-month-day, as in 2026-03-12.");
  }
  CHECK(refusal([] { parse_day("2026-02-30"); }) ==
        "'2026-02-30' names a day that does not exist | February 2026 ends on the 28th.");
  CHECK(refusal([] { parse_day("2024-02-30"); }) ==
        "'2024-02-30' names a day that does not exist | February 2024 ends on the 29th.");
  CHECK(refusal([] { parse_day("2026-01-32"); }) ==
        "'2026-01-32' names a day that does not exist | January 2026 ends on the 31st.");
  CHECK_THROWS_AS(parse_day("1899-12-31"), UsageError);
}

TEST_CASE("numbers no calendar has are refused whatever they are") {
  CHECK_THROWS_AS(real_day("x", 2026, -1, 1), UsageError);
  CHECK_THROWS_AS(real_day("x", 2026, 1, 0), UsageError);
  CHECK_THROWS_AS(real_day("x", 2026, 1, 256 + 5), UsageError);
  CHECK_THROWS_AS(real_day("x", 12026, 1, 1), UsageError);
  CHECK_THROWS_AS(clock_time("x", -1, 0, 0), UsageError);
  CHECK_THROWS_AS(clock_time("x", 0, -1, 0), UsageError);
}

TEST_CASE("days and moments are spoken in English") {
  CHECK(spoken_day(day(2026, 3, 12)) == "Thu 12 Mar 2026");
  CHECK(spoken_day(day(2024, 2, 29)) == "Thu 29 Feb 2024");
  CHECK(spoken_day(day(2026, 9, 6)) == "Sun 6 Sep 2026");
  CHECK(spoken_moment(moment_at(local(day(2026, 3, 12), 21, 10), vienna())) == "Thu 12 Mar 2026 21:10");
  CHECK(spoken_moment(moment_at(local(day(2026, 1, 1), 0, 5), vienna())) == "Thu 1 Jan 2026 00:05");
}

TEST_CASE("clock times have two digits and wrap around midnight") {
  CHECK(spoken_clock(0) == "00:00");
  CHECK(spoken_clock(21 * 60 + 10) == "21:10");
  CHECK(spoken_clock(1439) == "23:59");
  CHECK(spoken_clock(1470) == "00:30");
  CHECK(spoken_clock(-10) == "23:50");
}

TEST_CASE("spans are spoken in the unit that suits them") {
  CHECK(spoken_span(seconds{0}) == "0 min");
  CHECK(spoken_span(seconds{29}) == "0 min");
  CHECK(spoken_span(seconds{30}) == "1 min");
  CHECK(spoken_span(minutes{35}) == "35 min");
  CHECK(spoken_span(minutes{89}) == "89 min");
  CHECK(spoken_span(minutes{90}) == "2 h");
  CHECK(spoken_span(hours{6}) == "6 h");
  CHECK(spoken_span(-hours{6}) == "6 h");
  CHECK(spoken_span(hours{6} + minutes{29}) == "6 h");
  CHECK(spoken_span(hours{36} - seconds{1}) == "36 h");
  CHECK(spoken_span(hours{36}) == "2 days");
  CHECK(spoken_span(days{-90}) == "90 days");
}

TEST_CASE("the felt day begins at four in the morning") {
  const auto felt_on = [](Day on, int hour, int minute) {
    return day_text(felt_day(moment_at(local(on, hour, minute), vienna()), hours{4}));
  };
  CHECK(felt_on(day(2026, 3, 12), 3, 59) == "2026-03-11");
  CHECK(felt_on(day(2026, 3, 12), 4, 0) == "2026-03-12");
  CHECK(felt_on(day(2026, 3, 12), 1, 30) == "2026-03-11");
  CHECK(felt_on(day(2026, 3, 12), 23, 59) == "2026-03-12");
  CHECK(felt_on(day(2026, 1, 1), 0, 30) == "2025-12-31");
  CHECK(felt_on(day(2024, 3, 1), 2, 0) == "2024-02-29");
}

TEST_CASE("the felt day begins when the configuration says") {
  const Moment early = moment_at(local(day(2026, 3, 12), 0, 30), vienna());
  CHECK(day_text(felt_day(early, minutes{0})) == "2026-03-12");
  CHECK(day_text(felt_day(early, minutes{31})) == "2026-03-11");
}

TEST_CASE("a clock change moves no moment to another felt day") {
  const auto felt_on = [](std::string_view text) {
    return day_text(felt_day(parse_iso(text, vienna()), hours{4}));
  };
  CHECK(felt_on("2026-03-29T01:59:00+01:00") == "2026-03-28");
  CHECK(felt_on("2026-03-29T03:59:00+02:00") == "2026-03-28");
  CHECK(felt_on("2026-03-29T04:00:00+02:00") == "2026-03-29");
  CHECK(felt_on("2026-10-25T02:30:00+02:00") == "2026-10-24");
  CHECK(felt_on("2026-10-25T02:30:00+01:00") == "2026-10-24");
  CHECK(felt_on("2026-10-25T04:00:00+01:00") == "2026-10-25");
}

TEST_CASE("travel moves no moment to another felt day") {
  const Moment in_kiritimati =
      moment_at(local(day(2026, 3, 12), 22, 0), fixed_zone("Pacific/Kiritimati", hours{14}));
  CHECK(day_text(felt_day(in_kiritimati, hours{4})) == "2026-03-12");
  const Moment in_baker = moment_at(local(day(2026, 3, 12), 3, 0), fixed_zone("Etc/GMT+12", hours{-12}));
  CHECK(day_text(felt_day(in_baker, hours{4})) == "2026-03-11");
}

TEST_CASE("the zone of the process follows the system's rules") {
  const ProcessZone here("Europe/Vienna");
  const Zone zone = system_zone("Europe/Vienna");
  CHECK(iso_text(moment_at(utc(day(2026, 3, 29), 0, 59), zone)) == "2026-03-29T01:59:00+01:00");
  CHECK(iso_text(moment_at(utc(day(2026, 3, 29), 1, 0), zone)) == "2026-03-29T03:00:00+02:00");
  CHECK(local_iso(local(day(2026, 10, 25), 2, 30), zone) == "2026-10-25T02:30:00+02:00");
  CHECK(moment_at(utc(day(2026, 3, 29), 1, 0), zone).zone == "Europe/Vienna");
}

TEST_CASE("the zone of the process may lie by a quarter of an hour") {
  const ProcessZone here("Asia/Kathmandu");
  CHECK(local_iso(local(day(2026, 3, 12), 0, 10), system_zone("Asia/Kathmandu")) ==
        "2026-03-12T00:10:00+05:45");
}

TEST_CASE("the zone of the process may be the first to see a day, or have skipped one") {
  const ProcessZone here("Pacific/Kiritimati");
  const Zone zone = system_zone("Pacific/Kiritimati");
  CHECK(local_iso(local(day(2026, 3, 12), 0, 10), zone) == "2026-03-12T00:10:00+14:00");
  CHECK(local_iso(local(day(1994, 12, 31), 12, 0), zone) == "1995-01-01T12:00:00+14:00");
}

TEST_CASE("a zone given as a rule in TZ works as well, seconds rounded") {
  const ProcessZone here("XST-0:19:32");
  CHECK(system_zone("").offset(utc(day(2026, 3, 12), 0, 0)) == minutes{20});
}
