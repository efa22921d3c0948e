#include "model/window.hpp"

#include <doctest/doctest.h>

#include "zones.hpp"

using namespace felt;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr minutes four{4 * 60};

Moment vienna(const std::string& text) { return parse_iso(text, test::zone_named("Europe/Vienna")); }

Session session_at(const std::string& starts, int length = 0) {
  Session session;
  session.starts = vienna(starts);
  session.minutes = length;
  return session;
}

// The name of the phase, "-" in none.
std::string phase(const Session& session, const Moment& moment, minutes day_start = four) {
  const auto found = phase_around(session, moment, day_start);
  return found ? std::string(name_of(*found)) : "-";
}

std::string phase(const Session& session, const std::string& at, minutes day_start = four) {
  return phase(session, vienna(at), day_start);
}

const Session afternoon = session_at("2026-03-12T15:00");

}  // namespace

TEST_CASE("before is the three days up to the session") {
  CHECK(phase(afternoon, "2026-03-12T14:59:59") == "before");
  CHECK(phase(afternoon, "2026-03-12T08:00") == "before");
  CHECK(phase(afternoon, "2026-03-10T23:00") == "before");
  CHECK(phase(afternoon, "2026-03-09T15:00") == "before");
  CHECK(phase(afternoon, "2026-03-09T14:59:59") == "-");
  CHECK(phase(afternoon, "2026-01-01T12:00") == "-");
}

TEST_CASE("after begins with the session and lasts until three hours past its end") {
  const auto morning = session_at("2026-03-12T09:00", 60);
  CHECK(phase(morning, "2026-03-12T09:00") == "after");
  CHECK(phase(morning, "2026-03-12T09:30") == "after");
  CHECK(phase(morning, "2026-03-12T13:00") == "after");
  CHECK(phase(morning, "2026-03-12T13:00:01") == "-");
}

TEST_CASE("a session of unknown length lasts 45 minutes") {
  const auto morning = session_at("2026-03-12T09:00");
  CHECK(phase(morning, "2026-03-12T12:45") == "after");
  CHECK(phase(morning, "2026-03-12T12:45:01") == "-");
}

TEST_CASE("evening is the session's day from 17:00, and wins over after") {
  CHECK(phase(afternoon, "2026-03-12T16:59:59") == "after");
  CHECK(phase(afternoon, "2026-03-12T17:00") == "evening");
  CHECK(phase(afternoon, "2026-03-12T23:59") == "evening");
  CHECK(phase(session_at("2026-03-12T19:00"), "2026-03-12T19:05") == "evening");
}

TEST_CASE("evening goes on after midnight until the felt day ends") {
  CHECK(phase(afternoon, "2026-03-13T00:30") == "evening");
  CHECK(phase(afternoon, "2026-03-13T03:59:59") == "evening");
  CHECK(phase(afternoon, "2026-03-13T04:00") == "morning");
}

TEST_CASE("evening does not begin before the session") {
  const auto late = session_at("2026-03-12T20:00");
  CHECK(phase(late, "2026-03-12T18:00") == "before");
  CHECK(phase(late, "2026-03-12T19:59:59") == "before");
  CHECK(phase(late, "2026-03-12T20:00") == "evening");
}

TEST_CASE("morning is the next felt day until noon") {
  CHECK(phase(afternoon, "2026-03-13T04:00") == "morning");
  CHECK(phase(afternoon, "2026-03-13T11:59:59") == "morning");
  CHECK(phase(afternoon, "2026-03-13T12:00") == "-");
  CHECK(phase(afternoon, "2026-03-13T22:00") == "-");
  CHECK(phase(afternoon, "2026-03-14T03:59") == "-");
}

TEST_CASE("day three is two to four felt days on") {
  CHECK(phase(afternoon, "2026-03-14T04:00") == "day3");
  CHECK(phase(afternoon, "2026-03-15T12:00") == "day3");
  CHECK(phase(afternoon, "2026-03-17T03:59:59") == "day3");
  CHECK(phase(afternoon, "2026-03-17T04:00") == "-");
}

TEST_CASE("the week is six to nine felt days on") {
  CHECK(phase(afternoon, "2026-03-18T03:59:59") == "-");
  CHECK(phase(afternoon, "2026-03-18T04:00") == "week");
  CHECK(phase(afternoon, "2026-03-19T15:00") == "week");
  CHECK(phase(afternoon, "2026-03-22T03:59:59") == "week");
  CHECK(phase(afternoon, "2026-03-22T04:00") == "-");
  CHECK(phase(afternoon, "2026-07-01T12:00") == "-");
}

TEST_CASE("a session late at night belongs to the evening before") {
  const auto night = session_at("2026-03-13T00:30");
  CHECK(phase(night, "2026-03-13T00:29") == "before");
  CHECK(phase(night, "2026-03-13T00:30") == "evening");
  CHECK(phase(night, "2026-03-13T03:59") == "evening");
  CHECK(phase(night, "2026-03-13T04:00") == "morning");
  CHECK(phase(night, "2026-03-13T13:00") == "-");
  CHECK(phase(night, "2026-03-14T04:00") == "day3");
}

