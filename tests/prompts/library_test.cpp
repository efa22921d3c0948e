#include "prompts/library.hpp"

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "prompt_files.hpp"

using namespace felt;
using namespace felt::prompt_test;

namespace {

// What a wrong name is answered with: "message | hint".
template <class Call>
std::string refusal(Call call) {
  try {
    call();
  } catch (const UsageError& error) {
    return std::string(error.what()) + " | " + error.hint();
  }
  return "no refusal";
}

std::string refused_question(std::string_view name, const Library& library = builtin_library()) {
  return refusal([&] { library.question(name); });
}

std::string refused_track(std::string_view name, const Library& library = builtin_library()) {
  return refusal([&] { library.track(name); });
}

OwnFile own_pack(const std::string& path, const std::string& id, const std::string& version,
                 const std::string& questions) {
  return {path, pack_head(id, version) + questions};
}

OwnFile own_flow(const std::string& path, const std::string& id, const std::string& ask) {
  return {path, lines({"felt = 1", "kind = \"flow\"", "[flow]", "id = \"" + id + "\"", "title = \"Own\"",
                       "phase = \"anytime\"", "ask = [" + ask + "]"})};
}

OwnFile own_shared(const std::string& path, const std::string& id, const std::string& list) {
  return {path,
          lines({"felt = 1", "kind = \"shared\"", "[shared]", "id = \"" + id + "\"", "version = \"1.0.0\"",
                 "language = \"en\"", "license = \"CC0-1.0\"", "[[vocabulary]]", "id = \"" + list + "\"",
                 "title = \"Own\"", "term = [{ id = \"one\", label = \"one\" }]"})};
}

}  // namespace

TEST_CASE("a question is found by its full name, or by its bare id where one pack has it") {
  CHECK(builtin_library().question("emotions/distress").prompt ==
        "How stirred up or distressed are you right now?");
  CHECK(builtin_library().question("distress").name() == "emotions/distress");
  CHECK(&builtin_library().question("distress") == builtin_library().find_question("emotions/distress"));
  CHECK(builtin_library().find_question("emotions/distres") == nullptr);
  CHECK(builtin_library().find_question("nowhere/distress") == nullptr);
  CHECK(builtin_library().find_question("distress") == nullptr);
}

TEST_CASE("a wrong question is answered with the nearest name") {
  CHECK(refused_question("emotions/distres") ==
        "no question called 'emotions/distres' | Did you mean 'emotions/distress'?");
  CHECK(refused_question("distres") == "no question called 'distres' | Did you mean 'distress'?");
  CHECK(refused_question("zzzzzzzzzzzz") == "no question called 'zzzzzzzzzzzz' | ");
}

TEST_CASE("a bare id that several packs have is answered with all of them") {
  CHECK(refused_question("pattern") ==
        "'pattern' is in several packs | Write 'emotions/pattern' or 'preparation/pattern'.");
}

TEST_CASE("of several packs that have a bare id the one that is asked is meant") {
  const auto& library = builtin_library();
  CHECK(library.question("pattern", library.track("preparation")).name() == "preparation/pattern");
  CHECK(library.question("pattern", library.track("emotions")).name() == "emotions/pattern");
  CHECK(library.question("distress", library.track("preparation")).name() == "emotions/distress");
  CHECK(refusal([&] { library.question("pattern", library.track("sleep")); }) == refused_question("pattern"));
  const Library own({own_flow("f.toml", "me.one", "\"emotions/pattern\""),
                     own_flow("g.toml", "me.both", "\"emotions/pattern\", \"preparation/pattern\"")});
  CHECK(own.question("pattern", own.track("me.one")).name() == "emotions/pattern");
  CHECK(refusal([&] { own.question("pattern", own.track("me.both")); }) == refused_question("pattern"));
}

TEST_CASE("the owner of an own pack may be left out where one pack alone is called so") {
  const Library library({own_pack("a.toml", "me.ground", "1.0.0", question({.id = "under"})),
                         own_pack("b.toml", "you.ground", "1.0.0", question({.id = "over"})),
                         own_pack("c.toml", "me.sleep", "1.0.0", question({.id = "rested"})),
                         own_pack("d.toml", "me.hands", "1.0.0", question({.id = "warm"}))});
  CHECK(library.question("hands/warm").name() == "me.hands/warm");
  CHECK(library.question("ground/over").name() == "you.ground/over");
  CHECK(library.question("sleep/rested").name() == "sleep/rested");
  CHECK(refused_question("hands/wram", library) ==
        "no question called 'hands/wram' | Did you mean 'me.hands/warm'?");
  CHECK(library.find_pack_called("hands")->id == "me.hands");
  CHECK(library.find_pack_called("sleep")->id == "sleep");
  CHECK(library.find_pack_called("feet") == nullptr);
  CHECK(refusal([&] { library.find_pack_called("ground"); }) ==
        "'ground' could be more than one pack | Write 'me.ground' or 'you.ground'.");
}

