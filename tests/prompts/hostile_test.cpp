// Files made to break the reader: each is answered, at once, with a problem and its place.
#include <doctest/doctest.h>
#include <pthread.h>

#include "prompt_files.hpp"
#include "prompts/checker.hpp"

using namespace felt;
using namespace felt::prompt_test;

namespace {

std::string repeated(std::size_t times, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

// Checks the file on a thread with a stack of 1 MiB, as a small machine gives it.
struct Errand {
  const std::string& toml;
  std::vector<Problem> problems = {};
};

void* run_errand(void* data) {
  auto& errand = *static_cast<Errand*>(data);
  errand.problems = check_prompt_file(errand.toml, "t.toml", builtin_library());
  return nullptr;
}

std::vector<Problem> check_on_small_stack(const std::string& toml) {
  builtin_library().shared();
  Errand errand{toml};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 1024 * 1024);
  pthread_t thread{};
  REQUIRE(pthread_create(&thread, &attributes, run_errand, &errand) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
  return errand.problems;
}

// The first problem. How long it took is bounded by the runner's own limit: a clock here would fail on a busy
// day.
std::string first_problem(const std::string& toml) {
  const auto problems = check_on_small_stack(toml);
  CHECK(problems.size() <= 2 * Findings::most_kept + 1);
  return problems.empty() ? "" : spoken({problems.front()});
}

std::size_t count_after(const std::string& toml) { return check_on_small_stack(toml).size(); }

}  // namespace

TEST_CASE("a key of 400,000 dots is refused") {
  CHECK(first_problem("a" + repeated(400'000, ".a") + " = 1\n") ==
        "0:0 error: the file is larger than 128 KiB | Split it into several files.");
  CHECK(first_problem("a" + repeated(30'000, ".a") + " = 1\n") ==
        "1:1 error: the line is longer than 16 KiB | Break the list over several lines.");
  CHECK(first_problem("a" + repeated(4'000, ".a") + " = 1\n") == "1:34 error: a key has more than 16 dots");
  CHECK(first_problem("felt = 1\n[a" + repeated(1'000, " . \"a\"") + "]\n") ==
        "2:100 error: a key has more than 16 dots");
  CHECK(first_problem("x = { a" + repeated(17, ".a") + " = 1 }\n") ==
        "1:40 error: a key has more than 16 dots");
}

TEST_CASE("arrays nested 300 deep are refused, on one line or on many") {
  CHECK(first_problem("a = " + repeated(300, "[") + repeated(300, "]")) ==
        "1:21 error: brackets are nested more than 16 deep");
  CHECK(first_problem("a = " + repeated(300, "[\n") + repeated(300, "]\n")) ==
        "17:1 error: brackets are nested more than 16 deep");
  CHECK(first_problem("a = " + repeated(300, "{ b = ") + "1" + repeated(300, "}")) ==
        "1:101 error: brackets are nested more than 16 deep");
}

TEST_CASE("brackets and dots in texts and comments are only text") {
  const auto brackets = repeated(50, "[{.");
  CHECK(problems(pack("# " + brackets + "\n" + question({.prompt = brackets.substr(0, 90)}))) == "");
  CHECK(problems(pack(question(
            {.extra = {"tags = ['''" + brackets + "''', \"\"\"a\\\"" + brackets + "\"\"\"]"}}))) == "");
  CHECK(problems(pack(question({.extra = {"tags = ['" + brackets + "', \"\\\\\"]"}}))) == "");
}

TEST_CASE("a list of numbers with points is no deep key") {
  CHECK(problems(pack(question({.extra = {"tags = [1.5" + repeated(20, ", 2.5") + "]"}}))).find("dots") ==
        std::string::npos);
}

TEST_CASE("an open bracket is told of where it stands, however many tables follow") {
  const auto text = pack("[[question]]\nid = \"a\"\nphases = [\"after\"\ntype = \"note\"\n" +
                         repeated(40, "[[question]]\n"));
  CHECK(first_problem(text) == "14:1 error: not TOML: expected comma or closing ']', saw 't'");
}

TEST_CASE("300,000 keys are refused, and what fits is told of in part") {
  std::string keys;
  for (int i = 0; i < 300'000; ++i) keys += "k" + std::to_string(i) + "=1\n";
  CHECK(first_problem(keys) == "0:0 error: the file is larger than 128 KiB | Split it into several files.");
  const auto fitting = keys.substr(0, keys.rfind('\n', 120'000) + 1);
  CHECK(first_problem(pack(question({.extra = {"tags = [\"steady\"]"}}) + "[extra]\n" + fitting)) ==
        "17:2 warning: unknown key 'extra' | Keys here: 'felt', 'kind', 'pack', 'question', 'scale'.");
  CHECK(count_after(pack(question({}) + fitting)) == Findings::most_kept + 1);
}

TEST_CASE("a line of 64 kB is refused") {
  CHECK(first_problem("a = \"" + std::string(64'000, 'x') + "\"\n") ==
        "1:1 error: the line is longer than 16 KiB | Break the list over several lines.");
}

TEST_CASE("four brackets are only a mistake") {
  for (const auto* text : {"[[[[prop", "[[[[", "\n\n\t[[[[a]]]]", "[ [ [ [a", "[[ [a"})
    CHECK(first_problem(text).find("error") != std::string::npos);
}

TEST_CASE("a table without a name is only a mistake") {
  const std::string said =
      " error: a table has no name here | A table is written [name], one of several tables [[name]].";
  CHECK(first_problem("felt = 1\n[émotions]\n") == "2:2" + said);
  CHECK(first_problem("felt = 1\n [[ \\x]]\n") == "2:5" + said);
  CHECK(first_problem("[\nfelt = 1\n") == "1:2" + said);
  CHECK(first_problem("\xef\xbb\xbf[=") == "1:3" + said);
  CHECK(first_problem("[[") == "1:2" + said);
}

TEST_CASE("brackets that do not match are only a mistake") {
  CHECK(first_problem("felt = 1\na = [\n  { b = 1 },\n } { b = 2 },\n]\n") ==
        "4:2 error: this } closes no { | Close the last open bracket first.");
  CHECK(first_problem("a = { b = [1} ]\n") ==
        "1:13 error: this } closes no { | Close the last open bracket first.");
  CHECK(first_problem("[a}\n") == "1:3 error: this } closes no { | Close the last open bracket first.");
  CHECK(first_problem("a = { b = 1 ]\n") ==
        "1:13 error: this ] closes no [ | Close the last open bracket first.");
  CHECK(first_problem("a = ]\n") == "1:5 error: not TOML: expected value, saw ']'");
}

TEST_CASE("bytes that are no text are refused at their place") {
  using namespace std::string_literals;
  CHECK(first_problem("felt = 1\na = \"\xff\"\n") ==
        "2:6 error: this byte is not UTF-8 text | Save the file as UTF-8.");
  CHECK(first_problem("felt = 1\nä\0"s) ==
        "2:2 error: this byte is not UTF-8 text | Save the file as UTF-8.");
  CHECK(first_problem("") == "1:1 error: the file does not say felt = 1 | Begin it with the line felt = 1.");
}

TEST_CASE("2,001 questions are too many") {
  CHECK(first_problem(pack(repeated(2'001, "[[question]]\n"))) ==
        "2011:1 error: a pack has at most 2000 questions");
}

TEST_CASE("a chain of wrong conditions is told of without comparing every name with every other") {
  std::string questions;
  for (int i = 0; i < 1'100; ++i)
    questions += "[[question]]\nid=\"q" + std::to_string(i) +
                 "\"\ntype=\"yesno\"\nprompt=\"?\"\nphases=[\"after\"]\nwhen={question=\"r" +
                 std::to_string(i) + "\",op=\"answered\"}\n";
  CHECK(first_problem(pack(questions)) == "16:16 error: no question called 'r0' in this pack");
}

TEST_CASE("a chain of follow-ups as long as the file is told of in part") {
  std::string questions;
  for (int i = 0; i < 1'100; ++i)
    questions += "[[question]]\nid=\"q" + std::to_string(i) +
                 "\"\ntype=\"yesno\"\nprompt=\"?\"\nphases=[\"after\"]\nwhen={question=\"q" +
                 std::to_string(i - 1) + "\",op=\"answered\"}\n";
  CHECK(count_after(pack(questions)) == Findings::most_kept + 1);
}

TEST_CASE("texts that other programs would act on stay texts") {
  for (const auto* text :
       {"{}", "%s%n", "$(id)", "'; DROP TABLE entry; --", "<script>x</script>", "(a+)+$", "`id`", "{ 0 }"}) {
    CAPTURE(text);
    const auto file =
        parse_prompt_file(pack(question({.prompt = text})), "t.toml", builtin_library().shared());
    REQUIRE(file.content);
    CHECK(std::get<Pack>(*file.content).questions.front().prompt == text);
  }
}

TEST_CASE("a problem never passes a control character on") {
  const auto problems =
      check_on_small_stack("felt = 1\nkind = \"\\u001b[31m\"\n\"\\u001b]0;x\\u0007\" = \"\x7f\"\n");
  for (const auto& problem : problems)
    CHECK(problem_text(problem).find_first_of("\x1b\x07\x7f") == std::string::npos);
  CHECK(!problems.empty());
}
