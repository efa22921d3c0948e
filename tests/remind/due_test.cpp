#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "model/window.hpp"
#include "remind/occasions.hpp"

using namespace felt;
using namespace felt::test;
using namespace std::chrono;

namespace {

Notebook with_session(const std::string& starts = "2026-03-12T15:00", int length = 45) {
  Notebook notebook;
  notebook.add_session(starts, length);
  return notebook;
}

// A zone of its own rule: an offset in winter and one in summer, changed at two instants of 2026.
Zone zone_with_change(minutes winter, minutes summer, Instant begins, Instant ends) {
  return {"Test/Zone", [=](Instant at) { return at >= begins && at < ends ? summer : winter; }};
}

// Twenty zones whose clocks change at 02:00 or 03:00 of their own nights, by an hour, half an hour or two.
std::vector<Zone> twenty_zones() {
  std::vector<Zone> zones;
  for (int i = 0; i < 20; ++i) {
    const minutes winter = minutes(-11 * 60 + i * 75);
    const minutes step = i % 5 == 4 ? minutes(30) : i % 7 == 6 ? minutes(120) : minutes(60);
    const Instant spring = sys_days(2026y / March / 29) + hours(2) - winter;
    const Instant autumn = sys_days(2026y / October / 25) + hours(3) - winter - step;
    zones.push_back(zone_with_change(winter, winter + step, spring, autumn));
  }
  return zones;
}

struct Spoken {
  int times = 0;
  Instant first{};
};

}  // namespace

TEST_CASE("each phase of a session is due in its window") {
  const auto notebook = with_session();
  CHECK(notebook.due("2026-03-09T14:59") == "");
  CHECK(notebook.due("2026-03-09T15:00") == "before");
  CHECK(notebook.due("2026-03-12T14:59") == "before");
  CHECK(notebook.due("2026-03-12T15:45") == "after");
  CHECK(notebook.due("2026-03-12T17:00") == "evening");
  CHECK(notebook.due("2026-03-13T03:59") == "evening");
  CHECK(notebook.due("2026-03-13T04:00") == "morning");
  CHECK(notebook.due("2026-03-13T12:00") == "");
  CHECK(notebook.due("2026-03-14T03:59") == "");
  CHECK(notebook.due("2026-03-14T04:00") == "day3");
  CHECK(notebook.due("2026-03-17T03:59") == "day3");
  CHECK(notebook.due("2026-03-17T04:00") == "");
  CHECK(notebook.due("2026-03-18T04:00") == "week");
  CHECK(notebook.due("2026-03-22T03:59") == "week");
  CHECK(notebook.due("2026-03-22T04:00") == "");
  CHECK(notebook.due("2026-06-22T04:00") == "");
}

TEST_CASE("nothing is due while a session lasts") {
  CHECK(with_session().due("2026-03-12T15:00") == "");
  CHECK(with_session("2026-03-12T15:00", 90).due("2026-03-12T16:29") == "");
  CHECK(with_session("2026-03-12T15:00", 90).due("2026-03-12T16:30") == "after");
  CHECK(with_session("2026-03-12T18:00", 0).due("2026-03-12T18:44") == "");
  CHECK(with_session("2026-03-12T18:00", 0).due("2026-03-12T18:45") == "evening");
}

TEST_CASE("a check-in that is there is not due, and gives way to another one") {
  auto notebook = with_session();
  notebook.done = {"evening 2026-03-12T14:00:00Z"};
  CHECK(notebook.due("2026-03-12T18:00") == "");
  CHECK(notebook.verdict("2026-03-12T18:00").silence == Silence::done);
  CHECK(notebook.due("2026-03-13T08:00") == "morning");
  notebook.settings.remind.daily = hours(17);
  CHECK(notebook.due("2026-03-12T18:00") == "daily");
}

TEST_CASE("of two sessions the nearest comes first") {
  auto notebook = with_session();
  notebook.add_session("2026-03-19T15:00");
  CHECK(notebook.due("2026-03-19T12:00") == "before");
  notebook.done = {"before 2026-03-19T14:00:00Z"};
  CHECK(notebook.due("2026-03-19T12:00") == "week");
  CHECK(notebook.verdict("2026-03-19T12:00").occasion->session == 1);
}

