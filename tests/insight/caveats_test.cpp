#include "insight/caveats.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "golden.hpp"
#include "near.hpp"

using namespace felt;
using golden::day;
using golden::ratings_at;
using std::chrono::hours;
using Starts = std::vector<std::chrono::sys_seconds>;

namespace {

std::vector<Caveat> names_of(const std::vector<AppliedCaveat>& applied) {
  std::vector<Caveat> names;
  for (const auto& each : applied) names.push_back(each.caveat);
  return names;
}

CaveatFacts facts_of(const std::vector<TimedRating>& ratings, const Starts& sessions,
                     std::optional<Better> better) {
  return caveat_facts(ratings, series_around(ratings, sessions), sessions.size(), better);
}

const AppliedCaveat* find(const std::vector<AppliedCaveat>& applied, Caveat caveat) {
  const auto found = std::find_if(applied.begin(), applied.end(),
                                  [&](const AppliedCaveat& each) { return each.caveat == caveat; });
  return found == applied.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("own ratings are always said to be no more than that") {
  CHECK(names_of(applied_caveats({})) == std::vector{Caveat::own_ratings});
}

TEST_CASE("the golden ratings come with their caveats in order") {
  const auto facts = facts_of(golden::distress(), golden::sessions(), Better::lower);
  const auto applied = applied_caveats(facts);
  CHECK(names_of(applied) == std::vector{Caveat::own_ratings, Caveat::booked_when_worse,
                                         Caveat::ratings_resemble, Caveat::few_sessions,
                                         Caveat::other_times_of_day});
  CHECK(find(applied, Caveat::ratings_resemble)->number == 20);
  CHECK(find(applied, Caveat::few_sessions)->number == 3);
}

TEST_CASE("a scale without a better end has no bad days") {
  const auto facts = facts_of(golden::distress(), golden::sessions(), std::nullopt);
  CHECK_FALSE(facts.before_mainly_worse);
  CHECK_FALSE(facts.sparser_when_worse);
}

TEST_CASE("nothing rated is nothing found out") {
  const auto facts = facts_of({}, Starts{}, Better::lower);
  CHECK_FALSE(facts.coverage);
  CHECK_FALSE(facts.time_of_day_gap);
  CHECK(names_of(applied_caveats(facts)) == std::vector{Caveat::own_ratings});
}

TEST_CASE("coverage is the share of sessions that can be compared") {
  const auto facts = facts_of(ratings_at({{6, 7}, {8, 5}, {20, 6}}), golden::sessions(), Better::lower);
  CHECK(facts.differences == 1);
  CHECK(facts.coverage.value() == near(1.0 / 3));
  CHECK_FALSE(coverage(0, 0));
}

TEST_CASE("coverage is thin below six in ten") {
  CaveatFacts facts;
  facts.coverage = 0.6;
  CHECK_FALSE(find(applied_caveats(facts), Caveat::days_without_entry));
  facts.coverage = 0.59;
  CHECK(find(applied_caveats(facts), Caveat::days_without_entry));
}

TEST_CASE("five sessions are few and six are not") {
  CaveatFacts facts;
  facts.sessions = facts.differences = 6;
  CHECK_FALSE(find(applied_caveats(facts), Caveat::few_sessions));
  facts.differences = 5;
  CHECK(find(applied_caveats(facts), Caveat::few_sessions)->number == 5);
  facts.differences = 0;
  CHECK_FALSE(find(applied_caveats(facts), Caveat::few_sessions));
  facts.sessions = 2;
  CHECK(find(applied_caveats(facts), Caveat::few_sessions)->number == 2);
}

TEST_CASE("ratings near two sessions are counted aloud") {
  const auto facts =
      facts_of(ratings_at({{0, 3}, {1.5, 6}, {2.5, 4}}), Starts{day(0), day(4)}, Better::lower);
  CHECK(find(applied_caveats(facts), Caveat::near_two_sessions)->number == 2);
}

TEST_CASE("times of day differ from more than four hours on") {
  const auto gap_caveat = [](double before, double after) {
    const auto ratings = ratings_at({{before / 24, 5}, {1 + after / 24, 4}});
    const auto facts = facts_of(ratings, Starts{day(1)}, Better::lower);
    return find(applied_caveats(facts), Caveat::other_times_of_day) != nullptr;
  };
  CHECK_FALSE(gap_caveat(8, 12));
  CHECK(gap_caveat(8, 12.1));
  CHECK(gap_caveat(20, 15.9));
}

TEST_CASE("half past midnight is late in the day, not early") {
  const auto ratings = ratings_at({{0.5 / 24, 1}, {23.5 / 24, 1}});
  CHECK(median_time_of_day(ratings) == hours{20});
  CHECK_FALSE(median_time_of_day({}));
}

TEST_CASE("times of day are local") {
  auto ratings = ratings_at({{10.0 / 24, 1}});
  CHECK(median_time_of_day(ratings) == hours{6});
  ratings[0].offset = hours{2};
  CHECK(median_time_of_day(ratings) == hours{8});
}

TEST_CASE("bad days are worse than the person's own middle") {
  const auto all = ratings_at({{0, 2}, {1, 4}, {2, 6}, {3, 8}, {4, 5}});
  CHECK(before_mainly_worse(ratings_at({{2, 6}, {3, 8}}), all, Better::lower));
  CHECK_FALSE(before_mainly_worse(ratings_at({{2, 6}, {3, 8}}), all, Better::higher));
  CHECK_FALSE(before_mainly_worse(ratings_at({{1, 4}, {3, 8}}), all, Better::lower));
  CHECK_FALSE(before_mainly_worse({}, all, Better::lower));
}

TEST_CASE("longer waits after bad ratings are noticed") {
  const auto ratings = ratings_at({{0, 8}, {3, 2}, {4, 8}, {7, 2}, {8, 8}, {11, 2}, {12, 5}});
  CHECK(sparser_when_worse(ratings, Better::lower));
  CHECK_FALSE(sparser_when_worse(ratings, Better::higher));
  CHECK_FALSE(sparser_when_worse(ratings_at({{0, 8}, {3, 2}, {4, 8}}), Better::lower));
  CHECK_FALSE(sparser_when_worse({}, Better::lower));
}
