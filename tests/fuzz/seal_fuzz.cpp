// libFuzzer over the reader of sealed files: any bytes must give an answer. The key is one that is known, so
// that no time goes into making it of a passphrase; the sum of the header is mended, so that the fields
// behind it are read.
//   see tests/fuzz/README.md
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/error.hpp"
#include "seal/container.hpp"

namespace {

void mend_sum(std::string& file) {
  if (file.size() < 128) return;
  const std::size_t size = static_cast<unsigned char>(file[10]) |
                           static_cast<std::size_t>(static_cast<unsigned char>(file[11])) << 8;
  if (size < 128 || size > file.size()) return;
  file.replace(size - 16, 16, felt::view_of(felt::sum_128(file.substr(0, size - 16))));
  // What stands behind the chunks is the header again.
  if (file.size() >= 2 * size) file.replace(file.size() - size, size, file.substr(0, size));
}

void read(const std::string& file) {
  static const felt::Secret key(32);
  std::size_t expected = 0, taken = 0;
  felt::open_image(
      file, felt::parse_header(file, "'fuzz'"), key, "'fuzz'",
      {[&](std::size_t size) { expected = size; }, [&](std::string_view part) { taken += part.size(); }});
  if (taken != expected) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string file(reinterpret_cast<const char*>(data), size);
  for (const bool mended : {false, true}) {
    if (mended) mend_sum(file);
    try {
      read(file);
    } catch (const felt::Error& error) {
      if (error.exit() != felt::Exit::damaged && error.exit() != felt::Exit::newer) throw;
    }
  }
  return 0;
}
