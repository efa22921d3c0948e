#include <algorithm>
#include <array>

#include "sealed.hpp"

using namespace felt;
using namespace felt::test;

namespace {

constexpr std::size_t chunk = 65'536 + 17;
// A header with one key.
constexpr std::size_t head = 232;

// Three chunks, the last of them not full.
const Sealed& three_chunks() {
  static const Sealed sealed(image_of_size(150'000));
  return sealed;
}

std::string flipped(std::string file, std::size_t at, unsigned bit) {
  file[at] = static_cast<char>(static_cast<unsigned char>(file[at]) ^ (1u << bit));
  return file;
}

// The beginning of what is said when this byte is not as it was written.
std::string damage_at(std::size_t at) {
  if (at < 8) return "the header of 'x' is damaged: this is no sealed";
  if (at < head) return "the header of 'x' is damaged: ";
  return "'x' is damaged at byte " +
         std::to_string(head + std::min<std::size_t>((at - head) / chunk, 3) * chunk);
}

void refuse_bit(const Sealed& sealed, std::size_t at, std::size_t bit) {
  const auto refusal = refusal_of(flipped(sealed.file, at, static_cast<unsigned>(bit)), sealed.master);
  if (refusal.exit != 13 || !refusal.message.starts_with(damage_at(at)))
    FAIL_CHECK("byte " << at << ": exit " << refusal.exit << ", " << refusal.message);
}

std::string chunk_of(const std::string& file, std::size_t number) {
  return file.substr(head + number * chunk, chunk);
}

std::string with_chunk(std::string file, std::size_t number, const std::string& other) {
  return file.replace(head + number * chunk, chunk, other);
}

// A header as it is, whose sum holds although it was changed.
std::string summed(std::string header) {
  header.resize(header.size() - 16);
  header += view_of(sum_128(header));
  return header;
}

Refusal refused_header(const std::string& header) {
  try {
    parse_header(header, "'x'");
    return {};
  } catch (const Error& error) {
    return {static_cast<int>(error.exit()), error.what()};
  }
}

std::string with_number(std::string header, std::size_t at, std::uint32_t number) {
  for (std::size_t i = 0; i < 4; ++i) header[at + i] = static_cast<char>(number >> (8 * i) & 0xff);
  return summed(std::move(header));
}

}  // namespace

TEST_CASE("what is sealed opens again, whatever its size") {
  for (const std::size_t size : {0u, 1u, 511u, 65'527u, 65'528u, 65'529u, 131'064u, 131'065u, 200'000u}) {
    CAPTURE(size);
    const auto image = image_of_size(size);
    const Sealed sealed(image);
    CHECK(sealed.file.size() == sealed_size(size, 1));
    CHECK(opened(sealed.file, sealed.master) == image);
  }
}

TEST_CASE("the file's size tells the image's only to 64 KiB") {
  CHECK(Sealed("a").file.size() == Sealed(image_of_size(60'000)).file.size());
}

TEST_CASE("nothing of the image can be read in the file, and no two files are alike") {
  const std::string words = "the words that nobody else should read";
  Sealed sealed(words);
  const auto first = sealed.file;
  CHECK(first.find("words") == first.npos);
  sealed.write(words);
  CHECK(sealed.file.substr(head, chunk) != first.substr(head, chunk));
}

TEST_CASE("a file with one bit changed is never accepted, and the message tells where it is wrong") {
  const auto& sealed = three_chunks();
  REQUIRE(sealed.file.size() == 2 * head + 3 * chunk);
  std::size_t tried = 0;
  for (std::size_t at = 0; at < sealed.file.size(); ++at) {
    const bool is_body = at >= head && at < head + 3 * chunk;
    const bool is_edge = (at - head) % chunk < 40 || (at - head) % chunk > chunk - 40;
    if (is_body && !is_edge && at % 211 != 0 && !is_full_run()) continue;
    // Of the headers every bit, elsewhere one of each byte.
    const unsigned bits = is_body ? 1 : a_few_or(1, 8);
    for (unsigned bit = 0; bit < bits; ++bit, ++tried) refuse_bit(sealed, at, (at + bit) % 8);
  }
  MESSAGE(tried << " changed files, none accepted");
}

TEST_CASE("a file that was cut short is never accepted") {
  const auto& sealed = three_chunks();
  std::size_t tried = 0;
  for (std::size_t size = 0; size < sealed.file.size(); ++size) {
    const bool is_edge = size < 2 * head || size % chunk < 600 || size > sealed.file.size() - 600;
    if (!is_edge && size % 127 != 0 && !is_full_run()) continue;
    ++tried;
    if (const auto refusal = refusal_of(sealed.file.substr(0, size), sealed.master); refusal.exit != 13)
      FAIL_CHECK(size << " bytes: exit " << refusal.exit << ", " << refusal.message);
  }
  MESSAGE(tried << " lengths, none accepted");
}

TEST_CASE("a file with something behind it is never accepted") {
  const auto& sealed = three_chunks();
  for (std::size_t more = 1; more < 600; ++more)
    CHECK(refusal_of(sealed.file + std::string(more, 'x'), sealed.master).exit == 13);
  CHECK(refusal_of(sealed.file + sealed.file, sealed.master).exit == 13);
  CHECK(refusal_of(sealed.file + chunk_of(sealed.file, 2), sealed.master).exit == 13);
  CHECK(refusal_of(sealed.file + sealed.file.substr(0, head), sealed.master).exit == 13);
}

TEST_CASE("chunks cannot change places, be left out, doubled or taken from elsewhere") {
  const auto& sealed = three_chunks();
  const auto& file = sealed.file;
  const auto refused = [&](const std::string& changed) {
    CHECK(refusal_of(changed, sealed.master).exit == 13);
  };
  refused(with_chunk(with_chunk(file, 0, chunk_of(file, 1)), 1, chunk_of(file, 0)));
  refused(with_chunk(with_chunk(file, 1, chunk_of(file, 2)), 2, chunk_of(file, 1)));
  refused(with_chunk(file, 1, ""));
  refused(with_chunk(file, 2, ""));
  refused(with_chunk(file, 1, chunk_of(file, 1) + chunk_of(file, 1)));
  Sealed later(image_of_size(150'000));
  later.master = Secret::copy_of(sealed.master.view());
  later.header = sealed.header;
  ++later.header.generation;
  later.write(image_of_size(150'000));
  for (std::size_t number = 0; number < 3; ++number)
    refused(with_chunk(file, number, chunk_of(later.file, number)));
  refused(file.substr(0, head) + later.file.substr(head));
  refused(file.substr(0, file.size() - head) + later.file.substr(later.file.size() - head));
  CHECK(opened(later.file, sealed.master) == image_of_size(150'000));
}

TEST_CASE("a passphrase opens the slot it was made for, and no other opens it") {
  const Sealed sealed("words", "correct horse battery staple");
  auto right = passphrase("correct horse battery staple");
  const auto master = find_master_key(sealed.header, right);
  REQUIRE(master);
  CHECK(master->view() == sealed.master.view());
  for (const char* text : {"", " ", "correct horse battery stapl", "correct horse battery staple ",
                           "Correct horse battery staple", "correct horse battery staple\n"}) {
    auto wrong = passphrase(text);
    CHECK_FALSE(find_master_key(sealed.header, wrong));
  }
  auto enormous = passphrase(std::string(1'000'000, 'x'));
  CHECK_FALSE(find_master_key(sealed.header, enormous));
}

TEST_CASE("a slot opens only in its own file and at its own cost") {
  Sealed sealed("words");
  auto right = passphrase("one two three four");
  auto moved = sealed.header;
  moved.file = by_chance<Bytes16>();
  CHECK_FALSE(find_master_key(moved, right));
  auto cheaper = sealed.header;
  cheaper.slots[0].cost.passes = 2;
  CHECK_FALSE(find_master_key(cheaper, right));
  auto recovery = sealed.header;
  recovery.slots[0].kind = SlotKind::recovery;
  CHECK_FALSE(find_master_key(recovery, right));
}

TEST_CASE("a header is read as it was written") {
  const auto& header = three_chunks().header;
  CHECK(parse_header(three_chunks().file, "'x'") == header);
  CHECK(header_bytes(header) == three_chunks().file.substr(0, head));
  CHECK(generation_in(three_chunks().file) == 1);
  CHECK(generation_in("short") == 0);
  CHECK(file_in(three_chunks().file) == parse_header(three_chunks().file, "'x'").file);
  CHECK(file_in("short") == Bytes16{});
}

TEST_CASE("a header that asks for too much or too little work is refused before any is done") {
  const auto header = three_chunks().file.substr(0, head);
  constexpr std::size_t passes_at = 49, memory_at = 53;
  for (const std::uint32_t passes : {0u, 17u, 1u << 31, 0xffffffffu})
    CHECK(refused_header(with_number(header, passes_at, passes)).exit == 13);
  for (const std::uint32_t memory : {0u, 8191u, 2u * 1024 * 1024 + 1, 0xffffffffu})
    CHECK(refused_header(with_number(header, memory_at, memory)).exit == 13);
  CHECK(refused_header(with_number(header, passes_at, 16)).exit == 0);
  CHECK(refused_header(with_number(header, memory_at, 2 * 1024 * 1024)).exit == 0);
}

TEST_CASE("a header that is whole and of a later version is told apart from a damaged one") {
  const auto header = three_chunks().file.substr(0, head);
  constexpr std::array<std::size_t, 4> later{8, 12, 13, 15};  // version, kdf, aead, flags
  for (const auto at : later) {
    auto changed = header;
    changed[at] = 2;
    CHECK(refused_header(changed).exit == 13);
    CHECK(refused_header(summed(changed)).exit == 14);
  }
  for (const int slots : {0, 2, 9, 255}) {
    auto changed = header;
    changed[14] = static_cast<char>(slots);
    CHECK(refused_header(summed(changed)).exit == 13);
  }
  auto padded = header;
  padded[48 + 100] = 1;
  CHECK(refused_header(summed(padded)).exit == 13);
}

TEST_CASE("ten thousand headers changed by chance are refused, or mean what they meant") {
  const auto header = three_chunks().file.substr(0, head);
  for (int i = 0; i < 10'000; ++i) {
    auto changed = header;
    const auto chance = by_chance<Bytes16>();
    for (const std::size_t one : {0u, 3u})
      changed[(chance[one] * 256u + chance[one + 1]) % (head - 16)] = static_cast<char>(chance[one + 2]);
    const auto exit = refused_header(i % 2 ? summed(changed) : changed).exit;
    CHECK((exit == 0 || exit == 13 || exit == 14));
    if (i % 2 == 0 && changed != header) CHECK(exit != 0);
  }
}
