#include "seal/secret.hpp"

#include <sodium.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <cstring>
#include <memory>
#include <new>

#include "seal/sodium_start.hpp"

namespace felt {

void Secret::Wipe::operator()(unsigned char* bytes) const { sodium_free(bytes); }

Secret::Secret(std::size_t size) : m_size(size) {
  start_sodium();
  m_bytes.reset(static_cast<unsigned char*>(sodium_malloc(size)));
  if (!m_bytes) throw std::bad_alloc();
  sodium_memzero(m_bytes.get(), size);
}

Secret Secret::copy_of(std::string_view bytes) {
  Secret secret(bytes.size());
  if (!bytes.empty()) std::memcpy(secret.data(), bytes.data(), bytes.size());
  return secret;
}

Secret Secret::by_chance(std::size_t size) {
  Secret secret(size);
  randombytes_buf(secret.data(), size);
  return secret;
}

std::string_view Secret::view() const { return {reinterpret_cast<const char*>(m_bytes.get()), m_size}; }

void wipe(void* bytes, std::size_t size) { sodium_memzero(bytes, size); }
void wipe(std::string& text) {
  text.resize(text.capacity());
  wipe(text.data(), text.size());
  text.clear();
}

bool are_equal(std::string_view one, std::string_view other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

void forbid_core_dumps() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

void keep_in_memory(void* bytes, std::size_t size) {
#ifdef MADV_DONTDUMP
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  auto* whole_pages = bytes;
  auto left = size;
  if (std::align(page, page, whole_pages, left)) ::madvise(whole_pages, left / page * page, MADV_DONTDUMP);
#endif
  ::mlock(bytes, size);
}

}  // namespace felt