TEST_CASE("only the phases that are wished for are due") {
  auto notebook = with_session();
  notebook.settings.remind.phases = {Phase::morning};
  CHECK(notebook.due("2026-03-12T18:00") == "");
  CHECK(notebook.due("2026-03-13T08:00") == "morning");
  notebook.settings.remind.sessions = false;
  CHECK(notebook.verdict("2026-03-13T08:00").silence == Silence::off);
}

TEST_CASE("a daily wish is due from its time until the felt day ends") {
  Notebook notebook;
  notebook.settings.remind.daily = hours(21);
  CHECK(notebook.due("2026-03-12T20:59") == "");
  CHECK(notebook.due("2026-03-12T21:00") == "daily");
  CHECK(notebook.due("2026-03-13T03:59") == "daily");
  CHECK(notebook.due("2026-03-13T04:00") == "");
  notebook.settings.remind.daily = hours(1);
  CHECK(notebook.due("2026-03-13T00:59") == "");
  CHECK(notebook.due("2026-03-13T01:00") == "daily");
  CHECK(notebook.verdict("2026-03-13T01:00").occasion->day == 2026y / March / 12);
}

TEST_CASE(
    "a time that the clock skips comes in the last hour of its felt day, even where two hours are skipped") {
  Notebook notebook;
  const Instant change = parse_iso("2026-03-29T01:00:00Z", notebook.zone).at;
  notebook.zone = {"Antarctica/Troll",
                   [=](Instant at) { return std::chrono::minutes(at < change ? 0 : 120); }};
  notebook.settings.remind.daily = std::chrono::minutes(2 * 60 + 30);
  CHECK(notebook.due("2026-03-29T00:59:59+00:00") == "");
  CHECK(notebook.due("2026-03-29T03:00:00+02:00") == "daily");
  CHECK(notebook.due("2026-03-29T03:59:59+02:00") == "daily");
  CHECK(notebook.due("2026-03-29T04:00:00+02:00") == "");
}

TEST_CASE("a weekly wish is due on its day") {
  Notebook notebook;
  notebook.settings.remind.weekly = ReminderWishes::Weekly{Sunday, hours(18)};
  CHECK(notebook.due("2026-03-14T18:00") == "");
  CHECK(notebook.due("2026-03-15T17:59") == "");
  CHECK(notebook.due("2026-03-15T18:00") == "weekly");
  CHECK(notebook.due("2026-03-16T03:59") == "weekly");
  CHECK(notebook.due("2026-03-16T18:00") == "");
}

TEST_CASE("quiet hours keep everything silent, also over midnight") {
  auto notebook = with_session();
  notebook.settings.remind.quiet = ReminderWishes::Quiet{hours(22), hours(7)};
  CHECK(notebook.due("2026-03-12T21:59") == "evening");
  CHECK(notebook.verdict("2026-03-12T22:00").silence == Silence::quiet);
  CHECK(notebook.due("2026-03-13T06:59") == "");
  CHECK(notebook.due("2026-03-13T07:00") == "morning");
  CHECK(notebook.coming("2026-03-12T22:00") == "2026-03-13T07:00 morning");
  notebook.settings.remind.quiet = ReminderWishes::Quiet{hours(17), hours(19)};
  CHECK(notebook.due("2026-03-12T18:59") == "");
  CHECK(notebook.due("2026-03-12T19:00") == "evening");
}

