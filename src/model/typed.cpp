#include "model/typed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/folding.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "base/visible.hpp"
#include "model/accepts.hpp"
#include "model/term_lookup.hpp"

namespace felt {
namespace {

Word word_of(const Term& term) { return {term.id, term.label}; }

// The text without the quotes around it, with each doubled quote inside as one; nothing if it is not quoted.
std::optional<std::string> unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  std::string inside(trim(text.substr(1, text.size() - 2)));
  for (std::size_t at = 0; (at = inside.find("\"\"", at)) != std::string::npos; ++at) inside.erase(at, 1);
  return inside;
}

std::string quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char byte : text) quoted.append(byte == '"' ? 2 : 1, byte);
  return quoted + '"';
}

// Pieces between separators, none of them inside quotes; a doubled quote neither opens nor closes them.
std::vector<std::string_view> split_outside_quotes(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  bool quoting = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoting = !quoting;
    if (quoting || separators.find(text[i]) == std::string_view::npos) continue;
    parts.push_back(trim(text.substr(begin, i - begin)));
    begin = i + 1;
  }
  parts.push_back(trim(text.substr(begin)));
  return parts;
}

struct Strong {
  std::string_view word;
  std::optional<double> strength;
};

// "fear 3" is a word and a strength; "3" alone is a word.
Strong split_strength(std::string_view text) {
  const auto space = text.find_last_of(" \t");
  if (space == std::string_view::npos) return {text, std::nullopt};
  const auto strength = parse_number(text.substr(space + 1));
  if (!strength) return {text, std::nullopt};
  return {trim(text.substr(0, space)), strength};
}

std::optional<std::size_t> option_number(const Vocabulary& words, std::string_view typed) {
  const auto number = is_list_number(typed) ? parse_whole(typed) : std::nullopt;
  if (!number || *number < 1 || static_cast<std::size_t>(*number) > words.terms.size()) return std::nullopt;
  const auto index = static_cast<std::size_t>(*number) - 1;
  return words.terms[index].retired.empty() ? std::optional(index) : std::nullopt;
}

// find_term, whose hint knows only the list: what the question accepts is said too.
const Term& term_for(const Question& question, const Vocabulary& words, std::string_view typed,
                     std::string_view kind) {
  try {
    return find_term(words, typed, fmt::format("no {}", kind));
  } catch (const UsageError& error) {
    const auto separator = error.hint().empty() ? "" : "\n";
    throw UsageError(fmt::format("{}: {}", question.name(), error.what()),
                     error.hint() + separator + accepts_text(question));
  }
}

Word parse_word(const Question& question, std::string_view typed) {
  if (const auto own = unquoted(typed)) {
    if (!question.allow_other)
      refuse_answer(question, fmt::format("own words like {} are not asked for here", in_quotes(*own)));
    return {"", *own};
  }
  if (const auto index = option_number(*question.words, typed)) return word_of(question.words->terms[*index]);
  return word_of(term_for(question, *question.words, typed, "word"));
}

Pick parse_pick(const Question& question, std::string_view typed) {
  const auto* whole = is_list_number(typed) ? nullptr : find_exact(*question.words, typed);
  if (whole) return {word_of(*whole), std::nullopt};
  const auto [word, strength] = split_strength(typed);
  return {parse_word(question, word), strength};
}

// A label may hold a comma ("moved, touched"): the longest run of pieces that is one wins.
std::size_t pieces_of_one_label(const Vocabulary& words, std::span<const std::string_view> pieces) {
  for (std::size_t n = std::min<std::size_t>(pieces.size(), 4); n > 1; --n) {
    const char* begin = pieces.front().data();
    const char* end = pieces[n - 1].data() + pieces[n - 1].size();
    const std::string_view joined(begin, static_cast<std::size_t>(end - begin));
    if (!find_spelt(words, joined).empty() || !find_spelt(words, split_strength(joined).word).empty())
      return n;
  }
  return 1;
}

