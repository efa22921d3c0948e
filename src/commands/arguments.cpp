#include "commands/arguments.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/folding.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "journal/journal.hpp"
#include "model/term_lookup.hpp"
#include "prompts/library.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

std::chrono::local_days day_of(const Moment& moment) {
  return std::chrono::floor<std::chrono::days>(moment.local());
}

Moment felt_day_start(Invocation& invocation, std::chrono::local_days day) {
  return moment_at(day + invocation.settings().day_start, invocation.zone());
}

constexpr std::size_t most_tags = 100'000;

Phase phase_named(const std::string& name) {
  if (const auto phase = find_phase(name)) return *phase;
  std::vector<std::string> names;
  for (const auto phase : all_phases) names.emplace_back(name_of(phase));
  refuse_word("no phase is called " + in_quotes(name), name, names);
}

// The tags in use that differ from the name in case and accents at most; the name itself where there are
// none.
std::vector<std::string> tags_like(Invocation& invocation, const std::string& name) {
  auto tags = invocation.journal().tags(most_tags);
  std::erase_if(tags, [&](const std::string& tag) { return folded(tag) != folded(name); });
  if (tags.empty()) tags.push_back(name);
  return tags;
}

NamedTime time_on_clock(Invocation& invocation, const std::string& text, Lean lean, const Zone& clock) {
  std::optional<Moment> last;
  if (folded(text).find("session") != std::string::npos && invocation.has_journal())
    if (const auto session = invocation.journal().last_session(invocation.now())) last = session->starts;
  return parse_when(text, {invocation.now(), clock, lean, last});
}

Moment past_moment(Invocation& invocation, const std::string& text, Moment moment) {
  if (moment.at > invocation.now())
    throw UsageError(fmt::format("{} is still to come: {}", in_quotes(text), spoken_moment(moment)),
                     "An entry is about now or about a time that has been.");
  return moment;
}

}  // namespace

CLI::Option* add_text(CLI::App& app, const std::string& names, std::string& value, const std::string& help,
                      const std::string& type) {
  return app.add_option(names, value, help)->type_name(type)->allow_extra_args(false);
}

void take_whole_number(CLI::Option* option, long least, std::optional<long> most) {
  const auto check = [name = option->get_name(), least, most](const std::string& typed) {
    const auto number = parse_whole(typed);
    if (!number || *number < least || (most && *number > *most))
      throw UsageError(fmt::format("{} does not go with {}", in_quotes(typed), name),
                       most ? fmt::format("It takes a whole number from {} to {}.", least, *most)
                            : fmt::format("It takes a whole number, {} or more.", least));
    return std::string();
  };
  option->check(CLI::Validator(check, ""));
}

void take_one_of(CLI::Option* option, const std::vector<std::string>& words) {
  const auto check = [name = option->get_name(), words](const std::string& typed) {
    if (std::find(words.begin(), words.end(), typed) != words.end()) return std::string();
    refuse_word(fmt::format("{} does not go with {}", in_quotes(typed), name), typed, words,
                fmt::format("It takes one of: {}.", join(words, ", ")));
  };
  option->check(CLI::Validator(check, ""));
}

void refuse_word(const std::string& mistake, const std::string& word, const std::vector<std::string>& known,
                 const std::string& otherwise) {
  const auto nearest = did_you_mean(word, known);
  if (!nearest.empty()) throw UsageError(mistake, nearest);
  throw UsageError(mistake, otherwise.empty() ? "It is one of: " + join(known, ", ") + "." : otherwise);
}

CLI::App* add_word(CLI::App& app, const std::string& name, const std::string& summary) {
  auto* word = app.add_subcommand(name, summary);
  word->fallthrough();
  return word;
}

NamedTime named_time(Invocation& invocation, const std::string& text, Lean lean) {
  return time_on_clock(invocation, text, lean, invocation.zone());
}

Moment past_time(Invocation& invocation, const std::string& text) {
  return past_moment(invocation, text, named_time(invocation, text, Lean::past).moment);
}

Moment changed_time(Invocation& invocation, const std::string& text, const Moment& before) {
  return time_on_clock(invocation, text, Lean::future, clock_of(before, invocation.zone())).moment;
}

Moment changed_past_time(Invocation& invocation, const std::string& text, const Moment& before) {
  const auto clock = clock_of(before, invocation.zone());
  return past_moment(invocation, text, time_on_clock(invocation, text, Lean::past, clock).moment);
}

