#include "exchange/foreign.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "base/columns.hpp"
#include "base/error.hpp"
#include "base/folding.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "exchange/csv.hpp"
#include "journal/uuid.hpp"
#include "model/typed.hpp"

namespace felt {
namespace {

// What another program knows of an entry.
struct ForeignEntry {
  std::string program, date, time, note;
  std::vector<std::string> tags;
  std::vector<Given> answers;
  std::string place;  // in its file
};

[[noreturn]] void refuse(const ForeignEntry& foreign, const std::string& what, const std::string& hint = {}) {
  throw ContentError(fmt::format("{}: {}", foreign.place, what), hint);
}

// What was lived further east lies ahead of the clock here by less than a day.
constexpr std::chrono::hours most_ahead{24};

Moment moment_of(const ForeignEntry& foreign, const Zone& zone) {
  const auto minute = parse_clock(foreign.time);
  if (!minute) refuse(foreign, fmt::format("{} is not a time of day", in_quotes(foreign.time)));
  try {
    const auto day = std::chrono::local_days(parse_day(foreign.date));
    return in_known_years(foreign.date, moment_at(day + std::chrono::minutes(*minute), zone));
  } catch (const UsageError& error) {
    refuse(foreign, error.what(), error.hint());
  }
}

Moment past_moment_of(const ForeignEntry& foreign, const ForeignContext& context) {
  auto moment = moment_of(foreign, context.zone);
  if (moment.at > context.now + most_ahead)
    refuse(foreign, fmt::format("{} is still to come", spoken_moment(moment)),
           "An entry is about now or about a time that has been.");
  return moment;
}

// A title, and below it what is said; line breaks and composed characters are those of felt, whatever wrote
// or saved the file.
std::string titled(const std::string& title, const std::string& text) {
  return composed(with_plain_breaks(title + (title.empty() || text.empty() ? "" : "\n") + text));
}

std::string note_of(const ForeignEntry& foreign) {
  std::string note(trim(foreign.note));
  if (note.size() > longest_text)
    refuse(foreign, fmt::format("the note has {} bytes; at most {} fit", note.size(), longest_text),
           "It could be split into two entries there.");
  return note;
}

// A tag is one word.
std::string tag_of(std::string_view text) {
  auto words = composed(text);
  std::replace(words.begin(), words.end(), ',', ' ');
  const auto parts = split_words(words);
  return join(std::vector<std::string>(parts.begin(), parts.end()), "-");
}

void add_tag(std::vector<std::string>& tags, std::string_view text) {
  auto tag = tag_of(text);
  if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
}

// Gives entries their uuids: equal ones are told apart by their order.
class Uuids {
 public:
  std::string next(const ForeignEntry& foreign) {
    auto key = fmt::format("{}\n{}\n{}\n{}\n{}", foreign.program, foreign.date, foreign.time,
                           join(foreign.tags, " "), foreign.note);
    for (const auto& given : foreign.answers) key += "\n" + spoken_answer(given);
    const auto same = uuid_from(key);
    const int before = m_seen[same]++;
    return before == 0 ? same : uuid_from(fmt::format("{} {}", same, before));
  }

