#include <fcntl.h>
#include <histedit.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cstring>
#include <cwchar>
#include <string>

#include "base/columns.hpp"
#include "base/error.hpp"
#include "base/folding.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "interview/line_reader.hpp"
#include "interview/pasted.hpp"

namespace felt {
namespace {

volatile sig_atomic_t caught_signal = 0, is_resized = 0, is_to_stop = 0, has_continued = 0;

bool take(volatile sig_atomic_t& flag) {
  const bool was_set = flag != 0;
  flag = 0;
  return was_set;
}

void catch_signal(int number) {
  if (number == SIGWINCH)
    is_resized = 1;
  else if (number == SIGTSTP)
    is_to_stop = 1;
  else if (number == SIGCONT)
    has_continued = 1;
  else
    caught_signal = number;
}

// While a line is read, signals end the reading instead of the process, so that the terminal is put back and
// what was given is kept. They are held back but for the moments in which a key is waited for, so that none
// falls between looking for one and waiting. libedit's own handlers would pass them on to the whole group.
class SignalGuard {
 public:
  SignalGuard() {
    struct sigaction action {};
    action.sa_handler = catch_signal;
    sigset_t held;
    sigemptyset(&held);
    for (std::size_t i = 0; i < std::size(signals); ++i) {
      sigaction(signals[i], &action, &m_before[i]);
      sigaddset(&held, signals[i]);
    }
    sigprocmask(SIG_BLOCK, &held, &m_open);
  }
  ~SignalGuard() {
    for (std::size_t i = 0; i < std::size(signals); ++i) sigaction(signals[i], &m_before[i], nullptr);
    sigprocmask(SIG_SETMASK, &m_open, nullptr);
  }
  // The signals that are held back while a key is waited for: those from before.
  const sigset_t* while_waiting() const { return &m_open; }
  SignalGuard(const SignalGuard&) = delete;
  SignalGuard& operator=(const SignalGuard&) = delete;

 private:
  static constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT};
  struct sigaction m_before[std::size(signals)];
  sigset_t m_open;
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
    el_set(m_editor, EL_SIGNAL, 0);
    el_set(m_editor, EL_GETCFN, &TerminalReader::next_key);
    el_set(m_editor, EL_ADDFN, "felt-complete", "complete the word", &TerminalReader::complete_word);
    el_set(m_editor, EL_BIND, "^I", "felt-complete", nullptr);
    el_set(m_editor, EL_ADDFN, "felt-paste", "take what is pasted", &TerminalReader::take_paste);
    el_set(m_editor, EL_BIND, "\\e[200~", "felt-paste", nullptr);
    const char* terminal = nullptr;
    el_get(m_editor, EL_TERMINAL, &terminal);
    m_can_mark_pastes = terminal && std::strcmp(terminal, "dumb") != 0;
  }
  ~TerminalReader() override {
    el_end(m_editor);
    if (m_keys != STDIN_FILENO) ::close(m_keys);
  }
  TerminalReader(const TerminalReader&) = delete;
  TerminalReader& operator=(const TerminalReader&) = delete;

