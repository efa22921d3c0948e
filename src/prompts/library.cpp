#include "prompts/library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_map>

#include "base/closest.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "prompts/builtin.hpp"
#include "prompts/translate.hpp"

namespace felt {
namespace {

constexpr std::size_t shortest_beginning = 3;

struct LoadedPack {
  explicit LoadedPack(Pack loaded) : pack(std::move(loaded)) {
    for (const auto& question : pack.questions) by_id.emplace(question.id, &question);
  }
  Pack pack;
  std::unordered_map<std::string_view, const Question*> by_id;
};

// Owns by pointer, so that what it hands out stays where it is.
template <class Value>
using Owned = std::map<std::string, std::unique_ptr<Value>, std::less<>>;

template <class Value>
const Value* find_in(const Owned<Value>& map, std::string_view id) {
  const auto found = map.find(id);
  return found == map.end() ? nullptr : found->second.get();
}

const BuiltinFile* find_builtin(std::string_view kind, std::string_view id) {
  const auto files = builtin_files();
  const auto found = std::find_if(files.begin(), files.end(), [&](const BuiltinFile& file) {
    return file.kind == kind && file.id == id;
  });
  return found == files.end() ? nullptr : &*found;
}

std::vector<std::string> builtin_ids(std::string_view kind) {
  std::vector<std::string> ids;
  for (const auto& file : builtin_files())
    if (file.kind == kind) ids.emplace_back(file.id);
  return ids;
}

void append(std::vector<std::string>& to, const std::vector<std::string>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

std::string after_dot(const std::string& id) { return id.substr(id.find('.') + 1); }

// One name, a choice of several, or a wrong one: what people type for a track.
std::vector<std::string> matches(std::string_view name, const std::vector<std::string>& ids) {
  std::vector<std::string> exact, beginnings;
  for (const auto& id : ids) {
    if (id == name) return {id};
    if (after_dot(id) == name) exact.push_back(id);
    if (name.size() >= shortest_beginning && (id.starts_with(name) || after_dot(id).starts_with(name)))
      beginnings.push_back(id);
  }
  return exact.empty() ? beginnings : exact;
}

std::string one_of(const std::vector<std::string>& names) {
  std::vector<std::string> shown;
  shown.reserve(names.size());
  for (const auto& name : names) shown.push_back(in_quotes(name));
  return join(shown, " or ");
}

bool asks(const Track& track, const std::string& question) {
  if (track.pack) return question.starts_with(track.pack->id + "/");
  if (!track.flow) return false;
  const auto holds = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), question) != names.end();
  };
  return holds(track.flow->ask) || holds(track.flow->more) || holds(track.flow->end_on);
}

// Those of several names that the track asks, if that is one.
std::vector<std::string> narrowed(const std::vector<std::string>& names, const Track& track) {
  std::vector<std::string> asked;
  std::copy_if(names.begin(), names.end(), std::back_inserter(asked),
               [&](const std::string& name) { return asks(track, name); });
  return asked.size() == 1 ? asked : names;
}

[[noreturn]] void refuse_track(std::string_view name, const std::vector<std::string>& found,
                               const std::vector<std::string>& ids) {
  if (found.size() > 1)
    throw UsageError(fmt::format("{} could be more than one flow", in_quotes(name)),
                     fmt::format("Write {}.", one_of(found)));
  const auto hint = did_you_mean(name, ids);
  throw UsageError(
      fmt::format("no flow called {}", in_quotes(name)),
      hint.empty() ? "'felt prompts flows' lists the flows, 'felt prompts list' the packs." : hint);
}

// The newer word counts, card by card and number by number.
void overlay(SupportFile& file, const SupportFile& over) {
  file.country = over.country;
  file.language = over.language;
  for (const auto& [card, lines] : over.cards) file.cards.insert_or_assign(card, lines);
  if (!over.patterns.empty()) file.patterns = over.patterns;
  if (!over.checked) return;
  file.checked = over.checked;
  file.checked_by = over.checked_by;
  file.review_after_days = over.review_after_days;
  file.emergency = over.emergency;
  file.lines = over.lines;
}

// Own packs are read with the words of own shared files, whatever the order of their names.
int keeping_order(const PromptContent& content) {
  if (std::holds_alternative<SharedFile>(content)) return 0;
  return std::holds_alternative<TranslationFile>(content) ? 1 : 2;
}

}  // namespace

