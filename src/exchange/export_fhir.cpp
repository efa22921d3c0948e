#include "exchange/export_fhir.hpp"

#include "exchange/fhir.hpp"
#include "exchange/steps.hpp"
#include "journal/contents.hpp"
#include "journal/journal.hpp"
#include "journal/uuid.hpp"

namespace felt {

std::string person_of(const Journal& journal) { return uuid_from("felt person: " + journal.first_uuid()); }

void export_fhir(const Journal& journal, Instant now, const Sink& sink, const Progress& progress) {
  Steps steps(progress);
  FhirWriter writer(sink, person_of(journal), now);
  ContentVisitor visitor;
  visitor.counts = [&](const ContentCounts& counts) { steps.begin(counts.entries); };
  visitor.session = [&](const Session& session) { writer.take(session); };
  visitor.entry = [&](const KeptEntry& kept) {
    writer.take(kept.entry);
    steps.step();
  };
  journal.read_through(visitor);
  writer.finish();
}

}  // namespace felt
