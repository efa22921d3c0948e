// felt-prompts(5) against what felt does: its examples, and the names it gives.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <regex>
#include <set>

#include "base/numbers.hpp"
#include "base/text.hpp"
#include "prompt_files.hpp"
#include "prompts/checker.hpp"
#include "transcript.hpp"

using namespace felt;
using namespace felt::prompt_test;
using felt::test::read_whole;

namespace {

const std::filesystem::path root = FELT_SOURCE_DIR;

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

// The manual with roff's own ways to write characters undone.
const std::string& manual() {
  static const std::string text = [] {
    auto page = read_whole(root / "man/felt-prompts.5");
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"\\&", ""}, {"\\-", "-"}, {"\\(aq", "'"}, {"\\(dq", "\""}, {"\\e", "\\"}})
      page = replaced(std::move(page), from, to);
    return page;
  }();
  return text;
}

// The literal displays that are whole prompt files.
std::vector<std::string> whole_files() {
  std::vector<std::string> files;
  std::optional<std::string> open;
  for (const auto line : split_lines(manual())) {
    if (line == ".Ed" && open && open->starts_with("felt = 1\n")) files.push_back(*open);
    if (line == ".Ed") open.reset();
    if (open) open->append(line).append("\n");
    if (line.starts_with(".Bd -literal")) open.emplace();
  }
  return files;
}

std::set<std::string> all_matches(const std::string& text, const std::string& expression) {
  const std::regex pattern(expression);
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
    found.insert((*at)[1].str());
  return found;
}

// Every plain word in quotes in the readers, keys and others.
std::set<std::string> words_of_readers() {
  std::set<std::string> words;
  for (const auto& file : std::filesystem::directory_iterator(root / "src/prompts")) {
    const auto name = file.path().filename().string();
    if (name.ends_with(".cpp") && (name.starts_with("read") || name == "pack_file.cpp"))
      words.merge(all_matches(read_whole(file.path()), "\"([a-z_]+)\""));
  }
  return words;
}

bool is_named(std::string_view word) {
  static const std::set<std::string, std::less<>> words = [] {
    auto text = manual();
    for (auto& byte : text)
      if (std::string_view("\n[](){},.;:|\"").find(byte) != std::string_view::npos) byte = ' ';
    const auto parts = split_words(text);
    return std::set<std::string, std::less<>>(parts.begin(), parts.end());
  }();
  return words.contains(word);
}

// A library that holds the two examples as a person's own files.
Library library_with(const std::vector<std::string>& files) {
  std::vector<OwnFile> own;
  for (const auto& file : files) own.push_back({std::to_string(own.size()) + ".toml", file});
  return Library(own);
}

}  // namespace

TEST_CASE("the examples of the manual are a pack, a flow and a support file with nothing to mend") {
  const auto files = whole_files();
  REQUIRE(files.size() == 3);
  CHECK(sniffed_kind(files[0]) == "pack");
  CHECK(sniffed_kind(files[1]) == "flow");
  CHECK(sniffed_kind(files[2]) == "support");
  const auto library = library_with(files);
  CHECK(spoken(library.problems()) == "");
  for (const auto& file : files) CHECK(spoken(check_prompt_file(file, "example.toml", library)) == "");
}

TEST_CASE("the example pack of the manual has a question of each type, and the flow asks it") {
  const auto library = library_with(whole_files());
  const auto* pack = library.find_pack("your-practice.feet-first");
  const auto* flow = library.find_flow("your-practice.landing");
  REQUIRE(pack);
  REQUIRE(flow);
  std::set<QuestionType> types;
  for (const auto& question : pack->questions) types.insert(question.type);
  CHECK(types.size() == 10);
  const auto is_of_pack = [&](const std::string& name) { return name.starts_with(pack->id + "/"); };
  CHECK(std::any_of(flow->ask.begin(), flow->ask.end(), is_of_pack));
}

TEST_CASE("every key that the manual explains is a key") {
  const auto words = words_of_readers();
  const auto keys = all_matches(manual(), "Cm ([a-z_]+) No =");
  CHECK(keys.size() > 50);
  for (const auto& key : keys) CHECK_MESSAGE(words.contains(key), key);
}

TEST_CASE("every key that is read is in the manual") {
  for (const auto& word : words_of_readers()) CHECK_MESSAGE(is_named(word), word);
}

TEST_CASE("every type, phase, op and card is in the manual") {
  for (int type = 0; type <= static_cast<int>(QuestionType::note); ++type)
    CHECK_MESSAGE(is_named(name_of(static_cast<QuestionType>(type))), type);
  for (int op = 0; op <= static_cast<int>(Op::has_not); ++op)
    CHECK_MESSAGE(is_named(name_of(static_cast<Op>(op))), op);
  for (const auto phase : all_phases) CHECK_MESSAGE(is_named(name_of(phase)), name_of(phase));
  for (const auto& card : worded_cards()) CHECK_MESSAGE(is_named(card), card);
}

TEST_CASE("every shared scale stands in the manual as it is, and every list is named") {
  const auto page = replaced(manual(), "\n", " ");
  for (const auto& [id, scale] : builtin_library().shared().scales) {
    std::vector<std::string> anchors;
    for (const auto& anchor : scale.anchors) anchors.push_back(number_text(anchor.at) + " " + anchor.label);
    auto item = " .It Cm " + id + " " + join(anchors, "; ");
    if (scale.direction != Direction::neutral) item += "; .Cm " + std::string(name_of(scale.direction));
    CHECK_MESSAGE(page.find(item + " .") != std::string::npos, item);
  }
  for (const auto& id : builtin_library().vocabulary_ids()) CHECK_MESSAGE(is_named(id), id);
}
