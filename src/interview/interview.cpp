#include "interview/interview.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/folding.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "interview/question_text.hpp"
#include "model/accepts.hpp"
#include "model/night.hpp"
#include "model/typed.hpp"

namespace felt {
namespace {

using QuestionList = std::vector<const Question*>;

// What a person did at one question.
enum class Step { next, back, stop, end_of_input };

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

// An answer as it stands in a line to be changed.
std::string text_in_line(const Answer& answer) { return replaced(typed_text(answer), "\n", line_break_sign); }

class Interview {
 public:
  Interview(const Plan& plan, const History& history, InterviewStart start, Dialogue& dialogue,
            Keeper& keeper, CardOffer cards)
      : m_plan(plan),
        m_history(history),
        m_answers(std::move(start.answers)),
        m_note(std::move(start.note)),
        m_about(start.about),
        m_passed(std::move(start.passed)),
        m_dialogue(dialogue),
        m_keeper(keeper),
        m_cards(std::move(cards)) {}

  InterviewResult hold() {
    recall_cards();
    say_opening();
    auto step = ask_all(m_plan.ask);
    if (step == Step::next) step = offer_more();
    const auto ending = step == Step::next   ? Ending::finished
                        : step == Step::stop ? Ending::stopped
                                             : Ending::broken_off;
    return {ending, m_answers.all(), m_note};
  }

 private:
  void say_opening() {
    if (!m_plan.intro.empty()) m_dialogue.say(m_plan.intro);
    m_dialogue.say(kept_together({"Enter skips", "? not sure", "b back", "x stop and keep", "+ a note"}),
                   Style::quiet);
  }

  bool is_due_now(const Question* question) const {
    return is_due(*question, m_answers, m_history) && !m_cards.has_said(*question);
  }

  static bool is_among(const QuestionList& list, std::string_view name) {
    return std::any_of(list.begin(), list.end(),
                       [&](const Question* question) { return question->name() == name; });
  }

  // Whether a draft goes on among what is offered after the check-in itself.
  bool goes_on_in_more() const { return !is_among(m_plan.ask, m_passed) && is_among(m_plan.more, m_passed); }

  // A draft goes on behind the question that was left last.
  std::size_t first_open(const QuestionList& list) const {
    if (&list != &m_plan.ask) return behind(list, m_passed);
    if (goes_on_in_more()) return list.size();
    return is_among(list, m_passed) ? behind(list, m_passed) : behind_answers();
  }

  static std::size_t behind(const QuestionList& list, std::string_view name) {
    for (std::size_t i = 0; i < list.size(); ++i)
      if (list[i]->name() == name) return i + 1;
    return 0;
  }

  // Where an older felt kept no more, or the question that was left last is gone: behind the last answer.
  std::size_t behind_answers() const {
    std::size_t first = 0;
    for (std::size_t i = 0; i < m_plan.ask.size(); ++i)
      if (m_answers.find(m_plan.ask[i]->name())) first = i + 1;
    return first;
  }

  Step ask_all(const QuestionList& list) { return ask_from(list, first_open(list)); }

  Step ask_from(const QuestionList& list, std::size_t i) {
    std::vector<std::size_t> asked;
    while (i < list.size()) {
      if (!is_due_now(list[i])) {
        ++i;
        continue;
      }
      const auto step = ask(*list[i], position_text(list, i));
      if (step == Step::back) {
        i = previous(asked, list, i);
        continue;
      }
      if (step != Step::next) return step;
      if (!m_answers.find(list[i]->name())) pass(*list[i]);
      asked.push_back(i++);
    }
    return Step::next;
  }

  // From behind the end of a list, back to its last question.
  Step ask_last_again(const QuestionList& list) {
    std::vector<std::size_t> asked;
    return ask_from(list, previous(asked, list, list.size()));
  }

  // A place that could not be kept holds nobody up: a draft then goes on a little before it.
  void pass(const Question& question) {
    try {
      m_keeper.pass(question.name());
    } catch (const Error& error) {
      require_person(error);
    }
  }

  // The question before this one that takes an answer; a line to read is passed over.
  std::size_t previous(std::vector<std::size_t>& asked, const QuestionList& list, std::size_t here) {
    while (!asked.empty() && asked.back() >= here) asked.pop_back();
    for (std::size_t i = here; i-- > 0;) {
      if (!asked.empty() && asked.back() == i) asked.pop_back();
      if (list[i]->type != QuestionType::note && is_due_now(list[i])) return i;
    }
    m_dialogue.say("This is the first question.", Style::quiet);
    return here;
  }

