#pragma once

namespace felt {

// What became of something that came from elsewhere.
enum class Arrival {
  taken,   // it was not here
  known,   // it is here already, or something later is
  gone,    // it was here, and was deleted here: it stays so
  newer,   // it took the place of an earlier version of itself
  beside,  // here it was changed in another way: both are kept, one of them as an entry or session of its own
};

}  // namespace felt
