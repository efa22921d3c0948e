#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"

namespace felt {

// A straight way from values to places: `low` lies at `first` and `high` at `last`, which may be the smaller
// one. Values outside lie at the nearer end. low and high differ.
struct Axis {
  double low = 0, high = 1;
  double first = 0, last = 1;

  double at(double value) const;
};

// The points of the middle line of a rhythm: the centre of each stretch that has a median. A line may join a
// point to the one before it where both have enough ratings and no stretch between them is empty.
struct MiddlePoint {
  double days = 0, value = 0;
  bool joins_previous = false;
};
std::vector<MiddlePoint> middle_points(const Rhythm& rhythm);

// "0 none": an end of a scale as a picture names it.
Phrase end_text(double value, const Phrase& words);

}  // namespace felt