// Built-in content is read when it is first needed; own content is there from the beginning.
struct Library::State {
  std::string language;  // empty for the words as written
  Shared shared;         // as written
  std::optional<Shared> translated_shared;
  Owned<SharedFile> shared_files;
  Owned<LoadedPack> packs;
  Owned<Flow> flows;
  Owned<TranslationFile> translations;
  Owned<SupportFile> supports, own_supports;
  std::set<std::string, std::less<>> loaded_kinds;
  bool is_ready = false;
  std::vector<std::string> own_packs, own_flows;
  std::vector<Problem> problems;
  std::vector<std::string> notices;

  void load(const BuiltinFile& file);
  void load_all(std::string_view kind);
  const Shared& known();
  const Shared& shown();
  std::vector<const TranslationFile*> translations_into(std::string_view wanted);
  template <class Content>
  void translate_into_language(Content& content);
  void translate_all();
  const LoadedPack* pack(std::string_view id);
  const Flow* flow(std::string_view id);
  const Question* question(std::string_view full_name);

  void keep(PromptContent content);
  void keep_as(const std::string& id, Pack pack);
  void keep_as(const std::string& id, SharedFile file);
  void keep_as(const std::string& id, Flow flow) {
    translate_into_language(flow);
    flows.emplace(id, std::make_unique<Flow>(std::move(flow)));
  }
  void keep_as(const std::string& id, TranslationFile file) {
    translations.emplace(id, std::make_unique<TranslationFile>(std::move(file)));
  }
  void keep_as(const std::string& id, SupportFile file) {
    supports.emplace(id, std::make_unique<SupportFile>(std::move(file)));
  }
  void keep_own(PromptContent content);

  std::vector<std::string> packs_called(std::string_view name);
  std::vector<std::string> names_with(std::string_view id);
  std::vector<std::string> names_meant(std::string_view name);
};

void Library::State::load(const BuiltinFile& file) {
  auto parsed = parse_prompt_file(file.text, file.name, shared, Origin::built_in);
  if (!parsed.content)
    throw Error(Exit::bug,
                fmt::format("built-in file {}: {}", in_quotes(file.name), parsed.problems.front().message));
  keep(*std::move(parsed.content));
}

void Library::State::load_all(std::string_view kind) {
  if (!loaded_kinds.emplace(kind).second) return;
  for (const auto& file : builtin_files())
    if (file.kind == kind) load(file);
}

const Shared& Library::State::known() {
  load_all("shared");
  return shared;
}

const Shared& Library::State::shown() {
  if (language.empty()) return known();
  if (!translated_shared) {
    translated_shared = known();
    for (const auto* file : translations_into(language)) translate(*translated_shared, *file);
  }
  return *translated_shared;
}

std::vector<const TranslationFile*> Library::State::translations_into(std::string_view wanted) {
  load_all("translation");
  std::vector<const TranslationFile*> found;
  for (const auto& [id, file] : translations)
    if (fitness(file->language, wanted) > 0) found.push_back(file.get());
  std::stable_sort(found.begin(), found.end(), [&](const TranslationFile* a, const TranslationFile* b) {
    return fitness(a->language, wanted) < fitness(b->language, wanted);
  });
  return found;
}

// Before is_ready, the own translations are not all there yet.
template <class Content>
void Library::State::translate_into_language(Content& content) {
  if (language.empty() || !is_ready) return;
  if constexpr (std::is_same_v<Content, Pack>) dress(content, shown());
  for (const auto* file : translations_into(language))
    if (file->of == content.id) translate(content, *file);
}

// What was read while own files were sorted out.
void Library::State::translate_all() {
  is_ready = true;
  for (auto& [id, loaded] : packs) translate_into_language(loaded->pack);
  for (auto& [id, flow] : flows) translate_into_language(*flow);
}

const LoadedPack* Library::State::pack(std::string_view id) {
  if (const auto* loaded = find_in(packs, id)) return loaded;
  const auto* file = find_builtin("pack", id);
  if (!file) return nullptr;
  known();
  load(*file);
  return find_in(packs, id);
}

const Flow* Library::State::flow(std::string_view id) {
  if (const auto* loaded = find_in(flows, id)) return loaded;
  const auto* file = find_builtin("flow", id);
  if (!file) return nullptr;
  load(*file);
  return find_in(flows, id);
}

