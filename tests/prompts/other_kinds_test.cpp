// Shared files, flows, translations and support files.
#include <doctest/doctest.h>

#include "prompt_files.hpp"
#include "prompts/checker.hpp"

using namespace felt;
using namespace felt::prompt_test;

namespace {

std::string checked(const std::string& toml, const Library& library = builtin_library()) {
  return spoken(check_prompt_file(toml, "t.toml", library));
}

ParsedFile parsed(const std::string& toml, Origin origin = Origin::own) {
  return parse_prompt_file(toml, "t.toml", builtin_library().shared(), origin);
}

// The same without what is said about strings that are missing.
std::string checked_strings(const std::string& toml) {
  auto problems = check_prompt_file(toml, "t.toml", builtin_library());
  std::erase_if(problems,
                [](const Problem& problem) { return problem.hint.ends_with("in the source language."); });
  return spoken(problems);
}

std::string shared_head(const std::string& id) {
  return lines({"felt = 1", "kind = \"shared\"", "[shared]", "id = \"" + id + "\"", "version = \"1.0.0\"",
                "language = \"en\"", "license = \"CC0-1.0\""});
}

std::string translation_of(const std::string& of, const std::string& version, const std::string& rest) {
  return lines({"felt = 1", "kind = \"translation\"", "[translation]", "of = \"" + of + "\"",
                "of_version = \"" + version + "\"", "language = \"nl\"", "author = \"me\"",
                "license = \"CC0-1.0\""}) +
         rest;
}

std::string support(const std::string& head, const std::string& rest = "") {
  return lines({"felt = 1", "kind = \"support\"", "[support]", "language = \"en\"", head}) + rest;
}

}  // namespace

TEST_CASE("the examples for authors read without an error") {
  for (const auto* name : {"breath-pause.toml", "neck-ease.toml", "neck-ease.nl.toml", "support-gb.toml"}) {
    CAPTURE(name);
    const auto file = parsed(read_test_data(std::string("prompts/data/") + name));
    CHECK(file.content.has_value());
    CHECK(spoken(file.problems) == "");
  }
}

TEST_CASE("a practitioner's pack is read key by key") {
  const auto file = parsed(read_test_data("prompts/data/breath-pause.toml"));
  REQUIRE(file.content);
  const auto& questions = std::get<Pack>(*file.content).questions;
  REQUIRE(questions.size() == 9);
  CHECK(questions[0].min_minutes == 1);
  CHECK(questions[0].max_minutes == 120);
  CHECK(questions[1].words->find("right")->label == "about right");
  CHECK(questions[2].direction == Direction::higher_better);
  CHECK(questions[2].scale->id == "ease10");
  CHECK(questions[4].scale->anchors.size() == 3);
  CHECK(questions[4].when.conditions[0].question == "your-practice.breath-pause/felt-light-headed");
  CHECK(questions[4].support->card == "rest-first");
  CHECK(questions[5].max_picks == 5);
  CHECK(questions[6].regions->id == "regions");
  CHECK(questions[6].max_places == 4);
  CHECK(questions[7].share == Share::no);
  CHECK(questions[7].when.join == When::Join::any);
  CHECK(questions[7].when.conditions.size() == 2);
  CHECK(questions[8].name() == "your-practice.breath-pause/settled-by");
}

TEST_CASE("a scale of the pack's own keeps its id, the range of one question has none") {
  const auto neck = parsed(read_test_data("prompts/data/neck-ease.toml"));
  const auto breath = parsed(read_test_data("prompts/data/breath-pause.toml"));
  CHECK(std::get<Pack>(*neck.content).questions[0].scale->id == "turn5");
  CHECK(std::get<Pack>(*neck.content).questions[0].replaces == "turn");
  CHECK(std::get<Pack>(*neck.content).questions[4].is_retired());
  CHECK(std::get<Pack>(*breath.content).questions[4].scale->id == "");
}

