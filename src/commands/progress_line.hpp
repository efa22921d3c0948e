#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "commands/command.hpp"

namespace felt {

// How far long work has come, on a terminal, in one line that is gone at the end.
class ProgressLine {
 public:
  // `what` goes before the numbers: "exporting".
  ProgressLine(Invocation& invocation, std::string_view what);
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(std::size_t done, std::size_t all);
  // Takes the line away, for something else to be said.
  void clear();
  // The same as a function, while this lives.
  std::function<void(std::size_t done, std::size_t all)> progress() {
    return [this](std::size_t done, std::size_t all) { show(done, all); };
  }

 private:
  Invocation& m_invocation;
  std::string_view m_what;
  bool m_is_shown;
  std::size_t m_columns = 0;
};

}  // namespace felt
