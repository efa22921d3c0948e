#include "base/process.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>

#include "base/error.hpp"

using namespace felt;
namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

std::optional<Words> words(std::string_view line) { return command_words(line); }

// Runs a line of shell, which can do everything an editor might.
int run_shell(const std::string& line, const std::map<std::string, std::string>& environment = {}) {
  return run_program("/bin/sh", {"sh", "-c", line}, environment);
}

std::pair<Exit, std::string> refusal(const std::string& line) {
  try {
    run_shell(line);
  } catch (const Error& error) {
    return {error.exit(), error.what()};
  }
  return {Exit::done, ""};
}

// A folder with programs in it, gone afterwards.
class Programs {
 public:
  Programs() {
    std::string name = (fs::temp_directory_path() / "felt-programs-XXXXXX").string();
    m_path = ::mkdtemp(name.data());
  }
  Programs(const Programs&) = delete;
  Programs& operator=(const Programs&) = delete;
  ~Programs() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
  }
  fs::path add(const std::string& name, mode_t mode) const {
    fs::create_directories((m_path / name).parent_path());
    std::ofstream(m_path / name) << "#!/bin/sh\n";
    ::chmod((m_path / name).c_str(), mode);
    return m_path / name;
  }
  std::string folder(const std::string& name) const { return (m_path / name).string(); }

 private:
  fs::path m_path;
};

volatile sig_atomic_t caught = 0;
void catch_signal(int number) { caught = number; }

}  // namespace

TEST_CASE("a command line is taken apart as by a shell") {
  CHECK(words("vim") == Words{"vim"});
  CHECK(words("  code   --wait\t-n \n") == Words{"code", "--wait", "-n"});
  CHECK(words("'/opt/my editor/run' -x") == Words{"/opt/my editor/run", "-x"});
  CHECK(words("\"/opt/my editor/run\" ''") == Words{"/opt/my editor/run", ""});
  CHECK(words("/opt/my\\ editor/run") == Words{"/opt/my editor/run"});
  CHECK(words("a'b c'\"d e\"f\\ g") == Words{"ab cd ef g"});
  CHECK(words("'a\\b' \"a\\b\" a\\b") == Words{"a\\b", "a\\b", "ab"});
  CHECK(words("\"a \\\" b \\\\ \\$c \\`\"") == Words{"a \" b \\ $c `"});
  CHECK(words("\"it's\" 'say \"hi\"'") == Words{"it's", "say \"hi\""});
  CHECK(words("$HOME/ed *.txt ~ | ; & #x") == Words{"$HOME/ed", "*.txt", "~", "|", ";", "&", "#x"});
  CHECK(words("é 肩") == Words{"é", "肩"});
  CHECK(words("") == Words{});
  CHECK(words(" \t") == Words{});
}

TEST_CASE("a quote that is not closed and a backslash at the end are told apart from words") {
  CHECK_FALSE(words("'vim"));
  CHECK_FALSE(words("vim \"-c"));
  CHECK_FALSE(words("\"vim\\\""));
  CHECK_FALSE(words("\"vim\\"));
  CHECK_FALSE(words("vim\\"));
}

TEST_CASE("a program is the first of its name that can be run") {
  const Programs programs;
  programs.add("a/one", 0644);
  const auto second = programs.add("b/one", 0755);
  programs.add("c/one", 0755);
  fs::create_directories(programs.folder("a/two"));
  const auto path = programs.folder("a") + "::" + programs.folder("none") + ":" + programs.folder("b") + ":" +
                    programs.folder("c");
  CHECK(find_program("one", path) == second);
  CHECK_FALSE(find_program("two", path));
  CHECK_FALSE(find_program("", path));
  CHECK_FALSE(find_program("one", ""));
  CHECK(find_program(second.string(), "") == second);
  CHECK_FALSE(find_program(programs.folder("a/one"), path));
}

TEST_CASE("a program's exit code is returned") {
  CHECK(run_shell("exit 0") == 0);
  CHECK(run_shell("exit 3") == 3);
  CHECK(run_shell("exit 255") == 255);
}

TEST_CASE("a program sees the environment it is given, and its arguments as they are") {
  CHECK(run_shell("test \"$NAME\" = 'a b' && test -z \"$HOME\"", {{"NAME", "a b"}}) == 0);
  CHECK(run_program("/bin/sh", {"sh", "-c", "test \"$0 $1\" = 'a\"b $(c) d'", "a\"b", "$(c) d"}, {}) == 0);
}

TEST_CASE("a program that cannot be started or was ended by a signal is an error") {
  CHECK_THROWS_WITH_AS(run_program("/nowhere/editor", {"editor"}, {}),
                       "'/nowhere/editor' cannot be started: no such file or folder", Error);
  CHECK(refusal("kill -KILL $$") ==
        std::pair(Exit::not_saved, std::string("'/bin/sh' was ended by signal 9")));
  CHECK(refusal("kill -INT $$") == std::pair(Exit::interrupted, std::string("stopped")));
}