TEST_CASE("what is left out has its usual value") {
  const auto file =
      parsed(pack(question({.id = "t", .type = "text"}) + question({.id = "n", .type = "note"}) +
                  question({.id = "d", .type = "duration"}) + question({.id = "c", .type = "count"})));
  REQUIRE(file.content);
  const auto& questions = std::get<Pack>(*file.content).questions;
  CHECK(questions[0].share == Share::ask);
  CHECK(questions[0].lines == TextLines::brief);
  CHECK(questions[0].once == Once::no);
  CHECK(questions[1].share == Share::yes);
  CHECK(questions[2].min_minutes == 0);
  CHECK(questions[2].max_minutes == 1440);
  CHECK(questions[3].max_count == 1000);
}

TEST_CASE("a shared file brings scales and lists of its own, and takes nobody's id") {
  CHECK(checked(shared_head("me.core") + "[[scale]]\nid = \"ease10\"\nmin = 0\nmax = 4\n") ==
        "9:6 error: scale 'ease10' is already in 'core' | Choose another id.");
  CHECK(
      checked(shared_head("me.core") +
              "[[vocabulary]]\nid = \"care\"\ntitle = \"Care\"\nterm = [{ id = \"a\", label = \"a\" }]\n") ==
      "9:6 error: list 'care' is already in 'core' | Choose another id.");
  CHECK(checked(shared_head("me.core") +
                "[[vocabulary]]\nid = \"own\"\ntitle = \"Own\"\ngroups = [\"one\", \"one\"]\n"
                "term = [{ id = \"a\", label = \"a\", group = \"two\", pleasant = 3 }]\n") ==
        "11:18 error: group 'one' is used twice | The first is on line 11.\n"
        "12:42 error: unknown group 'two' | One of 'one', 'one'.\n"
        "12:60 error: 'pleasant' needs a whole number from -2 to 2");
  CHECK(checked(shared_head("me.core") + "[[vocabulary]]\nid = \"own\"\ntitle = \"Own\"\n") ==
        "8:1 error: word list 'own' has no words");
}

TEST_CASE("a group is its own heading unless the list says it in other words") {
  const auto list = [](const std::string& rest) {
    return shared_head("me.core") +
           "[[vocabulary]]\nid = \"own\"\ntitle = \"Own\"\ngroups = [\"one-two\", \"three\"]\n" + rest +
           "term = [{ id = \"a\", label = \"a\" }]\n";
  };
  const auto file = parsed(list("headings = { three = \"Some more\" }\n"));
  REQUIRE(file.content);
  const auto& groups = std::get<SharedFile>(*file.content).vocabularies.at(0)->groups;
  CHECK(groups.at(0).heading == "one two");
  CHECK(groups.at(1).heading == "Some more");
  CHECK(checked(list("headings = { thre = \"x\" }\n")) ==
        "12:12 error: unknown group 'thre' | Did you mean 'three'?");
  CHECK(builtin_library().vocabulary("emotions")->groups.front().heading == "Pleasant, more energy");
}

TEST_CASE("a flow names questions that are there") {
  const auto flow = lines({"felt = 1", "kind = \"flow\"", "[flow]", "id = \"me.flow\"", "title = \"Flow\"",
                           "phase = \"anytime\"", "ask = [\"sleep/qality\", \"body/tension\"]"});
  CHECK(checked(flow) == "7:8 error: no question called 'sleep/qality' | Did you mean 'sleep/quality'?");
}

TEST_CASE("a condition on another pack is looked up there") {
  const auto on = [](const std::string& condition) {
    return checked(
        pack(question({.extra = {"tags = [\"steady\"]", "when = { question = " + condition + " }"}})));
  };
  CHECK(on(R"("emotions/distress", op = ">=", value = 5)") == "");
  CHECK(on(R"("emotions/distres", op = ">=", value = 5)") ==
        "17:21 error: no question called 'emotions/distres' | Did you mean 'emotions/distress'?");
  CHECK(on(R"("emotions/distress", op = ">=", value = 12)") ==
        "17:61 error: 12 is outside the range of 'distress' | It goes from 0 to 10.");
  CHECK(on(R"("emotions/ground", op = "answered", value = true)") ==
        "17:65 error: op 'answered' does not go with 'ground', which is of type 'note' | It has no answer.");
}

