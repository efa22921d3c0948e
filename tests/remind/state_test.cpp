#include <doctest/doctest.h>

#include "remind/state.hpp"

using namespace felt;
using namespace std::chrono;

TEST_CASE("the state comes back as it was kept") {
  ReminderState state;
  state.rest =
      ReminderState::Rest{parse_utc_text("2026-03-12T17:00:00Z"), parse_utc_text("2026-03-12T19:00:00Z")};
  note_said(state, {"evening 2026-03-12T14:00:00Z", 2026y / March / 12});
  const auto read = parse_state(state_text(state));
  REQUIRE(read.rest);
  CHECK(read.rest->since == state.rest->since);
  CHECK(read.rest->until == state.rest->until);
  CHECK(read.said == state.said);
  state.rest->until.reset();
  CHECK_FALSE(parse_state(state_text(state)).rest->until);
  CHECK_FALSE(parse_state(state_text({})).rest);
}

TEST_CASE("what cannot be read is no state") {
  for (const auto* text : {"", "{", "[]", "{\"said\":3}", "{\"said\":[{\"what\":1}]}",
                           "{\"rest\":{\"since\":\"soon\"},\"said\":[]}"}) {
    CAPTURE(text);
    const auto state = parse_state(text);
    CHECK_FALSE(state.rest);
    CHECK(state.said.empty());
  }
}

TEST_CASE("what was said is remembered for its day alone") {
  ReminderState state;
  note_said(state, {"daily", 2026y / March / 12});
  note_said(state, {"evening", 2026y / March / 12});
  CHECK(was_said(state, {"daily", 2026y / March / 12}));
  CHECK_FALSE(was_said(state, {"daily", 2026y / March / 13}));
  note_said(state, {"daily", 2026y / March / 13});
  CHECK(state.said.size() == 1);
}
