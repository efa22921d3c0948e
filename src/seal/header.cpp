#include "seal/header.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace felt {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view magic =
    "\x89"
    "FELT\x0d\x0a\x1a"sv;
constexpr std::uint16_t version = 1;
constexpr unsigned char argon2id = 1, secretstream = 1;
constexpr std::size_t file_at = 16, generation_at = 32, slots_at = 48, slot_size = 112, after_slots = 72,
                      sum_size = 16;
constexpr std::size_t slot_used = 97;
constexpr std::size_t least_size = 128, most_size = 4096;

// Numbers are little-endian.
class Writer {
 public:
  template <class Number>
  Writer& number(Number value) {
    for (std::size_t i = 0; i < sizeof value; ++i)
      m_bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xff);
    return *this;
  }
  template <class Bytes>
  Writer& bytes(const Bytes& bytes) {
    m_bytes += view_of(bytes);
    return *this;
  }
  Writer& zeros(std::size_t count) {
    m_bytes.append(count, '\0');
    return *this;
  }
  Writer& text(std::string_view text) {
    m_bytes += text;
    return *this;
  }
  std::string take() { return std::move(m_bytes); }
  std::string_view view() const { return m_bytes; }

 private:
  std::string m_bytes;
};

// Whoever reads makes sure that there is enough.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : m_bytes(bytes) {}
  template <class Number>
  Number number() {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i)
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(m_bytes[i])) << (8 * i);
    m_bytes.remove_prefix(sizeof(Number));
    return static_cast<Number>(value);
  }
  template <class Bytes>
  Bytes bytes() {
    Bytes bytes{};
    std::copy_n(m_bytes.begin(), bytes.size(), bytes.begin());
    m_bytes.remove_prefix(bytes.size());
    return bytes;
  }
  bool are_zeros(std::size_t count) {
    const auto part = m_bytes.substr(0, count);
    m_bytes.remove_prefix(count);
    return part.find_first_not_of('\0') == std::string_view::npos;
  }
  void skip(std::size_t count) { m_bytes.remove_prefix(count); }

 private:
  std::string_view m_bytes;
};

[[noreturn]] void refuse_damaged(const std::string& name, std::string_view what) {
  throw Error(Exit::damaged, fmt::format("the header of {} is damaged: {}", name, what),
              "Leave the file as it is. The copy before it is beside it, with .prev at the end of its name.");
}

[[noreturn]] void refuse_newer(const std::string& name) {
  throw Error(Exit::newer, fmt::format("{} was sealed by a newer felt", name),
              "Nothing was changed. Install the newer felt to go on with it.");
}

void write_slot(Writer& writer, const Slot& slot) {
  writer.number(static_cast<unsigned char>(slot.kind)).number(slot.cost.passes).number(slot.cost.memory_kib);
  writer.bytes(slot.salt).bytes(slot.nonce).bytes(slot.locked_key).zeros(slot_size - slot_used);
}

bool is_allowed(const KdfCost& cost) {
  return cost.passes >= least_cost.passes && cost.passes <= most_cost.passes &&
         cost.memory_kib >= least_cost.memory_kib && cost.memory_kib <= most_cost.memory_kib;
}

Slot read_slot(Reader& reader, const std::string& name) {
  Slot slot;
  const auto kind = reader.number<unsigned char>();
  if (kind != 1 && kind != 2) refuse_damaged(name, "it holds a key of a kind that does not exist");
  slot.kind = static_cast<SlotKind>(kind);
  slot.cost.passes = reader.number<std::uint32_t>();
  slot.cost.memory_kib = reader.number<std::uint32_t>();
  if (!is_allowed(slot.cost)) refuse_damaged(name, "it asks for more or less work than felt ever does");
  slot.salt = reader.bytes<Bytes16>();
  slot.nonce = reader.bytes<Bytes24>();
  slot.locked_key = reader.bytes<decltype(slot.locked_key)>();
  if (!reader.are_zeros(slot_size - slot_used)) refuse_damaged(name, "it is not empty where it should be");
  return slot;
}

// The header, once its sum holds; all versions have magic, version, length and sum at these places.
std::string_view whole_header(std::string_view file, const std::string& name) {
  if (file.size() < least_size) refuse_damaged(name, "the file ends within it");
  const std::size_t size = Reader(file.substr(10)).number<std::uint16_t>();
  if (size < least_size || size > most_size || size > file.size())
    refuse_damaged(name, "its length cannot be");
  const auto sum = sum_128(file.substr(0, size - sum_size));
  if (view_of(sum) != file.substr(size - sum_size, sum_size)) refuse_damaged(name, "its sum does not hold");
  return file.substr(0, size);
}

}  // namespace

bool is_sealed(std::string_view beginning) { return beginning.starts_with(magic); }

std::uint64_t generation_in(std::string_view beginning) {
  if (beginning.size() < beginning_size) return 0;
  return Reader(beginning.substr(generation_at)).number<std::uint64_t>();
}

Bytes16 file_in(std::string_view beginning) {
  if (!is_sealed(beginning) || beginning.size() < beginning_size) return {};
  return Reader(beginning.substr(file_at)).bytes<Bytes16>();
}

std::size_t header_size(std::size_t slots) { return slots_at + slot_size * slots + after_slots; }

std::string header_bytes(const Header& header) {
  Writer writer;
  writer.text(magic).number(version);
  writer.number(static_cast<std::uint16_t>(header_size(header.slots.size())));
  writer.number(argon2id).number(secretstream);
  writer.number(static_cast<unsigned char>(header.slots.size())).zeros(1);
  writer.bytes(header.file).number(header.generation).zeros(8);
  for (const auto& slot : header.slots) write_slot(writer, slot);
  writer.bytes(header.write_salt).bytes(header.stream);
  writer.bytes(sum_128(writer.view()));
  return writer.take();
}

Header parse_header(std::string_view file, const std::string& name) {
  if (!is_sealed(file)) refuse_damaged(name, "this is no sealed file");
  const auto bytes = whole_header(file, name);
  Reader reader(bytes.substr(magic.size()));
  if (reader.number<std::uint16_t>() != version) refuse_newer(name);
  reader.skip(2);
  const bool is_known = reader.number<unsigned char>() == argon2id;
  if (!(reader.number<unsigned char>() == secretstream && is_known)) refuse_newer(name);
  const std::size_t slots = reader.number<unsigned char>();
  if (reader.number<unsigned char>() != 0) refuse_newer(name);
  if (slots < 1 || slots > most_slots || bytes.size() != header_size(slots))
    refuse_damaged(name, "its length does not fit its keys");
  Header header;
  header.file = reader.bytes<Bytes16>();
  header.generation = reader.number<std::uint64_t>();
  if (!reader.are_zeros(8)) refuse_damaged(name, "it is not empty where it should be");
  for (std::size_t i = 0; i < slots; ++i) header.slots.push_back(read_slot(reader, name));
  header.write_salt = reader.bytes<Bytes32>();
  header.stream = reader.bytes<Bytes24>();
  return header;
}

std::string bound_to(const Slot& slot, const Bytes16& file) {
  Writer writer;
  writer.text(magic).number(version).number(argon2id).number(secretstream).bytes(file);
  writer.number(static_cast<unsigned char>(slot.kind)).number(slot.cost.passes).number(slot.cost.memory_kib);
  return writer.bytes(slot.salt).take();
}

}  // namespace felt
