#include "story/person.hpp"

#include <doctest/doctest.h>

#include <set>

#include "model/typed.hpp"
#include "prompts/library.hpp"
#include "story/phrases.hpp"
#include "zones.hpp"

using namespace felt;
using namespace felt::test;
using std::chrono::days;
using std::chrono::hours;

namespace {

const Zone vienna_zone = zone_named("Europe/Vienna");

StoryWish a_year(std::uint64_t seed) {
  StoryWish wish;
  wish.seed = seed;
  wish.weeks = 52;
  wish.until = parse_iso("2026-03-12T21:10", vienna_zone);
  return wish;
}

// The mean strain so long after, or before, the sessions of a year.
double mean_strain(const StoryCalendar& calendar, const Person& person, std::chrono::seconds after) {
  double sum = 0;
  int n = 0;
  for (const auto& session : calendar.sessions()) {
    CheckIn check_in;
    check_in.about = moment_at(session.starts.at + after, vienna_zone);
    sum += person.scene(check_in, Phase::anytime).strain;
    ++n;
  }
  return sum / n;
}

}  // namespace

TEST_CASE("strain eases after sessions and is back within the week") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto wish = a_year(seed);
    const StoryCalendar calendar(wish, vienna_zone);
    const Person person(seed, calendar);
    const auto before = mean_strain(calendar, person, -hours(12));
    CHECK(mean_strain(calendar, person, hours(12)) < before - 0.12);
    CHECK(mean_strain(calendar, person, days(3)) < before - 0.06);
    CHECK(mean_strain(calendar, person, days(6) + hours(12)) > before - 0.08);
  }
}

TEST_CASE("whatever the person types is an answer to the question") {
  const Library library;
  std::set<std::string> answered;
  for (const auto& name : library.question_names()) {
    const auto& question = library.question(name);
    for (std::uint64_t i = 0; i < 300; ++i) {
      Scene scene;
      scene.is_morning_after = i % 2 == 0;
      scene.strain = static_cast<double>(i % 11) / 10;
      scene.progress = static_cast<double>(i % 7) / 6;
      scene.night = i;
      scene.chance = Chance(i);
      const auto typed = typed_answer(question, scene);
      CAPTURE(typed);
      if (const auto answer = parse_answer(question, typed)) answered.insert(name);
    }
  }
  for (const auto& name : library.question_names())
    if (library.question(name).type != QuestionType::note) CHECK_MESSAGE(answered.contains(name), name);
}

TEST_CASE("the times of a night run in their order") {
  const Library library;
  const auto minute = [&](const char* name, Scene scene) {
    const auto& question = library.question(name);
    for (std::uint64_t i = 0;; ++i) {
      scene.chance = Chance(i);
      if (const auto answer = parse_answer(question, typed_answer(question, scene)))
        return (std::get<ClockTime>(answer->value).minute_of_day + 12 * 60) % (24 * 60);
    }
  };
  for (std::uint64_t night = 0; night < 50; ++night) {
    Scene scene;
    scene.night = night;
    CHECK(minute("sleep/to-bed", scene) < minute("sleep/turned-in", scene));
    CHECK(minute("sleep/turned-in", scene) < minute("sleep/sleep-ended", scene));
    CHECK(minute("sleep/sleep-ended", scene) < minute("sleep/left-bed", scene));
  }
}

TEST_CASE("phrases are those of the mood, else those of any mood") {
  CHECK(phrases_for("session/pace", Mood::strained) == phrases_for("session/pace", Mood::eased));
  CHECK(phrases_for("emotions", Mood::strained) != phrases_for("emotions", Mood::eased));
  CHECK(phrases_for("emotions/nothing", Mood::eased).empty());
}
