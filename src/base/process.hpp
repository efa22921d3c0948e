#pragma once

#include <signal.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace felt {

// The words of a command line as a shell takes it apart: spaces, single and double quotes, backslashes.
// Nothing is expanded. Nothing is returned where a quote is not closed or a backslash ends the text.
std::optional<std::vector<std::string>> command_words(std::string_view line);

// The program a name stands for: itself where it holds a slash, else the first one of that name in the
// folders of `search_path` (as in PATH; its empty parts are passed over). Nothing where none can be run.
std::optional<std::filesystem::path> find_program(std::string_view name, std::string_view search_path);

// Runs a program on this process's terminal, streams and folder, without a shell, and waits for it. The first
// argument is its name. Returns its exit code. While it runs, SIGINT and SIGQUIT are its own affair; SIGTERM
// and SIGHUP are handed on to it.
// Error (not_saved) where it cannot be started or a signal ended it, Error (interrupted) where that was
// SIGINT; Error (terminated, hangup) once it has ended where felt itself got that signal.
int run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                const std::map<std::string, std::string>& environment);

// What a program said, and its exit code.
struct ProgramOutput {
  int exit = 0;
  std::string out, err;
};
// Runs a program like run_program, but with `input` as its standard input, and keeps what it says, which
// comes to no disk.
ProgramOutput run_quietly(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                          const std::map<std::string, std::string>& environment, std::string_view input = {});

// The same for a program that is not trusted to end: it runs in a process group of its own, and where it has
// not ended after `patience`, or felt is told to end, the whole group is. Error (not_saved) then; Error
// (interrupted, terminated, hangup) where felt got that signal.
ProgramOutput run_patiently(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                            const std::map<std::string, std::string>& environment,
                            std::chrono::seconds patience);

// Runs a program like run_program, with what `produce` hands over piece by piece as its standard input. Where
// the program reads no further, what comes is passed over. Returns its exit code.
int run_reading(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                const std::map<std::string, std::string>& environment,
                const std::function<void(const std::function<void(std::string_view)>&)>& produce);

// The first line of what it said on standard error, made visible; "it did not say why" where that is nothing.
std::string complaint_of(const ProgramOutput& output);

// Keeps SIGINT, SIGTERM and SIGHUP waiting while it lives; what came meanwhile takes effect afterwards.
class SignalPause {
 public:
  SignalPause();
  ~SignalPause();
  SignalPause(const SignalPause&) = delete;
  SignalPause& operator=(const SignalPause&) = delete;

 private:
  sigset_t m_before;
};

}  // namespace felt
