#include "model/entry.hpp"

#include <doctest/doctest.h>

#include "zones.hpp"

using namespace felt;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

Entry lived_at(const std::string& text) {
  Entry entry;
  entry.about = parse_iso(text, test::zone_named("Europe/Vienna"));
  entry.recorded = entry.about.at;
  return entry;
}

}  // namespace

TEST_CASE("the states of an entry have their names") {
  for (const auto state : {EntryState::draft, EntryState::kept, EntryState::stopped})
    CHECK(find_entry_state(name_of(state)) == state);
  CHECK(name_of(EntryState::stopped) == "stopped");
  CHECK_FALSE(find_entry_state("lost"));
}

TEST_CASE("hours after the session are signed and counted in elapsed time") {
  auto entry = lived_at("2026-03-12T21:10");
  CHECK_FALSE(hours_after_session(entry));
  entry.session_start = entry.about.at - hours(6) - minutes(15);
  CHECK(hours_after_session(entry) == 6.25);
  entry.session_start = entry.about.at + hours(20);
  CHECK(hours_after_session(entry) == -20.0);
  entry = lived_at("2026-03-29T06:00");  // the clock went forward in the night
  entry.session_start = lived_at("2026-03-28T18:00").about.at;
  CHECK(hours_after_session(entry) == 11.0);
}

TEST_CASE("an entry is remembered when more than a day lies between living and writing") {
  auto entry = lived_at("2026-03-12T21:10");
  CHECK_FALSE(entry.is_remembered());
  entry.recorded = entry.about.at + hours(24);
  CHECK_FALSE(entry.is_remembered());
  entry.recorded += seconds(1);
  CHECK(entry.is_remembered());
  entry.recorded = entry.about.at - hours(48);
  CHECK_FALSE(entry.is_remembered());
}
