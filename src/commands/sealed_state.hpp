#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "commands/command.hpp"
#include "journal/journal.hpp"

namespace felt {

// What this machine remembers of a sealed journal, in felt's state folder, which is not shared between
// machines the way journals may be: that it is sealed, which save it saw last, and the times of the last days
// that reminders need while nobody types a passphrase. No word of it, and no name.
struct SealedState {
  std::string file;               // which journal it is
  std::uint64_t generation = 0;   // the last save that was seen
  Instant at;                     // when it was seen
  std::vector<Session> sessions;  // id, uuid, start and length alone
  std::vector<Journal::KnownCheckIn> check_ins;

  bool has_check_in(const Journal::CheckIn& check_in) const;
  bool has_entry_on(Day felt_day) const;
};

// As a JSON document and back; what cannot be read is nothing.
std::string sealed_state_text(const SealedState& state);
std::optional<SealedState> parse_sealed_state(std::string_view text);

// Of the journal that the command is about: where it is remembered, whether or not it is, and what.
// UsageError where no home is known.
std::filesystem::path sealed_state_path(Invocation& invocation);
std::optional<SealedState> find_sealed_state(Invocation& invocation);

// Remembers a sealed journal, unless nothing was written to it since it was remembered. Nothing happens for a
// plain one, and where it cannot be written down.
void remember_sealed(Invocation& invocation, const Journal& journal);
// For a journal that is to be a plain one.
void forget_sealed(Invocation& invocation);

}  // namespace felt