  std::string position_text(const QuestionList& list, std::size_t here) const {
    const auto at = list.begin() + static_cast<std::ptrdiff_t>(here);
    const auto is_due_one = [&](const Question* question) { return is_due_now(question); };
    const auto before = std::count_if(list.begin(), at, is_due_one);
    const auto all = before + std::count_if(at, list.end(), is_due_one);
    return all == 1 ? "" : fmt::format("{} of {}", before + 1, all);
  }

  // Asks until the line typed is an answer, a skip or a key that moves on.
  Step ask(const Question& question, const std::string& position) {
    say_pack_note(question.pack);
    say_question(m_dialogue, question, filled_prompt(question, m_answers, m_history), position);
    const auto* old = m_answers.find(question.name());
    std::string prefill = old ? text_in_line(*old) : "";
    m_stands_elsewhere = false;
    while (true) {
      const auto line = m_dialogue.read(
          reading_prompt(question), prefill,
          [&question](std::string_view before) { return complete_answer(question, before); },
          pasted_breaks(question));
      if (!line) return Step::end_of_input;
      std::string typed(key_behind(prefill, trim(*line), question));
      if (const auto step = step_for_key(question, typed)) return *step;
      if (take_side_key(question, typed)) continue;
      if (const auto step = take_line(question, typed)) return *step;
      prefill = m_dialogue.edits() ? typed : "";
    }
  }

  // What a pack touches is said once, before its first question.
  void say_pack_note(const std::string& pack) {
    const auto& note = m_plan.packs.at(pack).content_note;
    if (note.empty() || !m_noted.insert(pack).second) return;
    m_dialogue.gap();
    m_dialogue.say(note, Style::quiet);
  }

  // A key that was typed behind what stood in the line is still the key: behind an old answer, or a wrong one
  // that the letter does not make right. Behind an old text it is only a key that leaves the question: the
  // others can end a sentence.
  std::string_view key_behind(std::string_view prefill, std::string_view typed,
                              const Question& question) const {
    if (prefill.empty() || !typed.starts_with(prefill)) return typed;
    const auto* old = m_answers.find(question.name());
    const bool is_old = old && text_in_line(*old) == prefill;
    const auto rest = trim(typed.substr(prefill.size()));
    if (question.type == QuestionType::text) return is_old && (rest == "b" || rest == "x") ? rest : typed;
    const bool is_key = rest == "b" || rest == "x" || rest == "?" || rest == "+" || rest == "*";
    return is_key && (is_old || !is_answer(question, typed)) ? rest : typed;
  }

  static bool is_answer(const Question& question, std::string_view typed) {
    try {
      return parse_answer(question, typed).has_value();
    } catch (const UsageError&) {
      return false;
    }
  }

  static std::string_view reading_prompt(const Question& question) {
    return question.type == QuestionType::note ? "(Enter goes on) " : "> ";
  }

  static PastedBreaks pasted_breaks(const Question& question) {
    return question.type == QuestionType::text ? PastedBreaks::stay : PastedBreaks::become_spaces;
  }

  // The keys that leave the question.
  std::optional<Step> step_for_key(const Question& question, std::string_view typed) {
    if (typed == "b") return Step::back;
    if (typed == "x") return Step::stop;
    if (!typed.empty() && (question.type != QuestionType::note || typed == "+")) return std::nullopt;
    if (m_stands_elsewhere || forget(question)) return Step::next;
    return std::nullopt;
  }

  // The keys that stay at the question.
  bool take_side_key(const Question& question, std::string_view typed) {
    if (typed == "+") return take_note(), true;
    if (typed == "*" && (question.words || question.regions)) return show_words(question), true;
    return false;
  }

  void show_words(const Question& question) {
    const bool has_past = m_history.lately_picked && question.words;
    say_words(m_dialogue, question,
              has_past ? m_history.lately_picked(question.name()) : std::vector<std::string>());
    m_dialogue.say(filled_prompt(question, m_answers, m_history), Style::strong);
  }

  void take_note() {
    for (std::string prefill;;) {
      const auto line = m_dialogue.read("note: ", prefill, {}, PastedBreaks::stay);
      const auto added = line ? trim(*line) : "";
      if (added.empty() || put_note(replaced(std::string(added), line_break_sign, "\n"))) return;
      prefill = added;
    }
  }

