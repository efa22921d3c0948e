#pragma once

#include "exchange/export_lines.hpp"

namespace felt {

class Journal;

// The journal as Markdown, to be read: sessions and entries as they were lived, with every question as it was
// asked then. Open check-ins are left out. In memory is one month at a time.
void export_markdown(const Journal& journal, const Sink& sink, const Progress& progress);

}  // namespace felt
