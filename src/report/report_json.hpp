#pragma once

#include <string>

#include "base/json.hpp"
#include "report/summary.hpp"

namespace felt {

// felt.report/1 as one line of text. It is put together line by line, so that a long journal does not stand
// in memory twice. Numbers are unrounded; a statistic whose minimum is not met is left out and named in
// `too_few`. `bring_up`, where there is anything, holds the carried notes by their number and then the
// answers that are meant for the practitioner. Where the wish is technical a line also has `technical`: `p`,
// `resamples`, `seed`, `daily_medians`, each where it exists.
std::string report_json(const Summary& summary);

// One element of its `lines`.
Json line_json(const Line& line, bool technical);

}  // namespace felt
