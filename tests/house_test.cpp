// The house rules of src/README.md, checked against the sources themselves.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include "commands/command.hpp"
#include "commands/commands.hpp"
#include "source_tree.hpp"
#include "transcript.hpp"

using namespace felt::test;

namespace {

const std::filesystem::path root = FELT_SOURCE_DIR;

const std::vector<SourceFile>& sources() {
  static const std::vector<SourceFile> files = read_source_tree(root / "src");
  return files;
}

int floor_of(const std::string& room) {
  static const std::map<std::string, int> floors{
      {"base", 0},     {"model", 1},    {"seal", 1},     {"prompts", 2},   {"journal", 2},
      {"insight", 2},  {"settings", 2}, {"story", 2},    {"interview", 3}, {"report", 3},
      {"exchange", 3}, {"remind", 3},   {"commands", 4}, {"", 5}};
  const auto found = floors.find(room);
  return found == floors.end() ? -1 : found->second;
}

std::string room_of(const std::string& include) {
  const std::size_t slash = include.find('/');
  return slash == std::string::npos ? "" : include.substr(0, slash);
}

bool may_include(const SourceFile& file, const std::string& include) {
  const std::string room = room_of(include);
  return room == file.room() || floor_of(room) < floor_of(file.room());
}

// Where a library may be met: by the beginning of its headers, the paths that may include them.
struct Library {
  std::string header;
  std::vector<std::string> places;
};
const std::vector<Library> libraries{
    {"CLI/", {"commands/", "felt.cpp"}},
    {"utf8proc", {"base/characters", "base/folding", "base/columns"}},
    {"nlohmann/", {"base/json"}},
    {"toml++/", {"prompts/", "settings/"}},
    {"SQLiteCpp/", {"journal/"}},
    {"sqlite3", {"journal/"}},
    {"sodium", {"seal/"}},
    {"histedit", {"interview/"}},
    {"editline/", {"interview/"}},
    {"doctest", {}},
};

bool begins_with_any(const std::string& text, const std::vector<std::string>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](const auto& one) { return text.starts_with(one); });
}

// The libraries a file may not include and does.
std::vector<std::string> strangers(const SourceFile& file) {
  std::vector<std::string> found;
  for (const std::string& header : file.libraries)
    for (const Library& library : libraries)
      if (header.starts_with(library.header) && !begins_with_any(file.path, library.places))
        found.push_back(header);
  return found;
}

// Names that reach outside the program past the World a command is handed.
bool is_outside(const std::string& word) {
  static const std::set<std::string> names{"std::cout", "std::cin",      "std::cerr", "std::clog",
                                           "getenv",    "std::getenv",   "environ",   "isatty",
                                           "::isatty",  "secure_getenv", "::getenv",  "::environ"};
  return names.contains(word) || word.ends_with("system_clock::now");
}

// The types that a header gives a name to at its left edge; one that is only announced is not among them.
std::set<std::string> types_named_in(const std::string& code) {
  std::set<std::string> names;
  for (const std::string& line : lines_of(code)) {
    std::istringstream words(line);
    std::string kind, name, after;
    words >> kind >> name;
    if (kind == "enum" && name == "class") words >> name;
    if (kind != "class" && kind != "struct" && kind != "enum" && kind != "using") continue;
    if (line.find_first_not_of(' ') == 0 && words >> after) names.insert(name);
  }
  return names;
}

