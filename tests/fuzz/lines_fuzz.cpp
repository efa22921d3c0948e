// libFuzzer over the reader of exports, into a journal that holds one already, so that some of it is known,
// some of it clashes, and none of it stays: any bytes must give an answer.
//   see tests/fuzz/README.md
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "exchange/import_lines.hpp"
#include "journal/journal.hpp"
#include "seal/digest.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

void take_in(felt::Journal& journal, std::istream& in, felt::Journal::Trial trial) {
  felt::Lines lines(in, "fuzz.jsonl");
  journal.take_in(
      [&](felt::Intake& intake) { felt::import_lines(lines, intake, [](std::size_t, std::size_t) {}); },
      trial);
}

std::unique_ptr<felt::Journal> whole_journal() {
  auto journal = felt::Journal::in_memory();
  std::ifstream in(FELT_TEST_DATA "/fuzz/exports/whole.jsonl", std::ios::binary);
  take_in(*journal, in, felt::Journal::Trial::no);
  return journal;
}

// The lines with an end that is true of them: what comes after the end is read is reached in no other way.
std::string closed_again(std::string_view text) {
  std::string lines(text.substr(0, text.rfind(R"({"schema":"felt.end/1")")));
  if (lines.empty() || lines.back() != '\n') lines += '\n';
  felt::Digest digest;
  digest.add(lines);
  const auto count = std::count(lines.begin(), lines.end(), '\n');
  return fmt::format(R"({}{{"schema":"felt.end/1","lines":{},"blake2b-256":"{}"}})"
                     "\n",
                     lines, count, digest.hex());
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned seed) {
  size = LLVMFuzzerMutate(data, size, most);
  const auto closed = closed_again({reinterpret_cast<const char*>(data), size});
  if (seed % 8 == 0 || closed.size() > most) return size;
  std::copy(closed.begin(), closed.end(), data);
  return closed.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto journal = whole_journal();
  std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
  try {
    take_in(*journal, in, felt::Journal::Trial::yes);
  } catch (const felt::Error& error) {
    if (error.exit() != felt::Exit::content && error.exit() != felt::Exit::newer) throw;
  }
  return 0;
}
