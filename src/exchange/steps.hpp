#pragma once

#include <cstddef>

#include "exchange/export_lines.hpp"

namespace felt {

// Says how far an export, or the reading of one, has come, every thousand entries, unless nobody asks.
class Steps {
 public:
  explicit Steps(const Progress& progress) : m_progress(progress) {}
  void begin(std::size_t all) { m_all = all; }
  void step() {
    if (m_progress && ++m_done % 1000 == 0) m_progress(m_done, m_all);
  }

 private:
  const Progress& m_progress;
  std::size_t m_done = 0, m_all = 0;
};

}  // namespace felt
