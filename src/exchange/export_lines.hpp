#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace felt {

class Journal;

// Takes what is written, piece by piece.
using Sink = std::function<void(std::string_view)>;
// Is told how many entries of how many are done, now and then.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

// Everything in the journal as JSON Lines, as felt-journal(5) describes them. The same journal gives the same
// bytes. In memory is one entry at a time.
void export_lines(const Journal& journal, const Sink& sink, const Progress& progress);

}  // namespace felt
