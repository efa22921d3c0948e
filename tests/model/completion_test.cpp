#include "model/completion.hpp"

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "model/typed.hpp"
#include "prompts/library.hpp"
#include "questions.hpp"

using namespace felt;
using namespace felt::test;

namespace {

const Question& question_named(std::string_view name) {
  static const Library library;
  return library.question(name);
}

// What Tab offers, and behind which part of the line: "relief 4, |calm".
std::string offered(std::string_view question, std::string_view line) {
  const auto [begin, words] = complete_answer(question_named(question), line);
  return words.empty() ? "" : std::string(line.substr(0, begin)) + "|" + join(words, ", ");
}

}  // namespace

TEST_CASE("a label that two words have is completed as their ids") {
  auto question = choice_question();
  question.words = list_of("", {term("relief", "eased"), term("fear", "eased"), term("calm", "even")});
  CHECK(complete_answer(question, "e").words == std::vector<std::string>{"relief", "fear", "even"});
}

TEST_CASE("a feeling is completed by its beginning, whatever case and accents") {
  CHECK(offered("emotions/feelings", "rel") == "|relieved");
  CHECK(offered("emotions/feelings", "REL") == "|relieved");
  CHECK(offered("emotions/feelings", "rélief") == "|relieved");
  CHECK(offered("emotions/feelings", "relief 4, cal") == "relief 4, |calm");
  CHECK(offered("emotions/feelings", "calm,  co") == "calm,  |confident, connected, content, confused");
  CHECK(offered("emotions/feelings", "zzz") == "");
  CHECK(offered("emotions/feelings", "") == "");
  CHECK(offered("emotions/feelings", "calm, ") == "");
}

TEST_CASE("own words are left alone") {
  CHECK(offered("emotions/feelings", "\"like cal") == "");
  CHECK(offered("emotions/feelings", "\"rain, and\" 3, cal") == "\"rain, and\" 3, |calm");
}

TEST_CASE("an alias and a word out of the middle of a label find it") {
  CHECK(offered("body/noticing", "jaw joi") == "|jaw");
  CHECK(offered("emotions/feelings", "touched").find("moved, touched") != std::string::npos);
}

TEST_CASE("a place is completed to its region, then to its sides, then to its words") {
  CHECK(offered("body/noticing", "nec") == "|neck");
  CHECK(offered("body/noticing", "neck l") == "neck |left");
  CHECK(offered("body/noticing", "neck ") == "neck |left, right, both, middle, front, back");
  CHECK(offered("body/noticing", "neck left b") == "neck left |both, back");
  CHECK(offered("body/noticing", "neck left: ti").starts_with("neck left: |ti"));
  CHECK(offered("body/noticing", "neck left: tight 3, war").starts_with("neck left: tight 3, |warm"));
  CHECK(offered("body/noticing", "neck: tight; bel") == "neck: tight; |belly");
  CHECK(offered("preparation/touch-limits", "neck: ti") == "");
}

TEST_CASE("options, anchors and yes or no are completed, numbers and texts are not") {
  CHECK(offered("session/pace", "ab") == "|about right");
  CHECK(offered("emotions/distress", "stir") == "|stirred, and fine");
  CHECK(offered("emotions/distress", "") == "");
  CHECK(offered("pain-movement/new-pain", "y") == "|yes");
  CHECK(offered("sleep/turned-in", "2") == "");
  CHECK(offered("emotions/own-words", "t") == "");
}

TEST_CASE("every word that is offered is read back as the word it stands for") {
  for (const auto* name : {"emotions/feelings", "session/pace", "body/noticing", "preparation/steadiers"}) {
    const auto& question = question_named(name);
    const auto& list = question.words ? *question.words : *question.regions;
    for (const auto& term : list.terms) {
      CAPTURE(term.id);
      const auto completion = complete_answer(question, term.label);
      REQUIRE(!completion.words.empty());
      for (const auto& word : completion.words) CHECK(parse_answer(question, word).has_value());
    }
  }
}

TEST_CASE("what several words have in common is cut between characters") {
  CHECK(common_beginning({}) == "");
  CHECK(common_beginning({"calm"}) == "calm");
  CHECK(common_beginning({"confident", "connected", "content"}) == "con");
  CHECK(common_beginning({"é1", "è1"}) == "");
  CHECK(common_beginning({"e\u0301", "e"}) == "");
}

TEST_CASE("everything can be offered where nothing is typed yet, but for what is retired") {
  const auto all = [](std::string_view question, std::string_view line) {
    return complete_answer(question_named(question), line, Untyped::everything).words;
  };
  CHECK(offered("emotions/feelings", "") == "");
  CHECK(all("emotions/feelings", "").size() > 50);
  CHECK(all("emotions/feelings", "relief 4, ").size() == all("emotions/feelings", "").size());
  CHECK(all("body/noticing", "").size() > 20);
  CHECK(all("body/noticing", "neck: ").size() > 5);
  CHECK(all("session/pace", "").size() > 1);
  for (const auto& term : question_named("emotions/feelings").words->terms)
    if (!term.retired.empty())
      for (const auto& word : all("emotions/feelings", "")) CHECK(word != term.label);
}
