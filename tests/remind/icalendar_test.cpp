#include "remind/icalendar.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "remind/occasions.hpp"

using namespace felt;
using namespace felt::test;
using namespace std::chrono;

namespace {

std::vector<CalendarEvent> events(const Notebook& notebook, const std::string& now) {
  return events_to_come(notebook.sessions, notebook.calendar(), notebook.at(now), "id");
}

std::vector<std::string> starts(const std::vector<CalendarEvent>& events) {
  std::vector<std::string> texts;
  for (const auto& event : events) texts.push_back(event.uid + " " + event.start + " " + event.rule);
  return texts;
}

using Texts = std::vector<std::string>;

// What was told about the uid.
const CalendarMemory::Told* find_told(const CalendarMemory& memory, const std::string& uid) {
  for (const auto& told : memory.told)
    if (told.event.uid == uid) return &told;
  return nullptr;
}

}  // namespace

TEST_CASE("windows to come are instants, and wishes are clock times that come round") {
  Notebook notebook;
  notebook.add_session("2026-03-12T15:00", 45);
  notebook.settings.remind.daily = hours(21);
  notebook.settings.remind.weekly = ReminderWishes::Weekly{Sunday, hours(1)};
  CHECK(starts(events(notebook, "2026-03-12T16:30")) ==
        Texts{"id-daily@felt 20260312T210000 FREQ=DAILY",
              "id-weekly@felt 20260316T010000 FREQ=WEEKLY;BYDAY=MO", "session-1-day3@felt 20260314T030000Z ",
              "session-1-evening@felt 20260312T160000Z ", "session-1-morning@felt 20260313T030000Z ",
              "session-1-week@felt 20260318T030000Z "});
}

TEST_CASE("an event of a session stands outside the quiet hours, and stays away if its window does not") {
  Notebook notebook;
  notebook.add_session("2026-03-12T15:00", 45);
  notebook.settings.remind.quiet = ReminderWishes::Quiet{hours(22), hours(8)};
  notebook.settings.remind.phases = {Phase::morning};
  CHECK(starts(events(notebook, "2026-03-12T16:30")) == Texts{"session-1-morning@felt 20260313T070000Z "});
  notebook.settings.remind.quiet = ReminderWishes::Quiet{hours(2), hours(13)};
  CHECK(events(notebook, "2026-03-12T16:30").empty());
}

TEST_CASE("what has not changed is told again in the same words") {
  Notebook notebook;
  notebook.add_session("2026-03-12T15:00");
  notebook.settings.remind.daily = hours(21);
  CalendarMemory memory{"id", {}};
  tell(memory, events(notebook, "2026-03-01T09:00"), notebook.at("2026-03-01T09:00"));
  const auto text = icalendar_text(memory);
  tell(memory, events(notebook, "2026-03-05T09:00"), notebook.at("2026-03-05T09:00"));
  CHECK(icalendar_text(memory) == text);
  CHECK(icalendar_text(parse_memory(memory_text(memory), "memory")) == text);
}

TEST_CASE("what moved gets a new sequence, what is gone is cancelled, what is over is forgotten") {
  Notebook notebook;
  notebook.add_session("2026-03-12T15:00");
  CalendarMemory memory{"id", {}};
  tell(memory, events(notebook, "2026-03-01T09:00"), notebook.at("2026-03-01T09:00"));
  CHECK(memory.told.size() == 6);
  CHECK(find_told(memory, "session-1-evening@felt")->sequence == 0);

  notebook.sessions[0].starts = parse_iso("2026-03-13T15:00", notebook.zone);
  tell(memory, events(notebook, "2026-03-02T09:00"), notebook.at("2026-03-02T09:00"));
  CHECK(memory.told.size() == 6);
  CHECK(find_told(memory, "session-1-evening@felt")->sequence == 1);
  CHECK(find_told(memory, "session-1-evening@felt")->event.start == "20260313T160000Z");
  CHECK(find_told(memory, "session-1-evening@felt")->changed == notebook.at("2026-03-02T09:00"));

  notebook.sessions.clear();
  tell(memory, {}, notebook.at("2026-03-03T09:00"));
  REQUIRE(find_told(memory, "session-1-evening@felt"));
  CHECK(find_told(memory, "session-1-evening@felt")->is_cancelled);
  CHECK(find_told(memory, "session-1-evening@felt")->sequence == 2);
  tell(memory, {}, notebook.at("2026-03-04T09:00"));
  CHECK(find_told(memory, "session-1-evening@felt")->sequence == 2);
  tell(memory, {}, notebook.at("2026-03-30T09:00"));
  CHECK(memory.told.empty());
  CHECK(icalendar_text(memory) == "");
}