 private:
  std::map<std::string, int> m_seen;
};

void add_shortened_tag(ForeignKept& kept, const std::string& tag) {
  const auto fitting = shortened(tag, widest_tag, "");
  if (fitting != tag) ++kept.shortened_tags;
  auto& tags = kept.kept.entry.tags;
  if (std::find(tags.begin(), tags.end(), fitting) == tags.end()) tags.push_back(fitting);
}

ForeignKept kept_from(ForeignEntry foreign, const ForeignContext& context, Uuids& uuids) {
  ForeignKept kept;
  auto& entry = kept.kept.entry;
  entry.uuid = uuids.next(foreign);
  entry.about = past_moment_of(foreign, context);
  entry.felt_day = felt_day(entry.about, context.day_start);
  entry.recorded = std::min(entry.about.at, context.now);
  entry.flow = foreign.program;
  entry.note = note_of(foreign);
  for (const auto& tag : foreign.tags) add_shortened_tag(kept, tag);
  entry.answers = std::move(foreign.answers);
  return kept;
}

// --- jrnl ---

// jrnl keeps the sign that makes a word a tag: "@neck", or another one a person has chosen.
std::string_view without_sign(std::string_view tag) {
  const bool has_sign =
      !tag.empty() && std::string_view("@#+%&*!$^=~").find(tag.front()) != std::string_view::npos;
  return tag.substr(has_sign ? 1 : 0);
}

ForeignEntry read_jrnl_entry(const JsonReader& json) {
  ForeignEntry foreign;
  foreign.program = "jrnl";
  foreign.place = json.place();
  foreign.date = json.at("date").text();
  foreign.time = json.at("time").text();
  foreign.note = titled(json.at("title").text(), json.find_text("body").value_or(""));
  for (const auto& tag : json.texts("tags")) add_tag(foreign.tags, without_sign(tag));
  if (json.find_yes_no("starred").value_or(false)) add_tag(foreign.tags, "starred");
  return foreign;
}

// --- Daylio ---

Question mood_question() {
  Question question;
  question.pack = "daylio";
  question.id = "mood";
  question.pack_version = "1.0.0";
  question.language = "en";
  question.prompt = "Mood, as it was kept in Daylio";
  question.type = QuestionType::choice;
  question.allow_other = true;
  question.share = Share::ask;
  return question;
}

// The columns of a table by their names in its first row.
class Columns {
 public:
  Columns(std::vector<std::string> titles, const CsvReader& csv) : m_titles(std::move(titles)) {
    for (const auto* needed : {"full_date", "time", "mood"})
      if (!find(needed))
        throw ContentError(fmt::format("{}: the column '{}' is missing", csv.place_of(0), needed),
                           "An export of Daylio has full_date, time, mood, activities, note_title and note.");
  }
  std::size_t size() const { return m_titles.size(); }
  std::string in(const std::vector<std::string>& row, std::string_view title) const {
    const auto column = find(title);
    return column ? row.at(*column) : std::string();
  }

 private:
  std::optional<std::size_t> find(std::string_view title) const {
    const auto found = std::find(m_titles.begin(), m_titles.end(), title);
    if (found == m_titles.end()) return std::nullopt;
    return static_cast<std::size_t>(found - m_titles.begin());
  }
  std::vector<std::string> m_titles;
};

Word mood_word(const std::string& mood) {
  const auto id = folded(mood);
  return {is_id(id) ? id : "", composed(mood)};
}

std::vector<std::string> activities_in(std::string_view text) {
  std::vector<std::string> tags;
  for (const auto activity : split(text, '|')) add_tag(tags, activity);
  return tags;
}

ForeignEntry read_daylio_entry(const Columns& columns, const std::vector<std::string>& row) {
  ForeignEntry foreign;
  foreign.program = "daylio";
  foreign.date = trim(columns.in(row, "full_date"));
  foreign.time = trim(columns.in(row, "time"));
  foreign.tags = activities_in(columns.in(row, "activities"));
  foreign.note = titled(columns.in(row, "note_title"), columns.in(row, "note"));
  return foreign;
}

}  // namespace

bool is_foreign_program(std::string_view flow) { return flow == "jrnl" || flow == "daylio"; }

const Question* find_foreign_question(std::string_view name) {
  static const Question mood = mood_question();
  return name == mood.name() ? &mood : nullptr;
}

void read_jrnl(std::string_view text, const std::string& origin, const ForeignContext& context,
               const TakeEntry& take) {
  const JsonDocument document(text, origin);
  Uuids uuids;
  for (const auto& entry : document.reader().at("entries").items())
    take(kept_from(read_jrnl_entry(entry), context, uuids));
}

void read_daylio(std::string_view text, const std::string& origin, const ForeignContext& context,
                 const TakeEntry& take) {
  CsvReader csv(text, origin, separator_seen(text));
  const auto titles = csv.next();
  if (!titles) throw ContentError(origin + ":1:1: it is empty");
  const Columns columns(*titles, csv);
  const auto asked = std::make_shared<const Wording>(wording_of(mood_question()));
  Uuids uuids;
  while (const auto row = csv.next()) {
    if (row->size() != columns.size())
      throw ContentError(fmt::format("{}: a row of {} fields; {} are expected", csv.place_of(0), row->size(),
                                     columns.size()));
    auto foreign = read_daylio_entry(columns, *row);
    foreign.place = csv.place_of(0);
    const auto mood = std::string(trim(columns.in(*row, "mood")));
    if (!mood.empty()) foreign.answers.push_back({{asked->name, Choice{mood_word(mood)}}, asked});
    take(kept_from(std::move(foreign), context, uuids));
  }
}

}  // namespace felt
