#include "model/entry.hpp"

#include "base/names.hpp"

namespace felt {
namespace {

constexpr Names<EntryState, 3> states{
    {{EntryState::draft, "draft"}, {EntryState::kept, "kept"}, {EntryState::stopped, "stopped"}}};

}  // namespace

std::string_view name_of(EntryState state) { return states.of(state); }
std::optional<EntryState> find_entry_state(std::string_view name) { return states.find(name); }

void give_session(Entry& entry, const Session& session) {
  entry.session = session.id;
  entry.session_start = session.starts.at;
  entry.session_uuid = session.uuid;
}

void leave_session(Entry& entry) {
  entry.session.reset();
  entry.session_start.reset();
  entry.session_uuid.clear();
}

std::optional<double> hours_after_session(const Entry& entry) {
  if (!entry.session_start) return std::nullopt;
  return std::chrono::duration<double, std::ratio<3600>>(entry.about.at - *entry.session_start).count();
}

}  // namespace felt
