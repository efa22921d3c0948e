#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace felt {

// What the process answers; felt(1) lists them, a test keeps both in step.
enum class Exit {
  done = 0,
  no = 1,
  usage = 2,
  content = 3,
  no_journal = 10,
  locked = 11,
  wrong_passphrase = 12,
  damaged = 13,
  newer = 14,
  not_saved = 15,
  unsafe = 16,
  not_sealed = 17,
  bug = 70,
  hangup = 129,
  interrupted = 130,
  terminated = 143,
};

// Whether a signal to the process was the reason.
constexpr bool is_by_signal(Exit exit) { return exit >= Exit::hangup; }

// Stops the command. The message says what and where in lower case, the hint what to do; the hint may be
// empty.
class Error : public std::runtime_error {
 public:
  Error(Exit exit, const std::string& message, std::string hint = {})
      : std::runtime_error(message), m_exit(exit), m_hint(std::move(hint)) {}
  Exit exit() const { return m_exit; }
  const std::string& hint() const { return m_hint; }

 private:
  Exit m_exit;
  std::string m_hint;
};

// A wrong argument, value or id.
class UsageError : public Error {
 public:
  explicit UsageError(const std::string& message, std::string hint = {})
      : Error(Exit::usage, message, std::move(hint)) {}
};

// Bad content of a file or of standard input; nothing of it was taken.
class ContentError : public Error {
 public:
  explicit ContentError(const std::string& message, std::string hint = {})
      : Error(Exit::content, message, std::move(hint)) {}
};

// One finding in a file that is checked as a whole. Line and column count from 1; 0 where there is none.
struct Problem {
  enum class Severity { error, warning };
  std::string file;
  int line = 0;
  int column = 0;
  Severity severity = Severity::error;
  std::string message;
  std::string hint;
  std::string source;  // the line of the file itself, for the caret
};

}  // namespace felt
