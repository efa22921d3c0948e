#pragma once

#include "base/json.hpp"
#include "report/places.hpp"

namespace felt {

// Each place as {"region","side","entries","n","mean","qualities":[{"id","entries"}],"before","after"}, the
// most named first. `side` and `mean` are left out where nothing was told; `n` is how many entries the mean
// is of; `front` and `back` count the namings that said so; `before` and `after` say the same of the days
// around sessions, and are left out where no entry there names the place. Numbers are unrounded.
Json places_json(const NamedPlaces& places);

}  // namespace felt
