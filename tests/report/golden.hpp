#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "transcript.hpp"

namespace felt::test {

// Fails unless the text is that of tests/report/golden/NAME. FELT_ACCEPT=1 writes it there instead.
inline void check_golden(const std::string& name, const std::string& text) {
  const auto path = std::filesystem::path(FELT_TEST_DATA) / "report/golden" / name;
  if (accepting()) std::ofstream(path, std::ios::binary) << text;
  std::ifstream file(path, std::ios::binary);
  const std::string kept{std::istreambuf_iterator<char>(file), {}};
  CAPTURE(name);
  CHECK(kept == text);
}

}  // namespace felt::test
