#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

Entry check_in(const std::string& at, Phase phase, const std::string& flow = "x") {
  auto entry = entry_at(at, {}, "a note");
  entry.phase = phase;
  entry.flow = flow;
  return entry;
}

// The evening of the first session, which is on 12 March at 15:00.
Journal::CheckIn evening() {
  return {1, Phase::evening, "own-evening", vienna("2026-03-12T17:00").at, vienna("2026-03-13T04:00").at};
}

}  // namespace

TEST_CASE("a check-in of the phase that belongs to the session is there, whenever it was lived") {
  const auto journal = Journal::in_memory();
  journal->add_session(session_at("2026-03-12T15:00"));
  CHECK_FALSE(journal->has_check_in(evening()));
  keep_one(*journal, check_in("2026-03-12T18:00", Phase::after));
  CHECK_FALSE(journal->has_check_in(evening()));
  keep_one(*journal, check_in("2026-03-12T16:00", Phase::evening));
  CHECK(journal->has_check_in(evening()));
}

TEST_CASE("a check-in in the window is there, also where it belongs to another session or to none") {
  for (const auto& expected : {std::pair{"2026-03-12T16:59:59", false},
                               {"2026-03-12T17:00", true},
                               {"2026-03-13T03:59:59", true},
                               {"2026-03-13T04:00", false}}) {
    const auto* at = expected.first;
    CAPTURE(at);
    const auto journal = Journal::in_memory();
    keep_one(*journal, check_in(at, Phase::evening));
    CHECK(journal->has_check_in(evening()) == expected.second);
  }
}

TEST_CASE("the flow that is suggested counts in its window alone") {
  const auto journal = Journal::in_memory();
  journal->add_session(session_at("2026-03-12T15:00"));
  keep_one(*journal, check_in("2026-03-12T16:00", Phase::anytime, "own-evening"));
  CHECK_FALSE(journal->has_check_in(evening()));
  keep_one(*journal, check_in("2026-03-12T18:00", Phase::anytime, "own-evening"));
  CHECK(journal->has_check_in(evening()));
}

TEST_CASE("a check-in that was stopped is there, one that is still open is not") {
  const auto journal = Journal::in_memory();
  journal->add_session(session_at("2026-03-12T15:00"));
  const auto draft = journal->begin_draft(check_in("2026-03-12T18:00", Phase::evening));
  CHECK_FALSE(journal->has_check_in(evening()));
  CHECK_FALSE(journal->has_entry_on(draft.felt_day));
  journal->finish_draft(draft.id, EntryState::stopped, {});
  CHECK(journal->has_check_in(evening()));
  CHECK(journal->has_entry_on(draft.felt_day));
}

TEST_CASE("a felt day has an entry where one was felt on it, in whichever zone") {
  const auto journal = Journal::in_memory();
  using namespace std::chrono;
  auto far = entry_at("2026-03-12T12:00", {}, "far away");
  far.about = parse_iso("2026-03-13T02:30:00+14:00", zone_named("UTC"));
  far.felt_day = felt_day(far.about, hours(4));
  keep_one(*journal, far);
  CHECK(journal->has_entry_on(2026y / March / 12));
  CHECK_FALSE(journal->has_entry_on(2026y / March / 11));
  CHECK_FALSE(journal->has_entry_on(2026y / March / 13));
}

TEST_CASE("sessions since an instant are those that start then or later") {
  const auto journal = Journal::in_memory();
  for (const auto* at : {"2026-03-12T15:00", "2026-03-01T15:00", "2026-04-01T15:00"})
    journal->add_session(session_at(at));
  const auto ids = [&](const std::string& since) {
    std::vector<Id> found;
    for (const auto& session : journal->sessions_since(vienna(since).at)) found.push_back(session.id);
    return found;
  };
  CHECK(ids("2026-03-01T15:00") == std::vector<Id>{2, 1, 3});
  CHECK(ids("2026-03-01T15:00:01") == std::vector<Id>{1, 3});
  CHECK(ids("2026-05-01T15:00").empty());
}
