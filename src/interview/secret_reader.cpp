#include "interview/secret_reader.hpp"

#include <poll.h>
#include <signal.h>
#include <termios.h>

#include <array>
#include <cerrno>

#include "base/descriptor.hpp"
#include "base/error.hpp"

namespace felt {
namespace {

constexpr std::size_t longest_secret = 4096;

volatile sig_atomic_t secret_signal = 0;

void note_signal(int number) { secret_signal = number; }

// While it lives, these signals end the reading instead of the process, and Ctrl-Z does nothing: a stopped
// felt would leave the terminal without echo. They come only while `wait` waits, so that none comes between a
// look at whether there was one and the beginning of the waiting.
class EndingSignals {
 public:
  EndingSignals() {
    secret_signal = 0;
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : signals) sigaddset(&held, signal);
    sigprocmask(SIG_BLOCK, &held, &m_held_before);
    m_while_waiting = m_held_before;
    // A check-in that asks for the passphrase holds some of them back itself.
    for (const int signal : signals) sigdelset(&m_while_waiting, signal);
    struct sigaction action {};
    for (std::size_t i = 0; i < signals.size(); ++i) {
      action.sa_handler = signals[i] == SIGTSTP ? SIG_IGN : note_signal;
      sigaction(signals[i], &action, &m_before[i]);
    }
  }
  EndingSignals(const EndingSignals&) = delete;
  EndingSignals& operator=(const EndingSignals&) = delete;
  ~EndingSignals() {
    for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &m_before[i], nullptr);
    sigprocmask(SIG_SETMASK, &m_held_before, nullptr);
  }
  // Until there is something to read, or one of the signals came.
  void wait(int terminal) const {
    pollfd reading{terminal, POLLIN, 0};
    while (secret_signal == 0 && ::ppoll(&reading, 1, nullptr, &m_while_waiting) < 0 && errno == EINTR) {
    }
  }

 private:
  static constexpr std::array signals{SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP};
  std::array<struct sigaction, signals.size()> m_before;
  sigset_t m_held_before, m_while_waiting;
};

// The terminal shows nothing of what is typed while it lives.
class WithoutEcho {
 public:
  explicit WithoutEcho(int terminal) : m_terminal(terminal) {
    ::tcgetattr(terminal, &m_before);
    auto silent = m_before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHOE | ECHOK | ECHONL);
    silent.c_lflag |= ICANON | ISIG;
    ::tcsetattr(terminal, TCSAFLUSH, &silent);
  }
  WithoutEcho(const WithoutEcho&) = delete;
  WithoutEcho& operator=(const WithoutEcho&) = delete;
  ~WithoutEcho() { ::tcsetattr(m_terminal, TCSAFLUSH, &m_before); }

 private:
  int m_terminal;
  struct termios m_before {};
};

void show(int terminal, std::string_view text) {
  if (::write(terminal, text.data(), text.size()) < 0) return;  // a terminal that is gone ends the reading
}

[[noreturn]] void end_by_signal(int terminal) {
  show(terminal, "\n");
  if (secret_signal == SIGTERM) throw Error(Exit::terminated, "stopped");
  if (secret_signal == SIGHUP) throw Error(Exit::hangup, "the terminal is gone");
  throw Error(Exit::interrupted, "stopped");
}

std::optional<Secret> read_line(int terminal, const EndingSignals& signals) {
  Secret line(longest_secret);
  std::size_t size = 0;
  for (char* const to = reinterpret_cast<char*>(line.data()); size < longest_secret; ++size) {
    signals.wait(terminal);
    if (secret_signal != 0) end_by_signal(terminal);
    const auto count = ::read(terminal, to + size, 1);
    if (count <= 0) return std::nullopt;
    if (to[size] == '\n') return Secret::copy_of(line.view().substr(0, size));
  }
  throw UsageError("that is too long for a passphrase");
}

}  // namespace

std::optional<Secret> read_secret_from_terminal(std::string_view prompt) {
  const auto terminal = open_at(AT_FDCWD, "/dev/tty", O_RDWR | O_NOCTTY);
  if (!terminal.is_open()) return std::nullopt;
  const EndingSignals signals;
  const WithoutEcho silence(terminal.get());
  show(terminal.get(), prompt);
  auto line = read_line(terminal.get(), signals);
  show(terminal.get(), "\n");
  return line;
}

}  // namespace felt
