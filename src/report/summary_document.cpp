#include "report/summary_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "base/columns.hpp"
#include "base/numbers.hpp"
#include "base/visible.hpp"
#include "model/accepts.hpp"  // spoken_minutes
#include "report/caveat_text.hpp"
#include "report/change_words.hpp"
#include "report/period_text.hpp"
#include "report/scope.hpp"
#include "report/summary_lines.hpp"
#include "report/summary_pictures.hpp"

namespace felt {
namespace {

constexpr const char* nothing_to_sum_up = "Nothing here that could be summed up.";
constexpr const char* where_all_is = " All that is written: felt list";
constexpr std::size_t longest_word = 40;        // columns
constexpr std::size_t longest_answer = 400;     // columns
constexpr std::size_t words_on_one_screen = 5;  // of each side
constexpr std::size_t words_of_a_thread = 12;
constexpr std::size_t places_on_one_screen = 3;
constexpr std::size_t places_on_a_page = 8;
constexpr std::size_t places_of_a_thread = 12;

// Whether there is space for pictures: on a page, and in a summary of one thread.
enum class Space { little, plenty };

// --- the period and what there is ---

Heading title(const Summary& summary) {
  std::string text = "Looking back";
  if (summary.wish.thread) text.append(" · ").append(summary.wish.thread->name);
  if (summary.wish.session) text += fmt::format(" · session {}", *summary.wish.session);
  const auto end = end_of(summary.wish.period.to);
  const auto period = period_text(summary.period.from, summary.period.to, end, summary.wish.day_start);
  if (!period.empty()) text += " · " + period;
  return {1, text};
}

Paragraph counts(const Summary& summary) {
  const auto& counts = summary.counts;
  auto text = fmt::format("{}, {}, {}", counted(counts.entries, "check-in"),
                          counted(counts.answers, "answer"), counted(counts.sessions, "session"));
  // Whoever reads a page that is handed on would take ratings that stayed for ratings that never were.
  if (counts.sessions_unrated > 0 && !summary.shared)
    text += fmt::format(" · {} without a rating", counted(counts.sessions_unrated, "session"));
  if (summary.wish.without_remembered) text += " · without what was written down more than a day later";
  return {text};
}

std::string nothing_here(const Summary& summary) {
  return nothing_to_sum_up + for_the_writer(summary, where_all_is);
}

void add_nothing(Document& page, const Summary& summary) {
  if (summary.wish.is_narrowed() || summary.shared) {
    page.add(Paragraph{"There are no check-ins here." + for_the_writer(summary, where_all_is)});
    return;
  }
  page.add(Paragraph{"There is nothing to look back on yet, and no hurry."});
  page.add(Paragraph{
      "A first check-in takes about a minute: felt log. A session is kept with: felt session add WHEN."});
}

void add_to_bring_up(Document& page, const Summary& summary) {
  if (summary.carried.empty() && summary.to_bring_up.empty()) return;
  page.add(Heading{2, "What I want to bring up"});
  List list;
  for (const auto& note : summary.carried) list.points.push_back(said_by_person(note.text));
  for (const auto& text : summary.to_bring_up) list.points.push_back(said_by_person(text));
  page.add(std::move(list));
}

// --- a few entries, as they are ---

bool is_shown(const Answer& answer, const Thread* thread) {
  if (answer.is_unsure() || answer.question == tell_them_question) return false;
  return !thread || thread == &thread_of(answer.question);
}

std::vector<std::vector<Cell>> answers_of(const Entry& entry, const Thread* thread) {
  std::vector<std::vector<Cell>> rows;
  const auto add = [&](const std::string& label, const std::string& text) {
    rows.push_back({label, said_by_person(shortened(visible_line(text), longest_answer))});
  };
  for (const auto& given : entry.answers)
    if (is_shown(given.answer, thread)) add(label_of(given.answer.question), spoken_answer(given));
  if (!entry.note.empty() && !thread) add("note", entry.note);
  return rows;
}

void add_entries(Document& page, const Summary& summary) {
  Table table{{{"", Align::left}, {"", Align::left, true}}, {}};
  for (const auto& entry : summary.few_entries) {
    auto answers = answers_of(entry, summary.wish.thread);
    if (answers.empty() && summary.wish.thread) continue;
    table.groups.push_back(
        {fmt::format("{} · {}", spoken_moment(entry.about), name_of(entry.phase)), std::move(answers)});
  }
  if (table.groups.empty()) return page.add(Paragraph{nothing_here(summary)});
  page.add(std::move(table));
  page.add(Note{"Comparing begins with the third check-in."});
}

// --- words ---

Phrase words_cell(const std::vector<NamedWord>& words, std::size_t most) {
  Phrase cell;
  for (std::size_t i = 0; i < std::min(words.size(), most); ++i) {
    if (i > 0) cell.add(", ", Voice::felt);
    cell.add(shortened(visible_line(words[i].label), longest_word), Voice::person);
    cell.add(fmt::format(" {}×", words[i].entries), Voice::felt);
  }
  return cell;
}

void add_words(Document& page, const Summary& summary, Space space) {
  const auto most = summary.wish.thread ? words_of_a_thread : words_on_one_screen;
  Table table{{{"", Align::left}, {"before", Align::left}, {"after", Align::left}}, {{}}};
  for (const auto& words : summary.words)
    if (summary.wish.thread || words.question == "emotions/feelings")
      table.groups.front().rows.push_back(
          {label_of(words.question), words_cell(words.before, most), words_cell(words.after, most)});
  if (table.groups.front().rows.empty()) return;
  page.add(Heading{2, "Named most"});
  page.add(std::move(table));
  if (space == Space::plenty && !summary.feelings.empty()) page.add(feelings_map(summary.feelings));
}

// --- easier, and new or harder ---

// Whether the table before it says all of this already.
bool is_told_by_ratings(const Changes& changes) {
  return (changes.has_easier() || changes.has_harder()) && !changes.was_asked_directly() &&
         changes.softer.empty();
}

void add_changes(Document& page, const Summary& summary, Space space) {
  const auto& changes = summary.changes;
  if (changes.empty() || (is_told_by_ratings(changes) && space == Space::little)) return;
  page.add(Heading{2, "What changed"});
  const bool any = changes.has_easier() || changes.has_harder();
  if (!any && !changes.same.empty())
    page.add(Paragraph{"What was rated before and after the sessions stayed about the same."});
  if (any || changes.was_asked_directly()) page.add(changes_table(changes));
}

// --- the body ---

// A page that is handed on shows every place that leaves.
std::size_t places_shown(const Summary& summary, const NamedPlaces& places, std::size_t most) {
  return summary.shared ? places.places.size() : std::min(places.places.size(), most);
}

void add_places_in_words(Document& page, const Summary& summary, const NamedPlaces& places) {
  const auto shown = places_shown(summary, places, places_on_one_screen);
  List list;
  for (const auto& place : std::span(places.places).first(shown))
    list.points.push_back(place_in_words(places, place));
  page.add(std::move(list));
  if (const auto more = places.places.size() - shown; more > 0)
    page.add(Note{counted(more, "more place was named", "more places were named") +
                  for_the_writer(summary, "; see felt body") + "."});
}

// Before beside after where there is something on both sides.
BodyView view_of(const NamedPlaces& body) {
  const auto has = [&](PlaceFigures MappedPlace::*window) {
    return std::any_of(body.places.begin(), body.places.end(),
                       [&](const MappedPlace& place) { return (place.*window).entries > 0; });
  };
  return has(&MappedPlace::before) && has(&MappedPlace::after) ? BodyView::before_and_after
                                                               : BodyView::together;
}

void add_body_map(Document& page, const Summary& summary, Space space) {
  if (summary.body.empty()) return;
  page.add(Heading{2, "In the body"});
  if (space == Space::little) return add_places_in_words(page, summary, summary.body);
  const auto most = summary.wish.thread ? places_of_a_thread : places_on_a_page;
  page.add(body_map(summary.body, view_of(summary.body), "What was noticed",
                    places_shown(summary, summary.body, most)));
}

void add_other_places(Document& page, const Summary& summary) {
  if (!summary.wish.thread && !summary.shared) return;
  for (const auto& places : summary.places) {
    auto title = "Places named at: " + label_of(places.questions.front());
    if (summary.wish.thread) {
      page.add(body_map(places, view_of(places), std::move(title), places_of_a_thread));
      continue;
    }
    page.add(Heading{2, std::move(title)});
    add_places_in_words(page, summary, places);
  }
}

// --- nights ---

std::string wakings_text(const Nights& nights) {
  if (!nights.wakings) return {};
  if (*nights.wakings == 0) return ", without a waking";
  const auto times = rounded_text(*nights.wakings);
  return fmt::format(", {} {}{}", times, times == "1" ? "waking" : "wakings",
                     nights.nights_with_wakings > 1 ? " on average" : "");
}

void add_nights(Document& page, const Summary& summary) {
  if (!summary.nights) return;
  const auto& nights = *summary.nights;
  const auto spoken = [](double minutes) { return spoken_minutes(static_cast<int>(std::lround(minutes))); };
  page.add(Heading{2, "Nights"});
  page.add(Paragraph{fmt::format("{}: in bed about {}, asleep about {}, {} % of it{}",
                                 counted(nights.n(), "night"), spoken(nights.in_bed_minutes),
                                 spoken(nights.asleep_minutes), std::lround(nights.efficiency),
                                 wakings_text(nights))});
  page.add(Note{"Lying awake after the last waking is not counted as awake in the night."});
  if (summary.wish.thread) page.add(night_bars(nights));
}

void add_pictures(Document& page, const Summary& summary) {
  const auto first = page.blocks.size();
  if (!summary.feelings.empty()) page.add(feelings_map(summary.feelings));
  if (!summary.lines.empty() && !summary.wish.session)
    page.add(small_lines(summary, lines_over_time(summary)));
  if (summary.nights) page.add(night_bars(*summary.nights));
  if (page.blocks.size() == first) return;
  page.blocks.insert(page.blocks.begin() + static_cast<std::ptrdiff_t>(first),
                     Heading{2, "Feelings, questions and nights"});
}

// --- cautions ---

void add_caveats(Document& page, const Summary& summary) {
  if (summary.caveats.empty()) return;
  page.add(Heading{2, "To keep in mind"});
  List list;
  for (const auto& caveat : summary.caveats)
    // Where nothing is compared, nothing needs to be said about comparing.
    if (summary.few_entries.empty() || caveat.caveat == Caveat::own_ratings)
      list.points.emplace_back(caveat_text(caveat));
  page.add(std::move(list));
}

// --- a page that is handed on ---

// Where there are few entries their words stand among the answers.
void add_own_words(Document& page, const Summary& summary) {
  if (!summary.few_entries.empty() || summary.shared->words.empty()) return;
  List list;
  for (const auto& words : summary.shared->words) {
    Phrase point(fmt::format("{} · {}: ", spoken_moment(words.at),
                             words.question.empty() ? "note" : label_of(words.question)));
    list.points.push_back(point.add(words.text, Voice::person));
  }
  page.add(Heading{2, "In my own words"});
  page.add(std::move(list));
}

void add_foot(Document& page, const Summary& summary) {
  if (!summary.shared) return page.add(Foot{scope_line});
  page.add(Foot{fmt::format("Written by the client, in the client’s words; shared on {}.",
                            spoken_day(felt_day(summary.shared->shared, std::chrono::minutes(0))))});
  page.add(Foot{shared_scope_line});
}

void add_body(Document& page, const Summary& summary, Room room) {
  if (!summary.few_entries.empty()) return add_entries(page, summary);
  if (summary.lines.empty() && summary.words.empty() && summary.body.empty() && summary.places.empty() &&
      !summary.nights)
    return page.add(Paragraph{nothing_here(summary)});
  const auto pictured = lines_pictured(summary, room);
  const bool is_page = room == Room::page && !summary.wish.thread;
  const auto space = summary.wish.thread ? Space::plenty : Space::little;
  add_comparison(page, summary);
  add_around(page, summary, pictured);
  add_pairs(page, pictured);
  add_changes(page, summary, is_page ? Space::plenty : space);
  add_words(page, summary, space);
  if (is_page) add_pictures(page, summary);
  add_body_map(page, summary, is_page ? Space::plenty : space);
  add_other_places(page, summary);
  add_nights(page, summary);
  add_trend(page, summary);
  add_technical(page, summary);
  add_wordings(page, summary);
}

}  // namespace

Document summary_document(const Summary& summary, Room room) {
  Document page;
  page.add(title(summary));
  if (summary.counts.entries == 0) {
    add_to_bring_up(page, summary);
    add_nothing(page, summary);
    if (summary.shared) add_foot(page, summary);
    return page;
  }
  page.add(counts(summary));
  add_to_bring_up(page, summary);
  add_body(page, summary, room);
  if (summary.shared) add_own_words(page, summary);
  add_caveats(page, summary);
  add_foot(page, summary);
  return page;
}

}  // namespace felt