TEST_CASE("a chain of follow-ups over two packs is no longer than within one") {
  const auto first = question(
      {.extra = {"tags = [\"steady\"]", R"(when = { question = "body/tension-place", op = "answered" })"}});
  const auto second = question({.id = "c", .extra = {R"(when = { question = "b", op = "answered" })"}});
  CHECK(checked(pack(first)) == "");
  CHECK(checked(pack(first + second)) ==
        "17:21 error: 'c' becomes a follow-up of a follow-up of a follow-up | Point its condition at a "
        "question that is always asked.");
}

TEST_CASE("a translation is read whole and compared with its source") {
  CHECK(checked_strings(translation_of("sleep", "1.0.0",
                                       "[question.rested]\nprompt = \"Hoe uitgerust ben "
                                       "je?\"\n[question.dreams]\noptions = { none = \"geen\" }\n")) == "");
  CHECK(checked_strings(translation_of("sleep", "0.9.0", "")) ==
        "5:14 warning: the translation was made for version 0.9.0 of 'sleep', which is now 1.0.0 | Look it "
        "through again.");
  CHECK(checked_strings(translation_of("sleeep", "1.0.0", "")) ==
        "4:6 error: there is no 'sleeep' to translate | Did you mean 'sleep'?");
  CHECK(checked_strings(translation_of("sleep", "1.0.0", "[question.restd]\nprompt = \"Hoe?\"\n")) ==
        "9:1 warning: question 'restd' is not in 'sleep' | Did you mean 'rested'?");
  CHECK(checked_strings(
            translation_of("sleep", "1.0.0", "[question.dreams]\noptions = { plan = \"gewoon\" }\n")) ==
        "9:1 warning: option 'plan' is not in 'sleep' | Did you mean 'plain'?");
  CHECK(checked_strings(
            translation_of("core", "1.0.0", "[scale.pain10.anchors]\n\"0\" = \"geen\"\n\"4\" = \"wat\"\n")) ==
        "9:1 warning: anchor '4' is not in 'core'");
  CHECK(checked_strings(translation_of("core", "1.0.0", "[scale.pain10.anchors]\nnul = \"geen\"\n")) ==
        "9:1 error: anchor 'nul' is not a number | Such as \"5\" = \"in between\".");
  CHECK(checked_strings(
            translation_of("core", "1.0.0",
                           "[vocabulary.emotions]\ntitle = \"Gevoelens\"\nterms = { fear = \"bang\", "
                           "feer = \"x\" }\naliases = { fear = [\"angst\"] }\n")) ==
        "9:1 warning: word 'feer' is not in 'core' | Did you mean 'fear'?");
  CHECK(checked_strings(translation_of("quick", "", "")) == "");
}

TEST_CASE("a word of a list or of a translation is never only digits") {
  const std::string hint =
      " is only digits, which pick a choice by its number | Write it in words, or make the question a scale "
      "with anchors.";
  CHECK(checked(shared_head("me.words") + lines({"[[vocabulary]]", "id = \"days\"", "title = \"Days\"",
                                                 "term = [{ id = \"one\", label = \"1\" }]"})) ==
        "11:31 error: '1'" + hint);
  CHECK(
      spoken(parsed(translation_of("core", "1.0.0",
                                   lines({"[vocabulary.emotions.terms]", "relief = \"7\"",
                                          "[vocabulary.emotions.aliases]", "relief = [\"opluchting\", \"8\"]",
                                          "[question.pace.options]", "right = \"2\""})))
                 .problems) ==
      "10:10 error: '7'" + hint + "\n12:25 error: '8'" + hint + "\n14:9 error: '2'" + hint);
}

TEST_CASE("two words that a translation calls alike are told") {
  const std::string hint =
      " | Give each a label and aliases of its own, so that it can be told which is meant.";
  CHECK(checked_strings(translation_of(
            "core", builtin_library().find_shared("core")->version,
            lines({"[vocabulary.emotions]", "title = \"Gevoelens\"", "[vocabulary.emotions.terms]",
                   "relief = \"opgelucht\"", "fear = \"Opgelucht\""}))) ==
        "9:1 warning: 'Opgelucht' is typed for both 'relief' and 'fear'" + hint);
}

