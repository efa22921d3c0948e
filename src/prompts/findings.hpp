#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace felt {

// Where something stands in a file. Line and column (in characters) count from 1; 0 for the file as a whole.
struct SourcePlace {
  int line = 0;
  int column = 0;
  friend bool operator==(const SourcePlace&, const SourcePlace&) = default;
};

// Collects what is found in one file: at most `most_kept` errors and as many warnings, so that a hostile file
// cannot fill the screen. The text must outlive the findings.
class Findings {
 public:
  static constexpr std::size_t most_kept = 100;

  Findings(std::string_view file, std::string_view text) : m_file(file), m_text(text) {}

  void error(SourcePlace at, std::string message, std::string hint = {});
  void warning(SourcePlace at, std::string message, std::string hint = {});

  bool has_error() const { return m_errors > 0; }
  std::size_t errors() const { return m_errors; }
  // True once further findings are only counted.
  bool is_full() const { return m_errors >= most_kept || m_warnings >= most_kept; }
  // A hint for a word that is none of the candidates: the nearest, or all of them where they are few. Empty
  // once the findings are full, which bounds the time spent on comparing words.
  std::string nearest(std::string_view word, std::span<const std::string> candidates) const;

  // What was found, in the order of the file.
  std::vector<Problem> sorted() const;

 private:
  void add(Problem::Severity severity, SourcePlace at, std::string message, std::string hint);
  std::string_view line(int number) const;

  std::string m_file;
  std::string_view m_text;
  std::vector<Problem> m_problems;
  std::size_t m_errors = 0;
  std::size_t m_warnings = 0;
};

}  // namespace felt
