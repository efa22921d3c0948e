#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "report/document.hpp"

namespace felt {

// felt's drawing of a person, as plain geometry, so that every renderer draws the same one. It stands on a
// ground of `figure_width` by `figure_height`; x runs from -figure_width / 2 at the viewer's left, y
// downwards from the top of the head.

inline constexpr double figure_width = 108, figure_height = 244;

struct Spot2d {
  double x = 0, y = 0;
};

enum class FigureView { front, back };

// An ellipse on one of the two views.
struct BodyShape {
  FigureView view = FigureView::front;
  double x = 0, y = 0;
  double rx = 0, ry = 0;  // half its width and height
};

// The whole person as a closed line of points, through which a smooth line goes.
std::vector<Spot2d> body_outline();

// Whether a point lies within the straight lines of the outline, or within a shape.
bool is_in_figure(Spot2d spot);
bool is_in(const BodyShape& shape, Spot2d spot);

// Where a place lies. A region with sides and no side given lies on both, one with front and back and
// neither given on both views; "whole-body" is the whole figure, both views. Nothing for a region that the
// drawing does not know.
std::vector<BodyShape> shapes_of(std::string_view region, Side side, Aspect aspect);
inline constexpr std::string_view whole_body_region = "whole-body";

}  // namespace felt