std::size_t columns(const std::string& line) {
  return static_cast<std::size_t>(std::count_if(
      line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

}  // namespace

TEST_CASE("every room stands on a floor") {
  for (const SourceFile& file : sources()) CHECK_MESSAGE(floor_of(file.room()) >= 0, file.path);
}

TEST_CASE("a file includes only its own room and the floors below") {
  for (const SourceFile& file : sources())
    for (const std::string& include : file.own)
      CHECK_MESSAGE(may_include(file, include), file.path << " includes " << include);
}

TEST_CASE("no file includes itself by way of others") {
  std::map<std::string, std::vector<std::string>> includes;
  for (const SourceFile& file : sources()) includes[file.path] = file.own;
  std::string chain;
  for (const std::string& path : find_cycle(includes)) chain += path + " ";
  CHECK(chain == "");
}

// Two types of one name make a program whose meaning no compiler has to tell.
TEST_CASE("a type's name is that of one type alone") {
  std::map<std::string, std::vector<std::string>> homes;
  for (const SourceFile& file : sources())
    if (file.path.ends_with(".hpp"))
      for (const std::string& name : types_named_in(file.code)) homes[name].push_back(file.path);
  REQUIRE(homes.size() > 100);
  for (const auto& home : homes)
    CHECK_MESSAGE(home.second.size() == 1,
                  home.first << " in " << home.second.front() << " and " << home.second.back());
}

TEST_CASE("each library is met in its own room only") {
  for (const SourceFile& file : sources())
    for (const std::string& header : strangers(file)) FAIL_CHECK(file.path << " includes <" << header << ">");
}

TEST_CASE("streams, clock, environment and terminal are touched by main.cpp alone") {
  for (const SourceFile& file : sources()) {
    if (file.path == "main.cpp") continue;
    for (const std::string& word : words_of(file.code))
      if (is_outside(word)) FAIL_CHECK(file.path << " uses " << word);
    CHECK_MESSAGE(file.code.find("time(nullptr)") == std::string::npos, file.path << " asks for the time");
  }
}

TEST_CASE("every command has its transcript") {
  for (const felt::Command& command : felt::commands()) {
    const std::string file = "tests/cli/" + std::string(command.name) + ".test";
    CHECK_MESSAGE(std::filesystem::exists(root / file), file);
  }
}

TEST_CASE("no source line is longer than 110 columns") {
  for (const SourceFile& file : sources()) {
    int number = 0;
    for (const std::string& line : lines_of(file.text)) {
      ++number;
      CHECK_MESSAGE(columns(line) <= 110, file.path << ":" << number);
    }
  }
}

TEST_CASE("functions stay short") {
  std::vector<int> lengths;
  for (const SourceFile& file : sources()) {
    const std::vector<int> more = function_lengths(file.code);
    lengths.insert(lengths.end(), more.begin(), more.end());
  }
  REQUIRE(!lengths.empty());
  std::sort(lengths.begin(), lengths.end());
  const int median = lengths[lengths.size() / 2];
  const int ninetieth = lengths[lengths.size() * 9 / 10];
  MESSAGE(lengths.size() << " functions: median " << median << " lines, 90 % within " << ninetieth
                         << ", longest " << lengths.back());
  CHECK(ninetieth <= 30);
}

TEST_CASE("the house test itself sees what it should") {
  CHECK(without_comments_and_quotes("a /* b\n */ \"c{\\\"\" 'd' 1'000 // e\nf R\"x(g\"{)x\" h") ==
        "a \n \"\" '' 1'000 \nf \"\" h");
  CHECK(words_of("if (std::cout<<x.y_1)") == std::vector<std::string>{"if", "std::cout", "x", "y_1"});
  CHECK(find_cycle({{"a", {"b"}}, {"b", {"c"}}, {"c", {"b"}}}) == std::vector<std::string>{"b", "c", "b"});
  CHECK(find_cycle({{"a", {"b", "c"}}, {"b", {"c"}}}).empty());
  CHECK(function_lengths("namespace x {\nstruct Y {\n  int z{0};\n  int f() { return 1; }\n};\n"
                         "void g(int a)\n{\n  if (a) {\n  }\n}\n}\n") == std::vector<int>{1, 4});
  CHECK(function_lengths(
            "X::X() : m_a(1) {\n}\nconst auto table = f({1, 2});\nbool operator==(A a, B b) {\n\n}\n") ==
        std::vector<int>{2, 3});
  CHECK(
      types_named_in(
          "struct A {\n  struct B {\nclass C;\nclass D final : X {\nenum class E { a };\nusing F = int;\n") ==
      std::set<std::string>{"A", "D", "E", "F"});
  SourceFile file =
      read_source("journal/a.cpp", "#include <CLI/CLI.hpp>\n#include <vector>\n#include \"report/b.hpp\"\n");
  CHECK(strangers(file) == std::vector<std::string>{"CLI/CLI.hpp"});
  CHECK_FALSE(may_include(file, "report/b.hpp"));
  CHECK_FALSE(may_include(file, "insight/b.hpp"));
  CHECK(may_include(file, "model/b.hpp"));
  CHECK(may_include(file, "journal/b.hpp"));
}
