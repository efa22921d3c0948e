// Translations, shown on a language that nobody speaks: every string of felt's own files, accented and
// bracketed.
#include <doctest/doctest.h>

#include <algorithm>

#include "prompt_files.hpp"
#include "prompts/checker.hpp"
#include "prompts/starter.hpp"
#include "prompts/translate.hpp"

using namespace felt;
using namespace felt::prompt_test;

namespace {

constexpr const char* pseudo_language = "qps-ploc";

// "How {it} is" becomes "[Höw {it} ïs]".
std::string pseudo(const std::string& text) {
  static const std::vector<std::pair<char, std::string>> accents{
      {'a', "á"}, {'e', "é"}, {'i', "ï"}, {'o', "ö"}, {'u', "û"}};
  std::string changed = "[";
  bool is_placeholder = false;
  for (const char byte : text) {
    is_placeholder = byte == '{' || (is_placeholder && byte != '}');
    const auto accent =
        std::find_if(accents.begin(), accents.end(), [&](const auto& one) { return one.first == byte; });
    if (is_placeholder || accent == accents.end())
      changed += byte;
    else
      changed += accent->second;
  }
  return changed + "]";
}

std::vector<std::string> source_ids() {
  auto ids = builtin_library().surroundings().source_ids();
  ids.erase(
      std::remove_if(ids.begin(), ids.end(),
                     [](const std::string& id) { return !builtin_library().find_source(id).is_found(); }),
      ids.end());
  return ids;
}

std::vector<OwnFile> pseudo_files() {
  std::vector<OwnFile> files;
  std::vector<std::string> done;
  for (const auto& id : source_ids()) {
    if (std::find(done.begin(), done.end(), id) != done.end()) continue;
    done.push_back(id);
    files.push_back(
        {id + ".toml", starter_translation(builtin_library().find_source(id), pseudo_language, pseudo)});
  }
  return files;
}

const Library& pseudo_library() {
  static const Library library(pseudo_files(), pseudo_language);
  return library;
}

struct Strings {
  std::vector<std::string> all;
  void add(const std::string& text) {
    if (!text.empty()) all.push_back(text);
  }
  void add(const std::optional<Scale>& scale) {
    if (scale)
      for (const auto& anchor : scale->anchors) add(anchor.label);
  }
  void add(const VocabularyPtr& words) {
    if (!words) return;
    add(words->title);
    for (const auto& group : words->groups) add(group.heading);
    for (const auto& term : words->terms) add(term.label);
  }
};

// Everything of a question that a person reads.
void add_question(Strings& strings, const Question& question) {
  for (const auto* text : {&question.prompt, &question.help, &question.content_note}) strings.add(*text);
  strings.add(question.scale);
  strings.add(question.intensity);
  for (const auto* words : {&question.words, &question.regions, &question.qualities}) strings.add(*words);
}

Strings strings_of(const Library& library) {
  Strings strings;
  for (const auto& id : library.pack_ids()) {
    const auto& pack = *library.find_pack(id);
    for (const auto* text : {&pack.title, &pack.description, &pack.content_note}) strings.add(*text);
    for (const auto& question : pack.questions) add_question(strings, question);
  }
  for (const auto& id : library.flow_ids())
    for (const auto* text :
         {&library.find_flow(id)->title, &library.find_flow(id)->intro, &library.find_flow(id)->outro})
      strings.add(*text);
  for (const auto& id : library.vocabulary_ids()) strings.add(library.vocabulary(id));
  for (const auto& [id, scale] : library.shared().scales) strings.add(*library.scale(id));
  return strings;
}

const char* neck() {
  static const auto text = read_test_data("prompts/data/neck-ease.toml");
  return text.c_str();
}

Library neck_library(const std::string& translation, std::string_view language) {
  return Library({{"neck.toml", neck()}, {"neck.nl.toml", translation}}, language);
}

}  // namespace

