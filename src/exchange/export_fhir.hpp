#pragma once

#include "base/time.hpp"
#include "exchange/export_lines.hpp"

namespace felt {

// The uuid that stands for the person in everything that is made of this journal. It is that of the entry,
// or else of the session, with the lowest number, put another way; it says nothing of either.
std::string person_of(const Journal& journal);

// Sessions and entries of the journal, drafts and private ones too, as a FHIR R4 Bundle (exchange/fhir.hpp).
// In memory is one entry at a time.
void export_fhir(const Journal& journal, Instant now, const Sink& sink, const Progress& progress);

}  // namespace felt
