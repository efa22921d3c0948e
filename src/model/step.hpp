#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/names.hpp"
#include "base/time.hpp"
#include "model/entry.hpp"

namespace felt {

// What a command changes in a journal is one step, which is taken back as a whole.

enum class Thing { entry, session, carried };
enum class Effect { added, changed, deleted };
// An undone step can be redone until another command changes the journal; then it is left behind.
enum class StepState { done, undone, left };

inline constexpr Names<Thing, 3> thing_names{
    {{Thing::entry, "entry"}, {Thing::session, "session"}, {Thing::carried, "carry"}}};
inline constexpr Names<Effect, 3> effect_names{
    {{Effect::added, "added"}, {Effect::changed, "changed"}, {Effect::deleted, "deleted"}}};
inline constexpr Names<StepState, 3> step_state_names{
    {{StepState::done, "done"}, {StepState::undone, "undone"}, {StepState::left, "left"}}};

// How a person reads of one of them and of several, and the command that lists them.
struct ThingWords {
  std::string_view one, several, listing;
};
ThingWords words_of(Thing thing);
// "there is no entry 7", "there are no entries 7, 9".
std::string no_such(Thing thing, std::span<const Id> ids);

// What a step did to things of one kind.
struct StepPart {
  Thing thing = Thing::entry;
  Effect effect = Effect::added;
  std::size_t count = 0;
  Id first = 0;                 // the least number
  std::optional<Moment> about;  // of that one: when an entry was lived or a session starts
};

struct Step {
  Id id = 0;
  Moment at;
  StepState state = StepState::done;
  bool is_import = false;
  std::vector<StepPart> parts;  // entries first; deleted, changed, added
  // Of an import that has just been taken back: what it brought that was changed here since.
  std::vector<StepPart> staying;
};

// What a step did to one entry.
struct EntryStep {
  Step step;                           // without its parts
  std::optional<Entry> before, after;  // nothing where there was no entry, or where its words are gone
};

}  // namespace felt