// The words between commas, each perhaps with a strength behind it; none is empty.
std::vector<std::string_view> split_words_of(const Vocabulary& words, std::string_view typed) {
  auto pieces = split_outside_quotes(typed, ",");
  std::erase_if(pieces, [](std::string_view piece) { return piece.empty(); });
  std::vector<std::string_view> found;
  for (std::size_t i = 0; i < pieces.size();) {
    const auto n = pieces_of_one_label(words, std::span(pieces).subspan(i));
    const char* end = pieces[i + n - 1].data() + pieces[i + n - 1].size();
    found.emplace_back(pieces[i].data(), static_cast<std::size_t>(end - pieces[i].data()));
    i += n;
  }
  return found;
}

AnswerValue parse_picks(const Question& question, std::string_view typed) {
  Picks listed, own;
  for (const auto piece : split_words_of(*question.words, typed)) {
    auto pick = parse_pick(question, piece);
    (pick.is_own() ? own : listed).picks.push_back(std::move(pick));
  }
  listed.picks.insert(listed.picks.end(), own.picks.begin(), own.picks.end());
  return listed;
}

// A place as typed before its colon: a region with side and aspect words around it.
struct Spot {
  const Term* region = nullptr;
  Side side = Side::none;
  Aspect aspect = Aspect::none;
};

bool take_position(Spot& spot, std::string_view word) {
  const auto name = folded(word);
  if (const auto side = find_side(name); side && *side != Side::none && spot.side == Side::none) {
    spot.side = *side;
    return true;
  }
  if (const auto aspect = find_aspect(name);
      aspect && *aspect != Aspect::none && spot.aspect == Aspect::none) {
    spot.aspect = *aspect;
    return true;
  }
  return false;
}

std::string joined_words(std::span<const std::string_view> words) {
  std::vector<std::string> parts(words.begin(), words.end());
  return join(parts, " ");
}

const Term* region_exactly(const Vocabulary& regions, const std::string& name) {
  if (const auto* region = find_exact(regions, name)) return region;
  if (name.size() > 3 && name.back() == 's') return find_exact(regions, name.substr(0, name.size() - 1));
  return nullptr;
}

const Term* region_beginning(const Vocabulary& regions, const std::string& name) {
  const auto found = find_beginning(regions, name);
  return found.size() == 1 ? found.front() : nullptr;
}

// Tries the words as they are, then with position words taken off the end or the beginning: region names hold
// words like "back" themselves, so the longest name that is a region wins.
template <class Find>
std::optional<Spot> find_spot(std::span<const std::string_view> words, Spot spot, const Find& find) {
  if (words.empty()) return std::nullopt;
  if ((spot.region = find(joined_words(words)))) return spot;
  for (const bool from_end : {true, false}) {
    Spot shorter = spot;
    if (!take_position(shorter, from_end ? words.back() : words.front())) continue;
    const auto rest = from_end ? words.first(words.size() - 1) : words.subspan(1);
    if (const auto found = find_spot(rest, shorter, find)) return found;
  }
  return std::nullopt;
}

// Two words for a side and one for front or back are the most a place can have.
constexpr std::size_t most_place_words = 12;

Spot parse_spot(const Question& question, std::string_view typed) {
  std::string text(typed);
  std::replace(text.begin(), text.end(), ',', ' ');
  const auto words = split_words(text);
  const auto& regions = *question.regions;
  if (words.size() <= most_place_words) {
    const auto exactly = [&](const std::string& name) { return region_exactly(regions, name); };
    if (const auto spot = find_spot(words, {}, exactly)) return *spot;
    const auto beginning = [&](const std::string& name) { return region_beginning(regions, name); };
    if (const auto spot = find_spot(words, {}, beginning)) return *spot;
  }
  const auto one = trim(typed);
  return {&term_for(question, regions, one, "region"), Side::none, Aspect::none};
}

void take_quality(const Question& question, Place& place, std::string_view typed) {
  auto [word, strength] = split_strength(typed);
  if (find_exact(*question.qualities, typed))
    std::tie(word, strength) = std::pair(typed, std::optional<double>());
  place.qualities.push_back(word_of(term_for(question, *question.qualities, word, "word")));
  if (!strength) return;
  if (place.strength && *place.strength != *strength)
    refuse_answer(question, fmt::format("{} has two strengths", in_quotes(place.region.label)));
  place.strength = strength;
}

