#include "exchange/lines.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <vector>

#include "base/error.hpp"

using namespace felt;

namespace {

std::vector<std::string> lines_in(const std::string& text) {
  std::istringstream in(text);
  Lines lines(in, "x");
  std::vector<std::string> all;
  while (lines.next()) all.emplace_back(lines.line());
  return all;
}

// Says the same bytes again and again, as a pipe might.
class Endless : public std::streambuf {
 public:
  explicit Endless(std::string bytes) : m_bytes(std::move(bytes)) {}

 protected:
  int_type underflow() override {
    setg(m_bytes.data(), m_bytes.data(), m_bytes.data() + m_bytes.size());
    return traits_type::to_int_type(m_bytes.front());
  }

 private:
  std::string m_bytes;
};

template <class Call>
std::string error_of(const Call& call) {
  try {
    call();
  } catch (const ContentError& error) {
    return error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("lines come one at a time, with their numbers, the last one ended or not") {
  using Texts = std::vector<std::string>;
  CHECK(lines_in("a\nb\n") == Texts{"a", "b"});
  CHECK(lines_in("a\n\nb") == Texts{"a", "", "b"});
  CHECK(lines_in("").empty());
  CHECK(lines_in(std::string(200'000, 'a') + "\nb") == Texts{std::string(200'000, 'a'), "b"});
  std::istringstream in("a\nb");
  Lines lines(in, "x");
  REQUIRE(lines.next());
  CHECK(lines.number() == 1);
  CHECK(lines.is_ended());
  REQUIRE(lines.next());
  CHECK(lines.number() == 2);
  CHECK_FALSE(lines.is_ended());
  CHECK_FALSE(lines.next());
}

TEST_CASE("a byte order mark at the beginning and carriage returns at line ends are passed over") {
  using Texts = std::vector<std::string>;
  CHECK(lines_in("\xef\xbb\xbf{a}\r\n\r\n\rb\r") == Texts{"{a}", "", "\rb\r"});
  CHECK(lines_in("\xef\xbb\xbf").empty());
  CHECK(lines_in("a\n\xef\xbb\xbf"
                 "b\n") == Texts{"a",
                                 "\xef\xbb\xbf"
                                 "b"});
  std::istringstream in(
      "\xef\xbb\xbf"
      "first\r\nsecond\r\n");
  Lines lines(in, "x");
  CHECK(lines.ahead() == "first\r\nsecond\r\n");
  CHECK(lines.rest() == "first\r\nsecond\r\n");
}

TEST_CASE("what comes next can be seen before it is taken") {
  std::istringstream in("first\nsecond\nthird");
  Lines lines(in, "x");
  CHECK(lines.ahead() == "first\nsecond\nthird");
  REQUIRE(lines.next());
  CHECK(lines.line() == "first");
  CHECK(lines.ahead() == "second\nthird");
  CHECK(lines.rest() == "second\nthird");
  CHECK(lines.rest().empty());
}

TEST_CASE("a line without end, and a file of another kind without end, are refused in little memory") {
  Endless bytes(std::string(4096, 'x'));
  std::istream in(&bytes);
  Lines lines(in, "x");
  CHECK(error_of([&] { lines.next(); }) == "x:1:1: a line of more than 16 MiB");
  std::istream again(&bytes);
  Lines more(again, "x");
  CHECK(error_of([&] { more.rest(); }) == "x holds more than 16 MiB");
}

TEST_CASE("a stream of lines without end is refused") {
  Endless bytes(std::string(65535, 'x') + "\n");
  std::istream in(&bytes);
  Lines lines(in, "x");
  const auto error = error_of([&] {
    while (lines.next()) continue;
  });
  CHECK(error.ends_with("there is more than 512 MiB"));
}