TEST_CASE("a pseudo-language holds every string of the packs, the shared file and the flows") {
  const auto source = strings_of(builtin_library());
  const auto translated = strings_of(pseudo_library());
  CHECK(spoken(pseudo_library().problems()) == "");
  REQUIRE(source.all.size() == translated.all.size());
  CHECK(source.all.size() > 1000);
  std::size_t different = 0;
  for (std::size_t i = 0; i < source.all.size(); ++i)
    if (translated.all[i] != pseudo(source.all[i])) {
      ++different;
      CHECK_MESSAGE(false, translated.all[i]);
    }
  CHECK(different == 0);
}

TEST_CASE("a translation that holds every string has nothing to mend") {
  const auto files = pseudo_files();
  CHECK(files.size() == builtin_library().pack_ids().size() + builtin_library().flow_ids().size() + 1);
  for (const auto& file : files)
    CHECK_MESSAGE(spoken(check_prompt_file(file.text, file.path, builtin_library())) == "", file.path);
}

TEST_CASE("a translation changes words alone") {
  for (const auto& name : builtin_library().question_names()) {
    CAPTURE(name);
    const auto& source = builtin_library().question(name);
    const auto& translated = pseudo_library().question(name);
    CHECK(translated.language == pseudo_language);
    CHECK(translated.type == source.type);
    CHECK(translated.phases == source.phases);
    CHECK(translated.when.conditions.size() == source.when.conditions.size());
    CHECK(translated.share == source.share);
    CHECK(translated.pack_version == source.pack_version);
    if (source.scale) CHECK(translated.scale->direction == source.scale->direction);
    if (source.words) CHECK(ids_of(translated.words->terms) == ids_of(source.words->terms));
  }
}

TEST_CASE("without the language, or with another, every string stays as it was written") {
  const Library without(pseudo_files());
  const Library other(pseudo_files(), "nl");
  const auto source = strings_of(builtin_library()).all;
  CHECK(strings_of(without).all == source);
  CHECK(strings_of(other).all == source);
}

TEST_CASE("each string that is taken out falls back by itself and is named by the check") {
  const auto source = builtin_library().find_source("sleep");
  const auto whole = starter_translation(source, pseudo_language, pseudo);
  const auto begin = whole.find("prompt = ", whole.find("[question.rested]"));
  const auto cut = std::string(whole).erase(begin, whole.find('\n', begin) + 1 - begin);
  const Library library({{"sleep.toml", cut}}, pseudo_language);
  const auto& rested = library.question("sleep/rested");
  CHECK(rested.prompt == builtin_library().question("sleep/rested").prompt);
  CHECK(rested.language == "en");
  CHECK(library.question("sleep/quality").prompt.starts_with("["));
  const auto found = check_prompt_file(cut, "sleep.toml", builtin_library());
  REQUIRE(found.size() == 1);
  CHECK(found.front().message == "question 'rested' has no 'prompt'");
  CHECK(found.front().hint == "What is missing is shown in the source language.");
}

TEST_CASE("the check names what a translation lacks, thing by thing") {
  const Library library(std::vector<OwnFile>{{"neck.toml", neck()}});
  const auto found =
      check_prompt_file(read_test_data("prompts/data/neck-ease.nl.toml"), "neck.nl.toml", library);
  CHECK(spoken(found) ==
        "5:6 warning: question 'jaw-note' is not translated | It is shown in the source language.");
  const auto lacking =
      lines({"felt = 1", "kind = \"translation\"", "[translation]", "of = \"core\"", "of_version = \"1.0.0\"",
             "language = \"nl\"", "author = \"me\"", "license = \"CC0-1.0\"", "[scale.strength5.anchors]",
             "\"1\" = \"een spoor\"", "[vocabulary.parts]", "terms.landing = \"landen\"",
             "groups.one = \"een\"", "aliases.lnding = [\"x\"]"});
  const auto text = spoken(check_prompt_file(lacking, "t.toml", builtin_library()));
  CHECK(text.find(
            "9:1 warning: scale 'strength5' has no anchor '3', anchor '5' | What is missing is shown in the "
            "source language.") != std::string::npos);
  CHECK(text.find("11:1 warning: word list 'parts' has no 'title', word 'talk-first'") != std::string::npos);
  CHECK(text.find("11:1 warning: group 'one' is not in 'core'") != std::string::npos);
  CHECK(text.find("11:1 warning: word 'lnding' is not in 'core' | Did you mean 'landing'?") !=
        std::string::npos);
  CHECK(text.find("4:6 warning: scale 'pain10' is not translated | It is shown in the source language.") !=
        std::string::npos);
  CHECK(text.find("4:6 warning: word list 'emotions' is not translated") != std::string::npos);
}