TEST_CASE("a wish that was taken back and comes again goes on counting") {
  Notebook notebook;
  notebook.settings.remind.daily = hours(21);
  CalendarMemory memory{"id", {}};
  const auto now = notebook.at("2026-03-01T09:00");
  tell(memory, events(notebook, "2026-03-01T09:00"), now);
  tell(memory, {}, now + hours(1));
  tell(memory, events(notebook, "2026-03-01T11:00"), now + hours(2));
  REQUIRE(memory.told.size() == 1);
  CHECK(memory.told[0].sequence == 2);
  CHECK_FALSE(memory.told[0].is_cancelled);
}

TEST_CASE("nothing begins in a rest, and what comes round begins after it, or again where it ends early") {
  Notebook notebook;
  notebook.add_session("2026-03-12T15:00", 45);
  notebook.settings.remind.daily = hours(21);
  notebook.settings.remind.phases = {Phase::evening, Phase::day3};
  const auto now = notebook.at("2026-03-12T15:50");
  CalendarMemory memory{"id", {}};
  tell(memory, events(notebook, "2026-03-12T15:50"), now);
  CHECK(find_told(memory, "id-daily@felt")->event.start == "20260312T210000");

  const auto resting =
      events_to_come(notebook.sessions, notebook.calendar(), now, "id", notebook.at("2026-03-13T22:00"));
  CHECK(starts(resting) ==
        Texts{"id-daily@felt 20260314T210000 FREQ=DAILY", "session-1-day3@felt 20260314T030000Z "});
  tell(memory, resting, now);
  CHECK(find_told(memory, "session-1-evening@felt")->is_cancelled);
  CHECK(find_told(memory, "id-daily@felt")->event.start == "20260314T210000");
  CHECK(find_told(memory, "id-daily@felt")->sequence == 1);

  SUBCASE("it ends early") {
    tell(memory, events(notebook, "2026-03-12T15:55"), now);
    CHECK(find_told(memory, "id-daily@felt")->event.start == "20260312T210000");
    CHECK_FALSE(find_told(memory, "session-1-evening@felt")->is_cancelled);
  }
  SUBCASE("it is over") {
    tell(memory, events(notebook, "2026-03-15T09:00"), notebook.at("2026-03-15T09:00"));
    CHECK(find_told(memory, "id-daily@felt")->sequence == 1);
  }
}

TEST_CASE("a session that is postponed goes on counting, also where its reminder was over and forgotten") {
  Notebook notebook;
  notebook.add_session("2026-03-12T15:00");
  CalendarMemory memory{"id", {}};
  const auto tell_at = [&](const std::string& now) { tell(memory, events(notebook, now), notebook.at(now)); };
  tell_at("2026-03-01T09:00");
  notebook.sessions[0].starts = parse_iso("2026-03-13T15:00", notebook.zone);
  tell_at("2026-03-02T09:00");
  CHECK(find_told(memory, "session-1-before@felt")->sequence == 1);

  notebook.sessions[0].starts = parse_iso("2026-03-20T15:00", notebook.zone);
  SUBCASE("at once") { tell_at("2026-03-11T10:00"); }
  SUBCASE("after a calendar without it") {
    notebook.sessions[0].starts = parse_iso("2026-03-13T15:00", notebook.zone);
    tell_at("2026-03-11T09:00");
    CHECK_FALSE(find_told(memory, "session-1-before@felt"));
    memory = parse_memory(memory_text(memory), "memory");
    notebook.sessions[0].starts = parse_iso("2026-03-20T15:00", notebook.zone);
    tell_at("2026-03-11T10:00");
  }
  CHECK(find_told(memory, "session-1-before@felt")->sequence == 2);
  CHECK(find_told(memory, "session-1-before@felt")->event.start == "20260317T140000Z");
}

TEST_CASE("every line ends in CR LF and holds at most 75 bytes, cut between characters") {
  CalendarMemory memory{"id", {}};
  std::string uid;
  for (int i = 0; i < 60; ++i) uid += "é肩";
  tell(memory, {{uid, "20260312T160000Z", ""}}, parse_utc_text("2026-03-01T09:00:00Z"));
  const auto text = icalendar_text(memory);
  std::string unfolded;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find("\r\n", at);
    REQUIRE(end != std::string::npos);
    const auto line = text.substr(at, end - at);
    CHECK(line.size() <= 75);
    CHECK_FALSE(find_bad_utf8(line));
    CHECK(line.find('\n') == std::string::npos);
    unfolded += line.starts_with(" ") ? line.substr(1) : "\n" + line;
    at = end + 2;
  }
  CHECK(unfolded.find("\nUID:" + uid + "\n") != std::string::npos);
}

TEST_CASE("a memory that is none is refused") {
  for (const auto* text : {"", "{}", R"({"id":"x","first_sequence":0,"told":[{"uid":1}]})",
                           R"({"id":"x","first_sequence":0,"told":[{"uid":"x-daily@felt",
                               "start":"20260312T210000","sequence":0,"changed":"x026-03-12T11:00:00Z"}]})"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parse_memory(text, "calendar.json"), ContentError);
  }
}
