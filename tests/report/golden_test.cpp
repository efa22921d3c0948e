// What a page and every picture look like in each format, kept whole.
#include "golden.hpp"

#include "journals.hpp"
#include "pictures.hpp"
#include "report/html.hpp"
#include "report/html_style.hpp"
#include "report/markdown.hpp"
#include "report/summary_document.hpp"
#include "report/terminal.hpp"
#include "zones.hpp"

using namespace felt;
using namespace felt::test;

namespace {

std::string in_terminal(const Document& page, bool unicode) {
  Look look;
  look.unicode = unicode;
  return terminal_text(page, look);
}

// The style is the same in every page and has a test of its own.
std::string without_style(std::string page) {
  const auto begin = page.find(html_style());
  REQUIRE(begin != std::string::npos);
  page.replace(begin, html_style().size(), "…");
  return page.replace(page.find(html_style_hash()), html_style_hash().size(), "…");
}

void check_formats(const std::string& name, const Document& screen, const Document& page) {
  check_golden(name + ".txt", in_terminal(screen, true));
  check_golden(name + "-plain.txt", in_terminal(screen, false));
  check_golden(name + ".md", markdown_text(screen));
  check_golden(name + ".html", without_style(html_text(page)));
}

}  // namespace

TEST_CASE("each picture is drawn in each format") { check_formats("pictures", gallery(), gallery()); }

TEST_CASE("a small journal is a page in each format") {
  const auto summary = build_summary(*full_journal(), {});
  check_formats("summary", summary_document(summary), summary_document(summary, Room::page));
}

TEST_CASE("a summary of one thread is a page in each format") {
  ReportWish wish;
  wish.thread = &thread_named("feelings");
  wish.technical = true;
  const auto page = summary_document(build_summary(*full_journal(), wish));
  check_formats("thread", page, page);
}
