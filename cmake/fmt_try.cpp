// Uses what fmt.cpp has to supply; links only if it does.
#include <fmt/format.h>

#include <cstdio>

int main(int argc, char**) {
  const std::string text = fmt::format("{} {:.2f} {} {:>8} {:x}", argc, 1.5, 0.1, "text", 255);
  std::string more;
  fmt::format_to(std::back_inserter(more), "{:.1f}% {:L}", 2.5F, 12345);
  try {
    more += fmt::format(fmt::runtime("{:d}"), "not a number");
  } catch (const fmt::format_error&) {
  }
  return std::puts((text + more).c_str()) < 0;
}
