#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "base/error.hpp"
#include "full_run.hpp"
#include "seal/container.hpp"
#include "seal/keys.hpp"

namespace felt::test {

// As little as felt accepts, so that tests are quick.
inline constexpr KdfCost little = least_cost;

inline Passphrase passphrase(std::string_view text) { return Passphrase(Secret::copy_of(text)); }

// A sealed image, with the key it opens with.
struct Sealed {
  Header header;
  Secret master = new_master_key();
  std::string file;

  explicit Sealed(std::string_view image, std::string_view words = "one two three four") {
    header.file = by_chance<Bytes16>();
    header.generation = 1;
    auto typed = passphrase(words);
    header.slots.push_back(make_slot(SlotKind::passphrase, typed, little, header.file, master));
    write(image);
  }
  void write(std::string_view image) {
    file.clear();
    header = seal(header, master, image, [&](std::string_view piece) { file += piece; });
  }
};

// What a file holds. Throws as open_image does.
inline std::string opened(std::string_view file, const Secret& master) {
  std::string image;
  std::size_t expected = 0;
  open_image(file, parse_header(file, "'x'"), master, "'x'",
             {[&](std::size_t size) { expected = size; }, [&](std::string_view part) { image += part; }});
  CHECK(image.size() == expected);
  return image;
}

// How a file is refused: its exit code and the first words of the message; 0 where it is accepted.
struct Refusal {
  int exit = 0;
  std::string message;
};
inline Refusal refusal_of(std::string_view file, const Secret& master) {
  try {
    opened(file, master);
    return {};
  } catch (const Error& error) {
    return {static_cast<int>(error.exit()), error.what()};
  }
}

// Bytes that do not repeat.
inline std::string image_of_size(std::size_t size) {
  std::string image(size, '\0');
  std::uint32_t state = 1;
  for (auto& byte : image) {
    state = state * 1664525 + 1013904223;
    byte = static_cast<char>(state >> 24);
  }
  return image;
}

}  // namespace felt::test
