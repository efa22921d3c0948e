#include "commands/value_types.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/backups.hpp"
#include "commands/manual.hpp"
#include "journal/journal.hpp"
#include "model/completion.hpp"
#include "prompts/builtin.hpp"
#include "prompts/library.hpp"
#include "report/thread.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_entries = 40;
constexpr std::size_t most_tags = 1000;
constexpr std::size_t most_steps = 25;

// One kind of value being asked for.
struct Asking {
  Invocation& invocation;
  std::string_view typed;
  std::span<const std::string> arguments;
  Candidates& found;

  void add(std::string word, std::string about = {}) const {
    found.words.push_back({std::move(word), std::move(about)});
  }
  template <class Words>
  void add_all(const Words& words) const {
    for (const auto& word : words) add(std::string(word));
  }
};

// --- of the journal ---

void add_entries(const Asking& asking) {
  const auto journal = asking.invocation.untouched_journal();
  for (const auto& entry : journal->outlines(asking.typed, most_entries))
    asking.add(std::to_string(entry.id), spoken_moment(entry.about) + ", " + visible_line(entry.flow));
}

void add_sessions(const Asking& asking) {
  auto sessions = asking.invocation.untouched_journal()->sessions();
  std::reverse(sessions.begin(), sessions.end());
  for (const auto& session : sessions) asking.add(std::to_string(session.id), spoken_moment(session.starts));
}

void add_tags(const Asking& asking) {
  asking.add_all(asking.invocation.untouched_journal()->tags(most_tags));
}

void add_notes(const Asking& asking, Carried which) {
  for (const auto& note : asking.invocation.untouched_journal()->carried(which))
    asking.add(std::to_string(note.id), spoken_moment(note.added));
}

void add_open_notes(const Asking& asking) { add_notes(asking, Carried::open); }
void add_all_notes(const Asking& asking) { add_notes(asking, Carried::all); }

void add_copies(const Asking& asking) {
  for (const auto& copy : backups(asking.invocation))
    asking.add(copy.path.string(),
               copy.made ? spoken_moment(moment_at(*copy.made, asking.invocation.zone())) : "");
}

// --- of the prompt files ---

void add_flows(const Asking& asking) {
  const auto& library = asking.invocation.library();
  for (const auto& id : library.flow_ids()) asking.add(id, visible_line(library.find_flow(id)->title));
}

void add_packs(const Asking& asking) {
  const auto& library = asking.invocation.library();
  for (const auto& id : library.pack_ids()) asking.add(id, visible_line(library.find_pack(id)->title));
}

// Those that begin as typed, else those that hold it: reading every pack takes longer than all the rest.
std::vector<std::string> names_like(std::string_view typed, const std::vector<std::string>& names) {
  std::vector<std::string> like;
  for (const auto& name : names)
    if (name.starts_with(typed)) like.push_back(name);
  if (!like.empty()) return like;
  for (const auto& name : names)
    if (name.find(typed) != std::string::npos) like.push_back(name);
  return like;
}

void add_questions(const Asking& asking) {
  const auto& library = asking.invocation.library();
  for (const auto& name : names_like(asking.typed, library.question_names()))
    asking.add(name, visible_line(library.question(name).prompt));
}

void add_lists(const Asking& asking) {
  const auto& library = asking.invocation.library();
  for (const auto& id : library.vocabulary_ids()) asking.add(id, visible_line(library.vocabulary(id)->title));
}

void add_terms(const Asking& asking, std::string_view list) {
  const auto words = asking.invocation.library().vocabulary(list);
  for (const auto& term : words->terms)
    if (term.retired.empty()) asking.add(term.id, visible_line(term.label));
}

void add_regions(const Asking& asking) { add_terms(asking, "regions"); }
void add_techniques(const Asking& asking) { add_terms(asking, "techniques"); }

// The ids of prompt files of a kind, felt's own and the person's, found without reading them whole.
std::vector<std::string> ids_of_kind(Invocation& invocation, std::string_view kind) {
  std::vector<std::string> ids;
  for (const auto& file : builtin_files())
    if (file.kind == kind) ids.emplace_back(file.id);
  for (const auto& own : invocation.own_prompts())
    if (sniffed_kind(own.text) == kind) ids.push_back(sniffed_id(own.text));
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::erase(ids, "");
  return ids;
}

void add_shared(const Asking& asking) { asking.add_all(ids_of_kind(asking.invocation, "shared")); }
void add_countries(const Asking& asking) { asking.add_all(ids_of_kind(asking.invocation, "support")); }

