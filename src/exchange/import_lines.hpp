#pragma once

#include <cstddef>
#include <functional>
#include <map>

#include "exchange/export_lines.hpp"
#include "exchange/lines.hpp"
#include "journal/contents.hpp"
#include "journal/intake.hpp"

namespace felt {

// Who is handed what an export holds, one thing after the other, in its order.
struct LinesVisitor {
  std::function<void(const ContentCounts&)> counts;  // as announced; may be empty
  std::function<void(const Session&)> session;
  std::function<void(const CarriedNote&)> carried;
  std::function<void(const ShareRecord&)> share;
  std::function<void(const Former&)> former;
  std::function<void(const KeptEntry&)> entry;
};

// Reads JSON Lines that felt exported, to the last one. ContentError for whatever is not exactly that: cut
// short, changed, doubled, in another order, by a newer felt, or of another program.
void read_export(Lines& lines, const LinesVisitor& visitor);

// What an import brought, by what became of it.
struct ImportCounts {
  std::map<Arrival, std::size_t> entries, sessions, carried, shares;
  std::size_t removed = 0;
  std::size_t shortened_tags = 0;  // of entries that were taken
};
std::size_t count_of(const std::map<Arrival, std::size_t>& arrivals, Arrival arrival);

// Takes all of an export into the journal; throws what read_export throws.
ImportCounts import_lines(Lines& lines, Intake& intake, const Progress& progress);

}  // namespace felt