TEST_CASE("a track is a flow or a pack, by its id or an unambiguous beginning") {
  CHECK(builtin_library().track("morning").flow->title == "Next morning");
  CHECK(builtin_library().track("sleep").pack->title == "Sleep");
  CHECK(builtin_library().track("morn").id() == "morning");
  CHECK(builtin_library().track("pain").title() == "Pain and movement");
  CHECK(builtin_library().track("after").id() == "after");
}

TEST_CASE("a wrong track is answered with the nearest name") {
  CHECK(refused_track("mornign") == "no flow called 'mornign' | Did you mean 'morning'?");
  CHECK(refused_track("aft") == "'aft' could be more than one flow | Write 'after' or 'aftercare'.");
  CHECK(refused_track("zzzzzzzz") ==
        "no flow called 'zzzzzzzz' | 'felt prompts flows' lists the flows, 'felt prompts list' the packs.");
  CHECK(refused_track("mo") != "no refusal");
}

TEST_CASE("scales and word lists are found by their ids") {
  CHECK(builtin_library().scale("pain10")->max == 10);
  CHECK(builtin_library().scale("pain11") == nullptr);
  CHECK(builtin_library().vocabulary("regions")->find("jaw")->sided);
  CHECK(builtin_library().vocabulary("places") == nullptr);
}

TEST_CASE("own packs stand beside the built-in ones") {
  const Library library({{"breath.toml", read_test_data("prompts/data/breath-pause.toml")},
                         {"neck.toml", read_test_data("prompts/data/neck-ease.toml")},
                         {"neck.nl.toml", read_test_data("prompts/data/neck-ease.nl.toml")}});
  CHECK(spoken(library.problems()) ==
        "5:6 warning: question 'jaw-note' is not translated | It is shown in the source language.");
  CHECK(library.pack_ids().back() == "your-practice.neck-ease");
  CHECK(library.question("jaw").name() == "your-practice.neck-ease/jaw");
  CHECK(library.track("breath-pause").pack->title == "Breath pause");
  CHECK(library.track("your-practice.neck-ease").pack != nullptr);
  CHECK(library.track("neck").id() == "your-practice.neck-ease");
  CHECK(refused_track("your", library).find("'your-practice.breath-pause' or 'your-practice.neck-ease'") !=
        std::string::npos);
  CHECK(library.translations("nl").size() == 1);
  CHECK(library.translations("de").empty());
}

TEST_CASE("a retired question is found by its full name only") {
  const Library library({{"neck.toml", read_test_data("prompts/data/neck-ease.toml")}});
  CHECK(library.question("your-practice.neck-ease/turn").is_retired());
  CHECK(refused_question("turn", library).find("no question called 'turn'") == 0);
}

TEST_CASE("a broken own file is left out whole and the others work") {
  const Library library({own_pack("a.toml", "me.a", "1.0.0", question({.type = "scales"})),
                         own_pack("b.toml", "me.b", "1.0.0", question({.id = "own-one"})),
                         {"c.toml", "[[[["}});
  CHECK(spoken(library.problems()) ==
        "13:8 error: unknown type 'scales' | Did you mean 'scale'?\n"
        "1:3 error: a table has no name here | A table is written [name], one of several tables "
        "[[name]].");
  CHECK(library.problems().front().file == "a.toml");
  CHECK(library.find_pack("me.a") == nullptr);
  CHECK(library.question("own-one").pack == "me.b");
}

TEST_CASE("the warnings of an own file are told while it works") {
  const Library library({own_pack("a.toml", "me.a", "1.0.0", question({.extra = {"lable = 1"}}))});
  CHECK(spoken(library.problems()) == "16:1 warning: unknown key 'lable' | It is left aside.");
  CHECK(library.find_pack("me.a") != nullptr);
}

