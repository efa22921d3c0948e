#pragma once

#include "report/document.hpp"

// One of each picture, with values of no one.

namespace felt::test {

inline Table numbers(const char* what) {
  return {{{what}, {"n", Align::right}}, {{"", {{"one", "1"}, {"two", "2"}}}}};
}

inline const ScaleEnds zero_to_ten{0, 10, said_by_person("none"), said_by_person("the most I can imagine")};

inline Rhythm sample_rhythm() {
  return {{"Distress", "3 to 1 days before 6 · day before 7 · first day 4", numbers("days")},
          zero_to_ten,
          -3,
          7,
          {{"1", {{-2.5, 6}, {-0.5, 8}, {0.2, 4}, {2, 5}, {6, 6}}}, {"2", {{-1.5, 5}, {-0.1, 6}, {0.5, 3}}}},
          {{-3, -1, 5.5, false},
           {-1, 0, 7, true},
           {0, 1, 3.5, true},
           {1, 3, std::nullopt, true},
           {3, 7, 6, true}}};
}

inline Pairs sample_pairs() {
  return {{"Distress", "Of 3 sessions: lower after 2, about the same after 1.", numbers("session")},
          zero_to_ten,
          {{"1", 8, 4}, {"2", 6, 3}, {"12", 5, 5}}};
}

inline SmallLines sample_lines() {
  return {{"Over the whole time", "One small line for each question.", numbers("question")},
          "Mon 5 Jan 2026",
          "Sat 14 Feb 2026",
          40,
          {7, 21, 35},
          {{"distress", zero_to_ten, {{0, 7}, {6, 8}, {8, 4}, {20, 6}, {22, 4}, {34, 6}, {36, 3}, {40, 5}}},
           {"energy", {-3, 3, {}, {}}, {{2, -3}, {39, 3}}}}};
}

inline FeelingsMap sample_feelings() {
  return {{"Feelings named", "A diamond before, a disc after the sessions.", numbers("feeling")},
          {{-0.5, 0.5, FeelingsSide::before, said_by_person("afraid"), 3},
           {-0.5, -0.5, FeelingsSide::before, said_by_person("sad"), 1},
           {0.5, -0.5, FeelingsSide::after, said_by_person("relieved"), 4},
           {1, -1, FeelingsSide::after, said_by_person("calm"), 2},
           {0.5, 1, FeelingsSide::other, said_by_person("amused"), 1}}};
}

inline BodyFigure sample_figure(const char* title) {
  return {title,
          {{"neck", Side::left, Aspect::back, 1, "1"},
           {"shoulder", Side::both, Aspect::none, 0.6, "2"},
           {"lower-back", Side::none, Aspect::none, 0.3, "3"},
           {"knee", Side::right, Aspect::front, 0.5, "4"},
           {"hand", Side::left, Aspect::none, 0.1, "5"}}};
}

inline BodyMap sample_body() {
  return {{"Body", "Darker is stronger.", numbers("place")},
          {sample_figure("before"), {"after", {{"whole-body", Side::none, Aspect::none, 0.2, ""}}}}};
}

inline NightBars sample_nights() {
  return {{"Nights", "Time asleep within the time in bed.", numbers("night")},
          {{"Tue 6 Jan", 480, 400, true}, {"Wed 7 Jan", 510, 350, false}, {"Thu 8 Jan", 430, 430, false}}};
}

inline Document gallery() {
  Document page;
  page.add(Heading{1, "A page of pictures"});
  page.add(Paragraph{said_by_person("Two lines\nof <someone> & \"more\"")});
  page.add(Table{
      {{"", Align::left}, {"days around", Align::left}, {"n", Align::right}},
      {{"Feelings",
        {{"distress", Cell(Spark{0, 10, {6, 7.5, 4, std::nullopt, 10}, 2}, "6 · 7.5 · 4 · 10"), "4"}}}}});
  page.add(Heading{2, "Around the sessions"});
  page.add(sample_rhythm());
  page.add(sample_pairs());
  page.add(sample_lines());
  page.add(Heading{2, "Feelings, body, nights"});
  page.add(sample_feelings());
  page.add(sample_nights());
  page.add(sample_body());
  page.add(Note{"A remark."});
  page.add(List{{"one", said_by_person("# two\n1. three")}});
  page.add(Foot{"The end."});
  return page;
}

}  // namespace felt::test
