#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/completion.hpp"

namespace felt {

// A text of several lines as it stands in one line, to be changed there.
inline constexpr std::string_view line_break_sign = "⏎";
inline constexpr wchar_t wide_line_break_sign = L'⏎';

// The line breaks in what is pasted on a terminal: they stay, as that sign, or become spaces.
enum class PastedBreaks { stay, become_spaces };

// Where typed lines come from: a line editor on a terminal, a stream in a pipe or a test.
class LineReader {
 public:
  virtual ~LineReader() = default;
  // Shows the prompt and returns the line typed, without its line break; nothing at the end of input.
  // `prefill` stands in the line to begin with, to be kept or changed. `complete` says what Tab can put in;
  // it may be empty. Throws Error(Exit::interrupted, …) where a signal ended the reading.
  virtual std::optional<std::string> read(std::string_view prompt, std::string_view prefill,
                                          const Complete& complete, PastedBreaks breaks) = 0;
  // Whether a prefilled text can be changed key by key.
  virtual bool edits() const = 0;
};

// Reads from a stream and writes the prompts to another. A prefilled text is shown in brackets: an empty line
// keeps it, a lone - empties it.
std::unique_ptr<LineReader> make_stream_reader(std::istream& in, std::ostream& out);
// libedit on the process's own terminal, without any history file.
std::unique_ptr<LineReader> make_terminal_reader();

}  // namespace felt
