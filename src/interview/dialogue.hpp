#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "base/terminal.hpp"
#include "interview/line_reader.hpp"

namespace felt {

// One conversation: lines said in order, never redrawn, and lines read.
class Dialogue {
 public:
  Dialogue(LineReader& reader, std::ostream& out, const Look& look)
      : m_reader(reader), m_out(out), m_look(look) {}
  void say(std::string_view text, Style style = Style::plain, std::size_t indent = 0);
  void gap();
  std::optional<std::string> read(std::string_view prompt, std::string_view prefill = {},
                                  const Complete& complete = {},
                                  PastedBreaks breaks = PastedBreaks::become_spaces);
  bool edits() const { return m_reader.edits(); }
  // How many lines were said in all.
  std::size_t lines_said() const { return m_lines_said; }
  const Look& look() const { return m_look; }

 private:
  LineReader& m_reader;
  std::ostream& m_out;
  Look m_look;
  std::size_t m_lines_said = 0;
};

}  // namespace felt
