#include "report/body_figure.hpp"

#include <algorithm>
#include <cmath>

namespace felt {
namespace {

enum class Seen { front, back, both };

// A region of the list `regions`: a shape across the middle, one at each side, or either. A half width of 0
// means there is none.
struct RegionShape {
  std::string_view id;
  Seen seen;
  double y, ry;
  double middle_rx;
  double side_x, side_rx;
};

constexpr RegionShape regions[]{
    {"whole-body", Seen::both, 122, 118, 48, 0, 0},
    {"head", Seen::both, 18, 15, 12, 6, 6},
    {"crown", Seen::both, 5, 4, 7, 0, 0},
    {"forehead", Seen::front, 11.5, 3.5, 8, 0, 0},
    {"back-of-head", Seen::back, 15, 8, 9, 0, 0},
    {"base-of-skull", Seen::back, 29, 3, 7, 4, 3.5},
    {"face", Seen::front, 21, 9, 8.5, 4.5, 4.5},
    {"eye", Seen::front, 17, 2.2, 0, 4.6, 3},
    {"ear", Seen::front, 19, 4, 0, 12.2, 2.4},
    {"jaw", Seen::front, 28, 3.2, 7, 5.5, 3},
    {"throat", Seen::front, 38, 4, 4, 0, 0},
    {"neck", Seen::both, 38, 4.5, 6, 3.6, 3},
    {"shoulder", Seen::both, 50, 5, 0, 21, 7},
    {"shoulder-blade", Seen::back, 65, 9, 0, 12, 6.5},
    {"upper-arm", Seen::both, 74, 11, 0, 31, 4.4},
    {"elbow", Seen::back, 94, 4, 0, 36, 4},
    {"forearm", Seen::both, 109, 10, 0, 40, 3.8},
    {"wrist", Seen::both, 124.5, 2.8, 0, 43.4, 3},
    {"hand", Seen::both, 134, 5.5, 0, 45.6, 3.8},
    {"fingers", Seen::front, 145.5, 5, 0, 47, 3.6},
    {"chest", Seen::front, 62, 9, 17, 9.5, 8},
    {"breastbone", Seen::front, 64, 11, 3.5, 0, 0},
    {"ribs", Seen::both, 82, 8, 17, 13, 5.5},
    {"diaphragm", Seen::front, 83, 3.5, 12, 0, 0},
    {"upper-belly", Seen::front, 91, 5, 9, 0, 0},
    {"belly", Seen::front, 102, 7, 12, 6.5, 6},
    {"lower-belly", Seen::front, 114, 5, 12, 6.5, 6},
    {"pelvis", Seen::front, 119, 8, 19, 10, 9},
    {"pelvic-floor", Seen::front, 131, 3, 4.5, 0, 0},
    {"groin", Seen::front, 127, 3.5, 0, 9.5, 4.5},
    {"upper-back", Seen::back, 58, 8, 15, 8, 7},
    {"mid-back", Seen::back, 80, 9, 15, 8, 7},
    {"lower-back", Seen::back, 101, 7, 13, 7, 6.5},
    {"spine", Seen::back, 75, 37, 2.4, 0, 0},
    {"sacrum", Seen::back, 115, 5.5, 5.5, 0, 0},
    {"tailbone", Seen::back, 124.5, 3, 3, 0, 0},
    {"buttock", Seen::back, 125, 8, 0, 11, 9},
    {"hip", Seen::both, 120, 7, 0, 20, 4.5},
    {"thigh", Seen::both, 152, 17, 0, 13.5, 7.5},
    {"knee", Seen::both, 181, 6, 0, 12, 5.5},
    {"lower-leg", Seen::both, 203, 13, 0, 11.5, 5},
    {"ankle", Seen::front, 223, 3.2, 0, 9, 3.6},
    {"foot", Seen::both, 232, 4.2, 0, 10.5, 5.2},
    {"toes", Seen::front, 237, 2.6, 0, 11.5, 5.2},
};

// From the top of the head down to between the legs, at the viewer's right.
constexpr Spot2d half_outline[]{
    {4, 2.6},    {9.4, 6.6}, {12.4, 14},  {12.3, 21},  {10, 28},    {6.4, 33.2}, {5.8, 38},   {9, 42.5},
    {18, 45},    {26, 49},   {30.5, 57},  {33.5, 72},  {38, 90},    {42, 106},   {45.5, 123}, {49.5, 133},
    {50.5, 144}, {48, 151},  {44.8, 148}, {43, 138},   {40.8, 126}, {35.5, 110}, {31, 95},    {26.6, 78},
    {23.6, 67},  {22, 82},   {20, 96},    {21.5, 110}, {24, 124},   {24, 142},   {20.5, 164}, {17.8, 180},
    {18, 196},   {15, 212},  {12.4, 224}, {15.5, 233}, {17, 238},   {11, 240.5}, {6, 238},    {5.6, 228},
    {5.6, 214},  {4.4, 198}, {5.6, 181},  {3.6, 160},  {1.2, 137},
};

const RegionShape* find_region(std::string_view id) {
  const auto* found = std::find_if(std::begin(regions), std::end(regions),
                                   [id](const RegionShape& region) { return region.id == id; });
  return found == std::end(regions) ? nullptr : found;
}

std::vector<FigureView> views_of(Seen seen, Aspect aspect) {
  if (seen == Seen::front) return {FigureView::front};
  if (seen == Seen::back) return {FigureView::back};
  if (aspect == Aspect::front) return {FigureView::front};
  if (aspect == Aspect::back) return {FigureView::back};
  return {FigureView::front, FigureView::back};
}

// The person's left is at the viewer's right from the front, and at the viewer's left from the back.
double direction_of(Side side, FigureView view) {
  const double left = view == FigureView::front ? 1 : -1;
  return side == Side::left ? left : -left;
}

void add_shapes(std::vector<BodyShape>& shapes, const RegionShape& region, Side side, FigureView view) {
  const bool one_side = (side == Side::left || side == Side::right) && region.side_rx > 0;
  if (!one_side && region.middle_rx > 0) {
    shapes.push_back({view, 0, region.y, region.middle_rx, region.ry});
    return;
  }
  for (const auto drawn : {Side::left, Side::right})
    if (!one_side || drawn == side)
      shapes.push_back(
          {view, direction_of(drawn, view) * region.side_x, region.y, region.side_rx, region.ry});
}

// A line to the right from a point inside crosses the outline an odd number of times.
bool is_in_half_outline(Spot2d spot) {
  bool inside = false;
  for (std::size_t i = 1; i < std::size(half_outline); ++i) {
    const auto [x1, y1] = half_outline[i - 1];
    const auto [x2, y2] = half_outline[i];
    if ((y1 > spot.y) != (y2 > spot.y) && spot.x < x1 + (x2 - x1) * (spot.y - y1) / (y2 - y1))
      inside = !inside;
  }
  return inside;
}

}  // namespace

std::vector<Spot2d> body_outline() {
  std::vector<Spot2d> outline(std::begin(half_outline), std::end(half_outline));
  for (auto spot = std::rbegin(half_outline); spot != std::rend(half_outline); ++spot)
    outline.push_back({-spot->x, spot->y});
  return outline;
}

bool is_in(const BodyShape& shape, Spot2d spot) {
  const double x = (spot.x - shape.x) / shape.rx, y = (spot.y - shape.y) / shape.ry;
  return x * x + y * y <= 1;
}

bool is_in_figure(Spot2d spot) { return is_in_half_outline({std::abs(spot.x), spot.y}); }

std::vector<BodyShape> shapes_of(std::string_view region, Side side, Aspect aspect) {
  std::vector<BodyShape> shapes;
  if (const auto* found = find_region(region))
    for (const auto view : views_of(found->seen, aspect)) add_shapes(shapes, *found, side, view);
  return shapes;
}

}  // namespace felt
