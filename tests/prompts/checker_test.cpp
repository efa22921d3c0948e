#include "prompts/checker.hpp"

#include <doctest/doctest.h>

#include "base/columns.hpp"
#include "base/text.hpp"
#include "prompt_files.hpp"
#include "prompts/wording.hpp"

using namespace felt;
using namespace felt::prompt_test;

namespace {

std::string checked(const std::string& toml) {
  return spoken(check_prompt_file(toml, "t.toml", builtin_library()));
}

// What is said about one prompt in a pack that is otherwise fine.
std::string about_prompt(const std::string& prompt) {
  return checked(pack(question({.prompt = prompt, .extra = {"tags = [\"steady\"]"}})));
}

std::string flagged(std::string_view text) {
  std::vector<std::string> words;
  for (const auto& [word, instead] : flagged_words(text)) words.push_back(word);
  return join(words, ", ");
}

std::string flow_of(const std::string& ask, const std::string& rest = "") {
  return lines({"felt = 1", "kind = \"flow\"", "[flow]", "id = \"me.flow\"", "title = \"Flow\"",
                "phase = \"anytime\"", "ask = [" + ask + "]", rest});
}

Problem problem_at(int line, int column, std::string source) {
  Problem problem;
  problem.file = "neck.toml";
  problem.line = line;
  problem.column = column;
  problem.message = "unknown type 'scales'";
  problem.hint = "Did you mean 'scale'?";
  problem.source = std::move(source);
  return problem;
}

}  // namespace

TEST_CASE("demands, verdicts, labels and promises are flagged") {
  CHECK(flagged("You should rest, you must try, and you have to or need to") ==
        "should, must, try, have to, need to");
  CHECK(flagged("Just a good day, simply normal or bad?") == "just, good, simply, normal, bad");
  CHECK(flagged("Positive or negative? Why?") == "positive, negative, why");
  CHECK(flagged("Your trauma, traumatic triggers and a flashback") ==
        "trauma, traumatic, triggers, flashback");
  CHECK(flagged("A symptom of a disorder, diagnosed in a victim") == "symptom, disorder, diagnosed, victim");
  CHECK(flagged("Toxins leave; a detox, a healing crisis, a breakthrough, the deepest release") ==
        "toxins, detox, healing, breakthrough, deepest, release");
  CHECK(flagged("RELAX. Calm down, close your eyes and take a deep breath. You failed.") ==
        "relax, calm down, close your eyes, deep breath, failed");
}

TEST_CASE("words that only look alike are left alone") {
  CHECK(flagged("Is there a county fair, a badge, a goodbye, a mustard seed, an adjustment?") == "");
  CHECK(flagged("What was here just before, if you noticed?") == "");
  CHECK(flagged("Was there myofascial release or SomatoEmotional Release in it?") == "");
  CHECK(flagged("That is kept. Good night, when it comes.") == "");
  CHECK(flagged("Did anything let go or soften?") == "");
}

TEST_CASE("a word that is negated shortly before is fine") {
  CHECK(flagged("There is no need to go back over it.") == "");
  CHECK(flagged("You do not have to say why.") == "");
  CHECK(flagged("You don’t have to.") == "");
  CHECK(flagged("No need to test, and you must") == "must");
  CHECK(flagged("Not today, but why?") == "why");
}

TEST_CASE("a flagged word is told at its text, with what to write instead") {
  CHECK(about_prompt("Why do you think so?") ==
        "14:10 warning: 'prompt' says 'why' | Ask what, where, how much or when.");
  CHECK(about_prompt("How nice!") ==
        "14:10 warning: 'prompt' has an exclamation mark | A full stop is calmer.");
  CHECK(checked(pack(question({.extra = {"tags = [\"steady\"]", "help = \"Just a word.\""}}))) ==
        "17:8 warning: 'help' says 'just' | Leave it out.");
  CHECK(checked(pack(question({.extra = {"tags = [\"steady\"]", "content_note = \"About trauma.\""}}))) ==
        "17:16 warning: 'content_note' says 'trauma' | Say it without a label: 'a memory', 'past events'.");
  CHECK(checked(flow_of("\"body/tension\"", "intro = \"You must!\"")) ==
        "8:9 warning: 'intro' has an exclamation mark | A full stop is calmer.\n"
        "8:9 warning: 'intro' says 'must' | Offer it: 'if you like', 'you can'.");
}

TEST_CASE("words are judged in English only, exclamation marks in any language") {
  auto text = pack(question({.prompt = "Bad! Why?", .extra = {"tags = [\"steady\"]"}}));
  text.replace(text.find("\"en\""), 4, "\"de\"");
  CHECK(checked(text) == "14:10 warning: 'prompt' has an exclamation mark | A full stop is calmer.");
}

TEST_CASE("labels may use the plain end words of a scale") {
  CHECK(
      checked(pack(question(
          {.type = "scale",
           .extra = {"tags = [\"steady\"]", "min = 1", "max = 5",
                     "anchors = [{ at = 1, label = \"very bad\" }, { at = 5, label = \"very good\" }]"}}))) ==
      "");
}

