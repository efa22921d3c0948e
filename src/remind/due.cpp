#include "remind/due.hpp"

#include <algorithm>
#include <tuple>

#include "base/names.hpp"

namespace felt {
namespace {

constexpr Names<Silence, 6> silences{{{Silence::none, "due"},
                                      {Silence::off, "off"},
                                      {Silence::closed, "closed"},
                                      {Silence::done, "done"},
                                      {Silence::quiet, "quiet"},
                                      {Silence::resting, "resting"}}};

bool wishes_for_anything(const ReminderWishes& wishes) {
  return wishes.sessions || wishes.daily || wishes.weekly;
}

std::vector<Occasion> open_at(Instant now, const DueFacts& facts, const Calendar& calendar) {
  auto open = occasions(facts.sessions, calendar, now, now);
  const auto rank = [now](const Occasion& one) {
    const auto distance =
        one.cause == Cause::session ? std::chrono::abs(one.session_start - now) : std::chrono::seconds(0);
    return std::tuple(one.cause, distance, one.session_start);
  };
  std::stable_sort(open.begin(), open.end(),
                   [&](const Occasion& a, const Occasion& b) { return rank(a) < rank(b); });
  return open;
}

Verdict silent(Silence why, const Occasion& about) { return {why, about}; }

}  // namespace

std::string_view name_of(Silence silence) { return silences.of(silence); }

Verdict judge(const DueFacts& facts, const Calendar& calendar, Instant now) {
  if (!wishes_for_anything(calendar.settings.remind)) return {Silence::off, std::nullopt};
  if (is_resting(facts.state, now)) return {Silence::resting, std::nullopt};
  Verdict verdict;
  for (const auto& occasion : open_at(now, facts, calendar)) {
    if (facts.is_done(occasion)) {
      if (!verdict.occasion) verdict = silent(Silence::done, occasion);
    } else if (is_quiet(occasion.cause, now, calendar)) {
      if (verdict.silence != Silence::quiet) verdict = silent(Silence::quiet, occasion);
    } else {
      return {Silence::none, occasion};
    }
  }
  return verdict;
}

std::optional<Coming> find_coming(const DueFacts& facts, const Calendar& calendar, Instant now) {
  auto earliest = now;
  if (is_resting(facts.state, now)) {
    if (!facts.state.rest->until) return std::nullopt;
    earliest = *facts.state.rest->until;
  }
  std::optional<Coming> first;
  for (const auto& occasion : occasions(facts.sessions, calendar, earliest, end_of_time)) {
    const auto at = after_quiet(occasion.cause, std::max(occasion.from, earliest), calendar);
    const bool comes_first = at < occasion.until && (!first || at < first->at);
    if (comes_first && !facts.is_done(occasion)) first = Coming{at, occasion};
  }
  return first;
}

std::string flow_for(Phase phase, const std::map<Phase, std::string>& chosen) {
  if (const auto flow = chosen.find(phase); flow != chosen.end()) return flow->second;
  return phase == Phase::anytime ? "quick" : std::string(name_of(phase));
}

}  // namespace felt