TEST_CASE("of two versions of a pack the higher one is used, with a word about it") {
  const auto old_pack = own_pack("old.toml", "me.a", "1.9.0", question({.id = "old-one"}));
  const auto new_pack = own_pack("new.toml", "me.a", "1.10.0", question({.id = "new-one"}));
  for (const auto& files : {std::vector{old_pack, new_pack}, std::vector{new_pack, old_pack}}) {
    const Library library(files);
    CHECK(library.find_question("me.a/new-one") != nullptr);
    CHECK(library.find_question("me.a/old-one") == nullptr);
    CHECK(join(library.notices(), "\n") ==
          "new.toml: pack 'me.a' 1.10.0 is used; old.toml holds version 1.9.0");
    CHECK(library.problems().empty());
  }
}

TEST_CASE("of two files that hold the same the first is used") {
  const Library library({own_pack("a.toml", "me.a", "1.0.0", question({.id = "first"})),
                         own_pack("b.toml", "me.a", "1.0.0", question({.id = "second"}))});
  CHECK(library.find_question("me.a/first") != nullptr);
  CHECK(join(library.notices(), "\n") == "a.toml: pack 'me.a' 1.0.0 is used; b.toml holds the same");
}

TEST_CASE("an own pack cannot take a built-in id") {
  const Library library({own_pack("a.toml", "sleep", "9.0.0", question({}))});
  CHECK(spoken(library.problems()) ==
        "4:6 error: id 'sleep' has no owner | Ids without a dot are felt's own. Write it as "
        "'your-name.sleep'.");
  CHECK(library.find_pack("sleep")->title == "Sleep");
}

TEST_CASE("own files build on each other in any order") {
  const auto flow = own_flow("a.toml", "me.daily", "\"me.b/b\", \"body/tension\"");
  const auto on_list = own_pack("b.toml", "me.b", "1.0.0",
                                question({.type = "multi", .extra = {"vocabulary = \"own-list\""}}));
  const Library library({flow, on_list, own_shared("c.toml", "me.lists", "own-list")});
  CHECK(spoken(library.problems()) == "");
  CHECK(library.flow_ids().back() == "me.daily");
  CHECK(library.track("daily").flow->ask.size() == 2);
  CHECK(library.find_question("me.b/b")->words->id == "own-list");
  CHECK(library.vocabulary("own-list") != nullptr);
}

TEST_CASE("a file that counts on a broken one is left out with it") {
  const auto waits = [](const std::string& on) {
    return question({.extra = {"when = { question = \"" + on + "\", op = \"answered\" }"}});
  };
  const Library library({own_flow("a.toml", "me.flow", "\"me.b/b\""),
                         own_pack("b.toml", "me.b", "1.0.0", waits("me.c/b")),
                         own_pack("c.toml", "me.c", "1.0.0", question({.type = "x"}))});
  CHECK(library.flow_ids() == builtin_library().flow_ids());
  CHECK(library.pack_ids() == builtin_library().pack_ids());
  REQUIRE(library.problems().size() == 3);
  CHECK(library.problems()[0].message == "no question called 'me.b/b'");
  CHECK(library.problems()[1].message == "no question called 'me.c/b'");
}

TEST_CASE("packs that wait for each other in a ring are left out") {
  const auto waits = [](const std::string& on) {
    return question({.extra = {"when = { question = \"" + on + "\", op = \"answered\" }"}});
  };
  const Library library({own_pack("a.toml", "me.a", "1.0.0", waits("me.b/b")),
                         own_pack("b.toml", "me.b", "1.0.0", waits("me.a/b"))});
  CHECK(library.find_pack("me.a") == nullptr);
  CHECK(library.find_pack("me.b") == nullptr);
  CHECK(library.problems().size() == 2);
}

TEST_CASE("two own shared files cannot hold the same list") {
  const Library library({own_shared("a.toml", "me.a", "own-list"), own_shared("b.toml", "me.b", "own-list")});
  CHECK(spoken(library.problems()) == "9:6 error: list 'own-list' is already in 'me.a' | Choose another id.");
}

TEST_CASE("the support file of a country is kept") {
  const Library library({{"gb.toml", read_test_data("prompts/data/support-gb.toml")}});
  CHECK(library.support("GB").lines.size() == 1);
  CHECK(library.support("GB").country == "GB");
  CHECK(library.support("GB").cards.at("steady").size() == 5);
  CHECK(library.support("GB").cards.contains("about"));
  CHECK(library.support("FR").country.empty());
  CHECK(library.support("FR").lines.empty());
}

TEST_CASE("what a library hands out stays where it is while more is read and when it is moved") {
  Library library;
  const auto* early = &library.question("distress");
  for (const auto& id : library.pack_ids()) library.find_pack(id);
  const Library moved = std::move(library);
  CHECK(moved.find_question("emotions/distress") == early);
}
