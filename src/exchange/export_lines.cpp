#include "exchange/export_lines.hpp"

#include <unordered_map>

#include "exchange/carry_json.hpp"
#include "exchange/entry_json.hpp"
#include "exchange/kept_json.hpp"
#include "exchange/share_json.hpp"
#include "exchange/steps.hpp"
#include "journal/journal.hpp"
#include "seal/digest.hpp"

namespace felt {
namespace {

constexpr std::size_t piece = 65'536;

// Gathers lines, counts them and sums them up.
class LineWriter {
 public:
  explicit LineWriter(const Sink& sink) : m_sink(sink) {}

  void add(const Json& json) {
    m_text += json_text(json);
    end_line();
  }
  template <class Write>
  void add_written(const Write& write) {
    JsonWriter json(m_text);
    write(json);
    end_line();
  }
  // The last line: how many there were before it, and the checksum of all their bytes.
  void finish() {
    flush();
    m_sink(json_text({{"schema", "felt.end/1"}, {"lines", m_lines}, {"blake2b-256", m_digest.hex()}}) + '\n');
  }

 private:
  void end_line() {
    m_text += '\n';
    ++m_lines;
    if (m_text.size() >= piece) flush();
  }
  void flush() {
    m_digest.add(m_text);
    m_sink(m_text);
    m_text.clear();
  }

  const Sink& m_sink;
  Digest m_digest;
  std::string m_text;
  std::size_t m_lines = 0;
};

// The count of shares is newer than the others and is left out where there are none.
Json header_json(const ContentCounts& counts) {
  Json json{{"schema", "felt.export/1"},
            {"questions", counts.questions},
            {"sessions", counts.sessions},
            {"carried", counts.carried}};
  if (counts.shares > 0) put(json, "shares", counts.shares);
  put(json, "former", counts.former);
  put(json, "entries", counts.entries);
  return json;
}

// Numbers wordings in the order they come.
class Numbers {
 public:
  long next(const Wording& wording) {
    const auto number = static_cast<long>(m_numbers.size()) + 1;
    m_numbers.emplace(&wording, number);
    return number;
  }
  long of(const Wording& wording) const { return m_numbers.at(&wording); }

 private:
  std::unordered_map<const Wording*, long> m_numbers;
};

}  // namespace

void export_lines(const Journal& journal, const Sink& sink, const Progress& progress) {
  LineWriter lines(sink);
  Numbers numbers;
  Steps steps(progress);
  ContentVisitor visitor;
  visitor.counts = [&](const ContentCounts& counts) {
    steps.begin(counts.entries);
    lines.add(header_json(counts));
  };
  visitor.question = [&](const auto& wording) { lines.add(question_json(*wording, numbers.next(*wording))); };
  visitor.session = [&](const Session& session) { lines.add(session_json(session)); };
  visitor.carried = [&](const CarriedNote& note) { lines.add(carried_json(note)); };
  visitor.share = [&](const ShareRecord& record) { lines.add(share_json(record)); };
  visitor.former = [&](const Former& former) { lines.add(former_json(former)); };
  visitor.entry = [&](const KeptEntry& kept) {
    lines.add_written([&](JsonWriter& json) {
      write_kept_entry(json, kept, [&](const Wording& wording) { return numbers.of(wording); });
    });
    steps.step();
  };
  journal.read_through(visitor);
  lines.finish();
}

}  // namespace felt
