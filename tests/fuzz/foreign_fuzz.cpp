// libFuzzer over the readers of other programs' journals: any bytes must give entries or a refusal.
//   see tests/fuzz/README.md
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.hpp"
#include "exchange/foreign.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto zone = felt::fixed_zone("UTC", {});
  const felt::ForeignContext context{zone, std::chrono::hours(4),
                                     felt::parse_utc_text("2026-11-22T12:00:00Z")};
  for (const auto& read : {felt::read_jrnl, felt::read_daylio}) {
    try {
      read(text, "fuzz", context, [](const felt::ForeignKept&) {});
    } catch (const felt::ContentError&) {
      continue;
    }
  }
  return 0;
}
