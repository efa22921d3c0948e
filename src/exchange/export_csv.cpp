#include "exchange/export_csv.hpp"

#include <algorithm>
#include <array>

#include "base/numbers.hpp"
#include "base/text.hpp"
#include "exchange/csv.hpp"
#include "exchange/shown_text.hpp"
#include "exchange/steps.hpp"
#include "journal/contents.hpp"
#include "journal/journal.hpp"

namespace felt {
namespace {

enum Column : std::size_t {
  entry_id,
  session_id,
  phase,
  about_at,
  recorded_at,
  utc_offset,
  lag_hours_from_session,
  prompt_id,
  prompt_version,
  region,
  side,
  value_num,
  value_text,
  unit,
  scale_min,
  scale_max,
  better,
  state,
  aspect,
  value_id,
  entry_state,
  is_private,
  tags,
  guarded,
  column_count
};

constexpr std::array<std::string_view, column_count> titles{"entry_id",
                                                            "session_id",
                                                            "phase",
                                                            "about_at",
                                                            "recorded_at",
                                                            "utc_offset",
                                                            "lag_hours_from_session",
                                                            "prompt_id",
                                                            "prompt_version",
                                                            "region",
                                                            "side",
                                                            "value_num",
                                                            "value_text",
                                                            "unit",
                                                            "scale_min",
                                                            "scale_max",
                                                            "better",
                                                            "state",
                                                            "aspect",
                                                            "value_id",
                                                            "entry_state",
                                                            "private",
                                                            "tags",
                                                            "guarded"};

// A row whose cells are filled in any order.
class Row {
 public:
  Row& number(Column column, const std::optional<double>& value) {
    if (value) m_cells[column] = number_text(*value);
    return *this;
  }
  Row& number(Column column, Id value) {
    m_cells[column] = std::to_string(value);
    return *this;
  }
  // Words of felt itself.
  Row& word(Column column, std::string_view value) {
    m_cells[column] = value;
    return *this;
  }
  // Words of a person or of a pack.
  Row& text(Column column, const std::string& value) {
    auto shown = shown_text(value);
    if (is_formula(shown)) {
      shown.insert(0, 1, '\'');
      m_cells[guarded] += (m_cells[guarded].empty() ? "" : " ") + std::string(titles[column]);
    }
    m_cells[column] = std::move(shown);
    return *this;
  }
  std::string record() const { return csv_record(m_cells); }

 private:
  std::vector<std::string> m_cells = std::vector<std::string>(column_count);
};

std::string_view better_of(Direction direction) {
  if (direction == Direction::higher_better) return "higher";
  return direction == Direction::lower_better ? "lower" : "";
}

Row row_of(const Entry& entry) {
  Row row;
  row.number(entry_id, entry.id).word(phase, name_of(entry.phase));
  if (entry.session) row.number(session_id, *entry.session);
  row.word(about_at, iso_text(entry.about)).word(recorded_at, utc_text(entry.recorded));
  // With UTC in front no spreadsheet takes it for a sum.
  row.word(utc_offset, "UTC" + offset_text(entry.about.offset));
  row.number(lag_hours_from_session, hours_after_session(entry));
  row.word(entry_state, name_of(entry.state)).word(is_private, entry.is_private ? "yes" : "no");
  row.text(tags, join(entry.tags, " "));
  return row;
}

Row row_of(const Entry& entry, const Given& given) {
  Row row = row_of(entry);
  const auto& asked = *given.wording;
  row.text(prompt_id, asked.name).text(prompt_version, asked.pack_version);
  row.number(scale_min, asked.min).number(scale_max, asked.max).word(better, better_of(asked.direction));
  return row.word(state, given.answer.is_unsure() ? "unsure" : "answered");
}

std::string labels_of(const std::vector<Word>& words) {
  std::vector<std::string> labels;
  for (const auto& word : words) labels.push_back(word.label);
  return join(labels, "; ");
}

// Adds the rows of an answer; most have one.
struct RowMaker {
  const Row row;
  std::string& text;

  void operator()(const Unsure&) const { add(row); }
  void operator()(const Rating& rating) const {
    add(Row(row).number(value_num, std::optional(rating.value)));
  }
  void operator()(const Count& count) const { add(Row(row).number(value_num, Id(count.value))); }
  void operator()(const YesNo& answer) const {
    add(Row(row).number(value_num, Id(answer.yes)).word(value_text, answer.yes ? "yes" : "no"));
  }
  void operator()(const Minutes& answer) const {
    add(Row(row).number(value_num, Id(answer.minutes)).word(unit, "min"));
  }
  void operator()(const ClockTime& time) const {
    const auto day = time.date ? day_text(*time.date) + " " : std::string();
    add(Row(row).word(value_text, day + spoken_clock(time.minute_of_day)));
  }
  void operator()(const Text& answer) const { add(Row(row).text(value_text, answer.text)); }
  void operator()(const Choice& choice) const { add(with_word(choice.word)); }
  void operator()(const Picks& answer) const {
    for (const auto& pick : answer.picks) add(with_word(pick.word).number(value_num, pick.strength));
  }
  void operator()(const Places& answer) const {
    for (const auto& place : answer.places) {
      Row one(row);
      one.text(region, place.region.id).word(side, name_of(place.side)).word(aspect, name_of(place.aspect));
      add(one.number(value_num, place.strength).text(value_text, labels_of(place.qualities)));
    }
  }
  Row with_word(const Word& word) const {
    return Row(row).text(value_id, word.id).text(value_text, word.label);
  }
  void add(const Row& finished) const { text += finished.record(); }
};

std::string rows_of(const Entry& entry) {
  std::string text;
  for (const auto& given : entry.answers)
    std::visit(RowMaker{row_of(entry, given), text}, given.answer.value);
  if (!entry.note.empty())
    text += row_of(entry).word(prompt_id, "note").text(value_text, entry.note).record();
  return text;
}

}  // namespace

void export_csv(const Journal& journal, const Sink& sink, const Progress& progress) {
  Steps steps(progress);
  sink(csv_record({titles.begin(), titles.end()}));
  ContentVisitor visitor;
  if (progress) visitor.counts = [&](const ContentCounts& counts) { steps.begin(counts.entries); };
  visitor.entry = [&](const KeptEntry& kept) {
    sink(rows_of(kept.entry));
    steps.step();
  };
  journal.read_through(visitor);
}

}  // namespace felt