void begin_period(Invocation& invocation, const std::string& text, Period& period) {
  const auto time = named_time(invocation, text, Lean::past);
  period.from = moment_at(time.moment.at, invocation.zone());
  if (time.has_clock) return;
  const auto day = day_of(time.moment);
  period.first_day = Day(day);
  period.from = felt_day_start(invocation, day);
}

void end_period(Invocation& invocation, const std::string& text, Period& period) {
  const auto time = named_time(invocation, text, Lean::past);
  period.to = moment_at(time.moment.at, invocation.zone());
  if (time.has_clock) return;
  const auto day = day_of(time.moment);
  period.last_day = Day(day);
  period.to = felt_day_start(invocation, day + std::chrono::days(1));
}

Id id_of(const std::string& text, const std::string& what) {
  const auto id = parse_whole(text);
  if (!id || *id < 1) throw UsageError(fmt::format("{} is not the number of {}", in_quotes(text), what));
  return *id;
}

Session session_named(Invocation& invocation, const std::string& name) {
  if (name == "last") {
    if (const auto session = invocation.journal().last_session(invocation.now())) return *session;
    throw UsageError("no session has been yet", "Keep one with: felt session add WHEN");
  }
  const auto id = id_of(name, "a session");
  if (const auto session = invocation.journal().find_session(id)) return *session;
  throw UsageError("there is no session " + name, "See them with: felt session list");
}

Entry entry_named(Invocation& invocation, const std::string& name) {
  if (name == "last") {
    Query newest;
    newest.limit = 1;
    auto entries = invocation.journal().entries(newest);
    if (entries.empty()) throw UsageError("there is no entry yet", "Begin with: felt log");
    return std::move(entries.front());
  }
  const auto id = id_of(name, "an entry");
  auto entry = invocation.journal().find_entry(id);
  if (!entry) throw UsageError("there is no entry " + name, "See them with: felt list");
  return std::move(*entry);
}

std::string question_named(Invocation& invocation, const std::set<std::string>& kept,
                           std::string_view typed) {
  std::string name(trim(typed));
  if (kept.contains(name)) return name;
  std::vector<std::string> same_id;
  for (const auto& question : kept)
    if (question.ends_with("/" + name) || question.ends_with("." + name)) same_id.push_back(question);
  return same_id.size() == 1 ? same_id.front() : invocation.library().question(name).name();
}

std::string tag_name(std::string_view typed) {
  typed = trim(typed);
  if (typed.starts_with("#")) typed.remove_prefix(1);
  return composed(typed);
}

std::string region_named(Invocation& invocation, const std::string& typed) {
  try {
    return find_term(*invocation.library().vocabulary("regions"), typed, "no region is called").id;
  } catch (const UsageError& error) {
    if (!error.hint().empty()) throw;
    throw UsageError(error.what(),
                     "A region is named without its side. All regions: felt prompts words regions");
  }
}

void declare_filter(CLI::App& app, Filter& filter) {
  take_whole_number(
      app.add_option("-n,--limit", filter.limit, "The newest N; 0 for all (20 unless told)")->type_name("N"),
      0, 1'000'000'000);
  add_text(app, "--since", filter.since, "Lived then or later", "WHEN");
  add_text(app, "--until", filter.until, "Lived before or on that day", "WHEN");
  add_text(app, "--session", filter.session, "Entries of one session", "SESSION|last");
  add_text(app, "--tag", filter.tag, "Entries with this tag", "TAG");
  add_text(app, "--phase", filter.phase, "before, after, evening, morning, day3, week or anytime", "PHASE");
  add_text(app, "--question", filter.question, "Entries that answer this question", "QUESTION");
}

Query query_of(Invocation& invocation, const Filter& filter) {
  Period period;
  if (!filter.since.empty()) begin_period(invocation, filter.since, period);
  if (!filter.until.empty()) end_period(invocation, filter.until, period);
  auto query = query_of(period);
  query.limit = filter.limit;
  if (!filter.phase.empty()) query.phase = phase_named(filter.phase);
  if (!filter.session.empty()) query.session = session_named(invocation, filter.session).id;
  if (!filter.tag.empty()) query.tags = tags_like(invocation, tag_name(filter.tag));
  if (!filter.question.empty())
    query.question =
        question_named(invocation, invocation.journal().questions_answered(std::nullopt), filter.question);
  return query;
}

}  // namespace felt
