// Compares how long programs take, start to end: runs them in turn, many times, so that whatever else the
// machine does hits all alike, and prints the median of the paired ratios to the first.
//
//   cmake --build --preset release --target alternate
//   build/release/tests/alternate 1000 sqlite3 --version -- build/release/felt --version
//
// Their output goes to /dev/null; a program that fails ends the measurement.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

extern char** environ;

namespace {

using Command = std::vector<std::string>;

std::vector<Command> read_commands(int argc, char** argv) {
  std::vector<Command> commands(1);
  for (int i = 2; i < argc; ++i) {
    if (std::string(argv[i]) == "--" && !commands.back().empty())
      commands.emplace_back();
    else
      commands.back().emplace_back(argv[i]);
  }
  return commands;
}

[[noreturn]] void give_up(const Command& command) {
  std::fprintf(stderr, "alternate: %s failed\n", command[0].c_str());
  std::exit(1);
}

// Microseconds from starting the program until it is gone.
double microseconds(const Command& command) {
  std::vector<char*> args;
  for (const std::string& word : command) args.push_back(const_cast<char*>(word.c_str()));
  args.push_back(nullptr);
  posix_spawn_file_actions_t silence;
  posix_spawn_file_actions_init(&silence);
  posix_spawn_file_actions_addopen(&silence, 1, "/dev/null", O_WRONLY, 0);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  int status = 0;
  const int failed = posix_spawnp(&child, args[0], &silence, nullptr, args.data(), environ);
  if (failed != 0 || waitpid(child, &status, 0) != child || status != 0) give_up(command);
  const std::chrono::duration<double, std::micro> taken = std::chrono::steady_clock::now() - start;
  posix_spawn_file_actions_destroy(&silence);
  return taken.count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void print(const Command& command, const std::vector<double>& times, const std::vector<double>& first) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < times.size(); ++i) ratios.push_back(times[i] / first[i]);
  std::printf("%6.3f  median %7.0f us  %s\n", median(ratios), median(times), command[0].c_str());
}

}  // namespace

int main(int argc, char** argv) {
  const int runs = argc > 2 ? std::atoi(argv[1]) : 0;
  const std::vector<Command> commands = read_commands(argc, argv);
  if (runs < 1 || commands.back().empty()) {
    std::fprintf(stderr, "usage: alternate RUNS COMMAND [-- COMMAND]...\n");
    return 2;
  }
  std::vector<std::vector<double>> times(commands.size());
  for (const Command& command : commands) microseconds(command);
  for (int run = 0; run < runs; ++run)
    for (std::size_t i = 0; i < commands.size(); ++i) times[i].push_back(microseconds(commands[i]));
  for (std::size_t i = 0; i < commands.size(); ++i) print(commands[i], times[i], times[0]);
}