  std::optional<std::string> read(std::string_view prompt, std::string_view prefill, const Complete& complete,
                                  PastedBreaks breaks) override {
    m_prompt = prompt;
    m_complete = complete;
    m_breaks = breaks;
    stop_if_signalled();
    if (!prefill.empty()) el_push(m_editor, std::string(prefill).c_str());
    int length = 0;
    const char* line = el_gets(m_editor, &length);
    let_pastes_be();
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

  static int next_key(EditLine* editor, wchar_t* key) {
    TerminalReader* self = nullptr;
    el_get(editor, EL_CLIENTDATA, &self);
    return self->read_key(key);
  }

  // As read_sign; Enter among what came at once is a line break in a text, where nothing marks what is
  // pasted.
  int read_key(wchar_t* key) {
    const int got = read_sign(key);
    const bool is_enter = got == 1 && (*key == L'\r' || *key == L'\n');
    if (is_enter && m_breaks == PastedBreaks::stay && holds_more_than_a_key() && is_more_waiting())
      *key = wide_line_break_sign;
    else if (is_enter || got != 1)
      let_pastes_be();
    return got;
  }

  bool holds_more_than_a_key() const {
    const auto* line = el_line(m_editor);
    return line->lastchar - line->buffer > 1;
  }

  bool is_more_waiting() const {
    pollfd in{m_keys, POLLIN, 0};
    return ::poll(&in, 1, 0) > 0 && (in.revents & POLLIN) != 0;
  }

  // 1 for a sign, 0 at the end of input, -1 where a signal ends the reading.
  int read_sign(wchar_t* key) {
    std::mbstate_t state{};
    while (wait_for_key()) {
      char byte = 0;
      const auto got = ::read(m_keys, &byte, 1);
      if (got == 0) return 0;
      if (got < 0 && errno != EINTR && errno != EAGAIN) return -1;
      if (got < 0) continue;
      if (byte == 0) byte = '\x04';  // a Ctrl-D that came while nothing was read
      const auto length = std::mbrtowc(key, &byte, 1, &state);
      if (length == static_cast<std::size_t>(-1)) state = {};
      if (length <= 1) return 1;
    }
    return -1;
  }

  // False where a signal ends the reading.
  bool wait_for_key() {
    pollfd in{m_keys, POLLIN, 0};
    while (caught_signal == 0) {
      tend_the_terminal();
      mark_pastes();
      if (::ppoll(&in, 1, nullptr, m_guard.while_waiting()) > 0 || errno != EINTR) return true;
    }
    return false;
  }

  void tend_the_terminal() {
    if (take(is_resized)) el_resize(m_editor);
    if (take(is_to_stop)) stop_job();
    if (take(has_continued)) redraw();
  }

  // The terminal says where something pasted begins and ends while a line is read, and in no other program.
  void mark_pastes() {
    if (m_can_mark_pastes && !m_marks_pastes) std::fputs("\x1b[?2004h", stderr);
    m_marks_pastes = m_can_mark_pastes;
  }

  void let_pastes_be() {
    if (m_marks_pastes) std::fputs("\x1b[?2004l", stderr);
    m_marks_pastes = false;
  }

  static unsigned char take_paste(EditLine* editor, int) {
    TerminalReader* self = nullptr;
    el_get(editor, EL_CLIENTDATA, &self);
    return self->paste();
  }

  unsigned char paste() {
    constexpr std::wstring_view end = L"\x1b[201~";
    std::wstring pasted;
    for (wchar_t sign = 0; !pasted.ends_with(end); pasted += sign)
      if (read_sign(&sign) != 1) return CC_EOF;
    pasted.resize(pasted.size() - end.size());
    const auto line = in_one_line(pasted, m_breaks);
    if (line.empty()) return CC_NORM;
    return el_winsertstr(m_editor, line.c_str()) == 0 ? CC_REFRESH : CC_ERROR;
  }

  // Ctrl-Z: the shell gets its terminal back, and felt stops here.
  void stop_job() {
    let_pastes_be();
    m_marks_pastes = m_can_mark_pastes;  // not before the line is drawn again
    el_set(m_editor, EL_PREP_TERM, 0);
    struct sigaction usual {
    }, ours{};
    usual.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &usual, &ours);
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    ::raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, nullptr);
    sigprocmask(SIG_BLOCK, &stop, nullptr);
    sigaction(SIGTSTP, &ours, nullptr);
  }

  void redraw() {
    el_set(m_editor, EL_PREP_TERM, 0);
    el_set(m_editor, EL_PREP_TERM, 1);
    el_set(m_editor, EL_REFRESH);
    m_marks_pastes = false;  // the shell may have ended it
  }

  static unsigned char complete_word(EditLine* editor, int) {
    TerminalReader* self = nullptr;
    el_get(editor, EL_CLIENTDATA, &self);
    return self->complete();
  }

  // One fitting word is put in, as is what several have in common; else they are listed below the line.
  unsigned char complete() {
    const auto* line = el_line(m_editor);
    const std::string before(line->buffer, static_cast<std::size_t>(line->cursor - line->buffer));
    const auto completion = m_complete ? m_complete(before) : Completion{};
    if (completion.words.empty()) return CC_ERROR;
    const auto typed = before.substr(completion.begin);
    const auto common = common_beginning(completion.words);
    const bool is_longer = common.size() > typed.size() || completion.words.size() == 1;
    if (is_longer && folded(common).starts_with(folded(typed))) return replace(typed, common);
    if (completion.words.size() == 1) return replace(typed, completion.words.front());
    list(completion.words);
    return CC_REDISPLAY;
  }

  unsigned char replace(const std::string& typed, const std::string& word) {
    if (typed == word) return CC_NORM;
    const auto is_first_byte = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
    el_deletestr(m_editor, static_cast<int>(std::count_if(typed.begin(), typed.end(), is_first_byte)));
    return el_insertstr(m_editor, word.c_str()) == 0 ? CC_REFRESH : CC_ERROR;
  }

  void list(const std::vector<std::string>& words) const {
    int columns = 0;
    if (el_get(m_editor, EL_GETTC, "co", &columns) != 0 || columns < 20) columns = 80;
    std::string text = "\n";
    for (const auto& part : wrapped(visible_line(join(words, ", ")), static_cast<std::size_t>(columns - 1)))
      text += part + "\n";
    std::fputs(text.c_str(), stderr);
  }

  static void stop_if_signalled() {
    if (caught_signal == 0) return;
    const int number = caught_signal;
    caught_signal = 0;
    std::fputc('\n', stderr);
    throw Error(exit_for(number), "stopped");
  }

  // The terminal, opened once more so that reading never waits: Ctrl-C throws away what was typed before it,
  // and a key that was there a moment ago may be gone.
  static int open_keys() {
    const char* name = ::ttyname(STDIN_FILENO);
    const int keys = name ? ::open(name, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) : -1;
    return keys < 0 ? STDIN_FILENO : keys;
  }

  SignalGuard m_guard;
  int m_keys = open_keys();
  EditLine* m_editor = nullptr;
  std::string m_prompt;
  Complete m_complete;
  PastedBreaks m_breaks = PastedBreaks::become_spaces;
  bool m_can_mark_pastes = false, m_marks_pastes = false;
};

}  // namespace

std::unique_ptr<LineReader> make_terminal_reader() { return std::make_unique<TerminalReader>(); }

}  // namespace felt
