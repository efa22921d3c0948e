#include "exchange/import_lines.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <unordered_map>

#include "base/error.hpp"
#include "base/visible.hpp"
#include "exchange/kept_json.hpp"
#include "exchange/steps.hpp"
#include "seal/digest.hpp"

namespace felt {
namespace {

constexpr const char* nothing_taken =
    "The file is not as it was written: it may have been cut short or changed. Export it again where it came "
    "from.";
constexpr std::size_t most_bytes_of_questions = std::size_t{64} * 1024 * 1024;
constexpr std::array<std::string_view, 7> header_keys{"schema", "questions", "sessions", "carried",
                                                      "shares", "former",    "entries"};
constexpr std::array<std::string_view, 3> end_keys{"schema", "lines", "blake2b-256"};

ContentCounts read_header(const JsonReader& json) {
  json.refuse_unknown_keys(header_keys);
  const auto count = [&](std::string_view key) { return static_cast<std::size_t>(json.at(key).whole()); };
  return {count("questions"), count("sessions"), count("carried"), json.find("shares") ? count("shares") : 0,
          count("former"),    count("entries")};
}

// One export on its way in.
class Reading {
 public:
  Reading(Lines& lines, const LinesVisitor& visitor) : m_lines(lines), m_visitor(visitor) {}

  void read() {
    read_first();
    while (!m_has_ended) read_next();
    if (m_lines.next()) m_lines.fail("there is more after the end", nothing_taken);
  }

 private:
  void read_first() {
    if (!m_lines.next()) m_lines.fail("it is empty", "An export begins with a line felt.export/1.");
    const JsonDocument line(m_lines.line(), m_lines.origin(), m_lines.number());
    const auto schema = line.reader().at("schema");
    if (schema.text() != "felt.export/1") refuse_first(schema);
    m_announced = read_header(line.reader());
    if (m_visitor.counts) m_visitor.counts(m_announced);
    take_line();
  }

  [[noreturn]] static void refuse_first(const JsonReader& schema) {
    if (schema.text().starts_with("felt.export/"))
      throw Error(Exit::newer, schema.place() + ": a newer felt wrote this",
                  "Nothing was taken. Install the newer felt to read it.");
    schema.fail("an export begins with a line felt.export/1",
                "Entries of felt show --json are kept with: felt log --answers FILE");
  }

  void read_next() {
    if (!m_lines.next()) m_lines.fail("the last line, felt.end/1, is missing", nothing_taken);
    const JsonDocument line(m_lines.line(), m_lines.origin(), m_lines.number());
    const auto json = line.reader();
    const auto schema = json.at("schema");
    if (schema.text() == "felt.end/1") return read_end(json);
    if (schema.text() == "felt.question/1")
      add_question(json);
    else if (schema.text() == "felt.session/1")
      add_session(json);
    else if (schema.text() == "felt.carry/1")
      add_carried(json);
    else if (schema.text() == "felt.shared/1")
      add_share(json);
    else if (schema.text() == "felt.former/1")
      add_former(json);
    else if (schema.text() == "felt.entry/1")
      add_entry(json);
    else
      schema.fail("no line of an export is called " + in_quotes(schema.text()));
    take_line();
  }

  void add_question(const JsonReader& json) {
    m_question_bytes += m_lines.line().size();
    if (m_question_bytes > most_bytes_of_questions) m_lines.fail("there are too many questions");
    if (json.at("number").whole() != static_cast<long>(m_questions.size()) + 1)
      json.at("number").fail(fmt::format("the number {} is expected", m_questions.size() + 1));
    m_questions.push_back(std::make_shared<const Wording>(read_question(json)));
    ++m_found.questions;
  }

  void add_session(const JsonReader& json) {
    m_visitor.session(read_session(json));
    ++m_found.sessions;
  }

  void add_carried(const JsonReader& json) {
    m_visitor.carried(read_carried(json));
    ++m_found.carried;
  }

  void add_share(const JsonReader& json) {
    m_visitor.share(read_share(json));
    ++m_found.shares;
  }

  void add_former(const JsonReader& json) {
    m_visitor.former(read_former(json));
    ++m_found.former;
  }

  void add_entry(const JsonReader& json) {
    const auto find = [this](long number) { return find_question(number); };
    m_visitor.entry(read_kept_entry(json, find));
    ++m_found.entries;
  }

  std::shared_ptr<const Wording> find_question(long number) const {
    if (number < 1 || number > static_cast<long>(m_questions.size())) return nullptr;
    return m_questions[static_cast<std::size_t>(number) - 1];
  }

  void take_line() {
    m_digest.add(m_lines.line());
    m_digest.add("\n");
    ++m_line_count;
  }

  void read_end(const JsonReader& json) {
    json.refuse_unknown_keys(end_keys);
    if (json.at("lines").whole() != m_line_count || !(m_found == m_announced))
      m_lines.fail("lines are missing or doubled before the end", nothing_taken);
    if (json.at("blake2b-256").text() != m_digest.hex())
      m_lines.fail("the lines before the end are not those that were written", nothing_taken);
    if (!m_lines.is_ended()) m_lines.fail("the last line break is missing", nothing_taken);
    m_has_ended = true;
  }

  Lines& m_lines;
  const LinesVisitor& m_visitor;
  Digest m_digest;
  std::vector<std::shared_ptr<const Wording>> m_questions;
  ContentCounts m_announced, m_found;
  std::size_t m_question_bytes = 0;
  long m_line_count = 0;
  bool m_has_ended = false;
};

// Sessions have other numbers here than in the export.
class SessionNumbers {
 public:
  void put(Id there, Id here) { m_numbers[there] = here; }
  std::optional<Id> find(Id there) const {
    const auto found = m_numbers.find(there);
    return found == m_numbers.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::unordered_map<Id, Id> m_numbers;
};

}  // namespace

std::size_t count_of(const std::map<Arrival, std::size_t>& arrivals, Arrival arrival) {
  const auto found = arrivals.find(arrival);
  return found == arrivals.end() ? 0 : found->second;
}

void read_export(Lines& lines, const LinesVisitor& visitor) { Reading(lines, visitor).read(); }

ImportCounts import_lines(Lines& lines, Intake& intake, const Progress& progress) {
  ImportCounts counts;
  SessionNumbers numbers;
  Steps steps(progress);
  LinesVisitor visitor;
  visitor.counts = [&](const ContentCounts& announced) { steps.begin(announced.entries); };
  visitor.session = [&](Session session) {
    const Id there = session.id;
    ++counts.sessions[intake.take(session)];
    numbers.put(there, session.id);
  };
  visitor.carried = [&](const CarriedNote& note) { ++counts.carried[intake.take(note)]; };
  visitor.share = [&](ShareRecord record) { ++counts.shares[intake.take(record)]; };
  visitor.former = [&](const Former& former) { intake.take(former); };
  visitor.entry = [&](KeptEntry kept) {
    if (kept.entry.session) {
      kept.entry.session = numbers.find(*kept.entry.session);
      if (!kept.entry.session) lines.fail("no session before has the number the entry names");
    }
    ++counts.entries[intake.take(std::move(kept))];
    steps.step();
  };
  read_export(lines, visitor);
  counts.removed = intake.finish();
  return counts;
}

}  // namespace felt
