#include <histedit.h>
#include <signal.h>

#include <clocale>
#include <cstdio>
#include <cstring>
#include <string>

#include "base/error.hpp"
#include "interview/line_reader.hpp"

namespace felt {
namespace {

volatile sig_atomic_t caught_signal = 0;

void catch_signal(int number) { caught_signal = number; }

// While a line is read, signals end the reading instead of the process, so that the terminal is put back and
// what was given is kept.
class SignalGuard {
 public:
  SignalGuard() {
    struct sigaction action {};
    action.sa_handler = catch_signal;  // no SA_RESTART: a blocked read must return
    for (std::size_t i = 0; i < std::size(signals); ++i) sigaction(signals[i], &action, &m_before[i]);
  }
  ~SignalGuard() {
    for (std::size_t i = 0; i < std::size(signals); ++i) sigaction(signals[i], &m_before[i], nullptr);
  }
  SignalGuard(const SignalGuard&) = delete;
  SignalGuard& operator=(const SignalGuard&) = delete;

 private:
  static constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction m_before[std::size(signals)];
};

Exit exit_for(int signal_number) {
  switch (signal_number) {
    case SIGHUP:
      return Exit::hangup;
    case SIGTERM:
      return Exit::terminated;
    default:
      return Exit::interrupted;
  }
}

class TerminalReader : public LineReader {
 public:
  TerminalReader() {
    // Typed é vanishes under LC_ALL=C: what is typed is UTF-8 whatever the locale says.
    if (!std::setlocale(LC_CTYPE, "C.UTF-8")) std::setlocale(LC_CTYPE, "");
    m_editor = el_init("felt", stdin, stderr, stderr);
    if (!m_editor) throw Error(Exit::bug, "the terminal cannot be read");
    el_set(m_editor, EL_CLIENTDATA, this);
    el_set(m_editor, EL_PROMPT, &TerminalReader::prompt_of);
    el_set(m_editor, EL_EDITOR, "emacs");
    el_set(m_editor, EL_SIGNAL, 1);
  }
  ~TerminalReader() override { el_end(m_editor); }
  TerminalReader(const TerminalReader&) = delete;
  TerminalReader& operator=(const TerminalReader&) = delete;

  std::optional<std::string> read(std::string_view prompt, std::string_view prefill) override {
    m_prompt = prompt;
    stop_if_signalled();
    if (!prefill.empty()) el_push(m_editor, std::string(prefill).c_str());
    int length = 0;
    const char* line = el_gets(m_editor, &length);
    stop_if_signalled();
    if (!line || length <= 0) {
      std::fputc('\n', stderr);
      return std::nullopt;
    }
    std::string text(line, static_cast<std::size_t>(length));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    return text;
  }

  bool edits() const override { return true; }

 private:
  static char* prompt_of(EditLine* editor) {
    TerminalReader* self = nullptr;
    el_get(editor, EL_CLIENTDATA, &self);
    return self->m_prompt.data();
  }

  void stop_if_signalled() const {
    if (caught_signal == 0) return;
    const int number = caught_signal;
    caught_signal = 0;
    std::fputc('\n', stderr);
    throw Error(exit_for(number), "stopped");
  }

  SignalGuard m_guard;
  EditLine* m_editor = nullptr;
  std::string m_prompt;
};

}  // namespace

std::unique_ptr<LineReader> make_terminal_reader() { return std::make_unique<TerminalReader>(); }

}  // namespace felt
