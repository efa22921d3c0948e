// That the manual and the program say the same, both ways: pages, options, words, references, exit codes.
#include <doctest/doctest.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <regex>
#include <set>

#include "base/folding.hpp"
#include "base/text.hpp"
#include "commands/commands.hpp"
#include "commands/declared.hpp"
#include "commands/manual.hpp"
#include "transcript.hpp"

using namespace felt;
using namespace felt::test;

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;
using Words = std::vector<std::string>;

const fs::path root = FELT_SOURCE_DIR;

// What is in the first and not in the second.
std::string beyond(const Names& some, const Names& others) {
  std::string names;
  for (const auto& name : some)
    if (!others.contains(name)) names += name + " ";
  return names;
}

// --- what the program declares ---

// A command, and an owner for what its options are read into.
struct Declared {
  std::unique_ptr<CLI::App> app;
  Run run;
};

Declared declared(const Command& command) {
  Declared one{std::make_unique<CLI::App>("", std::string(command.name)), {}};
  one.run = command.declare(*one.app);
  return one;
}

// An option by all its names, help apart.
std::vector<Names> options_of(const CLI::App& app) {
  std::vector<Names> options;
  for (const auto* option : app.get_options()) {
    Names names;
    for (const auto& name : option->get_snames()) names.insert("-" + name);
    for (const auto& name : option->get_lnames()) names.insert("--" + name);
    if (!names.empty() && !names.contains("--help")) options.push_back(names);
  }
  for (const auto* word : app.get_subcommands([](const CLI::App*) { return true; }))
    for (auto& option : options_of(*word)) options.push_back(std::move(option));
  return options;
}

Names names_in(const std::vector<Names>& options) {
  Names all;
  for (const auto& names : options) all.insert(names.begin(), names.end());
  return all;
}

Names words_after(const CLI::App& app) {
  Names words;
  for (const auto* word : app.get_subcommands([](const CLI::App*) { return true; }))
    words.insert(word->get_name());
  return words;
}

Names global_options() {
  CLI::App app("", "felt");
  Globals globals;
  declare_globals(app, globals);
  auto names = names_in(options_of(app));
  names.insert({"-h", "--help"});
  return names;
}

Names options_of_all_commands() {
  auto all = global_options();
  for (const auto& command : commands()) all.merge(names_in(options_of(*declared(command).app)));
  return all;
}

// --- what the pages say ---

std::string text_of(const std::string& file) { return read_whole(root / "man" / file); }
std::string page_of(const Command& command) { return text_of("felt-" + std::string(command.name) + ".1"); }

std::vector<std::string> all_pages() {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(root / "man"))
    files.push_back(entry.path().filename().string());
  return files;
}

// The lines of macros, each as its words, the macro without its dot; a line that ends in \ goes on.
std::vector<Words> macros_in(const std::string& text) {
  std::vector<Words> macros;
  bool goes_on = false;
  for (const auto line : split_lines(text)) {
    if (!goes_on && !line.starts_with('.')) continue;
    if (!goes_on) macros.emplace_back();
    for (const auto word : split_words(goes_on ? line : line.substr(1)))
      if (word != "\\") macros.back().emplace_back(word);
    goes_on = line.ends_with('\\');
  }
  return macros;
}

std::string section(const std::string& text, const std::string& name) {
  const auto begin = text.find("\n.Sh " + name + "\n");
  return begin == std::string::npos ? "" : text.substr(begin + 1, text.find("\n.Sh ", begin + 1) - begin);
}

// The options in lines of macros: "--at" for Fl -at.
Names options_in(const std::vector<Words>& macros) {
  Names names;
  for (const auto& words : macros)
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
      if (words[i] == "Fl") names.insert("-" + words[i + 1].substr(0, words[i + 1].find('=')));
  return names;
}

// Those that a page explains.
Names options_explained(const std::string& text) {
  auto rows = macros_in(text);
  std::erase_if(rows, [](const Words& words) { return words.front() != "It"; });
  return options_in(rows);
}

