#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/columns.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/entry_sheet.hpp"
#include "commands/step_text.hpp"
#include "exchange/entry_json.hpp"
#include "journal/journal.hpp"

namespace felt {
namespace {

struct HistoryOptions {
  std::string id;
  std::size_t limit = 20;
};

std::string state_words(const Step& step) { return step.state == StepState::done ? "" : " · taken back"; }

// --- all changes ---

int list_steps(Invocation& invocation, std::size_t limit) {
  const auto steps = invocation.journal().steps(limit);
  if (invocation.globals().json) {
    Json list = Json::array();
    for (const auto& step : steps) list.push_back(step_json(step));
    invocation.out() << json_text({{"schema", "felt.history/1"}, {"steps", std::move(list)}}) << '\n';
    return 0;
  }
  for (const auto& step : steps) {
    const auto line =
        fmt::format("{:>4}  {}  {}{}", step.id, spoken_moment(step.at), step_words(step), state_words(step));
    invocation.out() << drawn(line, invocation.out_look()) << '\n';
  }
  if (steps.empty() && !invocation.globals().quiet) invocation.say("No changes are known here yet.");
  return 0;
}

// --- one entry ---

// An entry as pairs of a name and what it says, the note last.
std::vector<SheetValue> values_of(const std::optional<Entry>& entry, const Zone& zone) {
  if (!entry) return {};
  auto values = sheet_values(*entry, zone);
  values.push_back({"note", entry->note, 0});
  return values;
}

std::string value_in(const std::vector<SheetValue>& values, const std::string& key) {
  for (const auto& value : values)
    if (value.key == key) return value.value;
  return "";
}

std::vector<std::string> keys_of(const std::vector<SheetValue>& before,
                                 const std::vector<SheetValue>& after) {
  std::vector<std::string> keys;
  for (const auto* values : {&before, &after})
    for (const auto& value : *values)
      if (std::find(keys.begin(), keys.end(), value.key) == keys.end()) keys.push_back(value.key);
  return keys;
}

bool is_long(const std::string& text) {
  constexpr std::size_t widest = 30;
  return text.find('\n') != std::string::npos || display_width(text) > widest;
}

class EntryHistoryPage {
 public:
  explicit EntryHistoryPage(Invocation& invocation)
      : m_invocation(invocation), m_look(invocation.out_look()) {}

  void print(const EntryStep& step) {
    const auto effect = !step.before ? Effect::added : step.after ? Effect::changed : Effect::deleted;
    const auto heading = fmt::format("{:>4}  {}  {}{}", step.step.id, spoken_moment(step.step.at),
                                     effect_word(Thing::entry, effect), state_words(step.step));
    m_invocation.out() << painted(drawn(heading, m_look), Style::heading, m_look) << '\n';
    const bool stands_elsewhere = effect == Effect::added && step.step.state == StepState::done;
    if (!stands_elsewhere) print_differences(step);
  }

 private:
  void print_differences(const EntryStep& step) {
    const auto before = values_of(step.before, m_invocation.zone());
    const auto after = values_of(step.after, m_invocation.zone());
    for (const auto& key : keys_of(before, after)) {
      const auto was = value_in(before, key), is = value_in(after, key);
      if (was != is) print_difference(key, was, is);
    }
  }

  void print_difference(const std::string& key, const std::string& was, const std::string& is) {
    if (!is_long(was) && !is_long(is))
      return print_line(fmt::format("{}: {}", key, short_change(was, is)), 6);
    if (!was.empty()) print_text(key + ", before:", was);
    if (!is.empty()) print_text(key + ", after:", is);
  }

  std::string short_change(const std::string& was, const std::string& is) const {
    const auto or_nothing = [](const std::string& value) { return value.empty() ? "nothing" : value; };
    return or_nothing(was) + drawn(" → ", m_look) + or_nothing(is);
  }

  void print_text(const std::string& heading, const std::string& text) {
    print_line(heading, 6);
    print_line(text, 8);
  }

  void print_line(const std::string& text, std::size_t indent) {
    const auto columns = static_cast<std::size_t>(m_look.columns);
    for (const auto& line : wrapped(visible(text), std::max<std::size_t>(columns, 20) - indent))
      m_invocation.out() << std::string(indent, ' ') << line << '\n';
  }

  Invocation& m_invocation;
  const Look& m_look;
};

Json entry_history_json(Id id, const std::vector<EntryStep>& steps) {
  Json list = Json::array();
  for (const auto& step : steps) {
    Json one{{"step", step.step.id},
             {"at", iso_text(step.step.at)},
             {"zone", step.step.at.zone},
             {"state", step_state_names.of(step.step.state)}};
    if (step.before) put(one, "before", entry_json(*step.before));
    if (step.after) put(one, "after", entry_json(*step.after));
    list.push_back(std::move(one));
  }
  return {{"schema", "felt.entry-history/1"}, {"id", id}, {"steps", std::move(list)}};
}

int show_entry(Invocation& invocation, const std::string& name) {
  const auto id = name == "last" ? entry_named(invocation, name).id : id_of(name, "an entry");
  const auto steps = invocation.journal().steps_of(id);
  if (steps.empty() && !invocation.journal().find_entry(id))
    throw UsageError(fmt::format("there is no entry {}", id), "See them with: felt list");
  if (invocation.globals().json) {
    invocation.out() << json_text(entry_history_json(id, steps)) << '\n';
    return 0;
  }
  EntryHistoryPage page(invocation);
  for (const auto& step : steps) page.print(step);
  if (steps.empty() && !invocation.globals().quiet)
    invocation.say(fmt::format("No changes of entry {} are known.", id));
  return 0;
}

}  // namespace

Run declare_history(CLI::App& app) {
  const auto options = std::make_shared<HistoryOptions>();
  app.add_option("id", options->id, "One entry: what was changed in it, and when")->type_name("ID");
  take_whole_number(app.add_option("-n,--limit", options->limit, "The newest N; 0 for all (20 unless told)")
                        ->type_name("N"),
                    0, 1'000'000'000);
  return [options](Invocation& invocation) {
    return options->id.empty() ? list_steps(invocation, options->limit) : show_entry(invocation, options->id);
  };
}

}  // namespace felt