TEST_CASE("quiet hours end with their clock time or with a change of the clock, whichever is first") {
  Notebook notebook;
  notebook.settings.remind.quiet = ReminderWishes::Quiet{hours(22), minutes(2 * 60 + 30)};
  const auto after = [&](const std::string& text) {
    const auto end = after_quiet(Cause::daily, notebook.at(text), notebook.calendar());
    CHECK_FALSE(is_quiet(Cause::daily, end, notebook.calendar()));
    return iso_text(moment_at(end, notebook.zone));
  };
  CHECK(after("2026-03-28T22:00:00+01:00") == "2026-03-29T03:00:00+02:00");
  CHECK(after("2026-03-29T01:59:59+01:00") == "2026-03-29T03:00:00+02:00");
  CHECK(after("2026-03-29T03:10:00+02:00") == "2026-03-29T03:10:00+02:00");
  CHECK(after("2026-10-25T02:10:00+02:00") == "2026-10-25T02:30:00+02:00");
  CHECK(after("2026-10-25T02:40:00+02:00") == "2026-10-25T02:40:00+02:00");
  CHECK(after("2026-10-25T02:10:30+01:00") == "2026-10-25T02:30:00+01:00");
}

TEST_CASE("the end of the quiet is the first instant without it, in every zone over every change") {
  for (const auto& zone : twenty_zones()) {
    Notebook notebook;
    notebook.zone = zone;
    notebook.settings.remind.quiet = ReminderWishes::Quiet{hours(22), minutes(2 * 60 + 45)};
    notebook.settings.remind.not_before = minutes(8 * 60 + 30);
    const auto calendar = notebook.calendar();
    for (const auto first : {2026y / March / 27, 2026y / October / 23}) {
      const auto begin = calendar.start_of(first);
      auto next = begin + std::chrono::days(5);
      for (auto at = next; at >= begin; at -= minutes(15)) {
        if (!is_quiet(Cause::session, at, calendar)) next = at;
        if (next < begin + std::chrono::days(5)) REQUIRE(after_quiet(Cause::session, at, calendar) == next);
      }
    }
  }
}

TEST_CASE("the earliest time counts around sessions alone, and not in the small hours of the day before") {
  auto notebook = with_session();
  notebook.settings.remind.not_before = hours(9);
  CHECK(notebook.due("2026-03-13T01:00") == "evening");
  CHECK(notebook.due("2026-03-13T08:59") == "");
  CHECK(notebook.due("2026-03-13T09:00") == "morning");
  notebook.settings.remind.daily = hours(6);
  CHECK(notebook.due("2026-03-13T08:59") == "daily");
}

TEST_CASE("unasked nothing is said around sessions before eight, unless the settings name another time") {
  auto notebook = with_session();
  notebook.settings = settings_unasked(notebook.settings);
  CHECK(notebook.due("2026-03-13T07:59") == "");
  CHECK(notebook.due("2026-03-13T08:00") == "morning");
  notebook.settings.remind.not_before = hours(5);
  notebook.settings = settings_unasked(notebook.settings);
  CHECK(notebook.due("2026-03-13T05:00") == "morning");
}

TEST_CASE("while reminders rest nothing is due, and what comes next begins with their end") {
  auto notebook = with_session();
  notebook.state.rest = ReminderState::Rest{notebook.at("2026-03-12T18:00"), notebook.at("2026-03-12T20:00")};
  CHECK(notebook.verdict("2026-03-12T19:59").silence == Silence::resting);
  CHECK(notebook.coming("2026-03-12T19:00") == "2026-03-12T20:00 evening");
  CHECK(notebook.due("2026-03-12T20:00") == "evening");
  notebook.state.rest->until.reset();
  CHECK(notebook.due("2026-04-12T20:00") == "");
  CHECK(notebook.coming("2026-03-12T19:00") == "");
}

TEST_CASE("a rest under a clock that was set back since counts no more") {
  auto notebook = with_session();
  notebook.state.rest = ReminderState::Rest{notebook.at("2027-03-12T18:00"), notebook.at("2027-03-12T20:00")};
  CHECK(notebook.due("2026-03-12T18:00") == "evening");
}

TEST_CASE("what comes next passes over what is done") {
  auto notebook = with_session();
  CHECK(notebook.coming("2026-03-01T09:00") == "2026-03-09T15:00 before");
  CHECK(notebook.coming("2026-03-13T12:00") == "2026-03-14T04:00 day3");
  notebook.done = {"day3 2026-03-12T14:00:00Z"};
  CHECK(notebook.coming("2026-03-13T12:00") == "2026-03-18T04:00 week");
  CHECK(notebook.coming("2026-03-22T12:00") == "");
}

