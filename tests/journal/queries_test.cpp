#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

// Five days in March, written down out of order.
std::unique_ptr<Journal> march() {
  auto journal = Journal::in_memory();
  for (const auto* day : {"12", "10", "14", "11", "13"})
    keep_note(*journal, std::string("2026-03-") + day + "T12:00", day);
  return journal;
}

Texts asked(const Journal& journal, const Query& query) { return notes_of(journal.entries(query)); }

}  // namespace

TEST_CASE("entries come in lived time, the oldest first") {
  CHECK(asked(*march(), {}) == Texts{"10", "11", "12", "13", "14"});
}

TEST_CASE("entries of one moment come in the order they were kept") {
  const auto journal = Journal::in_memory();
  for (const auto* note : {"a", "b", "c"}) keep_note(*journal, "2026-03-12T12:00", note);
  CHECK(asked(*journal, {}) == Texts{"a", "b", "c"});
  Query newest;
  newest.limit = 2;
  CHECK(asked(*journal, newest) == Texts{"b", "c"});
}

TEST_CASE("lived time is one line through all zones") {
  const auto journal = Journal::in_memory();
  for (const auto* text :
       {"2026-03-12T12:00:00+01:00", "2026-03-12T12:00:00+13:00", "2026-03-12T12:00:00-05:00"}) {
    auto entry = entry_at(text, {}, text);
    keep_one(*journal, entry);
  }
  CHECK(asked(*journal, {}) ==
        Texts{"2026-03-12T12:00:00+13:00", "2026-03-12T12:00:00+01:00", "2026-03-12T12:00:00-05:00"});
}

TEST_CASE("since takes the moment itself, until does not") {
  const auto journal = march();
  Query query;
  query.since = vienna("2026-03-11T12:00").at;
  CHECK(asked(*journal, query) == Texts{"11", "12", "13", "14"});
  query.until = vienna("2026-03-13T12:00").at;
  CHECK(asked(*journal, query) == Texts{"11", "12"});
  query.since.reset();
  CHECK(asked(*journal, query) == Texts{"10", "11", "12"});
  query.since = vienna("2026-03-11T12:00:01").at;
  CHECK(asked(*journal, query) == Texts{"12"});
}

TEST_CASE("a felt day is the one of each entry's own clock, as early or late on earth as it can be") {
  const auto journal = Journal::in_memory();
  for (const auto* text :
       {"2026-03-13T03:59:00+14:00", "2026-03-13T04:00:00+14:00", "2026-03-13T04:00:00-12:00",
        "2026-03-14T03:59:00-12:00", "2026-03-14T04:00:00-12:00"}) {
    auto entry = entry_at(text, {}, text);
    keep_one(*journal, entry);
  }
  Query query;
  query.first_day = parse_day("2026-03-13");
  CHECK(asked(*journal, query).size() == 4);
  query.last_day = query.first_day;
  CHECK(asked(*journal, query) ==
        Texts{"2026-03-13T04:00:00+14:00", "2026-03-13T04:00:00-12:00", "2026-03-14T03:59:00-12:00"});
  query.first_day.reset();
  CHECK(asked(*journal, query).size() == 4);
  query.last_day = parse_day("9999-12-31");
  CHECK(asked(*journal, query).size() == 5);
}

TEST_CASE("a limit keeps the newest, oldest first") {
  const auto journal = march();
  Query query;
  query.limit = 2;
  CHECK(asked(*journal, query) == Texts{"13", "14"});
  query.until = vienna("2026-03-13T00:00").at;
  CHECK(asked(*journal, query) == Texts{"11", "12"});
  query.limit = 100;
  CHECK(asked(*journal, query) == Texts{"10", "11", "12"});
}

TEST_CASE("entries are chosen by tag, whole and as written") {
  const auto journal = Journal::in_memory();
  for (const auto* tag : {"neck", "Neck", "necks", ""}) {
    auto entry = entry_at("2026-03-12T12:00", {}, tag);
    if (*tag) entry.tags = {"other", tag};
    keep_one(*journal, entry);
  }
  Query query;
  query.tags = {"neck"};
  CHECK(asked(*journal, query) == Texts{"neck"});
  query.tags = {"other"};
  CHECK(asked(*journal, query).size() == 3);
  query.tags = {"%"};
  CHECK(asked(*journal, query).empty());
}

TEST_CASE("entries are chosen by phase") {
  const auto journal = Journal::in_memory();
  for (const auto phase : all_phases) {
    auto entry = entry_at("2026-03-12T12:00", {}, std::string(name_of(phase)));
    entry.phase = phase;
    keep_one(*journal, entry);
  }
  for (const auto phase : all_phases) {
    Query query;
    query.phase = phase;
    CHECK(asked(*journal, query) == Texts{std::string(name_of(phase))});
  }
}

