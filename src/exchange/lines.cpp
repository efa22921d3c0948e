#include "exchange/lines.hpp"

#include <fmt/format.h>

#include <istream>
#include <utility>

#include "base/error.hpp"
#include "base/file.hpp"

namespace felt {
namespace {

constexpr std::size_t chunk = 65'536;
constexpr std::size_t shown_ahead = 4096;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

}  // namespace

Lines::Lines(std::istream& in, std::string origin) : m_in(in), m_origin(std::move(origin)) {}

void Lines::fail(std::string_view what, std::string hint) const {
  throw ContentError(fmt::format("{}:{}:1: {}", m_origin, m_number, what), std::move(hint));
}

// Puts more of the stream behind what the buffer still holds.
bool Lines::fill() {
  m_buffer.erase(0, m_used);
  m_used = 0;
  const auto size = m_buffer.size();
  m_buffer.resize(size + chunk);
  m_in.read(m_buffer.data() + size, static_cast<std::streamsize>(chunk));
  const auto got = static_cast<std::size_t>(m_in.gcount());
  m_buffer.resize(size + got);
  if (m_read == 0 && m_buffer.starts_with(byte_order_mark)) m_used = byte_order_mark.size();
  m_read += got;
  if (m_in.bad()) throw UsageError(fmt::format("{} cannot be read to its end", m_origin));
  if (m_read > longest_stream) fail(fmt::format("there is more than {}", size_text(longest_stream)));
  return got > 0;
}

bool Lines::next() {
  ++m_number;
  m_line.clear();
  for (m_is_ended = false; !m_is_ended;) {
    if (m_used == m_buffer.size() && !fill()) break;
    const auto end = m_buffer.find('\n', m_used);
    m_is_ended = end != std::string::npos;
    m_line.append(m_buffer, m_used, m_is_ended ? end - m_used : std::string::npos);
    m_used = m_is_ended ? end + 1 : m_buffer.size();
    if (m_line.size() > longest_line) fail(fmt::format("a line of more than {}", size_text(longest_line)));
  }
  if (m_is_ended && m_line.ends_with('\r')) m_line.pop_back();
  return m_is_ended || !m_line.empty();
}

std::string_view Lines::ahead() {
  while (m_buffer.size() - m_used < shown_ahead && fill()) continue;
  return std::string_view(m_buffer).substr(m_used, shown_ahead);
}

std::string Lines::rest() {
  while (m_buffer.size() - m_used <= longest_line && fill()) continue;
  if (m_buffer.size() - m_used > longest_line)
    throw ContentError(fmt::format("{} holds more than {}", m_origin, size_text(longest_line)),
                       "That is the most felt reads of a file of this kind.");
  return m_buffer.substr(std::exchange(m_used, m_buffer.size()));
}

}  // namespace felt
