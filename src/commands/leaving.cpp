#include "commands/leaving.hpp"

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/text.hpp"

namespace felt {
namespace {

std::string label_of(const std::string& question) { return question.substr(question.find('/') + 1); }

bool is_summed_up(const Answer& answer) {
  return std::holds_alternative<Rating>(answer.value) || std::holds_alternative<Places>(answer.value);
}

// What a page says word for word: texts, own words beside those of a list, and answers that leave because
// they were ticked or named. Empty for what it sums up, and for what the practitioner is to know, which heads
// it.
std::string words_of(const Given& given) {
  const auto& answer = given.answer;
  if (answer.question == tell_them_question || answer.is_unsure() || is_summed_up(answer)) return {};
  if (const auto* text = std::get_if<Text>(&answer.value)) return text->text;
  if (given.wording->share != Share::yes) return spoken_answer(given);
  const auto own = own_words_in(given);
  return own ? spoken_answer(*own) : "";
}

// Takes note of everything that is asked about.
class Notes {
 public:
  Notes(Leaving& leaving, const View& view, Ticking ticking)
      : m_leaving(leaving), m_view(view), m_asks(ticking == Ticking::asked) {}

  std::optional<Entry> take(const Entry& entry) {
    if (entry.session) m_sessions.insert(*entry.session);
    auto left = m_view.leaving(entry);
    m_leaving.counts.take(entry, left);
    if (m_asks)
      for (const auto& given : m_view.to_ask(entry)) ask(entry, given);
    if (left) take_leaving(*left);
    return left;
  }

  // Entries come first.
  Session take(const Session& session) {
    auto left = m_view.leaving(session);
    const bool leaves = !left.note.empty() && m_leaving.sessions.contains(session.id);
    if (leaves)
      ++m_leaving.session_notes;
    else if (!session.note.empty() && m_sessions.contains(session.id))
      ++m_leaving.staying_session_notes;
    return left;
  }

  bool take(const CarriedNote& note) {
    if (note.done) return false;
    const bool leaves = m_view.leaves(note);
    ++(leaves ? m_leaving.carried : m_leaving.staying_carried);
    if (m_asks && !leaves && !m_view.choices().carried_out)
      m_leaving.to_ask.push_back({"to bring up: " + note.text, note.id, ""});
    return leaves;
  }

 private:
  void ask(const Entry& entry, const Given& given) {
    m_leaving.to_ask.push_back({fmt::format("{} · {}: {}", spoken_moment(entry.about),
                                            label_of(given.answer.question), spoken_answer(given)),
                                entry.id, given.answer.question});
  }

  void take_leaving(const Entry& left) {
    if (left.session) m_leaving.sessions.insert(*left.session);
    for (const auto& given : left.answers) {
      ++m_leaving.questions[given.answer.question];
      if (auto words = words_of(given); !words.empty())
        m_leaving.words.push_back({left.about, given.answer.question, std::move(words)});
    }
    if (!left.note.empty()) m_leaving.words.push_back({left.about, "", left.note});
  }

  Leaving& m_leaving;
  const View& m_view;
  bool m_asks;
  std::set<Id> m_sessions;  // of the entries so far
};

// "41 answers, 3 notes"; "nothing" where there is nothing.
std::string listed(const std::vector<std::string>& parts) {
  return parts.empty() ? "nothing" : join(parts, ", ");
}

void add(std::vector<std::string>& parts, std::size_t n, std::string_view what) {
  if (n > 0) parts.push_back(counted(n, what));
}

}  // namespace

Leaving narrow_to_leaving(Journal& journal, const Query& query, const View& view, Ticking ticking) {
  Leaving leaving;
  Notes notes(leaving, view, ticking);
  Narrowing narrowing;
  narrowing.entry = [&](const Entry& entry) { return notes.take(entry); };
  narrowing.session = [&](const Session& session) { return notes.take(session); };
  narrowing.carried = [&](const CarriedNote& note) { return notes.take(note); };
  journal.narrow_to(query, narrowing);
  return leaving;
}

View with_ticked(const View& view, const std::vector<ToAsk>& to_ask, const std::set<std::size_t>& numbers) {
  auto choices = view.choices();
  for (const auto number : numbers) {
    const auto& one = to_ask.at(number - 1);
    if (one.question.empty())
      choices.carried.insert(one.id);
    else
      choices.ticked.emplace(one.id, one.question);
  }
  return View(std::move(choices));
}

std::string leaving_text(const Leaving& leaving) {
  const auto& counts = leaving.counts;
  std::vector<std::string> out, in;
  add(out, counts.answers - counts.unsure, "answer");
  if (counts.unsure > 0) out.push_back(fmt::format("{} not sure", counts.unsure));
  add(out, counts.notes, "note");
  add(out, leaving.session_notes, "session note");
  add(out, leaving.carried, "carried note");
  add(in, counts.staying_answers, "answer");
  add(in, counts.staying_notes, "note");
  add(in, leaving.staying_session_notes, "session note");
  add(in, counts.staying_words, "own word");
  add(in, counts.staying_places, "place");
  add(in, leaving.staying_carried, "carried note");
  const auto from = counts.entries > 0 ? " from " + counted(counts.entries, "check-in") : "";
  return fmt::format("leaving: {}{} · staying: {}", listed(out), from, listed(in));
}

}  // namespace felt