  // Whether there is nothing more to be done about it.
  bool put_note(std::string_view added) {
    if (find_bad_utf8(added) || m_note.size() + 1 + added.size() > longest_text) {
      m_dialogue.say("That could not be kept: it is too long, or not text.", Style::warning);
      return true;
    }
    try {
      m_note = m_keeper.add_to_note(added);
    } catch (const Error& error) {
      return say_not_kept(error), false;
    }
    m_dialogue.say("Noted.", Style::quiet);
    return true;
  }

  // How it goes on with what was typed; nothing where it is asked again, with all of it in the line.
  std::optional<Step> take_line(const Question& question, std::string& typed) {
    if (question.type != QuestionType::text) return take_answer(question, typed);
    const auto step = take_answer(question, replaced(typed, line_break_sign, "\n"));
    return step && question.lines == TextLines::full ? take_more_lines(question, typed) : step;
  }

  // A long text goes on until an empty line or a key that leaves it; each line is kept as it comes.
  std::optional<Step> take_more_lines(const Question& question, std::string& typed) {
    while (const auto* text = std::get_if<Text>(&m_answers.find(question.name())->value)) {
      const auto line = m_dialogue.read("> ", {}, {}, PastedBreaks::stay);
      const auto more = line ? trim(*line) : "";
      if (more.empty()) return Step::next;
      if (more == "b") return Step::back;
      if (more == "x") return Step::stop;
      if (more == "+") {
        take_note();
        continue;
      }
      const auto longer = text->text + '\n' + replaced(std::string(more), line_break_sign, "\n");
      typed = replaced(longer, "\n", line_break_sign);
      if (!take_answer(question, longer) && m_dialogue.edits()) return std::nullopt;
    }
    return Step::next;
  }

  std::optional<Step> take_answer(const Question& question, std::string_view typed) {
    auto answer = read_answer(question, typed);
    if (!answer) return std::nullopt;
    const auto step = step_for_night(question, *answer);
    if (step != Step::next && step != Step::stop) return step;
    if (!remember(question, std::move(*answer))) return std::nullopt;
    offer_card(question);
    return step;
  }

  // Nothing where it is none, which is said.
  std::optional<Answer> read_answer(const Question& question, std::string_view typed) {
    try {
      return parse_answer(question, typed);
    } catch (const UsageError& error) {
      m_dialogue.say(error.what(), Style::warning);
      if (!error.hint().empty()) m_dialogue.say(error.hint(), Style::quiet);
      return std::nullopt;
    }
  }

  // Whether it is safe now. Where it is not, the person is told and asked once more.
  template <class Keep>
  bool is_kept(const Question& question, const Keep& keep) {
    try {
      const std::optional<Given> other = keep();
      if (other) take_other(question, *other);
      return !other;
    } catch (const Error& error) {
      say_not_kept(error);
      return false;
    }
  }

  void say_not_kept(const Error& error) {
    require_person(error);
    m_dialogue.say(error.what(), Style::warning);
    m_dialogue.say("What you typed stands in the line, and Enter tries once more.", Style::quiet);
    m_dialogue.say("Ctrl-C ends here; felt log --resume goes on with what was kept.", Style::quiet);
  }

  // Throws the error that is being handled on, unless there is somebody at a line to try it once more.
  void require_person(const Error& error) const {
    if (!m_dialogue.edits() || is_by_signal(error.exit())) throw;
  }

  bool remember(const Question& question, Answer answer) {
    auto with_this = m_answers;
    with_this.put(question, std::move(answer));
    const auto& all = with_this.all();
    const auto given = std::find_if(all.begin(), all.end(),
                                    [&](const Given& one) { return one.answer.question == question.name(); });
    if (!is_kept(question, [&] { return m_keeper.put(*given); })) return false;
    m_answers = std::move(with_this);
    drop_closed();
    return true;
  }

  // Both answers are before the person: that of the other window above the line, the one typed in it.
  void take_other(const Question& question, const Given& other) {
    m_answers.put(question, other.answer);
    m_stands_elsewhere = true;
    m_dialogue.say("This check-in goes on in another window, too. The answer there:", Style::warning);
    m_dialogue.say(spoken_answer(other), Style::plain, 2);
    m_dialogue.say("It stays with an empty line; what is typed here takes its place.", Style::quiet);
  }

