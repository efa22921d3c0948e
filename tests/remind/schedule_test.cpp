#include "remind/schedule.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"

using namespace felt;

namespace {

const std::string call_line = "0 * * * * /usr/bin/felt due --notify >/dev/null 2>&1";
const std::string block = with_crontab_line("", call_line);

// Crontabs as people have them.
const std::vector<std::string> foreign{
    "",
    "\n",
    "5 4 * * * backup\n",
    "5 4 * * * backup",  // no final newline
    "MAILTO=me\nSHELL=/bin/bash\n# a remark\n\n*/5 * * * * date +\\%F >>log\n",
    "@reboot  run\t\n\n\n",
    "5 4 * * * a\r\n6 4 * * * b\r\n",
    "# felt is fine\n0 * * * * felt due\n",
    std::string("5 4 * * * \0x\xff\xfe\n", 15),
    "x # >>> felt: reminders. To take them out: felt remind remove\n",
};

}  // namespace

TEST_CASE("felt's line is put in and taken out again without touching another byte") {
  for (const auto& crontab : foreign) {
    CAPTURE(crontab);
    const auto with = with_crontab_line(crontab, call_line);
    CHECK(with == block + crontab);
    CHECK(find_crontab_line(with) == call_line);
    CHECK(with_crontab_line(with, call_line) == with);
    CHECK(without_crontab_line(with) == crontab);
    CHECK(without_crontab_line(crontab) == crontab);
    CHECK_FALSE(find_crontab_line(crontab));
  }
}

TEST_CASE("felt's line is replaced where it stands") {
  for (const auto& before : foreign) {
    if (!before.empty() && before.back() != '\n') continue;
    for (const auto& after : foreign) {
      const auto with = before + block + after;
      const auto other = crontab_line({"/opt/felt", {}, {}}, Pace::half_hour);
      CHECK(with_crontab_line(with, other) == before + with_crontab_line("", other) + after);
      CHECK(without_crontab_line(with) == before + after);
    }
  }
}

TEST_CASE("marker lines that are not as felt wrote them are left alone") {
  const auto end_of_first = block.find('\n') + 1, begin_of_last = block.rfind("# <<<");
  const auto first = block.substr(0, end_of_first), last = block.substr(begin_of_last);
  for (const auto& broken :
       {first, last, last + first, block + block, first + last, first + "1 2 3 4 5 mine\n" + last,
        first + call_line + "\n1 2 3 4 5 mine\n" + last, first + call_line + last}) {
    CAPTURE(broken);
    CHECK_THROWS_AS(find_crontab_line(broken), ContentError);
    CHECK_THROWS_AS(with_crontab_line(broken, call_line), ContentError);
    CHECK_THROWS_AS(without_crontab_line(broken), ContentError);
  }
}

TEST_CASE("a line of a crontab has every percent sign escaped and every word quoted that needs it") {
  CHECK(crontab_line({"/usr/bin/felt", {}, {}}, Pace::hour) == call_line);
  CHECK(crontab_line({"/usr/bin/felt", {}, {}}, Pace::quarter_hour).starts_with("*/15 * * * * /usr"));
  CHECK(
      crontab_line(
          {"/a b/f%elt", {"--journal", "/it's/100%.db"}, {{"TZ", "Asia/Tokyo"}, {"XDG_STATE_HOME", "/s t"}}},
          Pace::two_hours) ==
      "0 */2 * * * TZ=Asia/Tokyo XDG_STATE_HOME='/s t' '/a b/f\\%elt' --journal '/it'\"'\"'s/100\\%.db' due "
      "--notify "
      ">/dev/null 2>&1");
  CHECK_THROWS_AS(crontab_line({"/a\nb", {}, {}}, Pace::hour), UsageError);
  CHECK_THROWS_AS(crontab_line({"/a\\b", {}, {}}, Pace::hour), UsageError);
}

TEST_CASE("a unit quotes for systemd") {
  const auto text = service_text(
      {"/a b/f%e$l\"t", {"--journal", "/x.db"}, {{"TZ", "<+09>-9"}, {"XDG_STATE_HOME", "/s$ t"}}});
  CHECK(text.find("\nExecStart=\"/a b/f%%e$$l\\\"t\" --journal /x.db due --notify\n") != std::string::npos);
  CHECK(text.find("\nEnvironment=\"TZ=<+09>-9\"\nEnvironment=\"XDG_STATE_HOME=/s$ t\"\n") !=
        std::string::npos);
  CHECK(is_own_unit(text));
  CHECK_FALSE(is_own_unit("[Unit]\n"));
  CHECK(is_own_unit(timer_text(Pace::hour)));
  CHECK(timer_text(Pace::hour).find("\nOnCalendar=*:0\nPersistent=true\n") != std::string::npos);
  CHECK_THROWS_AS(service_text({"/a\tb", {}, {}}), UsageError);
}

TEST_CASE("a pace has one name") {
  CHECK(find_pace("15m") == Pace::quarter_hour);
  CHECK(find_pace("30m") == Pace::half_hour);
  CHECK(find_pace("1h") == Pace::hour);
  CHECK(find_pace("2h") == Pace::two_hours);
  CHECK_FALSE(find_pace("3h"));
}
