#pragma once

#include <chrono>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/terminal.hpp"
#include "base/time.hpp"
#include "model/answer.hpp"
#include "prompts/pack_file.hpp"
#include "settings/settings.hpp"

namespace felt {

// Whom and what the cards of support name: the person's own words where there are some, general ones where
// not.
struct SupportWords {
  std::vector<std::string> steadiers;  // what helps this person find steady ground; may be empty
  std::vector<std::string> people;     // "Ada (01234)"; may be empty
  std::string line = "a listening line where you live";
  std::string emergency = "your local emergency number";
  bool needs_review = false;  // the numbers were last tried longer ago than their file allows
};

// `today` decides whether the numbers of the file are to be tried again: also when they were never tried, or
// on a day that is still to come.
SupportWords support_words(const SupportFile& file, const Contacts& contacts,
                           std::vector<std::string> steadiers, std::chrono::sys_days today);
bool needs_review(const SupportFile& file, std::chrono::sys_days today);

// The person's contacts as they are named: "Ada (01234)".
std::vector<std::string> people_of(const Contacts& contacts);
// The words of an answer, as they were shown.
std::vector<std::string> labels_of(const Picks& picks);
// How a line can be reached: "Samaritans (116 123)".
std::string spoken_line(const SupportLine& line);
// All that is known of a line: "Samaritans · 116 123 · text 07725 909090 · day and night · free".
std::string line_in_full(const SupportLine& line, const Look& look);

// The lines of a card with its names filled in; nothing for a card the file does not word. A line that names
// only {people} is left out where there are none. A card that shows a number that is to be tried again says
// so.
std::vector<std::string> card_lines(const SupportFile& file, std::string_view card,
                                    const SupportWords& words);

// Offers the cards of one check-in. Nothing is kept about what was shown.
class CardOffer {
 public:
  // Whether a pattern over past entries holds with the answer that was given now.
  using PatternHolds = std::function<bool(const SupportPattern& pattern, const Answer& now)>;

  // Without any argument no card is ever offered.
  CardOffer() = default;
  CardOffer(CardStyle style, SupportFile file, SupportWords words, PatternHolds holds)
      : m_style(style),
        m_file(std::move(file)),
        m_words(std::move(words)),
        m_pattern_holds(std::move(holds)) {}

  // The lines to show after this answer; mostly none. A check-in shows one card, of which the question's own
  // comes before a pattern's; boundaries and health-check are shown whenever they are opened, each once.
  std::vector<std::string> lines_after(const Question& question, const Answer& answer);
  // Whether a line to read says what a card has said already: it follows the answer that opened `steady`.
  bool has_said(const Question& note) const;
  // What helps the person, where it was said in this check-in.
  void take_steadiers(std::vector<std::string> steadiers) { m_words.steadiers = std::move(steadiers); }

 private:
  std::string card_for(const Question& question, const Answer& answer) const;
  bool may_show(const std::string& card) const;

  CardStyle m_style = CardStyle::off;
  SupportFile m_file;
  SupportWords m_words;
  PatternHolds m_pattern_holds;
  std::set<std::string> m_shown;
  std::string m_steady_after;  // full name of the question whose answer opened `steady`
};

// Whether a pattern's card is due with an entry, given its own and the earlier entries, oldest first, as
// whether each answered so, and whether a card could be shown with it: it was asked, and no other card came
// first. Replayed over all of them, so that a card rests as long as its file says although nothing is kept
// about cards.
struct PatternEntry {
  Instant at;
  bool matches = false;
  bool could_show = true;
};
bool is_card_due(const SupportPattern& pattern, std::span<const PatternEntry> entries);

inline constexpr std::string_view review_line = "Please check this number is still right.";

}  // namespace felt