TEST_CASE("a pack offers something steady") {
  CHECK(checked(pack(question({}))) ==
        "3:1 warning: no question is tagged 'steady' | Give tags = [\"steady\"] to one that can be answered "
        "on a hard day.");
  CHECK(checked(pack(question({.extra = {"tags = [\"steady\"]", "retired = \"1.0.0\""}})))
            .find("no question is tagged") != std::string::npos);
}

TEST_CASE("a flow does not end on distress or pain") {
  const std::string distress =
      "7:24 warning: the flow ends on a distress scale | Let something steady or practical come last.";
  CHECK(checked(flow_of("\"body/tension\", \"emotions/distress\"")) == distress);
  CHECK(checked(flow_of("\"body/tension\", \"emotions/distress\", \"emotions/ground\"")) == distress);
  CHECK(checked(flow_of("\"emotions/distress\", \"body/tension\"")) == "");
  CHECK(checked(flow_of("\"body/tension\"", "end_on = [\"pain-movement/pain-now\"]")) ==
        "8:11 warning: the flow ends on a pain scale | Let something steady or practical come last.");
}

TEST_CASE("a flow that asks a follow-up asks before it what it follows") {
  const std::string never =
      "is never asked here: it follows 'emotions/distress' | Let the flow ask that before it, or "
      "leave it out.";
  CHECK(checked(flow_of("\"emotions/distress\", \"emotions/ground\", \"body/tension\"")) == "");
  CHECK(checked(flow_of("\"emotions/ground\", \"body/tension\"")) ==
        "7:8 warning: 'emotions/ground' " + never);
  CHECK(checked(flow_of("\"emotions/ground\", \"emotions/distress\", \"body/tension\"")) ==
        "7:8 warning: 'emotions/ground' " + never);
  CHECK(checked(flow_of("\"emotions/distress\", \"body/tension\"", "more = [\"emotions/ground\"]")) == "");
  CHECK(checked(flow_of("\"body/tension\"", "more = [\"emotions/ground\"]")) ==
        "8:9 warning: 'emotions/ground' " + never);
}

TEST_CASE("a version that the pack has not reached is told") {
  CHECK(checked(pack(question({.extra = {"tags = [\"steady\"]", "since = \"1.0.1\""}}))) ==
        "17:9 warning: 'since' names version 1.0.1, and the pack is at 1.0.0 | Raise the pack's version when "
        "it "
        "changes.");
  CHECK(checked(pack(question({.extra = {"tags = [\"steady\"]", "since = \"1.0.0\""}}))) == "");
  CHECK(checked(pack(question({.extra = {"tags = [\"steady\"]"}}) +
                     question({.id = "c", .extra = {"retired = \"2.0.0\""}}))) ==
        "22:11 warning: 'retired' names version 2.0.0, and the pack is at 1.0.0 | Raise the pack's version "
        "when it "
        "changes.");
}

TEST_CASE("a problem shows its line with a caret under the place") {
  CHECK(problem_text(problem_at(12, 8, "type = \"scales\"")) ==
        "neck.toml:12:8: error: unknown type 'scales'\n"
        "type = \"scales\"\n"
        "       ^\n"
        "hint: Did you mean 'scale'?");
}

TEST_CASE("a problem of the whole file has no line") {
  auto problem = problem_at(0, 0, "");
  problem.severity = Problem::Severity::warning;
  problem.hint.clear();
  CHECK(problem_text(problem) == "neck.toml: warning: unknown type 'scales'");
}

TEST_CASE("the caret stands right below tabs, wide and combined characters") {
  CHECK(problem_text(problem_at(1, 3, "\t\tx = 1")).find("\n  x = 1\n  ^\n") != std::string::npos);
  CHECK(problem_text(problem_at(1, 3, "首首x")).find("\n首首x\n    ^\n") != std::string::npos);
  CHECK(problem_text(problem_at(1, 3, "e\u0301x")).find("\ne\u0301x\n ^\n") != std::string::npos);
  CHECK(problem_text(problem_at(1, 1, "x")).find("\nx\n^\n") != std::string::npos);
  CHECK(problem_text(problem_at(1, 9, "x")).find("\nx\n ^\n") != std::string::npos);
}

TEST_CASE("a hostile line is shown without its control characters") {
  CHECK(problem_text(problem_at(1, 2, "\x1b[2Jx")) ==
        "neck.toml:1:2: error: unknown type 'scales'\n"
        "\\x1b[2Jx\n"
        "    ^\n"
        "hint: Did you mean 'scale'?");
}

TEST_CASE("a long line is cut around the caret") {
  const auto text = problem_text(problem_at(1, 501, std::string(500, 'a') + "X" + std::string(500, 'b')));
  const auto parts = split_lines(text);
  REQUIRE(parts.size() == 4);
  CHECK(display_width(parts[1]) <= 110);
  const auto caret = parts[2].find('^');
  CHECK(graphemes(parts[1])[caret] == "X");
}
