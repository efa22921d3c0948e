#include "commands/editor.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "journal/journals.hpp"

using namespace felt;
using namespace felt::test;
namespace fs = std::filesystem;

namespace {

// Programs in a folder that is all there is on PATH.
class Bin {
 public:
  void add(const std::string& name) const {
    std::ofstream(path(name)) << "#!/bin/sh\n";
    ::chmod(path(name).c_str(), 0755);
  }
  void link(const std::string& name, const std::string& to) const {
    fs::create_symlink(path(to), path(name));
  }
  fs::path path(const std::string& name) const { return m_folder.path() / name; }
  Editor editor(Environment environment) const {
    environment["PATH"] = m_folder.path().string();
    return editor_of(environment);
  }
  // The name of the program, and how many arguments keep it private.
  std::string chosen(const Environment& environment) const {
    const auto found = editor(environment);
    return found.program.filename().string();
  }

 private:
  TemporaryFolder m_folder;
};

bool holds(const Editor& editor, const std::string& argument) {
  return std::find(editor.arguments.begin(), editor.arguments.end(), argument) != editor.arguments.end();
}

}  // namespace

TEST_CASE("VISUAL comes before EDITOR, which comes before what is usual") {
  const Bin bin;
  for (const auto* name : {"one", "two", "vi", "nano"}) bin.add(name);
  CHECK(bin.chosen({{"VISUAL", "one"}, {"EDITOR", "two"}}) == "one");
  CHECK(bin.chosen({{"VISUAL", " "}, {"EDITOR", "two"}}) == "two");
  CHECK(bin.chosen({}) == "nano");
  bin.add("editor");
  CHECK(bin.chosen({{"EDITOR", ""}}) == "editor");
}

TEST_CASE("an editor that is not there is named, and so is a variable that cannot be read") {
  const Bin bin;
  CHECK(failure_of([&] { bin.editor({}); }) == std::pair(15, std::string("there is no editor on PATH")));
  CHECK(failure_of([&] {
          bin.editor({{"EDITOR", "emcas -n"}});
        }) == std::pair(15, std::string("the editor 'emcas' was not found")));
  CHECK(failure_of([&] {
          bin.editor({{"VISUAL", "vim 'x"}});
        }) == std::pair(2, std::string("VISUAL has a quote that is not closed: 'vim 'x'")));
}

TEST_CASE("arguments of one's own stay in front of the file") {
  const Bin bin;
  bin.add("code");
  CHECK(bin.editor({{"EDITOR", "code --wait -n"}}).arguments == Texts{"code", "--wait", "-n"});
}

TEST_CASE("editors of the vim family are told to leave nothing elsewhere") {
  const Bin bin;
  for (const std::string name : {"vim", "vim.tiny", "nvim", "gvim", "vi", "view", "rvim"}) {
    CAPTURE(name);
    bin.add(name);
    const auto editor = bin.editor({{"EDITOR", name + " -y"}});
    CHECK(editor.arguments.at(0) == name);
    CHECK(editor.arguments.at(1) == "-y");
    CHECK(holds(editor, "-n"));
    CHECK(holds(editor, "NONE"));
    CHECK(holds(editor, "-f") == (name == "gvim"));
  }
}

TEST_CASE("nano is told not to read settings that make backups, locks and histories") {
  const Bin bin;
  bin.add("nano");
  CHECK(bin.editor({}).arguments == Texts{"nano", "--ignorercfiles", "--nowrap"});
}

TEST_CASE("what a name leads to decides") {
  const Bin bin;
  for (const auto* name : {"vim.basic", "nvi", "busybox", "mg", "nano"}) bin.add(name);
  const auto is_private = [&](const std::string& name, const std::string& to) {
    fs::remove(bin.path(name));
    bin.link(name, to);
    return bin.editor({{"EDITOR", name}}).arguments.size() > 1;
  };
  CHECK(is_private("editor", "vim.basic"));
  CHECK(is_private("editor", "nano"));
  CHECK_FALSE(is_private("editor", "mg"));
  CHECK(is_private("vi", "vim.basic"));
  CHECK_FALSE(is_private("vi", "busybox"));
}

TEST_CASE("a private folder is made where it is safe, and goes with what is in it") {
  const TemporaryFolder folder;
  const auto runtime = folder.path() / "run", open_to_all = folder.path() / "open";
  fs::create_directories(runtime);
  fs::create_directories(open_to_all);
  ::chmod(open_to_all.c_str(), 0777);
  fs::path made;
  {
    const PrivateFolder given({{"XDG_RUNTIME_DIR", runtime.string()}});
    made = given.path();
    CHECK(made.parent_path() == runtime);
    CHECK(mode_of(made) == 0700);
    std::ofstream(made / "text") << "x";
    fs::create_directories(made / "more/below");
  }
  CHECK_FALSE(fs::exists(made));
  for (const std::string& unusable : {open_to_all.string(), std::string("run"), folder.file("none")})
    CHECK(PrivateFolder({{"XDG_RUNTIME_DIR", unusable}}).path().parent_path() != unusable);
}

TEST_CASE("a private folder can stay") {
  const TemporaryFolder folder;
  fs::path made;
  {
    PrivateFolder given({{"XDG_RUNTIME_DIR", folder.path().string()}});
    given.stay();
    made = given.path();
  }
  CHECK(fs::exists(made));
}