// The word that follows the command in a line of a synopsis: "add" for .Cm add Ar when.
Names words_in_synopsis(const std::string& text) {
  Names names;
  for (auto words : macros_in(section(text, "SYNOPSIS"))) {
    if (words.front() == "Op") words.erase(words.begin());
    if (words.empty() || words.front() != "Cm") continue;
    for (auto word = words.begin() + 1; word != words.end() && *word != "Ar" && *word != "Op"; ++word)
      if (*word != "|") names.insert(*word);
  }
  return names;
}

bool is_macro(const std::string& word) {
  return word.size() == 2 && word[0] >= 'A' && word[0] <= 'Z' && word[1] >= 'a' && word[1] <= 'z';
}

// Command lines that a page tells to type: what stands behind Ic and begins with felt.
std::vector<Words> command_lines_in(const std::string& text) {
  std::vector<Words> lines;
  for (const auto& words : macros_in(text)) {
    const auto begin = std::find(words.begin(), words.end(), "Ic");
    if (begin == words.end() || begin + 1 == words.end() || *(begin + 1) != "felt") continue;
    lines.emplace_back(begin + 2, std::find_if(begin + 2, words.end(), is_macro));
  }
  return lines;
}

// What such a line has that felt has not.
std::string unknown_in(const Words& line) {
  if (line.empty() || line.front().size() == 1) return "";
  const auto* command = find_command(line.front());
  if (!command) return line.front();
  Names known = global_options();
  known.merge(names_in(options_of(*declared(*command).app)));
  Names given;
  for (const auto& word : line)
    if (word.starts_with("-") && word.size() > 1) given.insert(word.substr(0, word.find('=')));
  return beyond(given, known);
}

// A page that a page refers to, by its file, and the section of it: "EDITORS in Xr felt-edit 1". Often none.
struct Reference {
  std::string file, section;
};

std::vector<Reference> references_in(const std::string& text) {
  static const std::regex reference(R"(\n\.(?:P[qo] see ([A-Z ]+) in Xr|.*?Xr) (felt\S*) ([1-9]))");
  std::vector<Reference> found;
  for (std::sregex_iterator at(text.begin(), text.end(), reference), end; at != end; ++at)
    found.push_back({(*at)[2].str() + "." + (*at)[3].str(), (*at)[1].str()});
  return found;
}

}  // namespace

TEST_CASE("every command has a page of its own, and there is no other page in its section") {
  Names files{"felt.1"}, found;
  for (const auto& command : commands()) files.insert("felt-" + std::string(command.name) + ".1");
  for (const auto& file : all_pages())
    if (file.ends_with(".1")) found.insert(file);
  CHECK(beyond(files, found) == "");
  CHECK(beyond(found, files) == "");
}

TEST_CASE("the page of a command has its sections and shows it at work") {
  for (const auto& command : commands()) {
    const auto name = std::string(command.name), text = page_of(command);
    CAPTURE(name);
    CHECK(section(text, "NAME").find("\n.Nm felt-" + name + "\n.Nd ") != std::string::npos);
    CHECK(section(text, "SYNOPSIS").find("\n.Nm felt " + name + "\n") != std::string::npos);
    CHECK(section(text, "DESCRIPTION") != "");
    CHECK(section(text, "SEE ALSO") != "");
    const std::regex shown("\n\\$ (?:\\w+=.* )?felt (?:\\S+-journal \\S+ )?" + name + "\\b");
    CHECK(std::regex_search(section(text, "EXAMPLES"), shown));
  }
}

TEST_CASE("the page of a command explains its options, all of them and no others") {
  for (const auto& command : commands()) {
    const auto one = declared(command);
    const auto options = names_in(options_of(*one.app)), explained = options_explained(page_of(command));
    CAPTURE(command.name);
    CHECK(beyond(options, explained) == "");
    CHECK(beyond(explained, options) == "");
  }
}

TEST_CASE("a synopsis has each option by one of its names, or stands for all of them") {
  for (const auto& command : commands()) {
    const auto synopsis = section(page_of(command), "SYNOPSIS");
    const auto shown = options_in(macros_in(synopsis));
    const auto one = declared(command);
    for (const auto& names : options_of(*one.app))
      CHECK_MESSAGE(beyond(names, shown) != beyond(names, {}), command.name << " " << beyond(names, {}));
    CHECK(beyond(shown, names_in(options_of(*one.app))) == "");
  }
}

