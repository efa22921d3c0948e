// libFuzzer over the reader of exports, into a journal that takes all of it back: any bytes must give an
// answer.
//   see tests/fuzz/README.md
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>

#include "base/error.hpp"
#include "exchange/import_lines.hpp"
#include "journal/journal.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto journal = felt::Journal::in_memory();
  std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
  felt::Lines lines(in, "fuzz.jsonl");
  try {
    journal->take_in(
        [&](felt::Intake& intake) { felt::import_lines(lines, intake, [](std::size_t, std::size_t) {}); },
        felt::Journal::Trial::yes);
  } catch (const felt::Error& error) {
    if (error.exit() != felt::Exit::content && error.exit() != felt::Exit::newer) throw;
  }
  return 0;
}
