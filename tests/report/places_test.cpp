#include "report/places.hpp"

#include <doctest/doctest.h>

#include "../insight/near.hpp"
#include "journals.hpp"
#include "report/body_page.hpp"
#include "report/terminal.hpp"
#include "zones.hpp"

using namespace felt;
using namespace felt::test;

namespace {

Place place_at(const std::string& region, Side side, std::optional<double> strength,
               const std::vector<std::string>& qualities = {}) {
  Place place{{region, region}, side, Aspect::none, {}, strength};
  for (const auto& quality : qualities) place.qualities.push_back({quality, quality});
  return place;
}

Given noticed(const std::string& question, std::vector<Place> places) {
  Wording wording = scale_wording(question, Direction::neutral, 1, 5);
  wording.type = QuestionType::body;
  return {{question, Places{std::move(places)}}, std::make_shared<const Wording>(wording)};
}

// Before and after a session on day 10, and long after it.
std::unique_ptr<Journal> body_journal() {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  add_session(*journal, 10, utc);
  journal->keep(
      {entry_at(lived(9, utc), {noticed("body/noticing", {place_at("neck", Side::left, 4, {"tight"})})}),
       entry_at(lived(11, utc),
                {noticed("body/noticing", {place_at("neck", Side::left, 2, {"tight", "warm"})}),
                 noticed("body/session-noticing",
                         {place_at("neck", Side::left, 3), place_at("belly", Side::none, {})}),
                 noticed("body/softer", {place_at("neck", Side::left, {})})}),
       entry_at(lived(30, utc), {noticed("body/noticing", {place_at("neck", Side::left, {})})})});
  return journal;
}

NamedPlaces noticed_in(const Journal& journal, const std::set<std::string, std::less<>>& hidden = {}) {
  const Instant start = golden::day(10);
  return named_places(journal, noticing_questions, journal.lived({}), std::span(&start, 1), hidden);
}

std::string plain(const Phrase& phrase) {
  std::string text;
  for (const auto& run : phrase.runs) text += run.text;
  return text;
}

std::string page_of(const Journal& journal, const BodyWish& wish) {
  return terminal_text(body_document(build_body_summary(journal, wish)), Look{});
}

BodyWish usual_wish() {
  BodyWish wish;
  wish.questions.assign(std::begin(noticing_questions), std::end(noticing_questions));
  return wish;
}

}  // namespace

TEST_CASE("what was noticed now and in the session is counted together, an entry once") {
  const auto places = noticed_in(*body_journal());
  CHECK(places.entries == 3);
  REQUIRE(places.places.size() == 2);
  const auto& neck = places.places.front();
  CHECK(neck.all.entries == 3);
  CHECK(neck.all.rated == 2);
  CHECK(*neck.all.mean == near(3.25));  // of 4, and of 2 and 3 together
  CHECK(neck.before.entries == 1);
  CHECK(neck.after.entries == 1);
  CHECK(places.strongest == 5);
  CHECK(plain(place_in_words(places, neck)) ==
        "neck, your left: in 3 entries, mostly tight, 3.3 of 5 (2 rated) on average");
  CHECK(plain(place_in_words(places, places.places.back())) == "belly: in 1 entry");
}

TEST_CASE("a hidden region is nowhere, and only counted") {
  const auto places = noticed_in(*body_journal(), {"neck"});
  REQUIRE(places.places.size() == 1);
  CHECK(places.places.front().region == "belly");
  CHECK(places.hidden == 1);
  CHECK(places.entries == 1);
  auto wish = usual_wish();
  wish.hidden = {"neck", "belly"};
  const auto journal = body_journal();
  CHECK(page_of(*journal, wish).find("neck") == std::string::npos);
  CHECK(page_of(*journal, wish).find("All the places named here are ones you hide.") != std::string::npos);
  CHECK(json_text(body_json(build_body_summary(*journal, wish))).find("neck") == std::string::npos);
}

TEST_CASE("the figures of a map have the keys of its table, before beside after") {
  const auto places = noticed_in(*body_journal());
  const auto map = body_map(places, BodyView::before_and_after, "Places");
  REQUIRE(map.figures.size() == 2);
  REQUIRE(map.figures[0].spots.size() == 1);  // the belly was named after the session only
  CHECK(map.figures[0].spots[0].key == "1");
  CHECK(map.figures[0].spots[0].side == Side::left);
  CHECK(map.figures[0].spots[0].shade == near(0.8));
  REQUIRE(map.figures[1].spots.size() == 2);
  CHECK(map.figures[1].spots[0].shade == near(0.5));
  CHECK(map.figures[1].spots[1].region == "belly");
  CHECK(map.figures[1].spots[1].shade > 0);
  REQUIRE(map.in_words.table.groups.front().rows.size() == 2);
  CHECK(plain(map.in_words.table.groups.front().rows[1][0].text) == "2  belly");
}

TEST_CASE("a map with a limit holds the places named most and says that there are more") {
  const auto map = body_map(noticed_in(*body_journal()), BodyView::together, "Places", 1);
  CHECK(map.figures.front().spots.size() == 1);
  CHECK(plain(map.in_words.description).find("1 more place was named less often.") != std::string::npos);
}

TEST_CASE("a page of the body says what there is to see at other questions") {
  const auto journal = body_journal();
  const auto page = page_of(*journal, usual_wish());
  CHECK(page.find("2 places in 3 entries") != std::string::npos);
  CHECK(page.find("softer (1 entry)") != std::string::npos);
  auto softer = usual_wish();
  softer.questions = {"body/softer"};
  CHECK(page_of(*journal, softer).find("Other questions") == std::string::npos);
  CHECK(page_of(*Journal::in_memory(), usual_wish()).find("No place in the body is named here.") !=
        std::string::npos);
}

TEST_CASE("ten thousand entries with places stay one small map") {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  std::vector<Entry> entries;
  for (int i = 0; i < 10'000; ++i)
    entries.push_back(entry_at(lived(i * 0.01, utc),
                               {noticed("body/noticing", {place_at("neck", Side::left, 1 + i % 5)})}));
  journal->keep(std::move(entries));
  const auto places = noticed_in(*journal);
  REQUIRE(places.places.size() == 1);
  CHECK(places.places.front().all.entries == 10'000);
  CHECK(*places.places.front().all.mean == near(3));
}
