#include "base/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <exception>
#include <utility>

#include "base/descriptor.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

// Takes a command line apart, word by word.
class CommandLine {
 public:
  explicit CommandLine(std::string_view line) : m_line(line) {}

  std::optional<std::vector<std::string>> words() {
    std::vector<std::string> found;
    while (skip_blanks()) found.push_back(word());
    if (m_is_broken) return std::nullopt;
    return found;
  }

 private:
  bool at_end() const { return m_at == m_line.size(); }

  bool skip_blanks() {
    while (!at_end() && is_blank(m_line[m_at])) ++m_at;
    return !at_end();
  }

  std::string word() {
    std::string word;
    while (!at_end() && !is_blank(m_line[m_at])) take_piece(word);
    return word;
  }

  void take_piece(std::string& word) {
    const char c = m_line[m_at++];
    if (c == '\'' || c == '"')
      take_quoted(word, c);
    else if (c == '\\')
      take_escaped(word);
    else
      word += c;
  }

  void take_escaped(std::string& word) {
    if (at_end())
      m_is_broken = true;
    else
      word += m_line[m_at++];
  }

  void take_quoted(std::string& word, char quote) {
    while (!at_end() && m_line[m_at] != quote) {
      if (quote == '"' && is_escape()) ++m_at;
      word += m_line[m_at++];
    }
    if (at_end())
      m_is_broken = true;
    else
      ++m_at;
  }

  // Inside double quotes a backslash stands for itself before most characters.
  bool is_escape() const {
    const auto next = m_line.substr(m_at + 1, 1);
    return m_line[m_at] == '\\' && !next.empty() &&
           std::string_view("\"\\$`").find(next) != std::string_view::npos;
  }

  std::string_view m_line;
  std::size_t m_at = 0;
  bool m_is_broken = false;
};

bool can_run(const fs::path& path) {
  std::error_code none;
  return fs::is_regular_file(path, none) && ::access(path.c_str(), X_OK) == 0;
}

// What posix_spawn wants: pointers to texts that stay alive, with a null behind them.
std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> found;
  for (auto& text : texts) found.push_back(text.data());
  found.push_back(nullptr);
  return found;
}

std::vector<std::string> lines_of(const std::map<std::string, std::string>& environment) {
  std::vector<std::string> lines;
  for (const auto& [name, value] : environment) {
    lines.push_back(name);
    lines.back().append("=").append(value);
  }
  return lines;
}

sigset_t signal_set(std::initializer_list<int> numbers) {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : numbers) sigaddset(&set, number);
  return set;
}

void note_nothing(int) {}

// Sets what a signal does, and puts back what it did before.
class Disposition {
 public:
  Disposition(int number, void (*handler)(int)) : m_number(number) {
    struct sigaction action {};
    action.sa_handler = handler;
    ::sigaction(number, &action, &m_before);
  }
  ~Disposition() { ::sigaction(m_number, &m_before, nullptr); }
  Disposition(const Disposition&) = delete;
  Disposition& operator=(const Disposition&) = delete;
  bool was_ignored() const { return m_before.sa_handler == SIG_IGN; }

 private:
  int m_number;
  struct sigaction m_before {};
};

[[noreturn]] void refuse_waiting() {
  throw Error(Exit::not_saved, "the program that was started cannot be waited for: " + reason_of(errno));
}

// Whether a program shares the process group of felt, and with it the keys of the terminal.
enum class Group { shared, own };

// The signals of a process that waits for another one.
class Waiting {
 public:
  explicit Waiting(Group group) : m_group(group), m_interrupt(SIGINT, on_interrupt(group)) {
    if (group == Group::own) sigaddset(&m_awaited, SIGINT);
    ::sigprocmask(SIG_BLOCK, &m_awaited, &m_before);
    // One that is ignored and held back would wait, and take effect once it is not ignored any more.
    const auto ignored = group == Group::own ? signal_set({SIGQUIT}) : signal_set({SIGINT, SIGQUIT});
    ::sigprocmask(SIG_UNBLOCK, &ignored, nullptr);
  }
  ~Waiting() {
    ::alarm(0);
    ::sigprocmask(SIG_SETMASK, &m_before, nullptr);
  }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

  // Those a child is started with at their defaults: what felt ignores for itself is not the child's affair.
  sigset_t defaults() const {
    auto set = signal_set({SIGPIPE, SIGXFSZ});
    if (!m_interrupt.was_ignored()) sigaddset(&set, SIGINT);
    if (!m_quit.was_ignored()) sigaddset(&set, SIGQUIT);
    return set;
  }

  // The status the child ended with. A signal to end that came for felt is handed on and remembered.
  int wait_for(pid_t child) {
    for (;;) {
      int status = 0;
      const pid_t ended = ::waitpid(child, &status, WNOHANG);
      if (ended == child) return status;
      if (ended < 0 && errno != EINTR) refuse_waiting();
      int number = 0;
      if (::sigwait(&m_awaited, &number) == 0 && number != SIGCHLD) {
        m_stopped_by = number;
        ::kill(m_group == Group::own ? -child : child, number == SIGALRM ? SIGKILL : number);
      }
    }
  }
  int stopped_by() const { return m_stopped_by; }  // 0 if nothing came; SIGALRM if it took too long

