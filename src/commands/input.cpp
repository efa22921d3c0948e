#include "commands/input.hpp"

#include <fmt/format.h>

#include <istream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "model/answer.hpp"

namespace felt {
namespace {

[[noreturn]] void refuse(NoteFrom from, const std::string& message, const std::string& hint) {
  if (from == NoteFrom::argument) throw UsageError(message, hint);
  if (from == NoteFrom::input) throw ContentError("standard input: " + message, hint);
  throw ContentError(message, hint);
}

[[noreturn]] void refuse_size(std::string_view origin, std::size_t most_bytes) {
  throw ContentError(fmt::format("{} holds more than {} bytes", origin, most_bytes), "Nothing was kept.");
}

}  // namespace

std::string read_all(std::istream& in, std::size_t most_bytes, std::string_view origin) {
  std::string text;
  char buffer[64 * 1024];
  while (in.read(buffer, sizeof buffer) || in.gcount() > 0) {
    text.append(buffer, static_cast<std::size_t>(in.gcount()));
    if (text.size() > most_bytes) refuse_size(origin, most_bytes);
  }
  return text;
}

std::size_t read_all(std::istream& in, std::span<char> place, std::string_view origin) {
  in.read(place.data(), static_cast<std::streamsize>(place.size()));
  const auto size = static_cast<std::size_t>(in.gcount());
  if (in && in.get() != std::istream::traits_type::eof()) refuse_size(origin, place.size());
  return size;
}

std::string checked_note(std::string_view text, NoteFrom from) {
  if (const auto at = find_bad_utf8(text))
    refuse(from, fmt::format("the note is not valid UTF-8 at byte {}", *at + 1), "Nothing was kept.");
  if (text.size() > longest_text)
    refuse(from, fmt::format("the note has {} bytes; at most {} fit", text.size(), longest_text),
           (from == NoteFrom::editor ? "" : "Nothing was kept. ") +
               std::string("It could be split into two notes."));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return std::string(text);
}

}  // namespace felt