TEST_CASE("entries are chosen by session") {
  const auto journal = march();
  const auto session = journal->add_session(session_at("2026-03-13T18:00"));
  Query query;
  query.session = session.id;
  CHECK(asked(*journal, query) == Texts{"11", "12", "13", "14"});
  query.session = session.id + 1;
  CHECK(asked(*journal, query).empty());
}

TEST_CASE("entries are chosen by a question they answer, unsure too, in any wording") {
  const auto journal = Journal::in_memory();
  auto changed = scale_question();
  changed.prompt = "In other words?";
  keep_one(*journal, entry_at("2026-03-10T12:00", {given(scale_question(), Rating{6})}, "rated"));
  keep_one(*journal, entry_at("2026-03-11T12:00", {given(scale_question(), Unsure{})}, "unsure"));
  keep_one(*journal, entry_at("2026-03-12T12:00", {given(changed, Rating{2})}, "changed"));
  keep_one(*journal, entry_at("2026-03-13T12:00", {given(count_question(), Count{2})}, "other"));
  Query query;
  query.question = "tests/distress";
  CHECK(asked(*journal, query) == Texts{"rated", "unsure", "changed"});
  query.question = "distress";
  CHECK(asked(*journal, query).empty());
}

TEST_CASE("remembered entries are left out on request") {
  const auto journal = Journal::in_memory();
  for (const int hours : {0, 24, 25, 500}) {
    auto entry = entry_at("2026-03-12T12:00", {}, std::to_string(hours));
    entry.recorded += std::chrono::hours(hours);
    keep_one(*journal, entry);
  }
  auto entry = entry_at("2026-03-12T12:00", {}, "a second more than a day");
  entry.recorded += std::chrono::hours(24) + std::chrono::seconds(1);
  keep_one(*journal, entry);
  Query query;
  query.without_remembered = true;
  CHECK(asked(*journal, query) == Texts{"0", "24"});
  for (const auto& found : journal->entries({})) {
    const bool chosen = found.note == "0" || found.note == "24";
    CHECK(found.is_remembered() == !chosen);
  }
}

TEST_CASE("what narrows a query narrows it together") {
  const auto journal = Journal::in_memory();
  const auto session = journal->add_session(session_at("2026-03-11T12:00"));
  for (const auto* day : {"10", "11", "12", "13"}) {
    auto entry =
        entry_at(std::string("2026-03-") + day + "T13:00", {given(scale_question(), Rating{6})}, day);
    entry.phase = Phase::after;
    entry.tags = {"neck"};
    keep_one(*journal, entry);
  }
  Query query;
  query.since = vienna("2026-03-11T00:00").at;
  query.until = vienna("2026-03-13T00:00").at;
  query.session = session.id;
  query.tags = {"neck"};
  query.question = "tests/distress";
  query.phase = Phase::after;
  query.without_remembered = true;
  CHECK(asked(*journal, query) == Texts{"11", "12"});
  query.limit = 1;
  CHECK(asked(*journal, query) == Texts{"12"});
  query.tags = {"rest"};
  CHECK(asked(*journal, query).empty());
}

TEST_CASE("what is asked about is never taken for SQL") {
  const auto journal = march();
  Query query;
  query.tags = {"x') OR 1=1 --"};
  CHECK(asked(*journal, query).empty());
  query.tags.clear();
  query.question = "'; DROP TABLE entry; --";
  CHECK(asked(*journal, query).empty());
  CHECK(asked(*journal, {}).size() == 5);
}

TEST_CASE("questions answered, ever and for one session") {
  const auto journal = Journal::in_memory();
  const auto session = journal->add_session(session_at("2026-03-12T15:00"));
  keep_one(*journal, entry_at("2026-03-12T18:00",
                              {given(scale_question(), Rating{6}), given(text_question(), Unsure{})}));
  keep_one(*journal, entry_at("2026-05-12T18:00", {given(count_question(), Count{2})}));
  const std::set<std::string> ever{"tests/distress", "tests/own-words", "tests/wakings"};
  CHECK(journal->questions_answered(std::nullopt) == ever);
  const std::set<std::string> there{"tests/distress", "tests/own-words"};
  CHECK(journal->questions_answered(session.id) == there);
  CHECK(journal->questions_answered(session.id + 1).empty());
}

TEST_CASE("the latest text is the one lived last, not the one written last") {
  const auto journal = Journal::in_memory();
  const auto keep_text = [&](const char* at, AnswerValue value) {
    keep_one(*journal, entry_at(at, {given(text_question(), std::move(value))}));
  };
  CHECK_FALSE(journal->latest_text("tests/own-words"));
  keep_text("2026-03-12T12:00", Text{"newer"});
  keep_text("2026-03-10T12:00", Text{"older"});
  keep_text("2026-03-13T12:00", Unsure{});
  CHECK(journal->latest_text("tests/own-words") == "newer");
  CHECK_FALSE(journal->latest_text("tests/other"));
}