 private:
  static void (*on_interrupt(Group group))(int) { return group == Group::own ? note_nothing : SIG_IGN; }

  Group m_group;
  Disposition m_interrupt;
  Disposition m_quit{SIGQUIT, SIG_IGN};
  Disposition m_child{SIGCHLD, note_nothing};  // an ignored SIGCHLD would leave nothing to wait for
  Disposition m_alarm{SIGALRM, note_nothing};
  sigset_t m_awaited = signal_set({SIGCHLD, SIGTERM, SIGHUP, SIGALRM});
  sigset_t m_before{};
  int m_stopped_by = 0;
};

class SpawnAttributes {
 public:
  SpawnAttributes(const sigset_t& defaults, Group group) {
    const sigset_t none = signal_set({});
    const int own = group == Group::own ? POSIX_SPAWN_SETPGROUP : 0;
    ::posix_spawnattr_init(&m_attributes);
    ::posix_spawnattr_setsigdefault(&m_attributes, &defaults);
    ::posix_spawnattr_setsigmask(&m_attributes, &none);
    ::posix_spawnattr_setflags(&m_attributes,
                               static_cast<short>(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | own));
  }
  ~SpawnAttributes() { ::posix_spawnattr_destroy(&m_attributes); }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;
  const posix_spawnattr_t* get() const { return &m_attributes; }

 private:
  posix_spawnattr_t m_attributes;
};

// What a program says may be a passphrase: it is nowhere on a disk.
Descriptor file_in_memory() { return Descriptor(::memfd_create("felt", MFD_CLOEXEC)); }

// The standard streams of a program that is to be heard: files without a name, in memory.
class StreamFiles {
 public:
  explicit StreamFiles(std::string_view input) {
    for (const auto& file : m_files)
      if (!file.is_open()) refuse_writing("a file in memory", errno);
    write_all(m_files[0].get(), input, "a file in memory");
    ::lseek(m_files[0].get(), 0, SEEK_SET);
    ::posix_spawn_file_actions_init(&m_actions);
    for (std::size_t stream = 0; stream < m_files.size(); ++stream)
      ::posix_spawn_file_actions_adddup2(&m_actions, m_files[stream].get(), static_cast<int>(stream));
  }
  ~StreamFiles() { ::posix_spawn_file_actions_destroy(&m_actions); }
  StreamFiles(const StreamFiles&) = delete;
  StreamFiles& operator=(const StreamFiles&) = delete;

  const posix_spawn_file_actions_t* actions() const { return &m_actions; }
  // What was written to stream 1 or 2, with no other copy of it on the way.
  std::string text_of(std::size_t stream) const {
    const int file = m_files[stream].get();
    struct stat facts {};
    ::fstat(file, &facts);
    std::string text(static_cast<std::size_t>(facts.st_size), '\0');
    std::size_t at = 0;
    for (ssize_t count = 1; count > 0 && at < text.size(); at += static_cast<std::size_t>(count))
      count = std::max<ssize_t>(::pread(file, text.data() + at, text.size() - at, static_cast<off_t>(at)), 0);
    text.resize(at);
    return text;
  }

 private:
  std::array<Descriptor, 3> m_files{file_in_memory(), file_in_memory(), file_in_memory()};
  posix_spawn_file_actions_t m_actions;
};

// A program that is to be run.
struct Start {
  const fs::path& program;
  const std::vector<std::string>& arguments;
  const std::map<std::string, std::string>& environment;
  const posix_spawn_file_actions_t* streams = nullptr;
  Group group = Group::shared;
};

pid_t start(const Start& wanted, const sigset_t& defaults) {
  auto lines = lines_of(wanted.environment);
  auto arguments = wanted.arguments;
  const SpawnAttributes attributes(defaults, wanted.group);
  pid_t child = -1;
  const int failure = ::posix_spawn(&child, wanted.program.c_str(), wanted.streams, attributes.get(),
                                    pointers(arguments).data(), pointers(lines).data());
  if (failure != 0)
    throw Error(Exit::not_saved,
                fmt::format("{} cannot be started: {}", quoted_path(wanted.program), reason_of(failure)));
  return child;
}

int code_of(const fs::path& program, int status) {
  // Ctrl-C at the terminal goes to the program and to felt, which leaves it to the program.
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGINT) throw Error(Exit::interrupted, "stopped");
  if (WIFSIGNALED(status))
    throw Error(Exit::not_saved,
                fmt::format("{} was ended by signal {}", quoted_path(program), WTERMSIG(status)));
  return WEXITSTATUS(status);
}

void refuse_stopped(const fs::path& program, int signal) {
  if (signal == SIGALRM)
    throw Error(Exit::not_saved, fmt::format("{} took too long and was ended", quoted_path(program)));
  if (signal == SIGINT) throw Error(Exit::interrupted, "stopped");
  if (signal == SIGTERM) throw Error(Exit::terminated, "stopped");
  if (signal == SIGHUP) throw Error(Exit::hangup, "stopped");
}