void add_own(const Asking& asking) {
  for (const auto& own : asking.invocation.own_prompts())
    if (const auto id = sniffed_id(own.text); !id.empty())
      asking.add(id, std::string(sniffed_kind(own.text)));
}

void add_languages(const Asking& asking) {
  std::vector<std::string> languages{"en"};
  for (const auto& id : ids_of_kind(asking.invocation, "translation"))
    languages.push_back(id.substr(id.rfind('.') + 1));
  std::sort(languages.begin(), languages.end());
  languages.erase(std::unique(languages.begin(), languages.end()), languages.end());
  asking.add_all(languages);
}

// --- answers ---

std::string label_at(const Scale& scale, double at) {
  const auto found =
      std::find_if(scale.anchors.begin(), scale.anchors.end(), [&](const Anchor& a) { return a.at == at; });
  return found == scale.anchors.end() ? "" : visible_line(found->label);
}

void add_steps(const Asking& asking, const std::string& before, const Scale& scale) {
  const auto steps = static_cast<std::size_t>((scale.max - scale.min) / scale.step);
  for (std::size_t i = 0; i <= steps && steps <= most_steps; ++i) {
    const auto at = scale.min + static_cast<double>(i) * scale.step;
    asking.add(before + number_text(at), label_at(scale, at));
  }
}

void add_answers(const Asking& asking, std::string_view name, std::string_view value) {
  const auto& question = asking.invocation.library().question(name);
  const auto before = fmt::format("{}=", name);
  if (question.type == QuestionType::scale) return add_steps(asking, before, *question.scale);
  const auto completion = complete_answer(question, value, Untyped::everything);
  for (const auto& word : completion.words)
    asking.add(fmt::format("{}{}{}", before, value.substr(0, completion.begin), word));
}

void add_assignments(const Asking& asking) {
  const auto equals = asking.typed.find('=');
  if (equals != std::string_view::npos)
    return add_answers(asking, asking.typed.substr(0, equals), asking.typed.substr(equals + 1));
  add_questions(asking);
  for (auto& question : asking.found.words) question.word += "=";
}

// --- the rest ---

void add_settings(const Asking& asking) {
  for (const auto& key : setting_keys()) asking.add(std::string(key.name), std::string(key.what));
}

void add_setting_values(const Asking& asking) {
  const auto keys = setting_keys();
  const auto key = std::find_if(keys.begin(), keys.end(), [&](const SettingKey& one) {
    return !asking.arguments.empty() && one.name == asking.arguments.back();
  });
  if (key != keys.end()) asking.found = values_of(asking.invocation, {key->type, asking.typed, {}});
}

void add_phases(const Asking& asking) {
  for (const auto phase : all_phases) asking.add(std::string(name_of(phase)));
}

void add_phases_of_sessions(const Asking& asking) {
  for (const auto phase : ReminderWishes::phases_of_sessions()) asking.add(std::string(name_of(phase)));
}

void add_threads(const Asking& asking) {
  for (const auto& thread : threads()) asking.add(std::string(thread.name));
}

// Of pages with one name, the one that felt help opens.
void add_pages(const Asking& asking) {
  for (const auto& page : manual_pages())
    if (&page == find_manual_page(name_of(page)))
      asking.add(std::string(name_of(page)), std::string(about(page)));
}

constexpr std::string_view past_times[]{"now",         "today",      "yesterday",
                                        "2 hours ago", "3 days ago", "last session"};
constexpr std::string_view future_times[]{"tomorrow", "in 3 days", "in 2 weeks"};
constexpr std::string_view spans[]{"30d", "90d", "6w", "3m"};
constexpr std::string_view pauses[]{"30m", "1h", "2h", "4h"};

void add_past_times(const Asking& asking) { asking.add_all(past_times); }
void add_future_times(const Asking& asking) { asking.add_all(future_times); }
void add_spans(const Asking& asking) { asking.add_all(spans); }
void add_pauses(const Asking& asking) { asking.add_all(pauses); }
void add_files(const Asking& asking) { asking.found.files = true; }
// What only the person knows.
void add_nothing(const Asking&) {}

struct Kind {
  std::string_view name;
  void (*add)(const Asking& asking);
};

