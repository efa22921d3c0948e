// The files of seal/vectors, which decode.py opens, too: what is right, and what has to be refused.
// FELT_ACCEPT=1 makes the files anew; their sums in vectors.json are then to be written again, too.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/json.hpp"
#include "seal/recovery.hpp"
#include "sealed.hpp"

using namespace felt;
using namespace felt::test;

namespace {

const std::filesystem::path folder = std::filesystem::path(FELT_TEST_DATA) / "seal/vectors";

std::string file_named(const std::string& name) {
  std::ifstream file(folder / name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string bytes_of_hex(const std::string& hex) {
  std::string bytes;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
    bytes += static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16));
  return bytes;
}

// A file with what a vector changes in it: cut to so many bytes, bytes set, a header whose sum holds, moved
// pieces, and bytes behind.
std::string changed(std::string file, const JsonReader& vector) {
  if (const auto cut = vector.find("cut")) file.resize(static_cast<std::size_t>(cut->whole()));
  if (const auto copies = vector.find("copy"))
    for (const auto& copy : copies->items()) {
      const auto numbers = copy.items();
      const auto size = static_cast<std::size_t>(numbers[2].whole());
      file.replace(
          static_cast<std::size_t>(numbers[1].whole()), size,
          file_named(copy.items()[3].text()).substr(static_cast<std::size_t>(numbers[0].whole()), size));
    }
  if (const auto set = vector.find("set")) {
    const auto pair = set->items();
    const auto bytes = bytes_of_hex(pair[1].text());
    file.replace(static_cast<std::size_t>(pair[0].whole()), bytes.size(), bytes);
  }
  if (const auto sum = vector.find("sum")) {
    const auto end = static_cast<std::size_t>(sum->whole());
    file.replace(end - 16, 16, view_of(sum_128(file.substr(0, end - 16))));
  }
  return file + bytes_of_hex(vector.find_text("append").value_or(""));
}

// The sum of the image, or the exit code of the refusal.
std::string answer_to(const std::string& file, const std::string& typed) {
  try {
    const auto header = parse_header(file, "'x'");
    auto words = passphrase(typed);
    const auto master = find_master_key(header, words);
    if (!master) return "12";
    return hex_text(view_of(sum_256(opened(file, *master))));
  } catch (const Error& error) {
    return std::to_string(static_cast<int>(error.exit()));
  }
}

}  // namespace

TEST_CASE("every vector of the sealed file is answered as the format says") {
  const auto text = file_named("vectors.json");
  const JsonDocument document(text, "vectors.json");
  std::size_t good = 0, bad = 0;
  for (const auto& vector : document.reader().at("vectors").items()) {
    const auto name = vector.at("name").text();
    CAPTURE(name);
    const auto answer = answer_to(changed(file_named(vector.at("file").text()), vector),
                                  bytes_of_hex(vector.at("typed").text()));
    CHECK(answer == vector.at("answer").text());
    ++(answer.size() == 64 ? good : bad);
  }
  CHECK(good == 40);
  CHECK(bad == 60);
}