TEST_CASE("the flow is the one that is chosen for the phase, else that of the phase") {
  CHECK(flow_for(Phase::anytime, {}) == "quick");
  CHECK(flow_for(Phase::week, {}) == "week");
  CHECK(flow_for(Phase::week, {{Phase::week, "neck-ease"}}) == "neck-ease");
  CHECK(flow_for(Phase::day3, {{Phase::week, "neck-ease"}}) == "day3");
}

TEST_CASE("windows are those of phase_around, but for the session itself, in every zone over every change") {
  for (const auto& zone : twenty_zones()) {
    for (const auto day :
         {2026y / March / 26, 2026y / March / 28, 2026y / October / 22, 2026y / October / 24}) {
      Notebook notebook;
      notebook.zone = zone;
      Session session;
      session.id = 1;
      session.starts = moment_at(local_days(day) + hours(14) + minutes(20), zone);
      notebook.sessions = {session};
      for (auto at = session.starts.at - hours(80); at < session.starts.at + hours(11 * 24);
           at += minutes(15)) {
        const auto phase = phase_around(session, moment_at(at, zone), notebook.settings.day_start);
        const bool lasts = at >= session.starts.at && at < end_of(session);
        const auto verdict = judge(notebook.facts(), notebook.calendar(), at);
        const auto due = verdict.is_due() ? std::optional(verdict.occasion->phase) : std::nullopt;
        REQUIRE(due == (lasts ? std::nullopt : phase));
      }
    }
  }
}

TEST_CASE("a daily time comes once on every felt day, in every zone over every change") {
  for (const auto& zone : twenty_zones()) {
    for (const auto clock : {minutes(21 * 60), minutes(2 * 60 + 30), minutes(3 * 60), minutes(8 * 60)}) {
      Notebook notebook;
      notebook.zone = zone;
      notebook.settings.remind.sessions = false;
      notebook.settings.remind.daily = clock;
      for (const auto first : {2026y / March / 26, 2026y / October / 22}) {
        const auto begin = notebook.calendar().start_of(first);
        std::map<sys_days, Spoken> days;
        bool was_due = false;
        const auto end = notebook.calendar().start_of(sys_days(first) + std::chrono::days(7));
        for (auto at = begin; at < end; at += minutes(15)) {
          const auto verdict = judge(notebook.facts(), notebook.calendar(), at);
          if (verdict.is_due() && !was_due) {
            auto& spoken = days[notebook.calendar().felt_day_at(at)];
            if (spoken.times++ == 0) spoken.first = at;
          }
          was_due = verdict.is_due();
        }
        CHECK(days.size() == 7);
        for (const auto& one : days) {
          const auto day = one.first;
          const auto& spoken = one.second;
          CAPTURE(day.time_since_epoch().count());
          CHECK(spoken.times == 1);
          const auto shown = moment_at(spoken.first, zone).local() -
                             floor<std::chrono::days>(moment_at(spoken.first, zone).local());
          const bool is_skipped = std::chrono::abs(shown - clock) <= hours(2) && shown > clock;
          const auto next_day = notebook.calendar().start_of(day + std::chrono::days(1));
          CHECK((shown == clock || is_skipped || spoken.first == next_day - hours(1)));
        }
      }
    }
  }
}

TEST_CASE("a check-in that is done falls silent at once, whenever in its window that was") {
  auto notebook = with_session();
  for (auto at = notebook.at("2026-03-09T10:00"); at < notebook.at("2026-03-23T00:00"); at += minutes(30)) {
    const auto verdict = judge(notebook.facts(), notebook.calendar(), at);
    if (!verdict.is_due()) continue;
    auto after = notebook;
    after.done = {key_of(*verdict.occasion)};
    for (auto later = at; later < verdict.occasion->until; later += hours(1))
      REQUIRE_FALSE(judge(after.facts(), after.calendar(), later).is_due());
  }
}
