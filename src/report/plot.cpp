#include "report/plot.hpp"

#include <algorithm>

#include "report/change_words.hpp"

namespace felt {

double Axis::at(double value) const {
  const double share = std::clamp((value - low) / (high - low), 0.0, 1.0);
  return first + share * (last - first);
}

std::vector<MiddlePoint> middle_points(const Rhythm& rhythm) {
  std::vector<MiddlePoint> points;
  bool joinable = false;  // whether the stretch before can be joined to
  for (const auto& bin : rhythm.middle) {
    if (bin.median)
      points.push_back({(bin.from_days + bin.to_days) / 2, *bin.median, joinable && bin.joined});
    joinable = bin.median && bin.joined;
  }
  return points;
}

Phrase end_text(double value, const Phrase& words) {
  Phrase text(rounded_text(value));
  if (words.empty()) return text;
  text.add(" ", Voice::felt);
  for (const auto& run : words.runs) text.add(run.text, run.voice);
  return text;
}

}  // namespace felt