TEST_CASE("the day may begin at another time") {
  CHECK(phase(afternoon, "2026-03-12T23:59", minutes(0)) == "evening");
  CHECK(phase(afternoon, "2026-03-13T00:00", minutes(0)) == "morning");
  CHECK(phase(afternoon, "2026-03-13T05:59", minutes(6 * 60)) == "evening");
  CHECK(phase(afternoon, "2026-03-13T06:00", minutes(6 * 60)) == "morning");
  CHECK(phase(afternoon, "2026-03-14T00:00", minutes(0)) == "day3");
}

TEST_CASE("windows go by the clock on the wall when the clock changes") {
  const auto before_spring = session_at("2026-03-28T15:00");  // the clock goes forward at 02:00 in the night
  CHECK(phase(before_spring, "2026-03-29T03:30") == "evening");
  CHECK(phase(before_spring, "2026-03-29T04:00") == "morning");
  CHECK(phase(before_spring, "2026-03-29T11:59") == "morning");
  CHECK(phase(before_spring, "2026-03-29T12:00") == "-");
  const auto before_autumn = session_at("2026-10-24T15:00");  // and back at 03:00
  CHECK(phase(before_autumn, "2026-10-25T02:30:00+02:00") == "evening");
  CHECK(phase(before_autumn, "2026-10-25T02:30:00+01:00") == "evening");
  CHECK(phase(before_autumn, "2026-10-25T04:00") == "morning");
}

TEST_CASE("the hours after a session are counted in elapsed time when the clock changes") {
  const auto in_spring = session_at("2026-03-29T01:30", 30);  // a felt day that began on the 28th
  CHECK(phase(in_spring, "2026-03-29T03:00") == "evening");
  CHECK(phase(in_spring, "2026-03-29T04:00") == "morning");
  const auto in_autumn = session_at("2026-10-25T09:00", 60);
  CHECK(phase(in_autumn, "2026-10-25T13:00") == "after");
}

TEST_CASE("a moment lived in another zone counts by its own clock") {
  const auto new_york = parse_iso("2026-03-13T07:00", test::zone_named("America/New_York"));
  CHECK(phase(afternoon, new_york) == "morning");
  const auto auckland =
      parse_iso("2026-03-13T17:00", test::zone_named("Pacific/Auckland"));  // 05:00 in Vienna
  CHECK(phase(afternoon, auckland) == "-");
}

TEST_CASE("a planned session has only a before") {
  const auto planned = session_at("2026-03-20T15:00");
  CHECK(phase(planned, "2026-03-12T12:00") == "-");
  CHECK(phase(planned, "2026-03-18T12:00") == "before");
}

TEST_CASE("the nearest session may be past or planned") {
  const std::vector<Session> sessions{session_at("2026-03-01T15:00"), session_at("2026-03-12T15:00"),
                                      session_at("2026-03-20T15:00")};
  const auto nearest = [&](const std::string& at) { return nearest_session(sessions, vienna(at).at); };
  CHECK(nearest("2026-02-01T00:00") == &sessions[0]);
  CHECK(nearest("2026-03-06T12:00") == &sessions[0]);
  CHECK(nearest("2026-03-08T12:00") == &sessions[1]);
  CHECK(nearest("2026-03-16T12:00") == &sessions[1]);
  CHECK(nearest("2026-03-17T12:00") == &sessions[2]);
  CHECK(nearest("2027-03-17T12:00") == &sessions[2]);
}

TEST_CASE("between two sessions as far away the earlier one is nearest, in whatever order they stand") {
  const auto early = session_at("2026-03-10T12:00"), late = session_at("2026-03-14T12:00");
  const auto middle = vienna("2026-03-12T12:00").at;
  const std::vector<Session> rising{early, late}, falling{late, early};
  CHECK(nearest_session(rising, middle) == &rising[0]);
  CHECK(nearest_session(falling, middle) == &falling[1]);
  CHECK(nearest_session(rising, middle + seconds(1)) == &rising[1]);
}

TEST_CASE("without sessions none is nearest") {
  CHECK(nearest_session({}, vienna("2026-03-12T12:00").at) == nullptr);
}

TEST_CASE("an entry belongs to a session from three days before to ten days after") {
  const auto start = afternoon.starts.at;
  CHECK(is_within_reach(afternoon, start));
  CHECK(is_within_reach(afternoon, start - hours(72)));
  CHECK_FALSE(is_within_reach(afternoon, start - hours(72) - seconds(1)));
  CHECK(is_within_reach(afternoon, start + hours(240)));
  CHECK_FALSE(is_within_reach(afternoon, start + hours(240) + seconds(1)));
}

TEST_CASE("every window lies within reach of its session") {
  for (const auto* starts :
       {"2026-03-12T00:10", "2026-03-12T04:00", "2026-03-12T15:00", "2026-03-12T23:50"}) {
    const auto session = session_at(starts, 90);
    for (int hour = -100; hour <= 300; ++hour) {
      const auto moment = moment_at(session.starts.at + hours(hour), test::zone_named("Europe/Vienna"));
      CAPTURE(iso_text(moment));
      if (phase_around(session, moment, four)) CHECK(is_within_reach(session, moment.at));
    }
  }
}