  // Which cards a draft has shown is not kept; its answers tell it again.
  void recall_cards() {
    for (const auto& given : m_answers.all())
      if (const auto* question = find_planned(given.answer.question)) card_after(*question, given.answer);
  }

  // A few lines after an answer, which hold nothing up.
  void offer_card(const Question& question) {
    const auto lines = card_after(question, *m_answers.find(question.name()));
    if (!lines.empty()) m_dialogue.gap();
    for (const auto& line : lines) m_dialogue.say(line, Style::plain, 2);
  }

  std::vector<std::string> card_after(const Question& question, const Answer& answer) {
    const auto* picks = std::get_if<Picks>(&answer.value);
    if (picks && question.name() == "preparation/steadiers") m_cards.take_steadiers(labels_of(*picks));
    return m_cards.lines_after(question, answer);
  }

  // Whether the question has no answer any more.
  bool forget(const Question& question) {
    if (!m_answers.find(question.name())) return true;
    if (!is_kept(question, [&] { return m_keeper.drop(question.name()); })) return false;
    m_answers.drop(question.name());
    drop_closed();
    return true;
  }

  // An answer that no longer opens a follow-up takes the follow-up's answer with it, and says so.
  void drop_closed() {
    for (const auto* list : {&m_plan.ask, &m_plan.more})
      for (const auto* question : *list) {
        if (!m_answers.find(question->name()) || condition_holds(*question)) continue;
        if (!is_taken_out(*question)) continue;
        m_answers.drop(question->name());
        m_dialogue.say(fmt::format("Left out now, as it no longer follows: {}", question->prompt),
                       Style::quiet);
      }
  }

  // Not where another window has answered it meanwhile, or where it cannot be for now.
  bool is_taken_out(const Question& question) {
    try {
      return !m_keeper.drop(question.name());
    } catch (const Error& error) {
      require_person(error);
      return false;
    }
  }

  bool condition_holds(const Question& question) const {
    return holds(question.when, [&](std::string_view name) { return m_answers.find(name); });
  }

  const Question* find_planned(std::string_view name) const {
    for (const auto* list : {&m_plan.ask, &m_plan.more})
      for (const auto* question : *list)
        if (question->name() == name) return question;
    return nullptr;
  }

  // Most mistakes in sleep diaries are a.m. for p.m.: a night over sixteen hours is asked about once. Nothing
  // where the time is to be typed anew.
  std::optional<Step> step_for_night(const Question& question, const Answer& answer) {
    if (!question.night || answer.is_unsure() || m_asked_about_night) return Step::next;
    AnswersSoFar with_this = m_answers;
    with_this.put(question, answer);
    auto dated = with_this.all();
    const auto find = [&](std::string_view name) { return find_planned(name); };
    place_nights(dated, m_about, find);
    const auto night = longest_span(dated, find);
    if (night.minutes <= longest_night) return Step::next;
    m_asked_about_night = true;
    const auto step = confirm_night(question, night);
    m_asked_about_night = step != Step::back;
    return step;
  }

  static std::string spoken_hour(int minute_of_day) {
    const int hour = minute_of_day / 60;
    const auto* part = hour < 12 ? "in the morning" : hour < 18 ? "in the afternoon" : "in the evening";
    return fmt::format("{}:{:02} {}", hour % 12 == 0 ? 12 : hour % 12, minute_of_day % 60, part);
  }

  // The keys that leave the question leave this one, too; a time that nobody takes back is kept.
  std::optional<Step> confirm_night(const Question& question, const NightSpan& night) {
    m_dialogue.say(fmt::format("From {} to {} is {}. Is that right?", spoken_hour(night.from),
                               spoken_hour(night.to), spoken_minutes(night.minutes)));
    const auto line = m_dialogue.read("y or n > ");
    const auto typed = line ? folded(trim(*line)) : "";
    if (typed == "x") return Step::stop;
    if (typed == "b") return Step::back;
    if (typed.empty() || typed.front() == 'y') return Step::next;
    return ask_beginning_anew(question, night);
  }

  // Either time may be the wrong one: both are asked for again, the first one first.
  std::optional<Step> ask_beginning_anew(const Question& question, const NightSpan& night) {
    const auto* first = find_planned(night.first);
    if (!first || first == &question) return std::nullopt;
    if (const auto step = ask(*first, ""); step != Step::next) return step;
    say_question(m_dialogue, question, filled_prompt(question, m_answers, m_history), "");
    return std::nullopt;
  }

  // Questions of one pack among those offered, in the order of the plan.
  struct Group {
    std::string pack;
    QuestionList questions;
  };

