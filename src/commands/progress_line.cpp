#include "commands/progress_line.hpp"

#include <fmt/format.h>

#include <ostream>

namespace felt {

ProgressLine::ProgressLine(Invocation& invocation, std::string_view what)
    : m_invocation(invocation),
      m_what(what),
      m_is_shown(invocation.err_look().is_terminal && !invocation.globals().quiet) {}

void ProgressLine::clear() {
  if (m_columns > 0) m_invocation.err() << '\r' << std::string(m_columns, ' ') << '\r' << std::flush;
  m_columns = 0;
}

void ProgressLine::show(std::size_t done, std::size_t all) {
  constexpr std::size_t long_work = 10'000;
  if (!m_is_shown || all < long_work) return;
  const auto line = fmt::format("{} {} of {} entries", m_what, done, all);
  m_columns = line.size();
  m_invocation.err() << '\r' << line << std::flush;
}

}  // namespace felt
