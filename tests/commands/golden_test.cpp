#include <doctest/doctest.h>
#include <fmt/format.h>

#include "../insight/golden.hpp"
#include "../insight/near.hpp"
#include "base/json.hpp"
#include "stage.hpp"
#include "zones.hpp"

// The worked example, written down by hand on the command line: each check-in with the time on the clock of
// the wall, wherever the person lived and whatever that clock did in the weeks it lasts.

using namespace felt;
using namespace felt::test;

namespace {

std::string out_of(const Played& played) {
  std::string out;
  for (const auto& event : played.events)
    if (event.kind == Event::Kind::out) out += event.text;
  return out;
}

struct Life {
  std::string zone;
  std::chrono::sys_days begins;  // day 0 of the example
};

class Telling {
 public:
  explicit Telling(const Life& life) : m_life(life), m_zone(zone_named(life.zone)) {
    m_setting.zone = life.zone;
    m_setting.now = clock_text(moment_of(golden::day(60)));
  }

  Json report() {
    for (const auto& start : golden::sessions()) play("session add " + clock_text(moment_of(start)) + " -q");
    for (const auto& rating : golden::distress())
      play(fmt::format("log quick --at '{}' --set emotions/distress={} -q", clock_text(moment_of(rating.at)),
                       rating.value));
    return Json::parse(play("report --json")).at("lines").at(0);
  }

  bool meets_clock_change() const {
    return moment_of(golden::day(0)).offset != moment_of(golden::day(41)).offset;
  }

 private:
  Moment moment_of(Instant at) const {
    return moment_at(at - golden::start + Instant(m_life.begins), m_zone);
  }
  // As the clock on the wall shows it, without an offset.
  static std::string clock_text(const Moment& moment) {
    auto text = iso_text(moment).substr(0, 16);
    text[10] = ' ';
    return text;
  }
  std::string play(const std::string& command) {
    const auto played = m_stage.play("felt " + command, {}, m_setting);
    REQUIRE(played.exit == 0);
    return out_of(played);
  }

  Life m_life;
  Zone m_zone;
  Setting m_setting;
  Stage m_stage;
};

void check_numbers(const Json& numbers, const std::vector<std::pair<const char*, double>>& expected) {
  for (const auto& figure : expected) {
    const auto* name = figure.first;
    CAPTURE(name);
    CHECK(numbers.at(name).get<double>() == near(figure.second));
  }
}

void check_sessions(const Json& sessions) {
  constexpr double before[]{7.5, 6.5, 6}, after[]{14.0 / 3, 13.0 / 3, 11.0 / 3};
  REQUIRE(sessions.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    check_numbers(sessions[i].at("before"), {{"mean", before[i]}});
    check_numbers(sessions[i].at("after"), {{"mean", after[i]}});
    check_numbers(sessions[i], {{"difference", after[i] - before[i]}});
  }
}

void check_bins(const Json& around) {
  constexpr double n[]{2, 3, 6, 3, 2}, mean[]{6.5, 7, 4, 14.0 / 3, 5.5}, median[]{6.5, 7, 4, 5, 5.5};
  REQUIRE(around.size() == 5);
  for (std::size_t i = 0; i < 5; ++i)
    check_numbers(around[i], {{"n", n[i]}, {"mean", mean[i]}, {"median", median[i]}});
}

void check_golden(const Json& line) {
  check_numbers(line, {{"n", 20}, {"mean", 5.45}, {"median", 5.5}});
  check_sessions(line.at("sessions"));
  check_bins(line.at("around"));
  check_numbers(line.at("difference"), {{"n", 3}, {"mean", -22.0 / 9}, {"median", -7.0 / 3}});
  check_numbers(line.at("overlap"), {{"nap", 0.90625}, {"tau", 0.8125}, {"before", 4}, {"after", 16}});
  check_numbers(line.at("trend"),
                {{"per_week", -0.4061383}, {"low", 7 * -0.09677419}, {"high", 0}, {"n", 20}});
}

}  // namespace

TEST_CASE("the worked example gives the same figures in every zone and across a change of the clocks") {
  using namespace std::chrono;
  const Life lives[]{{"UTC", 2026y / January / 5},
                     {"Europe/Vienna", 2026y / March / 9},
                     {"America/New_York", 2026y / February / 16},
                     {"Asia/Kathmandu", 2026y / May / 4},
                     {"Pacific/Auckland", 2026y / March / 16}};
  int changes = 0;
  for (const auto& life : lives) {
    CAPTURE(life.zone);
    Telling telling(life);
    changes += telling.meets_clock_change() ? 1 : 0;
    check_golden(telling.report());
  }
  CHECK(changes == 3);
}