TEST_CASE("what a program says is kept, and it reads what it is given") {
  const auto run = [](const std::string& script, std::string_view input = {}) {
    return run_quietly("/bin/sh", {"sh", "-c", script}, {{"PATH", "/usr/bin:/bin"}}, input);
  };
  const auto output = run("cat; echo no >&2; exit 3", std::string("a\0b\n", 4));
  CHECK(output.exit == 3);
  CHECK(output.out == std::string("a\0b\n", 4));
  CHECK(output.err == "no\n");
  CHECK(run("cat").out == "");
  const std::string much(3'000'000, 'x');
  CHECK(run("cat; cat >&2", much).out == much);
  CHECK(run("head -c 1", much).exit == 0);
  CHECK_THROWS_AS(run_quietly("/nowhere/crontab", {"crontab"}, {}), Error);
}

TEST_CASE("the first line of a complaint is made visible") {
  CHECK(complaint_of({1, "", "no\x1b[1m way\nat all\n"}) == "no\\x1b[1m way");
  CHECK(complaint_of({1, "fine", ""}) == "it did not say why");
}

TEST_CASE("an interrupt while a program runs is the program's own affair") {
  CHECK(run_shell("kill -INT $PPID; kill -QUIT $PPID; exit 4") == 4);
  CHECK(run_shell("trap 'exit 5' INT; kill -INT $$; exit 4") == 5);
}

TEST_CASE(
    "an interrupt that was the program's own is not felt's afterwards, also where signals are held back") {
  caught = 0;
  const auto before = std::signal(SIGINT, catch_signal);
  {
    const SignalPause pause;
    CHECK(run_shell("kill -INT $PPID; exit 4") == 4);
  }
  CHECK(caught == 0);
  std::signal(SIGINT, before);
}

TEST_CASE("what felt ignores for itself is not ignored in the program") {
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  CHECK(refusal("kill -PIPE $$") ==
        std::pair(Exit::not_saved, std::string("'/bin/sh' was ended by signal 13")));
  std::signal(SIGPIPE, before);
}

TEST_CASE("a signal to end is handed on, and reported once the program has ended") {
  const std::string wait = "; for i in 1 2 3 4 5 6 7 8 9 10; do sleep 1; done; exit 7";
  CHECK(refusal("trap 'exit 0' TERM; kill -TERM $PPID" + wait).first == Exit::terminated);
  CHECK(refusal("trap 'exit 0' HUP; kill -HUP $PPID" + wait).first == Exit::hangup);
}

TEST_CASE("signals are as they were before, afterwards") {
  const auto before = std::signal(SIGINT, catch_signal);
  CHECK(run_shell("exit 0") == 0);
  std::raise(SIGINT);
  CHECK(caught == SIGINT);
  std::signal(SIGINT, before);
}

TEST_CASE("a pause holds signals back until it ends") {
  caught = 0;
  const auto before = std::signal(SIGTERM, catch_signal);
  {
    const SignalPause pause;
    std::raise(SIGTERM);
    CHECK(caught == 0);
  }
  CHECK(caught == SIGTERM);
  std::signal(SIGTERM, before);
}

// A process that was killed is gone, or only waits for somebody to ask how it ended, a moment later.
bool ends_soon(const std::string& process) {
  for (int tries = 0; tries < 500; ++tries) {
    std::string state;
    std::getline(std::ifstream("/proc/" + process + "/stat"), state);
    if (state.empty() || state.find(") Z") != std::string::npos) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

TEST_CASE("a program that takes too long is ended, with everything it started") {
  const Programs folder;
  const auto file = folder.add("started", 0600);
  const auto line = "sleep 600 & echo $! > " + file.string() + "; wait";
  CHECK_THROWS_WITH_AS(
      run_patiently("/bin/sh", {"sh", "-c", line}, {{"PATH", "/usr/bin:/bin"}}, std::chrono::seconds(1)),
      "'/bin/sh' took too long and was ended", Error);
  std::string started;
  std::getline(std::ifstream(file), started);
  REQUIRE_FALSE(started.empty());
  CHECK(ends_soon(started));
}

TEST_CASE("a program in a group of its own tells what it said") {
  const auto output =
      run_patiently("/bin/sh", {"sh", "-c", "echo out; echo err >&2; exit 3"}, {}, std::chrono::seconds(30));
  CHECK(output.exit == 3);
  CHECK(output.out == "out\n");
  CHECK(output.err == "err\n");
}

TEST_CASE("a program reads what is handed to it, as much as it likes") {
  const Programs folder;
  const auto file = folder.add("read", 0600);
  const std::string piece(100'000, 'x');
  const auto hand = [&](const auto& add) {
    for (int i = 0; i < 20; ++i) add(piece);
  };
  run_reading("/bin/sh", {"sh", "-c", "wc -c > " + file.string()}, {{"PATH", "/usr/bin:/bin"}}, hand);
  std::string bytes;
  std::getline(std::ifstream(file), bytes);
  CHECK(bytes == "2000000");
  const auto ignored = std::signal(SIGPIPE, SIG_IGN);
  CHECK(run_reading("/bin/sh", {"sh", "-c", "exit 0"}, {}, hand) == 0);
  CHECK(run_reading("/bin/sh", {"sh", "-c", "exit 3"}, {}, hand) == 3);
  std::signal(SIGPIPE, ignored);
}

TEST_CASE("what goes wrong while a program reads is told once it has ended") {
  CHECK_THROWS_AS(run_reading("/bin/sh", {"sh", "-c", "cat >/dev/null"}, {{"PATH", "/usr/bin:/bin"}},
                              [](const auto&) { throw UsageError("no"); }),
                  UsageError);
}
