#include "seal/container.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <cstdint>

#include "base/error.hpp"
#include "seal/keys.hpp"

namespace felt {
namespace {

constexpr std::size_t chunk = 65'536, length_size = 8;
constexpr std::size_t added = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t locked_chunk = chunk + added;

std::size_t chunks_for(std::size_t image) { return (length_size + image + chunk - 1) / chunk; }

// The state of a stream holds its key.
struct Stream {
  Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { wipe(&state, sizeof state); }
  crypto_secretstream_xchacha20poly1305_state state;
};

[[noreturn]] void refuse_damaged(const std::string& name, std::size_t at, std::string_view what) {
  throw Error(Exit::damaged, fmt::format("{} is damaged at byte {}: {}", name, at, what),
              "Leave the file as it is. The copy before it is beside it, with .prev at the end of its name.");
}

// --- sealing ---

// The image as it is cut into chunks: its length in front, zeros behind.
void fill_chunk(Secret& plain, std::string_view image, std::size_t number) {
  auto* to = plain.data();
  std::size_t room = chunk;
  if (number == 0) {
    for (std::size_t i = 0; i < length_size; ++i)
      *to++ = static_cast<unsigned char>(std::uint64_t{image.size()} >> (8 * i) & 0xff);
    room -= length_size;
  }
  const std::size_t from = number == 0 ? 0 : number * chunk - length_size;
  const auto part = image.substr(std::min(from, image.size()), room);
  std::fill(std::copy(part.begin(), part.end(), to), plain.data() + chunk, static_cast<unsigned char>(0));
}

unsigned char tag_of(std::size_t number, std::size_t count) {
  return number + 1 == count ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                             : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
}

void seal_chunks(Stream& stream, const Bytes32& bound, std::string_view image, const Pieces& add) {
  const std::size_t count = chunks_for(image.size());
  Secret plain(chunk);
  std::string locked(locked_chunk, '\0');
  for (std::size_t number = 0; number < count; ++number) {
    fill_chunk(plain, image, number);
    crypto_secretstream_xchacha20poly1305_push(&stream.state, reinterpret_cast<unsigned char*>(locked.data()),
                                               nullptr, plain.data(), chunk, bound.data(), bound.size(),
                                               tag_of(number, count));
    add(locked);
  }
}

// --- opening ---

// Puts together what comes in chunks, and knows where the image ends and the zeros begin.
class Unpacking {
 public:
  explicit Unpacking(const ImageTaker& taker) : m_taker(taker) {}

  // False where the chunk cannot be part of what felt seals.
  bool take(std::string_view plain, unsigned char tag, std::size_t number) {
    if (number == 0 && !begin(plain)) return false;
    if (number >= m_count || tag != tag_of(number, m_count)) return false;
    const auto part = plain.substr(0, m_left);
    if (plain.find_first_not_of('\0', part.size()) != std::string_view::npos) return false;
    m_taker.part(part);
    m_left -= part.size();
    m_taken += part.size();
    return true;
  }
  bool is_complete(std::size_t chunks) const { return chunks == m_count; }
  std::size_t taken() const { return m_taken; }

 private:
  bool begin(std::string_view& plain) {
    std::uint64_t size = 0;
    for (std::size_t i = 0; i < length_size; ++i)
      size |= std::uint64_t{static_cast<unsigned char>(plain[i])} << (8 * i);
    if (size > largest_image) return false;
    plain.remove_prefix(length_size);
    m_left = size;
    m_count = chunks_for(size);
    m_taker.begin(size);
    return true;
  }

  const ImageTaker& m_taker;
  std::size_t m_count = 0;  // of the chunks that the image fills
  std::size_t m_left = 0, m_taken = 0;
};

// Opens chunk by chunk until one is not as it was written; how many were.
std::size_t open_chunks(std::string_view body, const Header& header, const Secret& master,
                        Unpacking& unpacking) {
  const auto bound = sum_256(header_bytes(header));
  const auto key = body_key(header, master);
  Stream stream;
  Secret plain(chunk);
  crypto_secretstream_xchacha20poly1305_init_pull(&stream.state, header.stream.data(), key.data());
  std::size_t number = 0;
  for (; (number + 1) * locked_chunk <= body.size(); ++number) {
    unsigned char tag = 0;
    const auto locked = body.substr(number * locked_chunk, locked_chunk);
    const bool is_whole = crypto_secretstream_xchacha20poly1305_pull(&stream.state, plain.data(), nullptr,
                                                                     &tag, bytes_in(locked), locked.size(),
                                                                     bound.data(), bound.size()) == 0;
    if (!is_whole || !unpacking.take(plain.view(), tag, number)) break;
  }
  return number;
}

// The chunks between both headers.
std::string_view chunks_in(std::string_view file, const std::string& header, const std::string& name) {
  if (file.size() < 2 * header.size() + locked_chunk) refuse_damaged(name, file.size(), "it ends too early");
  const auto body = file.substr(header.size(), file.size() - 2 * header.size());
  if (body.size() % locked_chunk != 0) refuse_damaged(name, file.size(), "it is too short or too long");
  if (file.substr(file.size() - header.size()) != header)
    refuse_damaged(name, file.size() - header.size(), "the copy of the header differs from the header");
  return body;
}

std::optional<Header> header_at(std::string_view file, std::size_t place, const std::string& name) {
  try {
    return parse_header(file.substr(place), name);
  } catch (const Error& error) {
    if (error.exit() != Exit::damaged) throw;
    return std::nullopt;
  }
}

}  // namespace

std::size_t sealed_size(std::size_t image, std::size_t slots) {
  return 2 * header_size(slots) + chunks_for(image) * locked_chunk;
}

Header seal(Header header, const Secret& master, std::string_view image, const Pieces& add) {
  if (image.size() > largest_image)
    throw Error(Exit::not_saved, "a sealed journal cannot hold more than 1 GiB");
  header.write_salt = by_chance<Bytes32>();
  const auto key = body_key(header, master);
  Stream stream;
  crypto_secretstream_xchacha20poly1305_init_push(&stream.state, header.stream.data(), key.data());
  const auto bytes = header_bytes(header);
  add(bytes);
  seal_chunks(stream, sum_256(bytes), image, add);
  add(bytes);
  return header;
}

void open_image(std::string_view file, const Header& header, const Secret& master, const std::string& name,
                const ImageTaker& taker) {
  const auto bytes = header_bytes(header);
  const auto body = chunks_in(file, bytes, name);
  Unpacking unpacking(taker);
  const auto count = open_chunks(body, header, master, unpacking);
  if (count * locked_chunk != body.size() || !unpacking.is_complete(count))
    refuse_damaged(name, bytes.size() + count * locked_chunk, "it is not as it was written");
}

std::optional<Header> find_header(std::string_view file, const std::string& name) {
  if (auto header = header_at(file, 0, name)) return header;
  for (std::size_t slots = 1; slots <= most_slots; ++slots) {
    const auto size = header_size(slots);
    if (file.size() < size) break;
    if (auto header = header_at(file, file.size() - size, name)) return header;
  }
  return std::nullopt;
}

std::size_t open_beginning(std::string_view file, const Header& header, const Secret& master,
                           const ImageTaker& taker) {
  const auto start = std::min(header_size(header.slots.size()), file.size());
  Unpacking unpacking(taker);
  open_chunks(file.substr(start), header, master, unpacking);
  return unpacking.taken();
}

}  // namespace felt
