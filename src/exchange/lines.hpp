#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

namespace felt {

// The lines of a stream, one at a time, in little memory whatever comes: ContentError, with the place, for a
// line of more than 16 MiB and for a stream of more than 512 MiB. A byte order mark at its beginning is
// passed over.
class Lines {
 public:
  static constexpr std::size_t longest_line = std::size_t{16} * 1024 * 1024;
  static constexpr std::size_t longest_stream = std::size_t{512} * 1024 * 1024;

  Lines(std::istream& in, std::string origin);
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  // Goes to the next line; false at the end.
  bool next();
  std::string_view line() const { return m_line; }  // without its line break, \n or \r\n
  std::size_t number() const { return m_number; }   // from 1
  bool is_ended() const { return m_is_ended; }      // the line has a line break behind it
  const std::string& origin() const { return m_origin; }

  // The beginning of what is still to come, at most 4 KiB, without taking it.
  std::string_view ahead();
  // All that is still to come; ContentError for more than 16 MiB.
  std::string rest();

  // ContentError at the line.
  [[noreturn]] void fail(std::string_view what, std::string hint = {}) const;

 private:
  bool fill();

  std::istream& m_in;
  std::string m_origin, m_line, m_buffer;
  std::size_t m_used = 0;  // of the buffer
  std::size_t m_read = 0, m_number = 0;
  bool m_is_ended = false;
};

}  // namespace felt
