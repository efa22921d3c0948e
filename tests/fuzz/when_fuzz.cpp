// libFuzzer over the readers of times: what clients type, leaning either way, and the ISO texts of answers
// and exports. Any bytes must give a time or a refusal, and a time that is written must be read again as the
// same.
//   see tests/fuzz/README.md
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.hpp"
#include "base/when.hpp"
#include "zones.hpp"

namespace {

using namespace std::chrono_literals;

// The evening before a clock change, so that the hour that does not exist is near.
constexpr felt::Instant now = std::chrono::sys_days(2026y / 3 / 28) + 20h;

void read(std::string_view text, felt::Lean lean) {
  static const auto zone = felt::test::zone_named("Europe/Vienna");
  const felt::WhenContext context{now, zone, lean, felt::moment_at(now - 72h, zone)};
  try {
    const auto moment = felt::parse_when(text, context).moment;
    if (felt::parse_iso(felt::iso_text(moment), zone).at != moment.at) __builtin_trap();
    if (felt::parse_utc_text(felt::utc_text(moment.at)) != moment.at) __builtin_trap();
  } catch (const felt::UsageError&) {
    return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read(text, felt::Lean::past);
  read(text, felt::Lean::future);
  return 0;
}
