#include "commands/invented.hpp"

#include "model/night.hpp"
#include "model/typed.hpp"
#include "model/window.hpp"
#include "prompts/library.hpp"

namespace felt {
namespace {

constexpr double stops_early = 0.04;

// How likely they go on with what a flow has more of, pack by pack.
double goes_on(const std::string& pack) {
  if (pack == "pain-movement" || pack == "sleep") return 0.95;
  if (pack == "emotions" || pack == "body") return 0.7;
  return pack == "preparation" ? 0.6 : 0.15;
}

bool is_private(std::uint64_t number) { return number % 29 == 9; }

// The packs of what a flow has more of that the person goes on with.
std::vector<const Question*> taken_of(const std::vector<const Question*>& more, Chance& chance) {
  std::map<std::string, bool> packs;
  for (const auto* question : more) packs.emplace(question->pack, false);
  for (auto& [pack, is_taken] : packs) is_taken = chance.happens(goes_on(pack));
  std::vector<const Question*> taken;
  for (const auto* question : more)
    if (packs[question->pack]) taken.push_back(question);
  return taken;
}

}  // namespace

InventedInterview::InventedInterview(const Library& library, const StoryCalendar& calendar,
                                     const Person& person, std::chrono::minutes day_start)
    : m_library(library), m_calendar(calendar), m_person(person), m_day_start(day_start) {
  m_history.latest_text = [this](std::string_view question) -> std::optional<std::string> {
    const auto found = m_texts.find(question);
    if (found == m_texts.end()) return std::nullopt;
    return found->second;
  };
}

const Plan& InventedInterview::plan(std::string_view flow) {
  const auto known = m_plans.find(flow);
  if (known != m_plans.end()) return known->second;
  return m_plans.emplace(flow, make_plan(m_library, flow, Phase::anytime)).first->second;
}

void InventedInterview::look_at_session(Instant at) {
  const auto* nearest = nearest_session(m_calendar.sessions(), at);
  if (nearest != m_session) m_history.answered_for_session.clear();
  m_session = nearest;
}

void InventedInterview::remember(const Answer& answer) {
  m_history.answered_for_session.insert(answer.question);
  m_history.answered_ever.insert(answer.question);
  if (const auto* text = std::get_if<Text>(&answer.value)) m_texts[answer.question] = text->text;
}

void InventedInterview::ask(const std::vector<const Question*>& questions, Scene& scene, Entry& entry,
                            AnswersSoFar& answers) {
  const bool stops = scene.chance.happens(stops_early);
  const auto asked = stops ? questions.size() / 2 : questions.size();
  if (stops) entry.state = EntryState::stopped;
  for (std::size_t i = 0; i < asked; ++i) {
    const auto& question = *questions[i];
    if (!is_due(question, answers, m_history)) continue;
    if (auto answer = parse_answer(question, typed_answer(question, scene))) {
      remember(*answer);
      answers.put(question, std::move(*answer));
    }
  }
}

Entry InventedInterview::entry(const CheckIn& check_in) {
  look_at_session(check_in.about.at);
  const auto& asked = plan(check_in.flow);
  auto scene = m_person.scene(check_in, asked.phase);
  Entry entry;
  entry.uuid = invented_uuid(scene.chance);
  entry.about = check_in.about;
  entry.recorded = check_in.recorded;
  entry.felt_day = felt_day(check_in.about, m_day_start);
  entry.flow = asked.name;
  entry.phase = asked.phase;
  entry.is_private = is_private(check_in.number);
  AnswersSoFar answers;
  auto questions = asked.ask;
  const auto more = taken_of(asked.more, scene.chance);
  questions.insert(questions.end(), more.begin(), more.end());
  ask(questions, scene, entry, answers);
  entry.answers = answers.all();
  place_nights(entry.answers, entry.about,
               [this](std::string_view name) { return m_library.find_question(name); });
  if (auto tag = invented_tag(scene); !tag.empty()) entry.tags.push_back(std::move(tag));
  entry.note = invented_note(scene);
  if (entry.answers.empty() && entry.note.empty()) entry.note = "Nothing in particular today.";
  return entry;
}

std::vector<CarriedNote> invented_carried(const StoryWish& wish, const Zone& zone) {
  Chance chance(wish.seed);
  const auto at = [&](int days) { return moment_at(wish.until.at - std::chrono::days(days), zone); };
  CarriedNote done{0, invented_uuid(chance), "Ask how long the quiet part at the end can be.", at(6), at(3)};
  CarriedNote hip{0, invented_uuid(chance), "The hip on the stairs: that is new.", at(2), std::nullopt};
  return {std::move(done), std::move(hip)};
}

}  // namespace felt
