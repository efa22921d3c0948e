#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace felt::test {

// The world a command is played in.
struct Setting {
  std::string now = "2026-03-01 09:00";
  std::string zone = "Europe/Vienna";
  int columns = 80;
  bool terminal = false;                                  // standard input, output and error
  std::map<std::string, std::optional<std::string>> env;  // nothing: not set
  std::vector<std::string> hidden;                        // expressions whose matches are shown as <hidden>
};

// A piece of what passed between a command and a person. Typed lines stand where the command read them; those
// it never read stand at the end.
struct Event {
  enum class Kind { typed, out, err };
  Kind kind;
  std::string text;
};

struct Played {
  std::vector<Event> events;
  int exit = 0;
};

// A fresh home in a temporary folder, which is also the working folder until the stage goes and takes it
// along. On a command line {dir} is that folder and ~/ too; in what a command says, the folder is shown as
// {dir} and every UUID as <uuid>. Set are HOME, XDG_DATA_HOME, XDG_CONFIG_HOME (all inside), PATH (with
// {dir}/bin in front), LANG=C.UTF-8, TERM=xterm and NO_COLOR=1, so that colour has to be asked for; nothing
// else of the real environment is seen.
class Stage {
 public:
  Stage();
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  const std::filesystem::path& folder() const { return m_folder; }
  // Plays one command line: quotes, NAME=VALUE in front, `> FILE` and `< FILE` as in a shell, then `felt` or
  // one of cat, ls, mode, rm, cp, chmod. Throws for a command line it does not understand.
  Played play(std::string_view command, const std::vector<std::string>& typed, const Setting& setting);
  void write_file(const std::string& name, const std::string& text, std::filesystem::perms perms);
  std::string with_folder(std::string text) const;

 private:
  std::filesystem::path m_before, m_folder;
};

}  // namespace felt::test