TEST_CASE("the general form of a language stands in for what its own form leaves out") {
  const auto general = read_test_data("prompts/data/neck-ease.nl.toml");
  auto own = lines({"felt = 1", "kind = \"translation\"", "[translation]", "of = \"your-practice.neck-ease\"",
                    "of_version = \"2.1.0\"", "language = \"nl-BE\"", "author = \"me\"",
                    "license = \"CC0-1.0\"", "[question.jaw]", "prompt = \"Hoe gaat het met je kaak?\""});
  const Library library({{"neck.toml", neck()}, {"nl.toml", general}, {"be.toml", own}}, "nl-BE");
  CHECK(library.question("jaw").prompt == "Hoe gaat het met je kaak?");
  CHECK(library.question("jaw").language == "nl-BE");
  CHECK(library.question("jaw").words->find("tight")->label == "strak");
  CHECK(library.question("turn-left").language == "nl");
  CHECK(fitness("nl", "nl-BE") == 1);
  CHECK(fitness("nl-BE", "nl") == 0);
  CHECK(fitness("pt-BR", "pt-br") == 2);
  CHECK(fitness("PT", "pt-br") == 1);
  CHECK(fitness("n", "nl") == 0);
}

TEST_CASE("own scales and options are translated, aliases replace aliases") {
  const auto library = neck_library(read_test_data("prompts/data/neck-ease.nl.toml"), "nl");
  CHECK(library.question("turn-left").scale->anchors[1].label == "een eind");
  CHECK(library.find_pack("your-practice.neck-ease")->title == "Nek en kaak");
  const auto core =
      lines({"felt = 1", "kind = \"translation\"", "[translation]", "of = \"core\"", "of_version = \"1.0.0\"",
             "language = \"nl\"", "author = \"me\"", "license = \"CC0-1.0\"", "[vocabulary.emotions]",
             "terms.fear = \"bang\"", "aliases.fear = [\"angst\"]"});
  const Library dutch({{"core.toml", core}}, "nl");
  const auto& feelings = *dutch.question("emotions/feelings").words;
  CHECK(feelings.find("fear")->label == "bang");
  CHECK(feelings.find("fear")->aliases == std::vector<std::string>{"angst"});
  CHECK(feelings.find("anger")->label == builtin_library().vocabulary("emotions")->find("anger")->label);
  CHECK(&feelings == dutch.vocabulary("emotions").get());
}

TEST_CASE("an own pack that uses an own list is asked in the words of its translation") {
  const OwnFile list{
      "a.toml", lines({"felt = 1", "kind = \"shared\"", "[shared]", "id = \"me.words\"",
                       "version = \"1.0.0\"", "language = \"en\"", "license = \"CC0-1.0\"", "[[vocabulary]]",
                       "id = \"own\"", "title = \"Own\"", "term = [{ id = \"one\", label = \"one\" }]"})};
  const OwnFile pack_file{"b.toml", pack(question({.type = "multi", .extra = {"vocabulary = \"own\""}}))};
  const OwnFile dutch{"c.toml",
                      lines({"felt = 1", "kind = \"translation\"", "[translation]", "of = \"me.words\"",
                             "of_version = \"1.0.0\"", "language = \"nl\"", "author = \"me\"",
                             "license = \"CC0-1.0\"", "[vocabulary.own]", "terms.one = \"een\""})};
  const Library library({list, pack_file, dutch}, "nl");
  CHECK(library.question("me.test/b").words->find("one")->label == "een");
}
