#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

namespace felt {

// Everything on a stream; ContentError naming `origin` as soon as more than `most_bytes` came.
std::string read_all(std::istream& in, std::size_t most_bytes, std::string_view origin);
// The same straight into a place; how many bytes it was, and ContentError where more came than fit.
std::size_t read_all(std::istream& in, std::span<char> place, std::string_view origin);

// A note as it is kept: composed Unicode, no line break at its end. UsageError, or ContentError for one that
// came from standard input or an editor, where it is not text or longer than fits.
enum class NoteFrom { argument, input, editor };
std::string checked_note(std::string_view text, NoteFrom from);

}  // namespace felt
