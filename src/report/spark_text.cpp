#include "report/spark_text.hpp"

#include <array>
#include <cmath>
#include <string_view>

#include "report/plot.hpp"

namespace felt {
namespace {

constexpr std::array<std::string_view, 8> blocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 8> ascii{"_", ".", ":", "-", "=", "+", "*", "#"};

}  // namespace

std::string spark_text(const Spark& spark, SparkSigns signs) {
  const bool in_blocks = signs == SparkSigns::blocks;
  const Axis steps{spark.lowest, spark.highest, 0, blocks.size() - 1};
  std::string text;
  for (std::size_t i = 0; i < spark.values.size(); ++i) {
    if (spark.session_before == i) text += in_blocks ? "│" : "|";
    if (!spark.values[i]) {
      text += in_blocks ? "·" : " ";
      continue;
    }
    const auto step = static_cast<std::size_t>(std::lround(steps.at(*spark.values[i])));
    text += (in_blocks ? blocks : ascii)[step];
  }
  return text;
}

}  // namespace felt