Place parse_place(const Question& question, std::string_view typed) {
  const auto colon = typed.find(':');
  const auto [where, strength] = split_strength(trim(typed.substr(0, colon)));
  const auto spot = parse_spot(question, where);
  Place place{word_of(*spot.region), spot.side, spot.aspect, {}, strength};
  if (colon == std::string_view::npos) return place;
  if (!question.qualities) refuse_answer(question, "only places are asked for here, no words for them");
  for (const auto quality : split_words_of(*question.qualities, typed.substr(colon + 1)))
    take_quality(question, place, quality);
  return place;
}

AnswerValue parse_places(const Question& question, std::string_view typed) {
  const bool words_follow =
      typed.find(':') != std::string_view::npos || typed.find(';') != std::string_view::npos;
  Places answer;
  for (const auto piece : split_outside_quotes(typed, words_follow ? ";" : ";,"))
    if (!piece.empty()) answer.places.push_back(parse_place(question, piece));
  return answer;
}

AnswerValue parse_rating(const Question& question, std::string_view typed) {
  if (const auto number = parse_number(typed)) return Rating{*number};
  for (const auto& anchor : question.scale->anchors)
    if (folded(anchor.label) == folded(typed)) return Rating{anchor.at};
  refuse_answer(question, fmt::format("{} is not a number", in_quotes(typed)));
}

AnswerValue parse_yesno(const Question& question, std::string_view typed) {
  const auto word = folded(typed);
  if (word == "y" || word == "yes" || word == "true") return YesNo{true};
  if (word == "n" || word == "no" || word == "false") return YesNo{false};
  refuse_answer(question, fmt::format("{} is neither yes nor no", in_quotes(typed)));
}

AnswerValue parse_count(const Question& question, std::string_view typed) {
  if (const auto number = parse_whole(typed)) return Count{*number};
  refuse_answer(question, fmt::format("{} is not a whole number", in_quotes(typed)));
}

AnswerValue parse_duration(const Question& question, std::string_view typed) {
  if (const auto minutes = parse_minutes(typed)) return Minutes{*minutes};
  refuse_answer(question, fmt::format("{} is not a length of time", in_quotes(typed)));
}

AnswerValue parse_time(const Question& question, std::string_view typed) {
  if (const auto minute = parse_clock(typed)) return ClockTime{*minute, std::nullopt};
  refuse_answer(question, fmt::format("{} is not a time of day", in_quotes(typed)));
}

AnswerValue parse_value(const Question& question, std::string_view typed) {
  if (typed == "?") return Unsure{};
  switch (question.type) {
    case QuestionType::scale:
      return parse_rating(question, typed);
    case QuestionType::choice:
      return Choice{parse_word(question, typed)};
    case QuestionType::multi:
      return parse_picks(question, typed);
    case QuestionType::body:
      return parse_places(question, typed);
    case QuestionType::duration:
      return parse_duration(question, typed);
    case QuestionType::time:
      return parse_time(question, typed);
    case QuestionType::count:
      return parse_count(question, typed);
    case QuestionType::yesno:
      return parse_yesno(question, typed);
    default:
      return Text{std::string(typed)};
  }
}

// Hours and minutes from the two sides of ':' or 'h'.
std::optional<int> hours_and_minutes(std::string_view hours, std::string_view minutes) {
  const auto h = parse_whole(trim(hours));
  const auto m = trim(minutes).empty() ? std::optional<long>(0) : parse_whole(trim(minutes));
  if (!h || !m || *h < 0 || *h > 999 || *m < 0 || *m > 59) return std::nullopt;
  return static_cast<int>(*h * 60 + *m);
}

bool take_suffix(std::string& text, std::initializer_list<std::string_view> suffixes) {
  for (const auto suffix : suffixes)
    if (text.size() > suffix.size() && text.ends_with(suffix)) {
      text = std::string(trim(std::string_view(text).substr(0, text.size() - suffix.size())));
      return true;
    }
  return false;
}

std::optional<int> whole_minutes(double minutes) {
  if (minutes < 0 || minutes > 60'000) return std::nullopt;
  return static_cast<int>(std::lround(minutes));
}

}  // namespace

