#include "report/html.hpp"

#include <doctest/doctest.h>
#include <sodium.h>

#include <regex>
#include <set>

#include "pictures.hpp"
#include "report/html_style.hpp"

using namespace felt;
using namespace felt::test;

namespace {

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string sha256_source(std::string_view text) {
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  char base64[64];
  return std::string("sha256-") +
         sodium_bin2base64(base64, sizeof base64, hash, sizeof hash, sodium_base64_VARIANT_ORIGINAL);
}

std::vector<std::string> found(const std::string& text, const char* expression) {
  const std::regex wanted(expression);
  std::vector<std::string> all;
  for (std::sregex_iterator at(text.begin(), text.end(), wanted), end; at != end; ++at)
    all.push_back((*at)[1]);
  return all;
}

}  // namespace

TEST_CASE("the policy of a page names the hash of its style") {
  CHECK(html_style_hash() == sha256_source(html_style()));
  const auto page = html_text(gallery());
  CHECK(has(page, "<style>" + std::string(html_style()) + "</style>"));
  CHECK(page.find("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; ") ==
        page.find("<head>") + std::string_view("<head>\n").size());
}

TEST_CASE("a page loads and runs nothing") {
  const auto page = html_text(gallery());
  for (const auto* part : {"<script", "http://", "https://", "url(", "@import", "<link", "<img", "style="})
    CHECK_FALSE(has(page, part));
}

TEST_CASE("what a person wrote cannot become markup") {
  const auto nasty = "</title><script>alert(1)</script>\" onload='x' & \x1b[2J\u202e";
  Document page;
  page.add(Heading{1, said_by_person(nasty)});
  page.add(Paragraph{said_by_person(nasty)});
  page.add(Table{{{nasty}, {nasty}}, {{said_by_person(nasty), {{said_by_person(nasty), nasty}}}}});
  auto pairs = sample_pairs();
  pairs.in_words = {said_by_person(nasty), said_by_person(nasty), {}};
  pairs.scale.high = said_by_person(nasty);
  pairs.pairs = {{nasty, 1, 2}};
  page.add(pairs);
  auto feelings = sample_feelings();
  feelings.points = {{0, 0, FeelingsSide::after, said_by_person(nasty), 1}};
  page.add(feelings);
  auto body = sample_body();
  body.figures = {{said_by_person(nasty), {{nasty, Side::none, Aspect::none, 1, nasty}}}};
  page.add(body);
  const auto text = html_text(page);
  for (const auto* part : {"<script", "\" onload", "' onload", "onload='", "\x1b", "\u202e", "& "})
    CHECK_FALSE(has(text, part));
  CHECK(has(text, "&lt;script&gt;"));
  CHECK(has(text, "\\x1b[2J\\u202e"));
}

TEST_CASE("every picture is named and described, and no two share an id") {
  const auto page = html_text(gallery());
  const auto ids = found(page, " id=\"([^\"]*)\"");
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
  const auto images = found(page, "<svg [^>]*(role=\"img\")");
  const auto labels = found(page, "aria-labelledby=\"([^\"]*)\"");
  CHECK(images.size() == 10);  // a spark, five pictures, and front and back of two figures
  REQUIRE(labels.size() == images.size());
  for (const auto& label : labels) {
    CAPTURE(label);
    const auto gap = label.find(' ');
    CHECK(has(page, "<title id=\"" + label.substr(0, gap) + "\">"));
    CHECK(has(page, "<desc id=\"" + label.substr(gap + 1) + "\">"));
  }
}

TEST_CASE("headings go down one level at a time") {
  int level = 0;
  for (const auto& next : found(html_text(gallery()), "<h([1-6])>")) {
    CHECK(std::stoi(next) <= level + 1);
    level = std::stoi(next);
  }
  CHECK(level > 1);
}

TEST_CASE("a row that ends early is as long as the others") {
  Document page;
  page.add(Table{{{""}, {"a"}, {"b"}}, {{"", {{"x"}}}}});
  CHECK(has(html_text(page),
            "<tr><th scope=\"row\">x</th><td class=\"words\" data-title=\"a\"></td><td class=\"words\" "
            "data-title=\"b\"></td></tr>"));
}
