#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace felt {

// Bytes that nobody else should see: a passphrase, a key. They lie between guarded pages, out of swap and of
// core dumps as far as the system allows, and are wiped when they go. Throws std::bad_alloc.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::size_t size);  // zeros
  static Secret copy_of(std::string_view bytes);
  static Secret by_chance(std::size_t size);

  unsigned char* data() { return m_bytes.get(); }
  const unsigned char* data() const { return m_bytes.get(); }
  std::size_t size() const { return m_size; }
  bool is_empty() const { return m_size == 0; }
  std::string_view view() const;

 private:
  struct Wipe {
    void operator()(unsigned char* bytes) const;
  };
  std::unique_ptr<unsigned char, Wipe> m_bytes;
  std::size_t m_size = 0;
};

// Overwrites bytes in a way that no compiler leaves out.
void wipe(void* bytes, std::size_t size);
void wipe(std::string& text);  // and what stood behind it before it became shorter

// Whether both are equal, in a time that tells nothing about where they differ.
bool are_equal(std::string_view one, std::string_view other);

// From now on no crash of this process writes its memory to the disk, and no other process of the person
// looks into it.
void forbid_core_dumps();

// Asks the system to leave these bytes out of core dumps and of swap; it may say no.
void keep_in_memory(void* bytes, std::size_t size);

}  // namespace felt