  std::vector<Group> open_groups(const std::set<std::string>& taken) const {
    std::vector<Group> groups;
    for (const auto* question : m_plan.more) {
      if (taken.contains(question->pack) || question == m_plan.end_on || m_answers.find(question->name()))
        continue;
      const auto same = [&](const Group& group) { return group.pack == question->pack; };
      auto group = std::find_if(groups.begin(), groups.end(), same);
      if (group == groups.end()) group = groups.insert(groups.end(), Group{question->pack, {}});
      group->questions.push_back(question);
    }
    std::erase_if(groups, [&](const Group& group) { return due_in(group) == 0; });
    return groups;
  }

  std::size_t due_in(const Group& group) const {
    return static_cast<std::size_t>(
        std::count_if(group.questions.begin(), group.questions.end(),
                      [&](const Question* question) { return is_due_now(question); }));
  }

  // The rest of the pack in which a draft was left.
  Step go_on_in_more(std::set<std::string>& taken) {
    if (m_plan.end_on && m_plan.end_on->name() == m_passed) return Step::next;
    QuestionList rest;
    const auto pack = m_passed.substr(0, m_passed.find('/'));
    for (const auto* question : m_plan.more)
      if (question->pack == pack && question != m_plan.end_on) rest.push_back(question);
    taken.insert(pack);
    return ask_all(rest);
  }

  Step offer_more() {
    std::set<std::string> taken;
    if (goes_on_in_more())
      if (const auto step = go_on_in_more(taken); step != Step::next) return step;
    QuestionList last = m_plan.ask;  // what b goes back to
    for (auto groups = open_groups(taken); !groups.empty(); groups = open_groups(taken)) {
      say_groups(groups, taken.empty());
      const auto line = m_dialogue.read("> ");
      if (!line) return Step::end_of_input;
      const auto typed = trim(*line);
      if (typed == "x") return Step::next;
      if (typed.empty()) break;
      const auto step = typed == "b" ? ask_last_again(last) : take_at_more(groups, typed, taken, last);
      if (step != Step::next) return step;
    }
    return taken.empty() ? Step::next : close_steady();
  }

  // Asks the questions of a number; with anything else the offer stands.
  Step take_at_more(const std::vector<Group>& groups, std::string_view typed, std::set<std::string>& taken,
                    QuestionList& last) {
    if (typed == "+") return take_note(), Step::next;
    if (typed == "?") return m_dialogue.say("That is fine. All of it can wait.", Style::quiet), Step::next;
    const auto number = parse_whole(typed);
    if (!number || *number < 1 || static_cast<std::size_t>(*number) > groups.size())
      return m_dialogue.say("That is not one of the numbers.", Style::warning), Step::next;
    const auto& group = groups[static_cast<std::size_t>(*number) - 1];
    taken.insert(group.pack);
    last = group.questions;
    return ask_all(last);
  }

  void say_groups(const std::vector<Group>& groups, bool first_time) {
    m_dialogue.gap();
    m_dialogue.say(first_time ? "There is more, if you like. A number opens it, Enter ends here."
                              : "Anything else? A number opens it, Enter ends here.");
    for (std::size_t i = 0; i < groups.size(); ++i)
      m_dialogue.say(fmt::format("{}  {} ({})", i + 1, m_plan.packs.at(groups[i].pack).title,
                                 counted(due_in(groups[i]), "question")),
                     Style::plain, 2);
  }

  Step close_steady() {
    const auto* last = m_plan.end_on;
    if (!last || m_answers.find(last->name()) || !is_due_now(last)) return Step::next;
    return ask_all({last});
  }

  const Plan& m_plan;
  const History& m_history;
  AnswersSoFar m_answers;
  std::string m_note;
  Moment m_about;
  std::string m_passed;  // of a draft that goes on
  bool m_asked_about_night = false;
  bool m_stands_elsewhere = false;  // the answer to this question that another window gave
  std::set<std::string> m_noted;    // packs whose content note was said
  Dialogue& m_dialogue;
  Keeper& m_keeper;
  CardOffer m_cards;
};

}  // namespace

InterviewResult hold_interview(const Plan& plan, const History& history, InterviewStart start,
                               Dialogue& dialogue, Keeper& keeper, CardOffer cards) {
  return Interview(plan, history, std::move(start), dialogue, keeper, std::move(cards)).hold();
}

}  // namespace felt
