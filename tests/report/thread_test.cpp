#include "report/thread.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace felt;

TEST_CASE("every question belongs to the thread of its pack") {
  CHECK(thread_of("emotions/distress").name == "feelings");
  CHECK(thread_of("pain-movement/stiff").name == "movement and pain");
  CHECK(thread_of("aftercare/space").name == "session and aftercare");
  CHECK(thread_of("your-practice.breath-pause/breath-ease").name == "your own questions");
  CHECK(is_main_line(thread_of("body/tension"), "body/tension"));
  CHECK_FALSE(is_main_line(thread_of("body/at-home"), "body/at-home"));
}

TEST_CASE("a thread is known by its name and by what only its name says") {
  CHECK(thread_named("sleep").name == "sleep");
  CHECK(thread_named(" Movement-and-Pain ").name == "movement and pain");
  CHECK(thread_named("pain").name == "movement and pain");
  CHECK(thread_named("after").name == "session and aftercare");
  CHECK_THROWS_AS(thread_named(""), UsageError);
  CHECK_THROWS_AS(thread_named("s"), UsageError);  // session, sleep
  try {
    thread_named("slepe");
    FAIL("found a thread");
  } catch (const UsageError& error) {
    CHECK(std::string(error.what()) == "no thread is called 'slepe'");
    CHECK(error.hint() == "Did you mean 'sleep'?");
  }
}

TEST_CASE("a label is the question's id in words") {
  CHECK(label_of("pain-movement/pain-now") == "pain now");
  CHECK(label_of("mine.x/y") == "y");
}