TEST_CASE("a synopsis has the words that follow a command, all of them and no others") {
  for (const auto& command : commands()) {
    const auto one = declared(command);
    const auto words = words_after(*one.app);
    if (words.empty()) continue;
    const auto shown = words_in_synopsis(page_of(command));
    CAPTURE(command.name);
    CHECK(beyond(words, shown) == "");
    CHECK(beyond(shown, words) == "");
  }
}

TEST_CASE("felt(1) explains the options that every command takes") {
  const auto explained = options_explained(section(text_of("felt.1"), "OPTIONS"));
  CHECK(beyond(global_options(), explained) == "");
  CHECK(beyond(explained, global_options()) == "");
}

TEST_CASE("felt(1) lists the commands as felt help does") {
  std::string listed, expected;
  for (const auto& words : macros_in(section(text_of("felt.1"), "COMMANDS"))) {
    if (words.front() == "Ss") listed += folded(join(Words(words.begin() + 1, words.end()), " ")) + "\n";
    if (words.front() == "It" && words.at(1) == "Xr") listed += words.at(2) + "\n";
  }
  for (const auto group : command_groups()) {
    expected += std::string(group) + "\n";
    for (const auto& command : commands())
      if (command.group == group) expected += "felt-" + std::string(command.name) + "\n";
  }
  CHECK(listed == expected);
}

TEST_CASE("no page names an option or a command that is not there") {
  const auto all = options_of_all_commands();
  for (const auto& file : all_pages()) {
    const auto text = text_of(file);
    CAPTURE(file);
    CHECK(beyond(options_in(macros_in(text)), all) == "");
    for (const auto& line : command_lines_in(text))
      CHECK_MESSAGE(unknown_in(line) == "", "felt " << join(line, " "));
  }
}

TEST_CASE("the page of a command speaks of its own options and of those of every command") {
  for (const auto& command : commands()) {
    auto known = global_options();
    const auto one = declared(command);
    known.merge(names_in(options_of(*one.app)));
    CAPTURE(command.name);
    CHECK(beyond(options_in(macros_in(page_of(command))), known) == "");
  }
}

TEST_CASE("references lead to pages and to their sections") {
  int sections = 0;
  for (const auto& file : all_pages()) {
    CAPTURE(file);
    for (const auto& to : references_in(text_of(file))) {
      CHECK_MESSAGE(fs::exists(root / "man" / to.file), to.file);
      if (to.section.empty()) continue;
      ++sections;
      CHECK_MESSAGE(section(text_of(to.file), to.section) != "", to.section << " in " << to.file);
    }
  }
  CHECK(sections > 0);
}

TEST_CASE("felt(1) lists the exit codes, all of them and no others") {
  static const std::regex code(R"(\n  \w+ = (\d+),)");
  const auto source = read_whole(root / "src/base/error.hpp");
  Names codes, listed;
  for (std::sregex_iterator at(source.begin(), source.end(), code), end; at != end; ++at)
    codes.insert((*at)[1].str());
  for (const auto& words : macros_in(section(text_of("felt.1"), "EXIT STATUS")))
    if (words.front() == "It")
      for (const auto& word : words)
        if (word != "It" && word != ",") listed.insert(word);
  CHECK(beyond(codes, listed) == "");
  CHECK(beyond(listed, codes) == "");
}

TEST_CASE("the pages are in the program as they are in their files") {
  Names embedded;
  for (const auto& page : manual_pages()) {
    CHECK(page.text == text_of(std::string(page.file)));
    embedded.insert(std::string(page.file));
  }
  for (const auto& file : all_pages()) CHECK_MESSAGE(embedded.contains(file), file);
}

TEST_CASE("a page is found by its name, that of a command first") {
  CHECK(find_manual_page("felt")->file == "felt.1");
  CHECK(find_manual_page("remind")->file == "felt-remind.1");
  CHECK(find_manual_page("remind.7")->file == "felt-remind.7");
  CHECK(find_manual_page("dates")->file == "felt-dates.7");
  CHECK(find_manual_page("felt-log") == nullptr);
  CHECK(about(*find_manual_page("felt")) ==
        "a private notebook for the hours and days after a bodywork session");
}