int end_of(const fs::path& program, Waiting& waiting, pid_t child) {
  const int status = waiting.wait_for(child);
  refuse_stopped(program, waiting.stopped_by());
  return code_of(program, status);
}

int run_with(const Start& wanted) {
  Waiting waiting(wanted.group);
  return end_of(wanted.program, waiting, start(wanted, waiting.defaults()));
}

// Ends what a program left running behind it, once it is gone.
class GroupEnd {
 public:
  explicit GroupEnd(pid_t group) : m_group(group) {}
  ~GroupEnd() { ::kill(-m_group, SIGKILL); }
  GroupEnd(const GroupEnd&) = delete;
  GroupEnd& operator=(const GroupEnd&) = delete;

 private:
  pid_t m_group;
};

// The reading end of a pipe as a program's standard input, and the writing end for felt.
class InputPipe {
 public:
  InputPipe() {
    if (::pipe(m_ends.data()) != 0)
      throw Error(Exit::not_saved, "cannot hand anything to a program: " + reason_of(errno));
    for (const int end : m_ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
    ::posix_spawn_file_actions_init(&m_actions);
    ::posix_spawn_file_actions_adddup2(&m_actions, m_ends[0], 0);
  }
  ~InputPipe() {
    ::posix_spawn_file_actions_destroy(&m_actions);
    close_end(0);
    close_end(1);
  }
  InputPipe(const InputPipe&) = delete;
  InputPipe& operator=(const InputPipe&) = delete;

  const posix_spawn_file_actions_t* actions() const { return &m_actions; }
  void close_end(std::size_t end) {
    if (m_ends[end] >= 0) ::close(std::exchange(m_ends[end], -1));
  }
  void write(std::string_view piece) {
    while (!piece.empty() && m_ends[1] >= 0) {
      const auto written = ::write(m_ends[1], piece.data(), piece.size());
      if (written >= 0)
        piece.remove_prefix(static_cast<std::size_t>(written));
      else if (errno != EINTR)
        close_end(1);
    }
  }

 private:
  std::array<int, 2> m_ends{-1, -1};
  posix_spawn_file_actions_t m_actions;
};

}  // namespace

std::optional<std::vector<std::string>> command_words(std::string_view line) {
  return CommandLine(line).words();
}

std::optional<fs::path> find_program(std::string_view name, std::string_view search_path) {
  if (name.find('/') != std::string_view::npos) {
    const fs::path path(name);
    return can_run(path) ? std::optional(path) : std::nullopt;
  }
  for (const auto folder : split(search_path, ':')) {
    const auto path = fs::path(folder) / name;
    if (!folder.empty() && !name.empty() && can_run(path)) return path;
  }
  return std::nullopt;
}

int run_program(const fs::path& program, const std::vector<std::string>& arguments,
                const std::map<std::string, std::string>& environment) {
  return run_with({program, arguments, environment});
}

ProgramOutput run_quietly(const fs::path& program, const std::vector<std::string>& arguments,
                          const std::map<std::string, std::string>& environment, std::string_view input) {
  const StreamFiles streams(input);
  const int exit = run_with({program, arguments, environment, streams.actions()});
  return {exit, streams.text_of(1), streams.text_of(2)};
}

ProgramOutput run_patiently(const fs::path& program, const std::vector<std::string>& arguments,
                            const std::map<std::string, std::string>& environment,
                            std::chrono::seconds patience) {
  const StreamFiles streams({});
  Waiting waiting(Group::own);
  const auto child =
      start({program, arguments, environment, streams.actions(), Group::own}, waiting.defaults());
  const GroupEnd group(child);
  ::alarm(static_cast<unsigned>(patience.count()));
  const int exit = end_of(program, waiting, child);
  return {exit, streams.text_of(1), streams.text_of(2)};
}

int run_reading(const fs::path& program, const std::vector<std::string>& arguments,
                const std::map<std::string, std::string>& environment,
                const std::function<void(const std::function<void(std::string_view)>&)>& produce) {
  InputPipe input;
  Waiting waiting(Group::shared);
  const auto child = start({program, arguments, environment, input.actions()}, waiting.defaults());
  input.close_end(0);
  std::exception_ptr failure;
  try {
    produce([&](std::string_view piece) { input.write(piece); });
  } catch (...) {
    failure = std::current_exception();  // the program still has the terminal
  }
  input.close_end(1);
  const int code = end_of(program, waiting, child);
  if (failure) std::rethrow_exception(failure);
  return code;
}

std::string complaint_of(const ProgramOutput& output) {
  const auto lines = split_lines(output.err);
  return lines.empty() ? "it did not say why" : visible_line(lines.front());
}

SignalPause::SignalPause() {
  const auto held = signal_set({SIGINT, SIGTERM, SIGHUP});
  ::sigprocmask(SIG_BLOCK, &held, &m_before);
}

SignalPause::~SignalPause() { ::sigprocmask(SIG_SETMASK, &m_before, nullptr); }

}  // namespace felt