TEST_CASE("the strings of a translation are kept by id") {
  const auto file = parsed(read_test_data("prompts/data/neck-ease.nl.toml"));
  REQUIRE(file.content);
  const auto& translation = std::get<TranslationFile>(*file.content);
  CHECK(translation.of == "your-practice.neck-ease");
  CHECK(translation.scales.at(0).anchors.size() == 3);
  CHECK(translation.scales.at(0).anchors.at(1) == Anchor{3, "een eind"});
  CHECK(translation.questions.size() == 3);
  CHECK(translation.questions.at(0).options.at("clicking") == "klikt");
}

TEST_CASE("a support file holds contacts, cards and patterns") {
  const auto file = parsed(read_test_data("prompts/data/support-gb.toml"));
  REQUIRE(file.content);
  const auto& support_file = std::get<SupportFile>(*file.content);
  CHECK(support_file.country == "GB");
  CHECK(support_file.checked == std::chrono::year(2025) / 1 / 1);
  CHECK(support_file.emergency == "999 or 112");
  CHECK(support_file.lines.at(0).for_whom == "anyone who wants to talk");
  CHECK(support_file.cards.at("steady").size() == 5);
  CHECK(support_file.patterns.at(0).condition.question == "emotions/distress");
  CHECK(support_file.patterns.at(0).of_last == 5);
  CHECK(checked(read_test_data("prompts/data/support-gb.toml")) == "");
}

TEST_CASE("a support file says what is wrong with it") {
  CHECK(checked(support("country = \"gb\"")) ==
        "3:1 error: [support] has no 'checked' | Numbers are only shown with the day a person last tried "
        "them.\n"
        "5:11 error: 'gb' is not a country code | Two capital letters, such as 'GB'.");
  CHECK(checked(support("checked = \"2025-01-01\"")) ==
        "5:11 error: 'checked' needs a date, not text | Without quotes: checked = 2025-01-31.");
  CHECK(checked(support("checked = 2025-01-01\nemergency = \"112\"")) ==
        "3:1 error: [support] has no 'country' | Numbers are those of one country: write which, such as "
        "country = \"GB\".");
  CHECK(checked(support("checked = 2025-01-01", "[[line]]\nname = \"A\"\nphone = \"000\"\n")) ==
        "3:1 error: [support] has no 'country' | Numbers are those of one country: write which, such as "
        "country = \"GB\".");
  CHECK(checked(support("country = \"GB\"\nemergency = \"112\"")) ==
        "3:1 error: [support] has no 'checked' | Numbers are only shown with the day a person last tried "
        "them.");
  CHECK(checked(support("country = \"GB\"")) ==
        "3:1 error: [support] has no 'checked' | Numbers are only shown with the day a person last tried "
        "them.");
  CHECK(checked(support("country = \"GB\"\nchecked = 2025-01-01", "[[line]]\nname = \"A\"\n")) ==
        "7:1 error: the line 'A' has no way to reach it | Give 'phone', 'text' or 'url'.");
  CHECK(checked(support("", "[cards.stedy]\nlines = [\"x\"]\n")) ==
        "6:8 error: unknown card 'stedy' | Did you mean 'steady'?");
  CHECK(checked(support("", "[cards.steady]\nlines = [\"call {persons}\"]\n")) ==
        "7:10 error: unknown placeholder 'persons' | One of 'emergency', 'line', 'people', 'steadiers'.");
  CHECK(checked(support("",
                        "[[pattern]]\nquestion = \"emotions/distress\"\nop = \">=\"\nvalue = 7\nentries = "
                        "6\nof_last = 5\ncard = \"steady\"\n")) ==
        "10:11 error: 'entries' is above 'of_last'");
  CHECK(checked(support("",
                        "[[pattern]]\nquestion = \"emotions/distres\"\nop = \">=\"\nvalue = 7\nentries = "
                        "3\nof_last = 5\ncard = \"steady\"\n")) ==
        "7:12 error: no question called 'emotions/distres' | Did you mean 'emotions/distress'?");
}

TEST_CASE("the kind of a file shows without reading it") {
  CHECK(sniffed_kind("# x\nfelt = 1\nkind = \"pack\" # y\n") == "pack");
  CHECK(sniffed_kind("kind='shared'") == "shared");
  CHECK(sniffed_kind("felt = 1\n[pack]\nkind = \"flow\"\n") == "");
  CHECK(sniffed_kind("kind =") == "");
}
