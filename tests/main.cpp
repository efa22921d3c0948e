#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdio>

#include "documents.hpp"
#include "transcript.hpp"

namespace {

// Remembers how many test cases ran: a filter that fits nothing must not look like success.
struct CountCases : doctest::IReporter {
  static inline unsigned cases = 0;

  explicit CountCases(const doctest::ContextOptions&) {}
  void test_case_start(const doctest::TestCaseData&) override { ++cases; }
  void report_query(const doctest::QueryData& query) override { cases += query.num_data; }
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats&) override {}
  void test_case_reenter(const doctest::TestCaseData&) override {}
  void test_case_end(const doctest::CurrentTestCaseStats&) override {}
  void test_case_exception(const doctest::TestCaseException&) override {}
  void subcase_start(const doctest::SubcaseSignature&) override {}
  void subcase_end() override {}
  void log_assert(const doctest::AssertData&) override {}
  void log_message(const doctest::MessageData&) override {}
  void test_case_skipped(const doctest::TestCaseData&) override {}
};

}  // namespace

REGISTER_LISTENER("count", 1, CountCases);

int main(int argc, char** argv) {
  felt::test::register_transcripts();
  felt::test::register_documents();
  doctest::Context context(argc, argv);
  const int result = context.run();
  if (context.shouldExit() || result != 0) return result;
  if (CountCases::cases > 0) return 0;
  std::fputs("felt_tests: no test fits this filter\n", stderr);
  return 1;
}