const Question* Library::State::question(std::string_view full_name) {
  const auto slash = full_name.find('/');
  if (slash == std::string_view::npos) return nullptr;
  const auto* loaded = pack(full_name.substr(0, slash));
  if (!loaded) return nullptr;
  const auto found = loaded->by_id.find(full_name.substr(slash + 1));
  return found == loaded->by_id.end() ? nullptr : found->second;
}

// clang-tidy does not see that what is visited calls members.
void Library::State::keep(PromptContent content) {  // NOLINT(readability-convert-member-functions-to-static)
  const auto id = id_of(content);
  std::visit([&](auto& part) { keep_as(id, std::move(part)); }, content);
}

void Library::State::keep_as(const std::string& id, Pack pack) {
  translate_into_language(pack);
  packs.emplace(id, std::make_unique<LoadedPack>(std::move(pack)));
}

void Library::State::keep_as(const std::string& id, SharedFile file) {
  shared.add(file);
  shared_files.emplace(id, std::make_unique<SharedFile>(std::move(file)));
}

void Library::State::keep_own(PromptContent content) {
  if (std::holds_alternative<Pack>(content)) own_packs.push_back(id_of(content));
  if (std::holds_alternative<Flow>(content)) own_flows.push_back(id_of(content));
  if (auto* file = std::get_if<SupportFile>(&content)) {
    auto& kept = own_supports[file->country];
    kept = std::make_unique<SupportFile>(std::move(*file));
    return;
  }
  keep(std::move(content));
}

// Full names of the questions in use that have this id. The built-in packs are not read for it.
std::vector<std::string> Library::State::names_with(std::string_view id) {
  std::vector<std::string> names;
  for (const auto& question : builtin_questions())
    if (question.id == id) names.push_back(fmt::format("{}/{}", question.pack, question.id));
  for (const auto& pack_id : own_packs) {
    const auto& by_id = pack(pack_id)->by_id;
    const auto found = by_id.find(id);
    if (found != by_id.end() && !found->second->is_retired()) names.push_back(found->second->name());
  }
  return names;
}

// Ids of packs: the one with this id, else the own ones that have it after the dot.
std::vector<std::string> Library::State::packs_called(std::string_view name) {
  if (pack(name)) return {std::string(name)};
  std::vector<std::string> called;
  for (const auto& id : own_packs)
    if (after_dot(id) == name) called.push_back(id);
  return called;
}

// Full names of the questions that a full name or a bare id can mean.
std::vector<std::string> Library::State::names_meant(std::string_view name) {
  const auto slash = name.find('/');
  if (slash == std::string_view::npos) return names_with(name);
  std::vector<std::string> names;
  for (auto& full : packs_called(name.substr(0, slash)))
    if (question(full.append(name.substr(slash)))) names.push_back(full);
  return names;
}

Library::Library(const std::vector<OwnFile>& own, std::string_view language)
    : m_state(std::make_unique<State>()) {
  m_state->language = language;
  if (!own.empty()) take_own(own);
  m_state->translate_all();
}

void Library::take_own(const std::vector<OwnFile>& own) {
  m_state->known();
  auto sorted = sort_out(own, m_state->shared, surroundings());
  std::stable_sort(sorted.contents.begin(), sorted.contents.end(),
                   [](const auto& a, const auto& b) { return keeping_order(a) < keeping_order(b); });
  for (auto& content : sorted.contents) m_state->keep_own(std::move(content));
  m_state->problems = std::move(sorted.problems);
  m_state->notices = std::move(sorted.notices);
}

Library::~Library() = default;
Library::Library(Library&&) noexcept = default;
Library& Library::operator=(Library&&) noexcept = default;

const Question& Library::question(std::string_view name, const Track& asking) const {
  const auto names = narrowed(m_state->names_meant(name), asking);
  if (names.size() > 1)
    throw UsageError(fmt::format("{} is in several packs", in_quotes(name)),
                     fmt::format("Write {}.", one_of(names)));
  if (!names.empty())
    if (const auto* found = m_state->question(names.front())) return *found;
  throw UsageError(fmt::format("no question called {}", in_quotes(name)), hint_for(name));
}

