// The harness itself; the transcripts are registered by main.cpp.
#include <doctest/doctest.h>

#include "documents.hpp"
#include "transcript.hpp"
#include "zones.hpp"

using namespace felt::test;
using Lines = std::vector<std::string>;
using Kind = Event::Kind;

TEST_CASE("a transcript shows both outputs, typed lines and the exit code") {
  const Played played{{{Kind::err, "how strong?\n> "}, {Kind::typed, "6\n"}, {Kind::out, "saved\n\n"}}, 2};
  CHECK(written(played) == Lines{"! how strong?", "! > \\", "< 6", "saved", "~", "[2]"});
}

TEST_CASE("an output line that looks like something else is marked") {
  const auto line = [](const std::string& text) { return written({{{Kind::out, text + "\n"}}, 0}).at(0); };
  CHECK(line("$ 5") == "\\$ 5");
  CHECK(line("! no") == "\\! no");
  CHECK(line("< less") == "\\< less");
  CHECK(line("<p>") == "<p>");
  CHECK(line("[12]") == "\\[12]");
  CHECK(line("[a]") == "[a]");
  CHECK(line("~") == "\\~");
  CHECK(line("\\x1b") == "\\\\x1b");
  CHECK(line("# title") == "# title");
  CHECK(line("tail\\") == "tail\\\\");
  CHECK(line("\x1b[1mbold") == "␛[1mbold");
}

TEST_CASE("how two outputs mix counts only in a dialogue") {
  CHECK(same({"data", "! talk"}, {"! talk", "data"}));
  CHECK(same({"< 6", "data", "! talk"}, {"! talk", "< 6", "data"}));
  CHECK_FALSE(same({"data", "< 6", "! talk"}, {"! talk", "< 6", "data"}));
  CHECK_FALSE(same({"data"}, {"data", "[1]"}));
  CHECK_FALSE(same({"data"}, {"data", "! talk"}));
}

TEST_CASE("a difference names the lines on one side only") {
  CHECK(difference({"a", "b", "c"}, {"a", "c", "d"}) == "    a\n  - b\n    c\n  + d\n");
}

TEST_CASE("transcripts write files, call the small tools and keep their comments") {
  const std::string text =
      "# A comment.\n@file notes/a.txt\n| one\n|\n| two\n\n$ cat notes/a.txt\none\n~\ntwo\n\n"
      "$ cat '{dir}/notes/a.txt' > b.txt\n\n$ ls .\nb.txt\nnotes\n\n@program bin/x\n| #!/bin/sh\n$ mode "
      "bin/x\n755\n";
  const Outcome outcome = play_transcript("x.test", text);
  CHECK(outcome.failures.empty());
  CHECK(outcome.text == text);
}

TEST_CASE("a wrong expectation is named with its line and put right") {
  const Outcome outcome = play_transcript("x.test", "@file a\n| one\n$ cat a\n! two\n");
  REQUIRE(outcome.failures.size() == 1);
  CHECK(outcome.failures[0] == "x.test:3: $ cat a\n  - ! two\n  + one\n");
  CHECK(outcome.text == "@file a\n| one\n$ cat a\none\n");
}

TEST_CASE("what a transcript cannot mean is refused with its line") {
  CHECK_THROWS_WITH(play_transcript("x.test", "# a\nstray\n"),
                    "x.test:2: an answer without a command (after an empty line?): stray");
  CHECK_THROWS_WITH(play_transcript("x.test", "@nwo 1\n"), "x.test:1: no setting called '@nwo'");
  CHECK_THROWS_WITH(play_transcript("x.test", "$ ls 'a\n"), "x.test:1: a quote is not closed: ls 'a");
  CHECK_THROWS_WITH(play_transcript("x.test", "$ rm -rf | x\n"),
                    "x.test:1: transcripts play one command at a time: rm -rf | x");
}

TEST_CASE("each transcript has its own home and leaves nothing behind") {
  std::filesystem::path folder;
  {
    Stage stage;
    folder = stage.folder();
    stage.write_file("a", "{dir}", std::filesystem::perms(0600));
    CHECK(read_whole(folder / "a") == folder.string());
    CHECK(stage.play("cat a", {}, {}).events.at(0).text == "{dir}");
    stage.write_file("b", "id 123e4567-e89b-12d3-a456-426614174000.", std::filesystem::perms(0600));
    CHECK(stage.play("cat b", {}, {}).events.at(0).text == "id <uuid>.");
    Setting setting;
    setting.hidden = {"[0-9a-f]{8}"};
    stage.write_file("c", "0123abcd\n", std::filesystem::perms(0600));
    CHECK(stage.play("cat c", {}, setting).events.at(0).text == "<hidden>\n");
  }
  CHECK_FALSE(std::filesystem::exists(folder));
}

TEST_CASE("documents are played block by block") {
  const std::string markdown =
      "Text.\n\n```console\n$ ls .\n```\n\n<!-- not played: root -->\n```console\n$ sudo x\n```\n";
  CHECK(play_document("README.md", markdown, Format::markdown).failures.empty());
  CHECK(play_document("README.md", markdown, Format::markdown).text == markdown);
  const Outcome wrong = play_document("README.md", "```console\n$ ls .\nfile\n```\n", Format::markdown);
  REQUIRE(wrong.failures.size() == 1);
  CHECK(wrong.failures[0] == "README.md:2: $ ls .\n  - file\n");
  CHECK(wrong.text == "```console\n$ ls .\n```\n");
  const std::string manual = ".Bd -literal\n$ ls .\n.Ed\n.Bd -literal\nfelt = 1\n.Ed\n";
  CHECK(play_document("felt.1", manual, Format::manual).failures.empty());
}

TEST_CASE("an ellipsis stands for any text") {
  CHECK(fits("saved … today", "saved entry 12 today"));
  CHECK(fits("cut…", "cut…"));
  CHECK_FALSE(fits("saved … today", "saved entry 12"));
  CHECK_FALSE(fits("saved", "saved entry"));
}

TEST_CASE("the zones of the harness follow their rules") {
  using namespace std::chrono;
  const auto offset = [](std::string_view zone, sys_seconds at) {
    return zone_named(zone).offset(at).count();
  };
  const sys_seconds march = sys_days(2026y / March / 29) + 1h, october = sys_days(2026y / October / 25) + 1h;
  CHECK(offset("Europe/Vienna", march - 1s) == 60);
  CHECK(offset("Europe/Vienna", march) == 120);
  CHECK(offset("Europe/Vienna", october - 1s) == 120);
  CHECK(offset("Europe/Vienna", october) == 60);
  CHECK(offset("America/New_York", sys_days(2026y / March / 8) + 7h - 1s) == -300);
  CHECK(offset("America/New_York", sys_days(2026y / March / 8) + 7h) == -240);
  CHECK(offset("America/New_York", sys_days(2026y / November / 1) + 6h) == -300);
  CHECK(offset("Pacific/Auckland", sys_days(2026y / April / 4) + 14h - 1s) == 780);
  CHECK(offset("Pacific/Auckland", sys_days(2026y / April / 4) + 14h) == 720);
  CHECK(offset("Pacific/Auckland", sys_days(2026y / September / 26) + 14h) == 780);
  CHECK(offset("Pacific/Auckland", sys_days(2025y / December / 31) + 23h) == 780);
  CHECK(offset("Asia/Kathmandu", march) == 345);
  CHECK_THROWS(zone_named("Mars/Olympus"));
}