std::optional<int> parse_minutes(std::string_view typed) {
  std::string text = folded(typed);
  if (const auto colon = text.find(':'); colon != std::string::npos)
    return text.size() - colon == 3 ? hours_and_minutes(text.substr(0, colon), text.substr(colon + 1))
                                    : std::nullopt;
  if (take_suffix(text, {"hours", "hour", "hrs", "hr", "h"})) {
    const auto hours = parse_number(text);
    return hours ? whole_minutes(*hours * 60) : std::nullopt;
  }
  take_suffix(text, {"minutes", "minute", "mins", "min", "m"});
  if (const auto h = text.find('h'); h != std::string::npos) {
    std::string hours = text.substr(0, text.find_first_of(" 0123456789", h));
    const auto minutes = text.substr(hours.size());
    take_suffix(hours, {"hours", "hour", "hrs", "hr", "h"});
    return hours_and_minutes(hours, minutes);
  }
  const auto minutes = parse_number(text);
  return minutes ? whole_minutes(*minutes) : std::nullopt;
}

std::optional<int> parse_clock(std::string_view typed) {
  std::string text = folded(typed);
  if (text == "noon") return 12 * 60;
  if (text == "midnight") return 0;
  const bool pm = take_suffix(text, {"p.m.", "pm"});
  const bool am = !pm && take_suffix(text, {"a.m.", "am"});
  const auto colon = text.find(':');
  if (colon == std::string::npos && !am && !pm) return std::nullopt;
  if (colon != std::string::npos && text.size() - colon != 3) return std::nullopt;
  const auto minute =
      hours_and_minutes(text.substr(0, colon), colon == std::string::npos ? "" : text.substr(colon + 1));
  if (!minute) return std::nullopt;
  if (!am && !pm) return *minute < 24 * 60 ? minute : std::nullopt;
  if (*minute < 60 || *minute >= 13 * 60) return std::nullopt;
  return *minute % (12 * 60) + (pm ? 12 * 60 : 0);
}

std::optional<Answer> parse_answer(const Question& question, std::string_view typed) {
  const auto text = trim(typed);
  if (text.empty()) return std::nullopt;
  if (find_bad_utf8(text)) refuse_answer(question, "the text is not valid UTF-8");
  if (question.type == QuestionType::note)
    refuse_answer(question, "this is a line to read; it takes no answer");
  Answer answer{question.name(), parse_value(question, text)};
  check_answer(question, answer);
  return answer;
}

namespace {

std::string typed_word(const Word& word) { return word.id.empty() ? quoted(word.label) : word.id; }

std::string typed_strength(const std::optional<double>& strength) {
  return strength ? " " + number_text(*strength) : "";
}

std::string typed_place(const Place& place) {
  std::string text = place.region.id;
  for (const auto name : {name_of(place.side), name_of(place.aspect)})
    if (!name.empty()) text.append(" ").append(name);
  std::vector<std::string> words;
  for (const auto& quality : place.qualities) words.push_back(quality.id);
  if (!words.empty()) text += ": " + join(words, ", ");
  return text + typed_strength(place.strength);
}

struct Typed {
  std::string operator()(const Unsure&) const { return "?"; }
  std::string operator()(const Rating& rating) const { return number_text(rating.value); }
  std::string operator()(const Count& count) const { return std::to_string(count.value); }
  std::string operator()(const YesNo& yesno) const { return yesno.yes ? "y" : "n"; }
  std::string operator()(const Minutes& answer) const { return std::to_string(answer.minutes); }
  std::string operator()(const ClockTime& time) const { return spoken_clock(time.minute_of_day); }
  std::string operator()(const Text& text) const { return text.text; }
  std::string operator()(const Choice& choice) const { return typed_word(choice.word); }
  std::string operator()(const Picks& answer) const {
    std::vector<std::string> parts;
    for (const auto& pick : answer.picks)
      parts.push_back(typed_word(pick.word) + typed_strength(pick.strength));
    return join(parts, ", ");
  }
  std::string operator()(const Places& answer) const {
    std::vector<std::string> parts;
    for (const auto& place : answer.places) parts.push_back(typed_place(place));
    return join(parts, "; ");
  }
};

}  // namespace

std::string typed_text(const Answer& answer) { return std::visit(Typed{}, answer.value); }

}  // namespace felt
