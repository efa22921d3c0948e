#pragma once

#include <string>

#include "base/json.hpp"
#include "report/summary.hpp"

namespace felt {

// felt.report/1 as one line of text. It is put together line by line, so that a long journal does not stand
// in memory twice. Numbers are unrounded; a statistic whose minimum is not met is left out and named in
// `too_few`. `bring_up`, where there is anything, holds the carried notes by their number and then the
// answers that are meant for the practitioner. A line with details also has `technical`, whose
// members stand each where it exists.
//
// `body` holds what was noticed, `places` the places of each other question (both as in places_json.hpp).
// `feelings_map` counts where ratings of pleasantness and energy met, before, after and at other times.
// `changes` has `easier`, `harder` and `about_the_same` with the means over the sessions compared, or each
// session by itself where these are fewer than 3; then what was asked directly: `compared`, `new` (yes out of
// n) and `going`. A line there has `matters` where its scale has a published size of change: whether it is
// reached, and the change in percent of a mean above 0.
// `sleep` holds the means over nights, then `nights`, one by one.
//
// Of a page that is handed on it is felt.share/1, with `own_words`, where there are any, and `staying`.
std::string report_json(const Summary& summary);

// One element of its `lines`.
Json line_json(const Line& line);

}  // namespace felt
