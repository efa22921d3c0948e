#include "commands/sealed_state.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "commands/config_file.hpp"
#include "commands/reminding.hpp"
#include "remind/occasion.hpp"
#include "seal/digest.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

constexpr const char* schema = "felt.sealed/1";
constexpr std::size_t largest_sealed_state = std::size_t{4} * 1024 * 1024;

// Flows have names that may tell something, so only whether two are the same is kept.
std::string mark_of(const std::string& file, const std::string& flow) {
  return hex_text(view_of(sum_128(file + " " + flow)));
}

Json session_in_state(const Session& session) {
  return {{"id", session.id},
          {"uuid", session.uuid},
          {"at", utc_text(session.starts.at)},
          {"offset_min", session.starts.offset.count()},
          {"minutes", session.minutes}};
}

Json check_in_json(const Journal::KnownCheckIn& known) {
  Json json{{"at", utc_text(known.at)},
            {"phase", name_of(known.phase)},
            {"flow", known.flow},
            {"felt_day", day_text(known.felt_day)}};
  if (known.session) put(json, "session", *known.session);
  return json;
}

Session session_in(const JsonReader& json) {
  Session session;
  session.id = json.at("id").whole();
  session.uuid = json.at("uuid").text();
  session.starts.at = parse_utc_text(json.at("at").text());
  session.starts.offset = std::chrono::minutes(json.at("offset_min").whole());
  session.minutes = static_cast<int>(json.at("minutes").whole());
  return session;
}

Journal::KnownCheckIn check_in_in(const JsonReader& json) {
  Journal::KnownCheckIn known{parse_utc_text(json.at("at").text()), std::nullopt,
                              find_phase(json.at("phase").text()).value_or(Phase::anytime),
                              json.at("flow").text(), parse_day(json.at("felt_day").text())};
  if (const auto session = json.find("session")) known.session = session->whole();
  return known;
}

SealedState state_in(const JsonReader& json) {
  SealedState state;
  state.file = json.at("file").text();
  state.generation = static_cast<std::uint64_t>(json.at("generation").whole());
  state.at = parse_utc_text(json.at("at").text());
  for (const auto& one : json.at("sessions").items()) state.sessions.push_back(session_in(one));
  for (const auto& one : json.at("check_ins").items()) state.check_ins.push_back(check_in_in(one));
  return state;
}

SealedState state_of(const Journal& journal, const SealedFacts& facts, Instant now) {
  SealedState state{facts.file, facts.generation, now, journal.sessions_since(now - longest_reach),
                    journal.check_ins_since(now - longest_reach)};
  for (auto& known : state.check_ins) known.flow = mark_of(facts.file, known.flow);
  return state;
}

}  // namespace

bool SealedState::has_check_in(const Journal::CheckIn& check_in) const {
  const auto flow = mark_of(file, check_in.flow);
  return std::any_of(check_ins.begin(), check_ins.end(), [&](const Journal::KnownCheckIn& known) {
    if (known.session == check_in.session && known.phase == check_in.phase) return true;
    return known.at >= check_in.since && known.at < check_in.until &&
           (known.phase == check_in.phase || known.flow == flow);
  });
}

bool SealedState::has_entry_on(Day felt_day) const {
  return std::any_of(check_ins.begin(), check_ins.end(),
                     [&](const Journal::KnownCheckIn& known) { return known.felt_day == felt_day; });
}

std::string sealed_state_text(const SealedState& state) {
  Json sessions = Json::array(), check_ins = Json::array();
  for (const auto& session : state.sessions) sessions.push_back(session_in_state(session));
  for (const auto& known : state.check_ins) check_ins.push_back(check_in_json(known));
  Json json{
      {"schema", schema}, {"file", state.file}, {"generation", state.generation}, {"at", utc_text(state.at)}};
  put(json, "sessions", std::move(sessions));
  put(json, "check_ins", std::move(check_ins));
  return json_text(json) + "\n";
}

std::optional<SealedState> parse_sealed_state(std::string_view text) {
  try {
    const JsonDocument document(text, "the state of a sealed journal");
    return state_in(document.reader());
  } catch (const Error&) {
    return std::nullopt;
  }
}

fs::path sealed_state_path(Invocation& invocation) { return state_file_of_journal(invocation, "sealed"); }

std::optional<SealedState> find_sealed_state(Invocation& invocation) {
  try {
    const auto path = sealed_state_path(invocation);
    return is_there(path) ? parse_sealed_state(read_file(path, largest_sealed_state)) : std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
}

void remember_sealed(Invocation& invocation, const Journal& journal) {
  // Another felt may have unsealed it meanwhile, and must not be told that a sealed one is missing.
  const auto facts = journal.sealed_in_place();
  if (!facts) return;
  const auto remembered = find_sealed_state(invocation);
  const bool is_same = remembered && remembered->file == facts->file;
  // An older copy does not make felt forget that there was a newer one.
  if (is_same && facts->generation <= remembered->generation) return;
  const auto text = sealed_state_text(state_of(journal, *facts, invocation.now()));
  try {
    const auto path = sealed_state_path(invocation);
    make_private_folder(path.parent_path());
    write_atomically(path, text);
  } catch (const Error&) {
    // What was done is done, and a recovery key may have to be shown yet.
  }
}

void forget_sealed(Invocation& invocation) {
  std::error_code none;
  fs::remove(sealed_state_path(invocation), none);
}

}  // namespace felt
