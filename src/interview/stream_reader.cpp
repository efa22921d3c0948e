#include <istream>
#include <ostream>

#include "interview/line_reader.hpp"

namespace felt {
namespace {

class StreamReader : public LineReader {
 public:
  StreamReader(std::istream& in, std::ostream& out) : m_in(in), m_out(out) {}

  std::optional<std::string> read(std::string_view prompt, std::string_view prefill, const Complete&,
                                  PastedBreaks) override {
    m_out << prompt;
    if (!prefill.empty()) m_out << '[' << prefill << "] ";
    m_out.flush();
    std::string line;
    const bool got = static_cast<bool>(std::getline(m_in, line));
    m_out << '\n';
    if (!got) return std::nullopt;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (prefill.empty()) return line;
    if (line.empty()) return std::string(prefill);
    return line == "-" ? std::string() : line;
  }

  bool edits() const override { return false; }

 private:
  std::istream& m_in;
  std::ostream& m_out;
};

}  // namespace

std::unique_ptr<LineReader> make_stream_reader(std::istream& in, std::ostream& out) {
  return std::make_unique<StreamReader>(in, out);
}

}  // namespace felt