std::string Library::hint_for(std::string_view name) const {
  const auto names = question_names();
  const auto slash = std::min(name.find('/'), name.size());
  const bool is_full = slash < name.size();
  const auto packs = is_full ? m_state->packs_called(name.substr(0, slash)) : std::vector<std::string>();
  const auto wanted = packs.size() == 1 ? packs.front() + std::string(name.substr(slash)) : std::string(name);
  auto hint = did_you_mean(wanted, names);
  if (!hint.empty() || is_full) return hint;
  std::vector<std::string> ids;
  ids.reserve(names.size());
  for (const auto& full : names) ids.push_back(full.substr(full.find('/') + 1));
  return did_you_mean(name, ids);
}

const Question* Library::find_question(std::string_view full_name) const {
  return m_state->question(full_name);
}

const Pack* Library::find_pack(std::string_view id) const {
  const auto* loaded = m_state->pack(id);
  return loaded ? &loaded->pack : nullptr;
}

const Pack* Library::find_pack_called(std::string_view name) const {
  const auto called = m_state->packs_called(name);
  if (called.size() > 1)
    throw UsageError(fmt::format("{} could be more than one pack", in_quotes(name)),
                     fmt::format("Write {}.", one_of(called)));
  return called.empty() ? nullptr : find_pack(called.front());
}

const Flow* Library::find_flow(std::string_view id) const { return m_state->flow(id); }

const SharedFile* Library::find_shared(std::string_view id) const {
  m_state->known();
  return find_in(m_state->shared_files, id);
}

const Scale* Library::scale(std::string_view id) const {
  const auto& scales = m_state->shown().scales;
  const auto found = scales.find(id);
  return found == scales.end() ? nullptr : &found->second;
}

VocabularyPtr Library::vocabulary(std::string_view id) const {
  const auto& lists = m_state->shown().vocabularies;
  const auto found = lists.find(id);
  return found == lists.end() ? nullptr : found->second;
}

Track Library::track(std::string_view name) const {
  auto ids = flow_ids();
  append(ids, pack_ids());
  const auto found = matches(name, ids);
  const bool is_one = !found.empty() && std::all_of(found.begin(), found.end(), [&](const std::string& id) {
    return id == found.front();
  });
  if (!is_one) refuse_track(name, found, ids);
  if (const auto* flow = find_flow(found.front())) return {flow, nullptr};
  return {nullptr, find_pack(found.front())};
}

std::vector<std::string> Library::flow_ids() const {
  auto ids = builtin_ids("flow");
  append(ids, m_state->own_flows);
  return ids;
}

std::vector<std::string> Library::pack_ids() const {
  auto ids = builtin_ids("pack");
  append(ids, m_state->own_packs);
  return ids;
}

std::vector<std::string> Library::vocabulary_ids() const {
  std::vector<std::string> ids;
  for (const auto& [id, list] : shared().vocabularies) ids.push_back(id);
  return ids;
}

std::vector<std::string> Library::question_names() const {
  std::vector<std::string> names;
  for (const auto& question : builtin_questions())
    names.push_back(fmt::format("{}/{}", question.pack, question.id));
  for (const auto& id : m_state->own_packs)
    for (const auto& question : m_state->pack(id)->pack.questions)
      if (!question.is_retired()) names.push_back(question.name());
  return names;
}

std::vector<const TranslationFile*> Library::translations(std::string_view language) const {
  return m_state->translations_into(language);
}

SupportFile Library::support(std::string_view country) const {
  m_state->load_all("support");
  SupportFile file;
  for (const auto name : {std::string_view(), country})
    for (const auto* files : {&m_state->supports, &m_state->own_supports})
      if (const auto* found = find_in(*files, name)) overlay(file, *found);
  return file;
}

const std::vector<Problem>& Library::problems() const { return m_state->problems; }
const std::vector<std::string>& Library::notices() const { return m_state->notices; }
const Shared& Library::shared() const { return m_state->known(); }

TranslationSource Library::find_source(std::string_view id) const {
  if (const auto* pack = find_pack(id)) return {pack, nullptr, nullptr};
  if (const auto* shared = find_shared(id)) return {nullptr, shared, nullptr};
  return {nullptr, nullptr, find_flow(id)};
}

Surroundings Library::surroundings() const {
  const auto source_ids = [this] {
    auto ids = pack_ids();
    append(ids, flow_ids());
    for (const auto& [id, file] : m_state->shared_files) ids.push_back(id);
    return ids;
  };
  return {[this](std::string_view name) { return find_question(name); }, [this] { return question_names(); },
          [this](std::string_view id) { return find_source(id); }, source_ids};
}

}  // namespace felt