constexpr Kind kinds[]{
    {"CARRIED", add_all_notes},
    {"CMD", add_nothing},
    {"COPY", add_copies},
    {"COUNTRY", add_countries},
    {"FILE", add_files},
    {"FLOW", add_flows},
    {"ID", add_entries},
    {"KEY", add_settings},
    {"KIND", add_techniques},
    {"LANGUAGE", add_languages},
    {"LIST", add_lists},
    {"MINUTES", add_nothing},
    {"N", add_nothing},
    {"NAME", add_nothing},
    {"NOTE", add_open_notes},
    {"OWN", add_own},
    {"PACK", add_packs},
    {"PAGE", add_pages},
    {"PAUSE", add_pauses},
    {"PHASE", add_phases},
    {"QUESTION", add_questions},
    {"QUESTION=VALUE", add_assignments},
    {"REGION", add_regions},
    {"SESSION", add_sessions},
    {"SESSION-PHASE", add_phases_of_sessions},
    {"SHARED", add_shared},
    {"SPAN", add_spans},
    {"TAG", add_tags},
    {"TEXT", add_nothing},
    {"THREAD", add_threads},
    {"TIME", add_future_times},
    {"VALUE", add_setting_values},
    {"WHEN", add_past_times},
    {"WORDS", add_nothing},
};

const Kind* find_kind(std::string_view name) {
  const auto* found =
      std::find_if(std::begin(kinds), std::end(kinds), [&](const Kind& kind) { return kind.name == name; });
  return found == std::end(kinds) ? nullptr : found;
}

// One of the words of a type, taken apart.
struct Alternative {
  std::string_view beginning;  // the whole of it where there is no kind
  std::string_view kind;       // empty for a value itself
  bool is_list = false;
};

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

Alternative alternative_in(std::string_view text) {
  constexpr std::string_view repeated = "...", list = ",...";
  Alternative alternative;
  alternative.is_list = text.ends_with(list);
  if (text.ends_with(repeated)) text.remove_suffix(alternative.is_list ? list.size() : repeated.size());
  const auto colon = std::min(text.find(':'), text.size());
  if (is_capital(text.front())) {
    alternative.kind = text.substr(0, colon);  // CLI11 puts what it checks behind it: "N:INT in [0 - 9]"
  } else if (colon + 1 < text.size() && is_capital(text[colon + 1])) {
    alternative.beginning = text.substr(0, colon + 1);
    alternative.kind = text.substr(colon + 1);
  } else {
    alternative.beginning = text;
  }
  return alternative;
}

std::vector<Alternative> alternatives_in(std::string_view type) {
  std::vector<Alternative> alternatives;
  for (const auto part : split(type, '|'))
    if (!part.empty()) alternatives.push_back(alternative_in(part));
  return alternatives;
}

// Behind the last comma and the spaces after it.
std::size_t last_of_list(std::string_view typed) {
  const auto comma = typed.rfind(',');
  return comma == std::string_view::npos ? 0
                                         : std::min(typed.find_first_not_of(' ', comma + 1), typed.size());
}

// Without what stands in the list already.
void leave_out_listed(std::string_view list, Candidates& candidates) {
  for (const auto part : split(list, ','))
    std::erase_if(candidates.words, [&](const Candidate& one) { return one.word == trim(part); });
}

Candidates values_of_kind(Invocation& invocation, const Kind& kind, std::string_view typed,
                          std::span<const std::string> arguments) {
  Candidates found;
  try {
    kind.add({invocation, typed, arguments, found});
  } catch (const Error&) {
    found.words.clear();
  }
  return found;
}

void add_alternative(Invocation& invocation, const Alternative& alternative, const ValueRequest& request,
                     Candidates& all) {
  std::string before(alternative.beginning);
  const auto* kind = find_kind(alternative.kind);
  if (!kind || (!before.empty() && !request.typed.starts_with(before)))
    return all.words.push_back({before, {}});
  if (alternative.is_list) before = request.typed.substr(0, last_of_list(request.typed));
  auto found = values_of_kind(invocation, *kind, request.typed.substr(before.size()), request.arguments);
  if (alternative.is_list) leave_out_listed(before, found);
  for (auto& candidate : found.words) candidate.word.insert(0, before);
  all.words.insert(all.words.end(), found.words.begin(), found.words.end());
  all.files |= found.files;
}

}  // namespace

Candidates values_of(Invocation& invocation, const ValueRequest& request) {
  Candidates all;
  for (const auto& alternative : alternatives_in(request.type))
    add_alternative(invocation, alternative, request, all);
  return all;
}

std::vector<std::string> kinds_in(std::string_view type) {
  std::vector<std::string> found;
  for (const auto& alternative : alternatives_in(type))
    if (!alternative.kind.empty()) found.emplace_back(alternative.kind);
  return found;
}

bool is_known_kind(std::string_view kind) { return find_kind(kind) != nullptr; }

}  // namespace felt
